// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolRow.h"

#include "ui/editor/document/Draft.h"
#include "ui/editor/tools/PolicyFields.h"
#include "ui/editor/tools/ToolKinds.h"

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
    row.effect = entry->sideEffect;
    if (row.name == nameOrAlias)
        row.name = entry->name;
    if (row.description.isEmpty())
        row.description = entry->description;
}

void describePython(ToolRow &row, const QString &file, const QString &function)
{
    row.kind = u"python"_s;
    row.effect = SideEffect::Executes;
    if (row.name.isEmpty())
        row.name = function;
    if (row.name.isEmpty())
        row.file = file;
}

/// As the agent file tells a Python file from a built-in tool.
bool namesPythonFile(const QString &word)
{
    return word.startsWith(u"./") || word.startsWith(u"../") || word.endsWith(u".py");
}

ToolRow rowOf(const QJsonValue &entry)
{
    ToolRow row;
    if (entry.isString()) {
        const QString word = entry.toString();
        namesPythonFile(word) ? describePython(row, word, {}) : describeToolbox(row, word);
        return row;
    }
    const QJsonObject mapping = entry.toObject();
    row.name = mapping.value(u"name"_s).toString();
    row.description = mapping.value(u"description"_s).toString();
    row.enabled = mapping.value(u"enabled"_s).toBool(true);
    for (const ToolKind &kind : toolKinds()) {
        if (mapping.contains(kind.key))
            row.kind = kind.key;
    }
    if (const ToolKind *kind = toolKind(row.kind))
        row.effect = kind->effect;
    const QJsonValue content = mapping.value(row.kind);
    if (row.kind == u"toolbox"_s)
        describeToolbox(row, content.toString());
    else if (row.kind == u"python"_s)
        describePython(row, content[u"file"].toString(), content[u"function"].toString());
    else if (row.kind == u"javascript"_s && content[u"network"].toBool())
        row.effect = SideEffect::Network;
    return row;
}

/// What the policy says of its calls, or what holds without a word there.
QString policyFor(const ToolRow &row, const QJsonValue &policy)
{
    QString own = policyActionIn(policy[u"tools"][row.name]);
    if (!own.isEmpty() && !row.name.isEmpty())
        return own;
    QString others = policy[u"others"].toString();
    if (!others.isEmpty())
        return others;
    return asksFirst(row.effect) ? u"ask"_s : u"live"_s;
}

/// Appends an entry and gives its row.
int append(Draft &draft, const QJsonValue &entry)
{
    const auto row = int(draft.value(list).toArray().size());
    insertTool(draft, row, entry);
    return row;
}

} // namespace

