// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Json.h"

#include "agent/base/Nearest.h"

#include <QJsonDocument>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace agent::json {
namespace {

QString describe(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return u"the number "_s + QString::number(value.toDouble(), 'g', 15);
    case QJsonValue::String: {
        constexpr qsizetype shown = 40;
        const QString text = value.toString();
        return u"\"%1\""_s.arg(text.size() > shown ? text.left(shown) + QChar(0x2026) : text);
    }
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"a mapping"_s;
    case QJsonValue::Undefined:
        return u"nothing"_s;
    }
    Q_UNREACHABLE();
}

// Beyond 2^53 a double no longer tells neighbours apart, so such a number would be read as another one.
bool isWhole(double number)
{
    constexpr double exact = 9007199254740992.0;
    return std::isfinite(number) && std::trunc(number) == number && std::abs(number) <= exact;
}

} // namespace

void Reader::add(const QString &where, const QString &message, const QString &suggestion)
{
    m_faults.append({where, message, suggestion, false});
}

void Reader::addMismatch(const QString &where, const QString &expected, const QJsonValue &found)
{
    add(where, u"expected %1, found %2"_s.arg(expected, describe(found)));
}

bool Reader::skips(const QJsonValue &value, const QString &where)
{
    if (m_emptyKeys == EmptyKeys::Refuse || !value.isNull())
        return false;
    m_skipped.append(where);
    return true;
}

std::optional<QString> Reader::textAt(const QString &where) const
{
    const auto found = m_texts.constFind(where);
    return found == m_texts.constEnd() ? std::nullopt : std::optional(*found);
}

void Reader::checkKeys(const QJsonObject &object, const QStringList &known, const QString &where)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            m_faults.append({pointer(where, it.key()), u"unknown key \"%1\""_s.arg(it.key()),
                             nearest(it.key(), known), true});
    }
}

QString pointer(const QString &where, const QString &key)
{
    QString escaped = key;
    escaped.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
    return where + QLatin1Char('/') + escaped;
}

QString pointer(const QString &where, qsizetype index)
{
    return where + QLatin1Char('/') + QString::number(index);
}

void read(const QJsonValue &value, QString &out, Reader &reader, const QString &where)
{
    if (value.isString())
        out = value.toString();
    else if (const auto text = reader.textAt(where))
        out = *text;
    else
        reader.addMismatch(where, u"text"_s, value);
}

void read(const QJsonValue &value, bool &out, Reader &reader, const QString &where)
{
    if (value.isBool())
        out = value.toBool();
    else
        reader.addMismatch(where, u"true or false"_s, value);
}

void read(const QJsonValue &value, int &out, Reader &reader, const QString &where)
{
    const double number = value.toDouble(std::nan(""));
    if (isWhole(number) && std::abs(number) <= std::numeric_limits<int>::max())
        out = static_cast<int>(number);
    else
        reader.addMismatch(where, u"a whole number"_s, value);
}

void read(const QJsonValue &value, qint64 &out, Reader &reader, const QString &where)
{
    if (value.isDouble() && isWhole(value.toDouble()))
        out = value.toInteger();
    else
        reader.addMismatch(where, u"a whole number"_s, value);
}

void read(const QJsonValue &value, double &out, Reader &reader, const QString &where)
{
    if (value.isDouble())
        out = value.toDouble();
    else
        reader.addMismatch(where, u"a number"_s, value);
}

void read(const QJsonValue &value, QJsonObject &out, Reader &reader, const QString &where)
{
    if (value.isObject())
        out = value.toObject();
    else
        reader.addMismatch(where, u"an object"_s, value);
}

void read(const QJsonValue &value, QJsonArray &out, Reader &reader, const QString &where)
{
    if (value.isArray())
        out = value.toArray();
    else
        reader.addMismatch(where, u"a list"_s, value);
}

Result<QJsonValue> parseText(const QByteArray &text)
{
    QJsonParseError error;
    if (text.startsWith('{')) { // most are objects, and need no copy
        const QJsonDocument document = QJsonDocument::fromJson(text, &error);
        if (error.error == QJsonParseError::NoError)
            return document.object();
    }
    // QJsonDocument takes objects and lists only; wrapped in a list any value is read, and offsets shift by
    // one.
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(ErrorKind::InvalidInput,
                    u"not valid JSON at byte %1: %2"_s.arg(error.offset - 1).arg(error.errorString()));
    }
    if (document.array().size() != 1)
        return fail(ErrorKind::InvalidInput, u"expected one JSON value"_s);
    return document.array().at(0);
}

QByteArray text(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

} // namespace agent::json
