// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <tuple>
#include <type_traits>

/// The one codec between values and JSON. A type states its fields once:
///
///     struct Usage {
///         qint64 inputTokens = 0;
///         static constexpr auto fields = std::tuple{json::field("input_tokens", &Usage::inputTokens)};
///     };
///
/// An absent key leaves the member as it was made; json::required makes absence a fault. A std::optional
/// member is absent or null in JSON when empty. An enum is written by a `constexpr auto names(EnumType)`
/// table of json::Name beside it. QJsonObject and QJsonValue members pass through untouched.
namespace agent::json {

template<class Owner, class T>
struct Field
{
    const char *name;
    T Owner::*member;
    bool required = false;
};

template<class Owner, class T>
constexpr Field<Owner, T> field(const char *name, T Owner::*member)
{
    return {name, member, false};
}

template<class Owner, class T>
constexpr Field<Owner, T> required(const char *name, T Owner::*member)
{
    return {name, member, true};
}

/// One row of an enum's table of wire names.
template<class Enum>
struct Name
{
    Enum value;
    const char *name;
};

/// What is wrong at one place.
struct Fault
{
    QString where;         ///< JSON pointer (RFC 6901); for an unknown key it names the key itself.
    QString message;       ///< What was expected and what stands there.
    QString suggestion;    ///< The nearest known word, if one is near.
    bool aboutKey = false; ///< The key at `where` is meant, not its value.

    bool operator==(const Fault &) const = default;
};

/// Strict for what we own, lenient for what others own.
enum class UnknownKeys { Refuse, Ignore };
/// What null means where a value is expected: a fault, or as much as no key at all.
enum class EmptyKeys { Refuse, Skip };
/// Whether faults get their place: it costs more than all the rest of a reading, and most have no fault.
enum class Places { Tell, LeaveOut };

/// Collects every fault of one reading, not the first only.
class Reader
{
public:
    explicit Reader(UnknownKeys unknownKeys = UnknownKeys::Refuse, EmptyKeys emptyKeys = EmptyKeys::Refuse,
                    Places places = Places::Tell)
        : m_unknownKeys(unknownKeys)
        , m_emptyKeys(emptyKeys)
        , m_places(places)
    {
    }

