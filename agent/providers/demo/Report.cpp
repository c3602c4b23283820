// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Report.h"

#include "agent/base/Json.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

constexpr qsizetype mostRows = 20;
constexpr qsizetype mostLines = 40;

QString shortened(const QString &text)
{
    QStringList lines = text.trimmed().split(u'\n');
    const qsizetype hidden = lines.size() - mostLines;
    if (hidden <= 0)
        return text.trimmed();
    lines = lines.mid(0, mostLines);
    lines.append(u"… and %1 more lines"_s.arg(hidden));
    return lines.join(u'\n');
}

// A fence must be longer than any run of backticks inside it (CommonMark 0.31, section 4.5).
QString fenced(const QString &text, const QString &language = {})
{
    QString fence = u"```"_s;
    while (text.contains(fence))
        fence += u'`';
    return fence + language + u'\n' + shortened(text) + u'\n' + fence;
}

QString scalar(const QJsonValue &value)
{
    if (value.isString() || value.isUndefined())
        return value.toString();
    return QString::fromUtf8(json::text(value));
}

/// Rows and columns as cells of text.
struct Grid
{
    QStringList columns;
    QList<QStringList> rows;
};

QString markdownRow(const QStringList &cells)
{
    QStringList escaped;
    for (const QString &cell : cells)
        escaped.append(cell.simplified().replace(u'|', u"\\|"_s));
    return u"| "_s + escaped.join(u" | "_s) + u" |"_s;
}

QString table(const Grid &grid)
{
    QStringList lines{markdownRow(grid.columns), u'|' + u" --- |"_s.repeated(grid.columns.size())};
    for (const QStringList &row : grid.rows.mid(0, mostRows))
        lines.append(markdownRow(row));
    if (grid.rows.size() > mostRows)
        lines.append(u"\n… and %1 more"_s.arg(grid.rows.size() - mostRows));
    return lines.join(u'\n');
}

Grid gridOf(const QJsonArray &rows)
{
    Grid grid{rows.first().toObject().keys(), {}};
    for (const QJsonValue &row : rows) {
        QStringList cells;
        for (const QString &column : grid.columns)
            cells.append(scalar(row.toObject().value(column)));
        grid.rows.append(cells);
    }
    return grid;
}

/// A table drawn with "|" and "-+-", as query tools give it; no columns when the text is something else.
Grid gridOf(const QString &text)
{
    static const QRegularExpression rule(u"^-+(?:\\+-+)*$"_s);
    const QStringList lines = text.split(u'\n');
    if (lines.size() < 2 || !rule.match(lines[1]).hasMatch())
        return {};
    Grid grid;
    for (const QString &column : lines[0].split(u" | "_s))
        grid.columns.append(column.trimmed());
    for (qsizetype i = 2; i < lines.size() && !lines[i].isEmpty(); ++i)
        grid.rows.append(lines[i].split(u" | "_s));
    return grid;
}

QString fieldList(const QJsonObject &object, const QString &indent = {})
{
    QStringList lines;
    for (auto it = object.begin(); it != object.end() && lines.size() < mostRows; ++it) {
        const QString name = QString(it.key()).replace(u'_', u' ');
        if (it->isObject() && indent.isEmpty())
            lines.append(u"- **%1**\n"_s.arg(name) + fieldList(it->toObject(), u"  "_s));
        else
            lines.append(indent + u"- **%1**: %2"_s.arg(name, scalar(*it).left(200)));
    }
    return lines.join(u'\n');
}

QString told(const QString &text)
{
    const auto parsed = json::parseText(text.toUtf8());
    if (parsed && parsed->isObject() && !parsed->toObject().isEmpty())
        return fieldList(parsed->toObject());
    if (parsed && parsed->isArray() && parsed->toArray().first().isObject())
        return table(gridOf(parsed->toArray()));
    return text.contains(u'\n') ? fenced(text) : text.trimmed();
}

QString bold(const QString &text)
{
    return u"**%1**"_s.arg(text);
}

QString timeTold(const Finding &finding)
{
    const QString zone = finding.call.arguments.value(u"timezone"_s).toString(u"UTC"_s);
    const QString place = zone.section(u'/', -1).replace(u'_', u' ');
    // "2026-01-31 12:00:00 WET", the tool's own form
    const QDateTime time = QDateTime::fromString(finding.result.left(19), u"yyyy-MM-dd HH:mm:ss"_s);
    if (!time.isValid())
        return told(finding.result);
    const QString when = QLocale::c().toString(time, u"HH:mm 'on' dddd, d MMMM yyyy"_s);
    return u"It is %1 in %2 (%3)."_s.arg(bold(when), place, finding.result.mid(19).trimmed());
}

