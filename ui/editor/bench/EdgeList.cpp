// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/EdgeList.h"

#include "agent/base/SchemaCheck.h"
#include "ui/theme/Theme.h"

#include <QListWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

/// How an edge case went, to be shown.
struct EdgeWords
{
    QString text; ///< With a place for the name.
    QString icon;
    Token token;
};

bool isAsTheSchemaSays(const EdgeCase &edge, const CaseResult &result)
{
    return result.answer.outcome == ToolOutcome::Denied || edge.valid != result.isRefused;
}

EdgeWords wordsOf(const EdgeCase &edge, const CaseResult &result)
{
    if (result.answer.outcome == ToolOutcome::Denied)
        return {EdgeList::tr("%1 – denied"), u"lock"_s, Token::Warn};
    if (!isAsTheSchemaSays(edge, result)) {
        const QString text = edge.valid ? EdgeList::tr("%1 – refused, though it fits")
                                        : EdgeList::tr("%1 – not refused, though it does not fit");
        return {text, u"x"_s, Token::Error};
    }
    if (result.isRefused)
        return {EdgeList::tr("%1 – refused, as it must be"), u"check"_s, Token::Ok};
    if (result.answer.outcome == ToolOutcome::Ok)
        return {EdgeList::tr("%1 – done"), u"check"_s, Token::Ok};
    return {EdgeList::tr("%1 – the tool failed"), u"triangle-alert"_s, Token::Warn};
}

QJsonObject usualOf(const QList<ToolCase> &kept, const QJsonObject &schema)
{
    const auto fits = [&schema](const ToolCase &one) {
        return checkAgainstSchema(one.arguments, schema).has_value();
    };
    const auto found = std::ranges::find_if(kept, fits);
    return found == kept.end() ? QJsonObject() : found->arguments;
}

} // namespace

void EdgeList::make(const QString &tool, const QJsonObject &schema, const QList<ToolCase> &kept)
{
    if (std::exchange(m_tool, tool) != tool)
        forget();
    m_cases = schema.isEmpty() ? QList<EdgeCase>() : edgeCases(schema, usualOf(kept, schema));
    const auto isKept = [&kept](const EdgeCase &edge) {
        return std::ranges::find(kept, edge.name, &ToolCase::name) != kept.end();
    };
    m_cases.removeIf(isKept);
}

ToolCase EdgeList::asCase(const EdgeCase &edge) const
{
    ToolCase one{edge.name, m_tool, edge.arguments, {}};
    one.expect.outcome = edge.valid ? ToolOutcome::Ok : ToolOutcome::Error;
    return one;
}

QList<ToolCase> EdgeList::asCases() const
{
    QList<ToolCase> cases;
    for (const EdgeCase &edge : m_cases)
        cases.append(asCase(edge));
    return cases;
}

bool EdgeList::take(const QString &name, const CaseResult &result)
{
    if (std::ranges::find(m_cases, name, &EdgeCase::name) == m_cases.end())
        return false;
    m_results[name] = result;
    return true;
}

QString EdgeList::heading() const
{
    qsizetype tried = 0;
    qsizetype right = 0;
    for (const EdgeCase &edge : m_cases) {
        const auto result = m_results.constFind(edge.name);
        tried += result == m_results.cend() ? 0 : 1;
        right += result != m_results.cend() && isAsTheSchemaSays(edge, *result) ? 1 : 0;
    }
    return tried > 0 ? tr("Edge cases of the schema: %1 of %2 as it says").arg(right).arg(m_cases.size())
                     : tr("Edge cases of the schema, not kept");
}

QListWidgetItem *EdgeList::makeItem(const EdgeCase &edge, const Theme &theme) const
{
    const auto result = m_results.constFind(edge.name);
    if (result == m_results.cend())
        return new QListWidgetItem(theme.icon(u"ruler"_s), edge.name);
    const EdgeWords words = wordsOf(edge, *result);
    return new QListWidgetItem(theme.icon(words.icon, words.token), words.text.arg(edge.name));
}

} // namespace ui
