// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecRules.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// No "__" and no "_" at the end, so that two servers never have a tool of one name; room for the tool's own.
void checkServerName(const QString &name, json::Reader &reader, const QString &where)
{
    static const QRegularExpression pattern(u"\\A(?=.{1,32}\\z)[A-Za-z0-9-]+(?:_[A-Za-z0-9-]+)*\\z"_s);
    if (!pattern.match(name).hasMatch() || name.startsWith(u"hand_over_to_"_s)) {
        reader.add({where,
                    u"expected a name of 1 to 32 letters, digits, \"-\" or single \"_\" between them; it "
                    "becomes part of its tools' names"_s,
                    {},
                    true});
    }
}

void checkKind(const McpSpec &server, const QJsonValue &type, json::Reader &reader, const QString &where)
{
    const auto kind = json::fromJson<McpKind>(type); // a wrong word was told already
    if (server.command.has_value() == server.url.has_value()) {
        reader.add(where,
                   u"expected either \"command\", a program to start, or \"url\", an address to call"_s);
    } else if (kind && (*kind == McpKind::Http) != server.url.has_value()) {
        const QString needed = server.url ? u"command"_s : u"url"_s;
        reader.add(where + u"/type"_s,
                   u"a server of the type \"%1\" has a \"%2\""_s.arg(type.toString(), needed));
    }
}

/// Keys that say something only of the other kind.
void checkStrayKeys(const McpSpec &server, const QJsonObject &written, json::Reader &reader,
                    const QString &where)
{
    if (server.command.has_value() == server.url.has_value())
        return;
    const QStringList strays =
        server.url ? QStringList{u"args"_s, u"env"_s, u"cwd"_s} : QStringList{u"headers"_s};
    const QString home = server.url ? u"command"_s : u"url"_s;
    for (const QString &key : strays) {
        if (written.contains(key)) {
            reader.add({json::pointer(where, key),
                        u"\"%1\" is for servers with a \"%2\""_s.arg(key, home),
                        {},
                        true});
        }
    }
}

void checkProgram(const McpSpec &server, json::Reader &reader, const QString &where)
{
    if (server.command && !server.command->isNull() && server.command->trimmed().isEmpty())
        reader.add(where + u"/command"_s, u"expected the name or the path of a program"_s);
    checkVariableNames(server.env.keys(), reader, where + u"/env"_s);
}

void checkAddress(const McpSpec &server, json::Reader &reader, const QString &where)
{
    checkHeaderLines(server.headers, reader, where + u"/headers"_s);
    if (!server.url || server.url->isNull()) // its type was told already
        return;
    const QUrl url(*server.url, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http" && url.scheme() != u"https"))
        reader.add(where + u"/url"_s,
                   u"expected an http or https address such as http://localhost:3000/mcp"_s);
    else if (!url.userInfo().isEmpty())
        reader.add(where + u"/url"_s,
                   u"an address with a user name or password is not allowed; use a header"_s);
}

void checkToolNames(const McpSpec &server, json::Reader &reader, const QString &where)
{
    const QStringList names = server.toolNames.value_or(QStringList());
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (!names[i].isNull() && names[i].trimmed().isEmpty())
            reader.add(json::pointer(where + u"/tools"_s, i),
                       u"expected the name of a tool of this server"_s);
    }
}

/// A tool of the file must not look like one of a server.
void checkOwnTools(const AgentSpec &spec, const QString &server, json::Reader &reader)
{
    for (qsizetype i = 0; i < spec.tools.size(); ++i) {
        if (spec.tools[i].name.startsWith(mcpToolPrefix(server)))
            reader.add(json::pointer(u"/tools"_s, i),
                       u"names that begin with \"%1\" are kept for the tools of the MCP server \"%2\""_s.arg(
                           mcpToolPrefix(server), server));
    }
}

} // namespace

void checkMcp(const AgentSpec &spec, const QJsonObject &root, json::Reader &reader)
{
    const bool isPasted = root[u"mcpServers"].isObject();
    const QString top = isPasted ? u"mcpServers"_s : u"mcp_servers"_s;
    if (isPasted && root[u"mcp_servers"].isObject())
        reader.add(
            {u"/mcpServers"_s,
             u"\"mcpServers\" is another name for \"mcp_servers\"; put all servers under one of them"_s,
             {},
             true});
    for (auto it = spec.mcpServers.begin(); it != spec.mcpServers.end(); ++it) {
        const QJsonValue written = root[top][it.key()];
        if (!written.isObject()) // told already
            continue;
        const QString where = json::pointer(u'/' + top, it.key());
        checkServerName(it.key(), reader, where);
        checkKind(*it, written[u"type"], reader, where);
        checkStrayKeys(*it, written.toObject(), reader, where);
        checkProgram(*it, reader, where);
        checkAddress(*it, reader, where);
        checkToolNames(*it, reader, where);
        checkOwnTools(spec, it.key(), reader);
    }
}

} // namespace agent