QList<ToolRow> toolRows(const SpecDocument &document, const QList<Diagnostic> &diagnostics)
{
    QList<ToolRow> rows;
    for (const QJsonValue &entry : document.value(list).toArray())
        rows.append(rowOf(entry));
    for (ToolRow &row : rows)
        row.policy = policyFor(row, document.value(u"/policy"_s));
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

QString toolEffectTitle(const ToolRow &row)
{
    switch (row.effect) {
    case SideEffect::None:
        return {};
    case SideEffect::Reads:
        return Words::tr("Reads");
    case SideEffect::Network:
        return Words::tr("Network");
    case SideEffect::Writes:
        return Words::tr("Writes");
    case SideEffect::Executes:
        return Words::tr("Executes");
    }
    Q_UNREACHABLE();
}

QString toolIcon(const ToolRow &row)
{
    static const QMap<QString, QString> icons{{u"calculator"_s, u"calculator"_s},
                                              {u"datetime"_s, u"clock"_s},
                                              {u"file"_s, u"file-text"_s},
                                              {u"web"_s, u"globe"_s},
                                              {u"db"_s, u"database"_s}};
    const ToolboxEntry *entry = toolboxEntry(row.toolbox);
    if (entry)
        return icons.value(entry->category, u"wrench"_s);
    const ToolKind *kind = toolKind(row.kind);
    return kind ? kind->icon : u"wrench"_s;
}

QString toolTitle(const ToolRow &row)
{
    return row.name.isEmpty() ? row.file.section(u'/', -1) : row.name;
}

QString toolKindTitle(const ToolRow &row)
{
    const ToolKind *kind = toolKind(row.kind);
    return kind ? kind->label : Words::tr("Unknown");
}

QString toolPointer(int row)
{
    return json::pointer(list, row);
}

ToolRow toolRowOf(const QJsonValue &entry)
{
    return rowOf(entry);
}

QString freeToolName(const Draft &draft, const QString &wanted)
{
    QSet<QString> taken;
    for (const QJsonValue &entry : draft.value(list).toArray())
        taken.insert(rowOf(entry).name);
    QString name = wanted;
    for (int i = 2; taken.contains(name); ++i)
        name = u"%1_%2"_s.arg(wanted).arg(i);
    return name;
}

void insertTool(Draft &draft, int row, const QJsonValue &entry)
{
    if (draft.value(list).toArray().isEmpty())
        draft.set(list, QJsonArray{entry});
    else
        draft.insert(list, row, entry);
}

void makeMapping(Draft &draft, int row)
{
    const QJsonValue entry = draft.value(toolPointer(row));
    if (!entry.isString())
        return;
    const bool isFile = namesPythonFile(entry.toString());
    const QJsonObject mapping = isFile ? QJsonObject{{u"python"_s, QJsonObject{{u"file"_s, entry}}}}
                                       : QJsonObject{{u"toolbox"_s, entry}};
    draft.set(toolPointer(row), mapping);
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
    const QString before = rowOf(copy).name;
    const QString name = freeToolName(draft, before);
    draft.insert(list, row + 1, copy);
    if (before.isEmpty()) // the functions of a file have names of their own
        return;
    makeMapping(draft, row + 1);
    draft.set(toolPointer(row + 1) + u"/name"_s, name);
}

void addToolboxTool(Draft &draft, const QString &name)
{
    const QString unused = freeToolName(draft, name);
    if (unused == name) {
        append(draft, name);
        return;
    }
    const int row = append(draft, QJsonObject{{u"name"_s, unused}});
    draft.set(toolPointer(row) + u"/toolbox"_s, name);
}

void addTool(Draft &draft, const ToolKind &kind)
{
    ToolStart keys = kind.start(draft.now());
    if (!kind.name.isEmpty()) {
        keys.prepend({u"description"_s, Words::tr("Say when the model should use it")});
        keys.prepend({u"name"_s, freeToolName(draft, kind.name)});
    }
    const auto [first, value] = keys.takeFirst();
    const QString pointer = toolPointer(append(draft, QJsonObject{{first, value}}));
    for (const auto &[key, content] : std::as_const(keys))
        draft.set(pointer + u'/' + key, content);
}

void changeKind(Draft &draft, int row, const ToolKind &kind)
{
    const QString pointer = toolPointer(row);
    const QString before = rowOf(draft.value(pointer)).name;
    const QString name = before.isEmpty() && !kind.name.isEmpty() ? freeToolName(draft, kind.name) : before;
    const bool bringsNames = kind.key == u"python"_s;
    makeMapping(draft, row);
    if (!bringsNames && !name.isEmpty())
        draft.set(pointer + u"/name"_s, name);
    for (const auto &[key, content] : kind.start(draft.now())) {
        if (!key.startsWith(u"parameters/"_s) || draft.value(pointer + u'/' + key).isUndefined())
            draft.set(pointer + u'/' + key, content);
    }
    for (const ToolKind &other : toolKinds()) {
        if (other.key != kind.key)
            draft.remove(pointer + u'/' + other.key);
    }
    const QStringList others = bringsNames ? QStringList{u"name"_s, u"description"_s, u"parameters"_s}
                                           : QStringList{u"parameters"_s};
    for (const QString &key : others) {
        if (!kind.takesParameters)
            draft.remove(pointer + u'/' + key);
    }
}

} // namespace ui
