// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Rule.h"
#include "agent/providers/demo/SqlQuestion.h"
#include "agent/providers/demo/Words.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

const ToolInfo *sqlTool(const Scene &scene)
{
    return scene.toolWith({u"db_path"_s, u"sql"_s});
}

QList<Wish> query(const ToolInfo &tool, const QString &path, const QString &sql)
{
    if (sql.isEmpty())
        return {};
    if (path.isEmpty())
        return {{tool.name, {}, u"Which database file shall I look in, for example `shop.db`?"_s}};
    return {{tool.name, QJsonObject{{u"db_path"_s, path}, {u"sql"_s, sql}}, {}}};
}

QString statementIn(const QString &clause)
{
    static const QRegularExpression statement(
        u"\\b(?:select\\s+(?:\\*|[\\w\"'(]).*?|with\\s+\\w+\\s+as\\s*\\(.*)(?:;|`|$)"_s,
        anyCase | QRegularExpression::DotMatchesEverythingOption);
    QString sql = statement.match(clause).captured().trimmed();
    while (sql.endsWith(u';') || sql.endsWith(u'`'))
        sql.chop(1);
    return sql;
}

QString schemaQuery()
{
    return u"SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"_s;
}

bool asksForSchema(const QString &clause)
{
    static const QRegularExpression question(u"\\b(?:tables|schema|columns|structure of the database)\\b"_s,
                                             anyCase);
    return clause.contains(question);
}

bool asksForData(const QString &clause)
{
    static const QRegularExpression question(
        u"\\b(?:how many|how much|list|which|show|total|average|top|most|best|number "
        u"of|orders?|customers?|products?|sales|"
        "revenue|database|rows?)\\b"_s,
        anyCase);
    return clause.contains(question);
}

} // namespace

QList<Wish> askDatabase(const QString &clause, const Scene &scene)
{
    const ToolInfo *tool = sqlTool(scene);
    if (!tool)
        return {};
    const QString named = databaseIn(clause).path;
    Database database = databaseIn(scene.instructions);
    if (!named.isEmpty())
        database.path = named;
    const QString statement = statementIn(clause);
    if (!statement.isEmpty())
        return query(*tool, database.path, statement);
    if (asksForSchema(clause))
        return query(*tool, database.path, schemaQuery());
    const QString sql = selectFor(clause, database);
    if (!sql.isEmpty())
        return query(*tool, database.path, sql);
    // Nothing is known of the tables yet: look at them first, then ask (askWithSchema).
    const bool mayLook = database.tables.isEmpty() && !database.path.isEmpty() && asksForData(clause);
    return mayLook ? query(*tool, database.path, schemaQuery()) : QList<Wish>();
}

QList<Wish> searchTexts(const QString &clause, const Scene &scene)
{
    const ToolInfo *tool = sqlTool(scene);
    const Database database = databaseIn(scene.instructions);
    return tool ? query(*tool, database.path, searchFor(clause, database)) : QList<Wish>();
}

QList<Wish> askWithSchema(const QString &prompt, const Scene &scene, const ToolCall &call,
                          const QString &result)
{
    const ToolInfo *tool = sqlTool(scene);
    if (!tool || call.arguments.value(u"sql"_s).toString() != schemaQuery() || asksForSchema(prompt))
        return {};
    const QString sql = selectFor(prompt, databaseIn(result));
    return query(*tool, call.arguments.value(u"db_path"_s).toString(), sql);
}

} // namespace agent::demo
