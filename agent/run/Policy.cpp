// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Policy.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString asText(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(json::text(value));
}

// By hand: of two stars that could take a character, only the last need be tried again, so no pattern is
// slow.
bool fits(QStringView text, QStringView pattern)
{
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype taken = 0; // where the text goes on after what the star took
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            taken = t;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++taken;
        } else {
            return false;
        }
    }
    return std::ranges::all_of(pattern.sliced(p), [](QChar c) { return c == u'*'; });
}

bool holds(const PolicyRule &rule, const QJsonObject &arguments)
{
    const auto fitsArgument = [&](const auto &condition) {
        const auto argument = arguments.constFind(condition.first);
        return argument != arguments.constEnd() && fits(asText(*argument), condition.second);
    };
    return std::all_of(rule.when.constKeyValueBegin(), rule.when.constKeyValueEnd(), fitsArgument);
}

} // namespace

std::optional<PolicyRule> ruleFor(const PolicySpec &policy, const QString &tool, const QJsonObject &arguments)
{
    for (const PolicyRule &rule : policy.tools.value(tool).rules) {
        if (holds(rule, arguments))
            return rule;
    }
    return policy.others ? std::optional(PolicyRule{{}, *policy.others, {}}) : std::nullopt;
}

QString filledIn(QString text, const QJsonObject &arguments)
{
    static const QRegularExpression placeholder(u"\\{([A-Za-z_][A-Za-z0-9_]*)\\}"_s);
    qsizetype at = 0;
    while (true) {
        const QRegularExpressionMatch match = placeholder.match(text, at);
        if (!match.hasMatch())
            return text;
        const auto argument = arguments.constFind(match.captured(1));
        if (argument == arguments.constEnd()) {
            at = match.capturedEnd();
            continue;
        }
        const QString value = asText(*argument);
        text.replace(match.capturedStart(), match.capturedLength(), value);
        at = match.capturedStart() + value.size(); // what was filled in is not read again
    }
}

} // namespace agent
