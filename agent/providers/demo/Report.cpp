// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Report.h"

#include "agent/base/Json.h"

#include <QDateTime>
#include <QLocale>

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
    if (value.isString())
        return value.toString();
    return QString::fromUtf8(json::text(value));
}

QString cell(const QJsonValue &value)
{
    return scalar(value).simplified().replace(u'|', u"\\|"_s);
}

QString table(const QJsonArray &rows)
{
    const QStringList columns = rows.first().toObject().keys();
    QStringList lines{u"| "_s + columns.join(u" | "_s) + u" |"_s,
                      u'|' + u" --- |"_s.repeated(columns.size())};
    for (qsizetype i = 0; i < std::min<qsizetype>(rows.size(), mostRows); ++i) {
        QStringList cells;
        for (const QString &column : columns)
            cells.append(cell(rows[i].toObject().value(column)));
        lines.append(u"| "_s + cells.join(u" | "_s) + u" |"_s);
    }
    if (rows.size() > mostRows)
        lines.append(u"\n… and %1 more"_s.arg(rows.size() - mostRows));
    return lines.join(u'\n');
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
        return table(parsed->toArray());
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

QString one(const Finding &finding)
{
    const QJsonObject &arguments = finding.call.arguments;
    if (arguments.contains(u"expression"_s) || arguments.contains(u"from_unit"_s))
        return bold(QString(finding.result.trimmed()).replace(u'*', u"\\*"_s));
    if (arguments.contains(u"timezone"_s))
        return timeTold(finding);
    if (arguments.contains(u"filepath"_s))
        return fileTold(finding);
    return told(finding.result);
}

} // namespace

QString report(const QString &prompt, const QList<Finding> &findings)
{
    Q_UNUSED(prompt)
    QStringList parts;
    for (const Finding &finding : findings)
        parts.append(one(finding));
    return parts.join(u"\n\n"_s);
}

} // namespace agent::demo
