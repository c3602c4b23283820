// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"
#include "agent/spec/ToolEntry.h"
#include "agent/values/Toolbox.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

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
    if (isPythonFile(word)) {
        reader.add(where, u"tools in Python files, such as \"%1\", are not part of this version"_s.arg(word));
        return;
    }
    const QString near = nearest(word.section(u'.', -1), toolboxNames());
    const QString known = near.isEmpty() ? u"; there are "_s + toolboxNames().join(u", "_s) : QString();
    reader.add(where, u"there is no built-in tool \"%1\" in this version"_s.arg(word) + known, near);
}

void checkName(const ToolSpec &tool, const QJsonObject &entry, json::Reader &reader, const QString &where)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    if (entry[u"name"].isString() && !pattern.match(tool.name).hasMatch()) {
        reader.addMismatch(where + u"/name"_s, u"1 to 64 letters, digits, \"_\" or \"-\""_s, entry[u"name"]);
    } else if (tool.name.isEmpty() && !entry.contains(u"toolbox"_s) && !entry[u"name"].isString()) {
        const QString kind = entry.contains(u"agent"_s) ? u"an agent"_s
            : entry.contains(u"command"_s)              ? u"a command"_s
                                                        : u"an http"_s;
        reader.add(where, kind + u" tool needs a \"name\""_s);
    }
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

void takeKind(const ToolEntry &entry, ToolSpec &out, json::Reader &reader, const QString &where)
{
    const int kinds = entry.toolbox.has_value() + entry.http.has_value() + entry.agent.has_value()
        + entry.command.has_value();
    if (kinds != 1) {
        reader.add(where,
                   u"expected exactly one of \"toolbox\", \"http\", \"command\" and \"agent\", which say "
                   "what the tool is"_s);
        return;
    }
    if (entry.toolbox) {
        if (!entry.toolbox->isNull()) // its type was told already
            readToolbox(*entry.toolbox, out, reader, where + u"/toolbox"_s);
        checkToolboxParameters(out, reader, where);
        return;
    }
    if (entry.agent) {
        if (out.parameters)
            reader.add(where + u"/parameters"_s, u"an agent takes one argument, \"message\""_s);
        out.kind = AgentTool{*entry.agent};
        return;
    }
    const QJsonObject properties = out.parameters.value_or(QJsonObject())[u"properties"].toObject();
    if (entry.command) {
        checkCommand(*entry.command, properties.keys(), reader, where + u"/command"_s);
        out.kind = *entry.command;
        return;
    }
    HttpTool http = *entry.http;
    checkHttp(http, properties.keys(), reader, where + u"/http"_s);
    http.method = http.method.toUpper();
    out.kind = http;
}

} // namespace

void readJson(const QJsonValue &value, ToolSpec &out, json::Reader &reader, const QString &where)
{
    if (value.isString()) {
        readToolbox(value.toString(), out, reader, where);
        return;
    }
    if (!value.isObject()) {
        reader.addMismatch(
            where,
            u"the name of a built-in tool, or a mapping with \"toolbox\", \"http\", \"command\" or \"agent\""_s,
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
    checkName(out, value.toObject(), reader, where);
    takeKind(entry, out, reader, where);
}

} // namespace agent
