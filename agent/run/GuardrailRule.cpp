// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/GuardrailRule.h"

#include "agent/base/Redactor.h"
#include "agent/run/PersonalDataSearch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString secretMark()
{
    return u"[secret]"_s;
}

QString secretNames()
{
    return u"(?i)(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key)"_s;
}

bool namesSecret(const QString &field)
{
    static const QRegularExpression atEnd(secretNames() + u'$');
    return atEnd.match(field).hasMatch();
}

/// password=…, api_key: …, "token":"…" and the like. What stands behind a colon may be a word of a sentence,
/// so it needs a digit or a sign to count.
const QRegularExpression &namedSecrets()
{
    static const QRegularExpression named(
        secretNames()
        + uR"(["']?\s{0,3}(?:=|:(?=\s{0,3}["']?[^\s"',;]{0,99}[0-9!@#$%^&*]))\s{0,3}["']?\K[^\s"',;&]{4,})"_s);
    return named;
}

/// Never between the two halves of a character.
qsizetype cutIn(const QString &text, qsizetype at)
{
    return text[at].isLowSurrogate() ? at - 1 : at;
}

/// A part of a text and what is to stand in its place.
struct Mark
{
    Stretch where;
    QString text;
};

class Marker
{
public:
    Marker(const GuardrailSpec &spec, const QRegularExpression &pattern)
        : m_spec(spec)
        , m_pattern(pattern)
    {
    }

    bool hasFound() const { return m_hasFound; }

    QJsonValue marked(const QJsonValue &value)
    {
        if (value.isString())
            return markedText(value.toString());
        if (value.isDouble())
            return markedNumber(value);
        if (value.isArray())
            return markedList(value.toArray());
        return value.isObject() ? markedObject(value.toObject()) : value;
    }

private:
    QJsonValue markedNumber(const QJsonValue &number)
    {
        const QString text = QString::fromUtf8(json::text(number));
        const QString out = markedText(text);
        return out == text ? number : QJsonValue(out);
    }

    QJsonArray markedList(const QJsonArray &list)
    {
        QJsonArray out;
        for (const QJsonValue &item : list)
            out.append(marked(item));
        return out;
    }

    QJsonObject markedObject(const QJsonObject &object)
    {
        QJsonObject out;
        for (auto it = object.begin(); it != object.end(); ++it) {
            const bool isSecret = m_spec.secrets && it->isString() && namesSecret(it.key());
            m_hasFound = m_hasFound || isSecret;
            out.insert(markedText(it.key()), isSecret ? secretMark() : marked(*it));
        }
        return out;
    }

    QString markedText(const QString &text)
    {
        QString out;
        qsizetype done = 0;
        for (const Mark &mark : marksIn(text)) {
            m_hasFound = true;
            if (mark.where.begin >= done) { // else it overlaps one that has its mark
                out += QStringView(text).mid(done, mark.where.begin - done);
                out += mark.text;
            }
            done = std::max(done, mark.where.end);
        }
        return out += QStringView(text).mid(done);
    }

    QList<Mark> marksIn(const QString &text)
    {
        QList<Mark> marks;
        const auto add = [&](const std::optional<QList<Stretch>> &found, const QString &mark) {
            for (const Stretch &stretch : found.value_or(QList<Stretch>{{0, text.size()}}))
                marks.append({stretch, mark});
        };
        if (text.isEmpty())
            return {};
        if (m_spec.maxLength && text.size() > *m_spec.maxLength)
            add(QList<Stretch>{{cutIn(text, *m_spec.maxLength), text.size()}}, u"[cut]"_s);
        if (m_spec.match)
            add(matches(m_pattern, text, m_deadline), u"[removed]"_s);
        if (m_spec.secrets) {
            add(matches(Redactor::wellKnownForms(), text, m_deadline), secretMark());
            add(matches(namedSecrets(), text, m_deadline), secretMark());
        }
        for (const PersonalData kind : m_spec.personalData)
            add(findPersonalData(kind, text, m_deadline), u'[' + json::toName(kind) + u']');
        std::ranges::stable_sort(marks, {}, [](const Mark &mark) { return mark.where.begin; });
        return marks;
    }

    const GuardrailSpec &m_spec;
    const QRegularExpression &m_pattern;
    QDeadlineTimer m_deadline{std::chrono::milliseconds(500)};
    bool m_hasFound = false;
};

} // namespace

GuardrailRule::GuardrailRule(const GuardrailSpec &spec)
    : m_spec(spec)
    , m_pattern(boundedPattern(spec.match.value_or(QString())))
{
}

std::optional<QJsonValue> GuardrailRule::marked(const QJsonValue &value) const
{
    Marker marker(m_spec, m_pattern);
    const QJsonValue out = marker.marked(value);
    return marker.hasFound() ? std::optional(out) : std::nullopt;
}

} // namespace agent
