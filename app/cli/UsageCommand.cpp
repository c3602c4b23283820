// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/usage/UsageStore.h"
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"
#include "app/common/UserFiles.h"

#include <QCommandLineParser>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace app {
namespace {

const QCommandLineOption
    byOption(u"by"_s, u"What to add up by: day (UTC, the default), session, client, model or agent."_s,
             u"WHAT"_s, u"day"_s);
const QCommandLineOption limitOption(u"limit"_s, u"How many lines, the last used first (default 30)."_s,
                                     u"N"_s, u"30"_s);

agent::Result<agent::UsageQuery> queryOf(const QCommandLineParser &parser)
{
    using agent::ErrorKind;
    agent::UsageQuery query;
    const auto by = agent::json::fromJson<agent::UsageBy>(parser.value(byOption));
    if (!by)
        return agent::fail(ErrorKind::InvalidInput, u"--by: %1"_s.arg(by.error().message));
    query.by = *by;
    query.limit = parser.value(limitOption).toInt();
    if (query.limit < 1)
        return agent::fail(ErrorKind::InvalidInput,
                           u"--limit wants a number from 1 up, not \"%1\""_s.arg(parser.value(limitOption)));
    return query;
}

QString line(const QString &name, const QStringList &cells)
{
    QString text = name.leftJustified(30, u' ', true);
    for (const QString &cell : cells)
        text += cell.rightJustified(12);
    return text;
}

QString costOf(const agent::UsageTotal &total)
{
    const QString known = u"$%1"_s.arg(total.costUsd, 0, 'f', 4);
    return total.callsOfUnknownCost > 0 ? known + u" + ?"_s : known;
}

void printTable(const QList<agent::UsageTotal> &totals, agent::UsageBy by)
{
    print(line(agent::json::toName(by),
               {u"runs"_s, u"calls"_s, u"tokens in"_s, u"cached"_s, u"tokens out"_s, u"cost"_s}));
    bool isPartlyUnknown = false;
    for (const agent::UsageTotal &total : totals) {
        print(line(total.name.isEmpty() ? u"(none)"_s : total.name,
                   {QString::number(total.runs), QString::number(total.calls),
                    QString::number(total.usage.inputTokens), QString::number(total.usage.cachedTokens),
                    QString::number(total.usage.outputTokens), costOf(total)}));
        isPartlyUnknown = isPartlyUnknown || total.callsOfUnknownCost > 0;
    }
    if (isPartlyUnknown)
        print(u"+ ?  the cost of some calls is not known; see docs/costs.md"_s);
}

} // namespace

int usage(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Tells what models were used for, on this machine and by this user."_s);
    parser.addOptions({byOption, limitOption});
    if (const auto status = parse(parser, u"usage"_s, arguments))
        return *status;
    const auto query = queryOf(parser);
    if (!query) {
        complain(u"slipway usage: %1"_s.arg(query.error().message));
        return 2;
    }
    if (!QFileInfo::exists(usagePath())) {
        print(u"Nothing was used yet."_s);
        return 0;
    }
    agent::UsageStore store(usagePath());
    const auto opened = store.open();
    const auto totals = store.totals(*query);
    if (!opened || !totals) {
        complain(opened ? totals.error().message : opened.error().message);
        return 1;
    }
    printTable(*totals, query->by);
    return 0;
}

} // namespace app