    const QList<Fault> &faults() const { return m_faults; }
    /// The keys that were skipped because they had no value, as JSON pointers.
    const QStringList &skipped() const { return m_skipped; }
    /// Texts, by JSON pointer, that count where a text is expected and something else stands.
    void setTexts(const QMap<QString, QString> &texts) { m_texts = texts; }
    std::optional<QString> textAt(const QString &where) const;
    /// Whether a key with this value is to be skipped; remembers it if so.
    bool skips(const QJsonValue &value, const QString &where);
    bool ignoresUnknownKeys() const { return m_unknownKeys == UnknownKeys::Ignore; }
    bool tellsPlaces() const { return m_places == Places::Tell; }
    void add(const QString &where, const QString &message, const QString &suggestion = {});
    void add(const Fault &fault) { m_faults.append(fault); }
    /// Adds "expected X, found Y".
    void addMismatch(const QString &where, const QString &expected, const QJsonValue &found);
    /// Adds a fault for each key of `object` that is not in `known`.
    void checkKeys(const QJsonObject &object, const QStringList &known, const QString &where);

private:
    UnknownKeys m_unknownKeys;
    EmptyKeys m_emptyKeys;
    Places m_places;
    QList<Fault> m_faults;
    QStringList m_skipped;
    QMap<QString, QString> m_texts;
};

/// `where` + "/" + key, escaped as RFC 6901 section 3 wants it.
QString pointer(const QString &where, const QString &key);
QString pointer(const QString &where, qsizetype index);

/// The same if the reader tells places, else nothing.
template<class Step>
QString placeBelow(const QString &where, const Step &step, const Reader &reader)
{
    return reader.tellsPlaces() ? pointer(where, step) : QString();
}

/// The keys a type knows, in the order of its fields.
template<class T>
QStringList keys()
{
    QStringList list;
    std::apply([&list](const auto &...f) { (list.append(QString::fromLatin1(f.name)), ...); }, T::fields);
    return list;
}

// --- reading
// ------------------------------------------------------------------------------------------------------

void read(const QJsonValue &value, QString &out, Reader &reader, const QString &where);
void read(const QJsonValue &value, bool &out, Reader &reader, const QString &where);
void read(const QJsonValue &value, int &out, Reader &reader, const QString &where);
void read(const QJsonValue &value, qint64 &out, Reader &reader, const QString &where);
void read(const QJsonValue &value, double &out, Reader &reader, const QString &where);
void read(const QJsonValue &value, QJsonObject &out, Reader &reader, const QString &where);
void read(const QJsonValue &value, QJsonArray &out, Reader &reader, const QString &where);
inline void read(const QJsonValue &value, QJsonValue &out, Reader &, const QString &)
{
    out = value;
}

/// Null says something of its own to these.
template<class T>
inline constexpr bool canBeNull = std::is_same_v<T, QJsonValue> || requires(T value) { value.has_value(); };

template<class T>
concept HasFields = requires { T::fields; };
template<class T>
concept NamedEnum = std::is_enum_v<T> && requires(T e) { names(e); };
/// A type with its own rules states them as `void readJson(const QJsonValue &, T &, Reader &, const QString
/// &where)`.
template<class T>
concept ReadsItself = requires(const QJsonValue &value, T &out, Reader &reader, const QString &where) {
    readJson(value, out, reader, where);
};

template<ReadsItself T>
void read(const QJsonValue &value, T &out, Reader &reader, const QString &where)
{
    readJson(value, out, reader, where);
}

template<NamedEnum T>
void read(const QJsonValue &value, T &out, Reader &reader, const QString &where)
{
    QStringList known;
    for (const auto &row : names(T{})) {
        const auto name = QLatin1String(row.name);
        if (value.isString() && value.toString() == name) {
            out = row.value;
            return;
        }
        known.append(name);
    }
    reader.addMismatch(where, QStringLiteral("one of ") + known.join(QStringLiteral(", ")), value);
}

template<class T>
void read(const QJsonValue &value, std::optional<T> &out, Reader &reader, const QString &where);
template<class T>
void read(const QJsonValue &value, QList<T> &out, Reader &reader, const QString &where);
template<class T>
void read(const QJsonValue &value, QMap<QString, T> &out, Reader &reader, const QString &where);

template<HasFields T>
    requires(!ReadsItself<T>)
void read(const QJsonValue &value, T &out, Reader &reader, const QString &where)
{
    if (!value.isObject()) {
        reader.addMismatch(where, QStringLiteral("an object"), value);
        return;
    }
    const QJsonObject object = value.toObject();
    const auto readField = [&]<class M>(const Field<T, M> &f) {
        const QLatin1String key(f.name);
        const auto found = object.constFind(key);
        const bool isThere = found != object.constEnd();
        const QString place = isThere ? placeBelow(where, key, reader) : QString();
        if (isThere && (canBeNull<M> || !reader.skips(*found, place)))
            read(*found, out.*(f.member), reader, place);
        else if (f.required)
            reader.add(where, QStringLiteral("\"%1\" is required").arg(key));
    };
    std::apply([&readField](const auto &...f) { (readField(f), ...); }, T::fields);
    if (!reader.ignoresUnknownKeys())
        reader.checkKeys(object, keys<T>(), where);
}

template<class T>
void read(const QJsonValue &value, std::optional<T> &out, Reader &reader, const QString &where)
{
    if (value.isNull() || value.isUndefined()) {
        out.reset();
        return;
    }
    T inner{};
    read(value, inner, reader, where);
    out = std::move(inner);
}

template<class T>
void read(const QJsonValue &value, QList<T> &out, Reader &reader, const QString &where)
{
    if (!value.isArray()) {
        reader.addMismatch(where, QStringLiteral("a list"), value);
        return;
    }
    out.clear();
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        T item{};
        read(array.at(i), item, reader, placeBelow(where, i, reader));
        out.append(std::move(item));
    }
}

