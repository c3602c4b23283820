// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/servers/ServerEntries.h"

#include "agent/base/Json.h"
#include "agent/base/Yaml.h"
#include "agent/values/McpSpec.h"
#include "ui/editor/tools/PolicyFields.h"
#include "ui/editor/tools/ToolKeys.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

struct ServerWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::ServerEntries)
};

QStringList keysOf(ServerKind kind)
{
    return kind == ServerKind::Program ? QStringList{u"command"_s, u"args"_s, u"env"_s, u"cwd"_s}
                                       : QStringList{u"url"_s, u"headers"_s};
}

void begin(Draft &draft, const QString &pointer, ServerKind kind)
{
    if (kind == ServerKind::Address) {
        draft.set(pointer + u"/url"_s, u"http://127.0.0.1:3000/mcp"_s);
        return;
    }
    draft.set(pointer + u"/command"_s, u"npx"_s);
    draft.set(pointer + u"/args"_s, QJsonArray{u"-y"_s, u"@modelcontextprotocol/server-everything"_s});
}

bool isServer(const QJsonValue &entry)
{
    return entry[u"command"].isString() || entry[u"url"].isString();
}

/// The mapping of names to servers in somebody's settings; empty where there is none.
QJsonObject serversIn(const QJsonValue &settings)
{
    for (const QString &key : {u"mcpServers"_s, u"mcp_servers"_s, u"servers"_s}) {
        if (settings[key].isObject())
            return settings[key].toObject();
    }
    return settings.toObject();
}

} // namespace

QString serversPointer(const SpecDocument &document)
{
    return document.value(u"/mcpServers"_s).isObject() ? u"/mcpServers"_s : u"/mcp_servers"_s;
}

QStringList serverNames(const SpecDocument &document)
{
    return keysInTextOrder(document, serversPointer(document));
}

ServerKind kindOf(const QJsonValue &entry)
{
    return entry[u"url"].isUndefined() ? ServerKind::Program : ServerKind::Address;
}

QString summaryOf(const QJsonValue &entry)
{
    if (kindOf(entry) == ServerKind::Address)
        return entry[u"url"].toString();
    QStringList words{entry[u"command"].toString()};
    for (const QJsonValue word : entry[u"args"].toArray())
        words.append(word.toString());
    return words.join(u' ');
}

QString addServer(Draft &draft, ServerKind kind)
{
    const QString name = freeKey(serverNames(draft.now()), u"server"_s);
    begin(draft, json::pointer(serversPointer(draft.now()), name), kind);
    return name;
}

void changeKind(Draft &draft, const QString &pointer, ServerKind kind)
{
    if (kindOf(draft.value(pointer)) == kind)
        return;
    begin(draft, pointer, kind);
    const QStringList others =
        keysOf(kind == ServerKind::Program ? ServerKind::Address : ServerKind::Program);
    for (const QString &key : others + QStringList(u"type"_s))
        draft.remove(pointer + u'/' + key);
}

void removeServer(Draft &draft, const QString &name)
{
    removeWithEmptyParents(draft, json::pointer(serversPointer(draft.now()), name));
}

void pasteServers(Draft &draft, const QString &text)
{
    const yaml::Tree tree = yaml::read(text.toUtf8());
    const QJsonObject servers = serversIn(tree.isReadable() ? yaml::toJson(tree) : QJsonValue());
    bool isGood = !servers.isEmpty();
    for (const QJsonValue entry : servers)
        isGood = isGood && isServer(entry);
    if (!isGood) {
        draft.refuse({ErrorKind::InvalidInput,
                      ServerWords::tr("The clipboard holds no MCP servers. Copy the block \"mcpServers\" of "
                                      "another program’s settings, and paste again."),
                      {}});
        return;
    }
    for (auto it = servers.begin(); it != servers.end(); ++it) {
        const QString name = freeKey(serverNames(draft.now()), it.key());
        const QString pointer = json::pointer(serversPointer(draft.now()), name);
        const QString first = kindOf(*it) == ServerKind::Program ? u"command"_s : u"url"_s;
        const QJsonObject entry = it->toObject();
        draft.set(json::pointer(pointer, first), entry.value(first)); // as people write it
        for (auto key = entry.begin(); key != entry.end(); ++key)
            draft.set(json::pointer(pointer, key.key()), *key);
    }
}

Form::Way serverNameWay()
{
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &value) {
        if (value.isUndefined())
            return;
        const QString before = mcpToolPrefix(lastKey(pointer));
        const QString after = mcpToolPrefix(value.toString());
        draft.rename(pointer, value.toString());
        const QStringList tools = draft.value(u"/policy/tools"_s).toObject().keys();
        for (const QString &tool : tools) {
            if (tool.startsWith(before))
                renamePolicy(draft, tool, after + tool.mid(before.size()));
        }
    };
    return {keyWay().read, write};
}

void offerTool(Draft &draft, const QString &pointer, const QString &tool, bool isOffered,
               const QStringList &all)
{
    const QString place = pointer + u"/tools"_s;
    const QJsonValue before = draft.value(place);
    QStringList names = before.isArray() ? before.toVariant().toStringList() : all;
    const qsizetype at = names.indexOf(tool);
    if (isOffered == (at >= 0))
        return;
    if (!before.isArray() || (names.size() == 1 && !isOffered)) {
        names.removeAll(tool);
        draft.set(place, QJsonArray::fromStringList(names));
    } else if (isOffered) {
        draft.insert(place, names.size(), tool);
    } else {
        draft.remove(place + u'/' + QString::number(at));
    }
}

} // namespace ui
