// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"
#include "agent/spec/ToolEntry.h"
#include "agent/values/Toolbox.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// As the contract names the tools of a file.
bool isPythonFile(const QString &word)
{
    return word.startsWith(u"./") || word.startsWith(u"../") || word.endsWith(u".py");
}

/// Finds a built-in tool by its name or its dotted alias; adds a fault if there is none.
void readToolbox(const QString &word, ToolSpec &out, json::Reader &reader, const QString &where)
{
    if (const ToolboxEntry *entry = toolboxEntry(word)) {
        out.kind = ToolboxTool{entry->name};
        if (out.name.isEmpty())
            out.name = entry->name;
        return;
    }
    const QString near = nearest(word.section(u'.', -1), toolboxNames());
    const QString known = near.isEmpty() ? u"; there are "_s + toolboxNames().join(u", "_s) : QString();
    reader.add(where, u"there is no built-in tool \"%1\" in this version"_s.arg(word) + known, near);
}

/// A built-in tool takes its own parameters; a file may word them anew, but not invent any.
void checkToolboxParameters(const ToolSpec &tool, json::Reader &reader, const QString &where)
{
    const auto *kind = std::get_if<ToolboxTool>(&tool.kind);
    const ToolboxEntry *entry = kind ? toolboxEntry(kind->tool) : nullptr;
    if (!entry || !tool.parameters)
        return;
    const QString properties = where + u"/parameters/properties"_s;
    const QStringList known = entry->parameters[u"properties"].toObject().keys();
    for (const QString &name : (*tool.parameters)[u"properties"].toObject().keys()) {
        if (!known.contains(name)) {
            reader.add({json::pointer(properties, name),
                        u"the built-in tool \"%1\" has no parameter \"%2\""_s.arg(entry->name, name),
                        nearest(name, known), true});
        }
    }
}

void takeToolbox(const QString &written, ToolSpec &out, json::Reader &reader, const QString &where)
{
    if (!written.isNull()) // its type was told already
        readToolbox(written, out, reader, where);
    checkToolboxParameters(out, reader, where.chopped(QLatin1String("/toolbox").size()));
}

void takeAgent(const QString &written, ToolSpec &out, json::Reader &reader, const QString &where)
{
    if (out.parameters) {
        reader.add(where.chopped(QLatin1String("/agent").size()) + u"/parameters"_s,
                   u"an agent takes one argument, \"message\""_s);
    }
    out.kind = AgentTool{written};
}

/// What changes something is no matter of its result alone, and an agent is asked anew each time.
void checkCare(const ToolSpec &tool, json::Reader &reader, const QString &where)
{
    if (std::holds_alternative<AgentTool>(tool.kind) && tool.care != ToolCare()) {
        reader.add(where, u"\"concurrency\", \"pure\" and \"idempotent\" are not for an agent"_s);
        return;
    }
    const auto *kind = std::get_if<ToolboxTool>(&tool.kind);
    const ToolboxEntry *entry = kind ? toolboxEntry(kind->tool) : nullptr;
    if (tool.care.pure && entry && asksFirst(entry->sideEffect)) {
        reader.add(where + u"/pure"_s,
                   u"\"%1\" changes things, so a kept result cannot stand for a call"_s.arg(entry->name));
    }
}

/// A key that says what a tool is.
struct Kind
{
    const char *key;
    bool namesItself; ///< Whether the tool has a name without being given one.
    bool (*isIn)(const ToolEntry &entry);
    void (*take)(const ToolEntry &entry, ToolSpec &out, json::Reader &reader, const QString &where);
};

template<auto Member, auto Take>
constexpr Kind kind(const char *key, bool namesItself = false)
{
    return {key, namesItself, [](const ToolEntry &entry) { return (entry.*Member).has_value(); },
            [](const ToolEntry &entry, ToolSpec &out, json::Reader &reader, const QString &where) {
                Take(*(entry.*Member), out, reader, where);
            }};
}

constexpr Kind kinds[] = {
    kind<&ToolEntry::toolbox, takeToolbox>("toolbox", true),
    kind<&ToolEntry::http, takeHttp>("http"),
    kind<&ToolEntry::command, takeCommand>("command"),
    kind<&ToolEntry::python, takePython>("python", true),
    kind<&ToolEntry::javascript, takeJavaScript>("javascript"),
    kind<&ToolEntry::mock, takeMock>("mock"),
    kind<&ToolEntry::agent, takeAgent>("agent"),
};

/// "a", "b" and "c".
QString listed(QStringList keys, const QString &lastWord)
{
    const QString last = keys.takeLast();
    return u"\"%1\" %2 \"%3\""_s.arg(keys.join(u"\", \""_s), lastWord, last);
}

void checkName(const ToolSpec &tool, const QJsonValue &written, json::Reader &reader, const QString &where)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    if (written.isString() && !pattern.match(tool.name).hasMatch())
        reader.addMismatch(where + u"/name"_s, u"1 to 64 letters, digits, \"_\" or \"-\""_s, written);
}

void takeKind(const ToolEntry &entry, ToolSpec &out, json::Reader &reader, const QString &where)
{
    if (std::ranges::count_if(kinds, [&](const Kind &kind) { return kind.isIn(entry); }) != 1) {
        reader.add(
            where,
            u"expected exactly one of %1, which say what the tool is"_s.arg(listed(toolKinds(), u"and"_s)));
        return;
    }
    const Kind &kind = *std::ranges::find_if(kinds, [&](const Kind &one) { return one.isIn(entry); });
    const QString key = QString::fromLatin1(kind.key);
    if (out.name.isNull() && !kind.namesItself)
        reader.add(where, u"a tool with \"%1\" needs a \"name\""_s.arg(key));
    kind.take(entry, out, reader, json::pointer(where, key));
}

/// What stands in one word: a file whose functions are the tools, or a built-in tool.
void readWord(const QString &word, ToolSpec &out, json::Reader &reader, const QString &where)
{
    if (!isPythonFile(word)) {
        readToolbox(word, out, reader, where);
        return;
    }
    PythonTool python;
    python.file = word;
    takePython(python, out, reader, where);
}

} // namespace

QStringList toolKinds()
{
    QStringList keys;
    for (const Kind &kind : kinds)
        keys.append(QString::fromLatin1(kind.key));
    return keys;
}

void readJson(const QJsonValue &value, ToolSpec &out, json::Reader &reader, const QString &where)
{
    if (value.isString()) {
        readWord(value.toString(), out, reader, where);
        return;
    }
    if (!value.isObject()) {
        reader.addMismatch(
            where, u"the name of a built-in tool, or a mapping with "_s + listed(toolKinds(), u"or"_s),
            value);
        return;
    }
    ToolEntry entry;
    json::read(value, entry, reader, where);
    out.name = entry.name;
    out.description = entry.description;
    out.enabled = entry.enabled;
    out.parameters = entry.parameters;
    if (out.parameters) {
        checkParameters(*out.parameters, reader, where + u"/parameters"_s);
        out.parameters->insert(u"type"_s, u"object"_s);
    }
    checkName(out, value[u"name"], reader, where);
    out.care = {entry.concurrency, entry.pure, entry.idempotent};
    takeKind(entry, out, reader, where);
    checkCare(out, reader, where);
}

} // namespace agent
