// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Schema.h"

#include "agent/providers/demo/Words.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

/// The text between the bracket at `open` and the one that closes it.
QString inBrackets(const QString &text, qsizetype open)
{
    int depth = 0;
    for (qsizetype i = open; i < text.size(); ++i) {
        depth += int(text[i] == u'(') - int(text[i] == u')');
        if (depth == 0)
            return text.mid(open + 1, i - open - 1);
    }
    return {};
}

QStringList splitOutsideBrackets(const QString &text)
{
    QStringList parts{QString()};
    int depth = 0;
    for (const QChar c : text) {
        depth += int(c == u'(') - int(c == u')');
        if (c == u',' && depth == 0)
            parts.append(QString());
        else
            parts.last() += c;
    }
    return parts;
}

/// The names in a list of columns; empty when the list is something else, as in "customers (all of them)".
QStringList columnsIn(const QString &list)
{
    static const QRegularExpression column(u"^[`\"\\[]?([A-Za-z_]\\w*)[`\"\\]]?(?:\\s|\\(|:|$)"_s);
    static const QRegularExpression constraint(u"^(?:primary|foreign|unique|check|constraint)\\b"_s, anyCase);
    constexpr qsizetype longestColumn = 60;
    QStringList columns;
    for (const QString &part : splitOutsideBrackets(list)) {
        const QString text = part.trimmed();
        if (text.contains(constraint))
            continue;
        const QRegularExpressionMatch match = column.match(text);
        if (!match.hasMatch() || text.size() > longestColumn)
            return {};
        columns.append(match.captured(1));
    }
    return columns;
}

void add(Database &database, const QString &name, const QString &list, qsizetype atLeast)
{
    static const QStringList noTables{u"tables"_s, u"table"_s,  u"columns"_s, u"database"_s, u"example"_s,
                                      u"tools"_s,  u"values"_s, u"sum"_s,     u"count"_s,    u"schema"_s};
    const QStringList columns = columnsIn(list);
    const auto isKnown = [&name](const Table &table) { return table.name == name; };
    if (columns.size() < atLeast || noTables.contains(name.toLower())
        || std::ranges::any_of(database.tables, isKnown))
        return;
    database.tables.append({name, columns, false});
}

void addBracketed(Database &database, const QString &text)
{
    // Without CREATE TABLE the bracket must follow at once, or every aside in prose would be a table.
    static const QRegularExpression start(u"create\\s+(?:virtual\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?[`"
                                          u"\"\\[]?([A-Za-z_]\\w*)[`\"\\]]?\\s*"
                                          "(?:using\\s+fts\\d\\s*)?\\(|\\b([A-Za-z_]\\w*)`?\\("_s,
                                          anyCase);
    for (auto it = start.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const bool isStatement = !match.captured(1).isEmpty();
        add(database, match.captured(isStatement ? 1 : 2), inBrackets(text, match.capturedEnd() - 1),
            isStatement ? 1 : 2);
    }
}

void addLines(Database &database, const QString &text)
{
    static const QRegularExpression line(
        u"^[ \\t]*(?:[-*•][ \\t]*)?(?:table[ \\t]+)?[`*]{0,2}([a-z_]\\w*)[`*]{0,2}[ \\t]*(?::|—|–|-)[ \\t]+([^.;\\n]+?)\\.?$"_s,
        QRegularExpression::MultilineOption);
    for (auto it = line.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        add(database, match.captured(1), match.captured(2).remove(u'`'), 2);
    }
}

void markFullText(Database &database, const QString &text)
{
    static const QRegularExpression sign(u"\\bfts\\d?\\b|full[- ]?text|\\bmatch\\b"_s, anyCase);
    for (const QString &line : text.split(u'\n')) {
        if (!line.contains(sign))
            continue;
        for (Table &table : database.tables) {
            const QRegularExpression mention(u"\\b%1\\b"_s.arg(table.name));
            table.isFullText = table.isFullText || line.contains(mention);
        }
    }
}

} // namespace

QString Table::firstOf(const QStringList &names) const
{
    for (const QString &column : names) {
        if (columns.contains(column))
            return column;
    }
    return {};
}

QString Table::label() const
{
    return firstOf({u"name"_s, u"title"_s, u"full_name"_s, u"label"_s, u"product"_s, u"customer"_s,
                    u"subject"_s, u"email"_s});
}

QString Table::date() const
{
    static const QRegularExpression when(u"date|created|_at$|_on$|^day$|^year$|^time"_s);
    const auto found =
        std::ranges::find_if(columns, [](const QString &column) { return column.contains(when); });
    return found == columns.end() ? QString() : *found;
}

QString Table::keyTo(const Table &other) const
{
    if (name == other.name)
        return {};
    const QString singular = stem(other.name);
    return firstOf({singular + u"_id"_s, other.name + u"_id"_s, singular + u"id"_s,
                    singular.section(u'_', -1) + u"_id"_s});
}

Database databaseIn(const QString &text)
{
    static const QRegularExpression file(u"[\\w./-]+\\.(?:db|sqlite3?)\\b"_s, anyCase);
    Database database;
    database.path = file.match(text).captured();
    addBracketed(database, text);
    addLines(database, text);
    markFullText(database, text);
    return database;
}

} // namespace agent::demo
