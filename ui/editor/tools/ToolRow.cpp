// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolRow.h"

#include "ui/editor/document/Draft.h"

#include "agent/values/Toolbox.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QMap>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::ToolRow)
};

const QString list = QStringLiteral("/tools");

void describeToolbox(ToolRow &row, const QString &nameOrAlias)
{
    row.kind = u"toolbox"_s;
    if (row.name.isEmpty())
        row.name = nameOrAlias;
    const ToolboxEntry *entry = toolboxEntry(nameOrAlias);
    if (!entry)
        return;
    row.toolbox = entry->name;
    if (row.name == nameOrAlias)
        row.name = entry->name;
    if (row.description.isEmpty())
        row.description = entry->description;
}

ToolRow rowOf(const QJsonValue &entry)
{
    ToolRow row;
    if (entry.isString()) {
        describeToolbox(row, entry.toString());
        return row;
    }
    const QJsonObject mapping = entry.toObject();
    row.name = mapping.value(u"name"_s).toString();
    row.description = mapping.value(u"description"_s).toString();
    row.enabled = mapping.value(u"enabled"_s).toBool(true);
    if (mapping.contains(u"toolbox"_s))
        describeToolbox(row, mapping.value(u"toolbox"_s).toString());
    else if (mapping.contains(u"http"_s))
        row.kind = u"http"_s;
    else if (mapping.contains(u"command"_s))
        row.kind = u"command"_s;
    return row;
}

QString freeName(const Draft &draft, const QString &wanted)
{
    QSet<QString> taken;
    for (const QJsonValue &entry : draft.value(list).toArray())
        taken.insert(rowOf(entry).name);
    QString name = wanted;
    for (int i = 2; taken.contains(name); ++i)
        name = u"%1_%2"_s.arg(wanted).arg(i);
    return name;
}

/// Appends an entry and gives its row.
int append(Draft &draft, const QJsonValue &entry)
{
    const QJsonArray tools = draft.value(list).toArray();
    if (tools.isEmpty())
        draft.set(list, QJsonArray{entry});
    else
        draft.insert(list, tools.size(), entry);
    return int(tools.size());
}

} // namespace

QList<ToolRow> toolRows(const SpecDocument &document, const QList<Diagnostic> &diagnostics)
{
    QList<ToolRow> rows;
    for (const QJsonValue &entry : document.value(list).toArray())
        rows.append(rowOf(entry));
    for (const Diagnostic &diagnostic : diagnostics) {
        const QString index = diagnostic.pointer.section(u'/', 2, 2);
        const int row = index.toInt();
        const bool isTool = diagnostic.pointer.startsWith(u"/tools/"_s) && row < rows.size();
        if (isTool && rows.at(row).fault.isEmpty())
            rows[row].fault = diagnostic.message;
    }
    return rows;
}

ToolRow toolRow(const SpecDocument &document, int row)
{
    return rowOf(document.value(toolPointer(row)));
}

QString toolIcon(const ToolRow &row)
{
    static const QMap<QString, QString> icons{{u"calculator"_s, u"calculator"_s},
                                              {u"datetime"_s, u"clock"_s},
                                              {u"file"_s, u"file-text"_s},
                                              {u"web"_s, u"globe"_s},
                                              {u"db"_s, u"database"_s}};
    if (row.kind == u"http"_s)
        return u"globe"_s;
    if (row.kind == u"command"_s)
        return u"code-xml"_s;
    const ToolboxEntry *entry = toolboxEntry(row.toolbox);
    return entry ? icons.value(entry->category, u"wrench"_s) : u"wrench"_s;
}

QString toolKindTitle(const ToolRow &row)
{
    if (row.kind == u"http"_s)
        return Words::tr("HTTP");
    if (row.kind == u"command"_s)
        return Words::tr("Command");
    return row.kind == u"toolbox"_s ? Words::tr("Built in") : Words::tr("Unknown");
}

QString toolPointer(int row)
{
    return json::pointer(list, row);
}

void makeMapping(Draft &draft, int row)
{
    const QJsonValue entry = draft.value(toolPointer(row));
    if (entry.isString())
        draft.set(toolPointer(row), QJsonObject{{u"toolbox"_s, entry}});
}

void enableTool(Draft &draft, int row, bool enabled)
{
    const QString pointer = toolPointer(row) + u"/enabled"_s;
    makeMapping(draft, row);
    if (!enabled || !draft.value(pointer).isUndefined())
        draft.set(pointer, enabled);
}

void duplicateTool(Draft &draft, int row)
{
    const QJsonValue copy = draft.value(toolPointer(row));
    const QString name = freeName(draft, rowOf(copy).name);
    draft.insert(list, row + 1, copy);
    makeMapping(draft, row + 1);
    draft.set(toolPointer(row + 1) + u"/name"_s, name);
}

void addToolboxTool(Draft &draft, const QString &name)
{
    const QString unused = freeName(draft, name);
    if (unused == name) {
        append(draft, name);
        return;
    }
    const int row = append(draft, QJsonObject{{u"name"_s, unused}});
    draft.set(toolPointer(row) + u"/toolbox"_s, name);
}

void addHttpTool(Draft &draft)
{
    const int row = append(draft, QJsonObject{{u"name"_s, freeName(draft, u"http_request"_s)}});
    const QJsonObject request{{u"method"_s, u"GET"_s}, {u"url"_s, u"https://example.org/"_s}};
    draft.setInOrder(
        toolPointer(row),
        {{u"description"_s, Words::tr("Say when the model should use it")}, {u"http"_s, request}});
}

} // namespace ui