QString fileTold(const Finding &finding)
{
    const QString path = finding.call.arguments.value(u"filepath"_s).toString();
    const qsizetype body = finding.result.indexOf(u"\n\n"_s);
    if (!finding.result.startsWith(u"File:"_s) || body < 0)
        return told(finding.result);
    const QString text = finding.result.mid(body + 2);
    return u"Here is `%1`:\n\n"_s.arg(path) + fenced(text, path.section(u'.', -1));
}

QString listingTold(const Finding &finding)
{
    const QStringList parts = finding.result.trimmed().split(u"\n\n"_s);
    if (parts.size() != 3)
        return told(finding.result);
    QStringList lines;
    for (const QString &line : shortened(parts[1]).split(u'\n'))
        lines.append(u"- "_s + line);
    return u"%1\n\n%2\n\n%3"_s.arg(parts[0], lines.join(u'\n'), parts[2]);
}

/// Two columns, the second long: what a full-text search gives.
bool isTexts(const Grid &grid)
{
    constexpr qsizetype longText = 60;
    return grid.columns.size() == 2 && !grid.rows.isEmpty()
        && grid.rows.constFirst().value(1).size() > longText;
}

QString textsTold(const Grid &grid)
{
    QStringList parts{u"This is what the texts say:"_s};
    for (const QStringList &row : grid.rows)
        parts.append(u"%1\n\n> %2"_s.arg(bold(row.value(0).trimmed()), row.value(1).simplified()));
    return parts.join(u"\n\n"_s);
}

QString rowsTold(const Finding &finding)
{
    const Grid grid = gridOf(finding.result);
    if (grid.columns.isEmpty())
        return told(finding.result);
    const QString sql =
        u"\n\nAsked with:\n\n"_s + fenced(finding.call.arguments.value(u"sql"_s).toString(), u"sql"_s);
    if (grid.rows.isEmpty())
        return u"The database has nothing that fits."_s + sql;
    if (grid.rows.size() == 1 && grid.columns.size() == 1)
        return u"The %1 is %2."_s.arg(grid.columns.constFirst(), bold(grid.rows.constFirst().value(0))) + sql;
    return isTexts(grid) ? textsTold(grid) : table(grid) + sql;
}

QString pageTold(const Finding &finding)
{
    const qsizetype body = finding.result.indexOf(u"\n\n"_s);
    if (!finding.result.startsWith(u"Status: "_s) || body < 0)
        return told(finding.result);
    const QString status = finding.result.section(u'\n', 0, 0).mid(8);
    return u"The server answered %1:\n\n"_s.arg(bold(status)) + told(finding.result.mid(body + 2));
}

struct Teller
{
    const char *parameter;                   ///< A tool with it …
    QString (*tell)(const Finding &finding); ///< … is told about like this.
};

constexpr std::array tellers{
    Teller{"timezone", timeTold},
    Teller{"filepath", fileTold},
    Teller{"sql", rowsTold},
};

QString failureTold(const Finding &finding)
{
    return u"The tool `%1` failed:\n\n> %2"_s.arg(finding.call.name,
                                                  finding.result.trimmed().replace(u'\n', u"\n> "_s));
}

QString one(const Finding &finding)
{
    if (finding.failed)
        return failureTold(finding);
    const QJsonObject &arguments = finding.call.arguments;
    if (arguments.contains(u"expression"_s) || arguments.contains(u"from_unit"_s))
        return bold(QString(finding.result.trimmed()).replace(u'*', u"\\*"_s));
    for (const Teller &teller : tellers) {
        if (arguments.contains(QLatin1String(teller.parameter)))
            return teller.tell(finding);
    }
    if (finding.result.startsWith(u"Folder: "_s))
        return listingTold(finding);
    return pageTold(finding);
}

} // namespace

QString report(const QList<Finding> &findings)
{
    QStringList parts;
    for (const Finding &finding : findings)
        parts.append(one(finding));
    return parts.join(u"\n\n"_s);
}

} // namespace agent::demo