template<class T>
void read(const QJsonValue &value, QMap<QString, T> &out, Reader &reader, const QString &where)
{
    if (!value.isObject()) {
        reader.addMismatch(where, QStringLiteral("an object"), value);
        return;
    }
    out.clear();
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        T item{};
        read(it.value(), item, reader, placeBelow(where, it.key(), reader));
        out.insert(it.key(), std::move(item));
    }
}

/// The value, or the first fault as ErrorKind::InvalidInput with the JSON pointer in `where`.
template<class T>
Result<T> fromJson(const QJsonValue &value, UnknownKeys unknownKeys = UnknownKeys::Refuse)
{
    Reader quick(unknownKeys, EmptyKeys::Refuse, Places::LeaveOut);
    T out{};
    read(value, out, quick, {});
    if (quick.faults().isEmpty())
        return out;
    Reader reader(unknownKeys);
    read(value, out, reader, {});
    const Fault &first = reader.faults().constFirst();
    return fail(ErrorKind::InvalidInput, first.message, first.where);
}

/// Any JSON text. ErrorKind::InvalidInput names the byte where it stops being JSON (RFC 8259).
Result<QJsonValue> parseText(const QByteArray &text);

// --- writing
// ------------------------------------------------------------------------------------------------------

inline QJsonValue toJson(const QString &value)
{
    return value;
}
inline QJsonValue toJson(bool value)
{
    return value;
}
inline QJsonValue toJson(int value)
{
    return value;
}
inline QJsonValue toJson(qint64 value)
{
    return value;
}
inline QJsonValue toJson(double value)
{
    return value;
}
inline QJsonValue toJson(const QJsonObject &value)
{
    return value;
}
inline QJsonValue toJson(const QJsonArray &value)
{
    return value;
}
inline QJsonValue toJson(const QJsonValue &value)
{
    return value;
}

/// The wire name of an enum value.
template<NamedEnum T>
QString toName(T value)
{
    for (const auto &row : names(T{})) {
        if (row.value == value)
            return QString::fromLatin1(row.name);
    }
    Q_UNREACHABLE();
}

template<NamedEnum T>
QJsonValue toJson(T value)
{
    return toName(value);
}

template<class T>
QJsonValue toJson(const std::optional<T> &value);
template<class T>
QJsonValue toJson(const QList<T> &value);
template<class T>
QJsonValue toJson(const QMap<QString, T> &value);

template<HasFields T>
QJsonValue toJson(const T &value)
{
    QJsonObject object;
    const auto writeField = [&](const auto &f) {
        const QJsonValue written = toJson(value.*(f.member));
        if (!written.isUndefined())
            object.insert(QLatin1String(f.name), written);
    };
    std::apply([&writeField](const auto &...f) { (writeField(f), ...); }, T::fields);
    return object;
}

/// An empty optional becomes "undefined", which an object leaves out.
template<class T>
QJsonValue toJson(const std::optional<T> &value)
{
    return value ? toJson(*value) : QJsonValue(QJsonValue::Undefined);
}

template<class T>
QJsonValue toJson(const QList<T> &value)
{
    QJsonArray array;
    for (const T &item : value)
        array.append(toJson(item));
    return array;
}

template<class T>
QJsonValue toJson(const QMap<QString, T> &value)
{
    QJsonObject object;
    for (auto it = value.begin(); it != value.end(); ++it)
        object.insert(it.key(), toJson(it.value()));
    return object;
}

/// Compact text, UTF-8.
QByteArray text(const QJsonValue &value);

} // namespace agent::json
