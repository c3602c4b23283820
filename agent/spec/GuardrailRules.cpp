// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecRules.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

// A text that is null was no text; that was told already.
bool isBlank(const QString &text)
{
    return !text.isNull() && text.trimmed().isEmpty();
}

void checkPattern(const QString &pattern, json::Reader &reader, const QString &where)
{
    const QRegularExpression compiled(pattern);
    if (isBlank(pattern))
        reader.add(where, u"expected a regular expression"_s);
    else if (!compiled.isValid())
        reader.add(where,
                   u"this regular expression cannot be used: %1, at its character %2"_s.arg(
                       compiled.errorString(), QString::number(compiled.patternErrorOffset() + 1)));
}

void checkGuardrail(const GuardrailSpec &rule, json::Reader &reader, const QString &where)
{
    if (isBlank(rule.name))
        reader.add(where + u"/name"_s, u"expected a name"_s);
    if (rule.on.isEmpty())
        reader.add(where + u"/on"_s, u"expected at least one of input, output, arguments, results"_s);
    if (rule.match)
        checkPattern(*rule.match, reader, where + u"/match"_s);
    if (!rule.match && !rule.maxLength && !rule.secrets && rule.personalData.isEmpty())
        reader.add(where,
                   u"a guardrail needs something to look for: match, max_length, secrets or personal_data"_s);
    if (rule.message && isBlank(*rule.message))
        reader.add(where + u"/message"_s, u"expected a sentence"_s);
    if (rule.message && rule.action != GuardrailAction::Block)
        reader.add({where + u"/message"_s, u"only the action \"block\" says a message"_s, {}, true});
}

} // namespace

void checkGuardrails(const QList<GuardrailSpec> &rules, const QJsonArray &written, json::Reader &reader)
{
    QSet<QString> seen;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const QString where = json::pointer(u"/guardrails"_s, i);
        if (written[i].isObject())
            checkGuardrail(rules[i], reader, where);
        if (seen.contains(rules[i].name))
            reader.add(where + u"/name"_s, u"there is already a guardrail named \"%1\""_s.arg(rules[i].name));
        if (!rules[i].name.isEmpty())
            seen.insert(rules[i].name);
    }
}

} // namespace agent
