// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/Servers.h"

#include "agent/base/Log.h"
#include "agent/base/Nearest.h"
#include "agent/tools/WithoutSecrets.h"
#include "agent/tools/mcp/HttpTransport.h"
#include "agent/tools/mcp/Mapping.h"
#include "agent/tools/mcp/StdioTransport.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::mcp {
namespace {

tl::unexpected<Error> misplaced(const QString &server, const QString &message)
{
    return fail(ErrorKind::InvalidInput, aboutServer(server, message),
                json::pointer(u"/mcp_servers"_s, server));
}

/// What it is given in confidence.
QStringList secretsOf(const McpSpec &spec, const Environment &environment)
{
    return secretsIn(spec.env, environment) + secretsIn(spec.headers, environment);
}

/// Fills in the variables of these values.
Result<> fill(QMap<QString, QString> &values, const Environment &environment)
{
    for (QString &value : values) {
        const Result<QString> filled = filledIn(value, environment);
        if (!filled)
            return tl::unexpected(filled.error());
        value = *filled;
    }
    return {};
}

Result<> fillIn(McpSpec &spec, const Environment &environment)
{
    if (const Result<> filled = fill(spec.env, environment); !filled)
        return filled;
    return fill(spec.headers, environment);
}

/// A program sees what the file gives it, and the little that programs cannot do without.
Environment programEnvironment(const McpSpec &spec, const Environment &environment)
{
    Environment made = bareEnvironment(environment);
    made.insert(spec.env);
    return made;
}

QList<HttpHeader> headersOf(const McpSpec &spec)
{
    QList<HttpHeader> headers;
    for (auto it = spec.headers.begin(); it != spec.headers.end(); ++it)
        headers.append({it.key().toUtf8(), it.value().toUtf8()});
    return headers;
}

std::unique_ptr<Transport> transportFor(const Launch &launch, NoteSink note)
{
    const McpSpec &spec = launch.spec;
    if (spec.url)
        return std::make_unique<HttpTransport>(QUrl(*spec.url), headersOf(spec));
    const QString folder = QDir::cleanPath(QDir(launch.folder).absoluteFilePath(spec.cwd));
    Program program{spec.command.value_or(QString()), spec.args, folder, launch.environment};
    return std::make_unique<StdioTransport>(std::move(program), std::move(note));
}

std::chrono::milliseconds limitOf(const McpSpec &spec)
{
    return std::chrono::milliseconds(static_cast<qint64>(spec.timeout * 1000));
}

/// The tools that the file lets the model see.
Result<QList<ListedTool>> chosen(const QString &server, const McpSpec &spec, const QList<ListedTool> &all)
{
    if (!spec.toolNames)
        return all;
    QStringList known;
    for (const ListedTool &tool : all)
        known.append(tool.name);
    for (const QString &name : *spec.toolNames) {
        const QString near = nearest(name, known);
        const QString hint =
            near.isEmpty() ? u"it has "_s + known.join(u", "_s) : u"did you mean \"%1\"?"_s.arg(near);
        if (!known.contains(name))
            return misplaced(server, u"has no tool \"%1\"; %2"_s.arg(name, hint));
    }
    QList<ListedTool> some = all;
    some.removeIf([&](const ListedTool &tool) { return !spec.toolNames->contains(tool.name); });
    return some;
}

/// A program is on this machine and may do what its person may; what another machine does stays there.
SideEffect unsaidEffect(const McpSpec &spec)
{
    return spec.url ? SideEffect::Network : SideEffect::Executes;
}

Result<QList<ToolPtr>> toolsOf(const QString &server, const McpSpec &spec, const Environment &environment,
                               const ClientPtr &client)
{
    const Result<QList<ListedTool>> offered = chosen(server, spec, client->tools());
    if (!offered)
        return tl::unexpected(offered.error());
    const QStringList secrets = secretsOf(spec, environment);
    QList<ToolPtr> tools;
    QStringList names;
    for (const ListedTool &tool : *offered) {
        const ToolInfo info = infoOf(server, tool, unsaidEffect(spec));
        if (!names.contains(info.name)) // a server may list one twice
            tools.append(withoutSecrets(std::make_shared<McpTool>(info, tool.name, client), secrets));
        names.append(info.name);
    }
    return tools;
}

} // namespace

std::optional<Error> troubleIn(const QList<ServerState> &servers)
{
    const auto isDown = [](const ServerState &server) { return server.trouble.has_value(); };
    const auto found = std::ranges::find_if(servers, isDown);
    return found == servers.end() ? std::nullopt : found->trouble;
}

Servers::Servers(Log log)
    : m_log(std::move(log))
{
}

Task<Offered> Servers::tools(QMap<QString, McpSpec> specs, QString folder, Environment environment)
{
    specs.removeIf([](auto entry) { return entry.value().disabled; });
    std::vector<Task<ClientPtr>> starting; // a task starts at once, so all of them run side by side
    for (auto it = specs.begin(); it != specs.end(); ++it)
        starting.push_back(reach(it.key(), *it, folder, environment));
    Offered offered;
    std::optional<Error> fault;
    std::size_t next = 0;
    for (auto it = specs.begin(); it != specs.end(); ++it) {
        const Result<ClientPtr> client = co_await starting[next++];
        const Result<QList<ToolPtr>> found =
            client ? toolsOf(it.key(), *it, environment, *client) : tl::unexpected(client.error());
        ServerState state{it.key()};
        if (found)
            offered.tools += *found;
        else
            state.trouble =
                Error{found.error().kind, found.error().message, json::pointer(u"/mcp_servers"_s, it.key())};
        if (!found && !fault && found.error().kind == ErrorKind::InvalidInput)
            fault = state.trouble;
        offered.servers.append(state);
    }
    if (fault)
        co_return tl::unexpected(*fault);
    co_return offered;
}

Task<Inventory> Servers::inventory(QString name, McpSpec spec, QString folder, Environment environment)
{
    const Result<ClientPtr> client = co_await reach(name, spec, folder, environment);
    if (!client)
        co_return tl::unexpected(client.error());
    const ClientPtr &server = *client;
    const Result<QList<ListedResource>> resources = co_await server->resources();
    if (!resources)
        co_return tl::unexpected(resources.error());
    const Result<QList<ListedPrompt>> prompts = co_await server->prompts();
    if (!prompts)
        co_return tl::unexpected(prompts.error());
    Inventory inventory{server->title(), {}, *resources, *prompts};
    for (const ListedTool &tool : server->tools())
        inventory.tools.append({tool.name, infoOf(name, tool, unsaidEffect(spec))});
    co_return inventory;
}

Task<ClientPtr> Servers::reach(QString name, McpSpec spec, QString folder, Environment environment)
{
    const QStringList secrets = secretsOf(spec, environment); // while the variables still stand there
    if (const Result<> filled = fillIn(spec, environment); !filled)
        co_return misplaced(name, u"cannot be started: "_s + filled.error().message);
    for (const HttpHeader &header : headersOf(spec)) {
        if (!isSafe(header))
            co_return misplaced(name,
                                u"cannot be sent the header \"%1\""_s.arg(QString::fromUtf8(header.first)));
    }
    spec.toolNames.reset(); // what of it is offered makes no other server
    const Launch launch{name, spec, folder, programEnvironment(spec, environment)};
    if (const ClientPtr shared = known(launch)) {
        const Result<> updated = co_await shared->updateTools();
        if (!updated)
            co_return tl::unexpected(updated.error());
        co_return shared;
    }
    const Redactor redactor(environment, secrets);
    const NoteSink note = noteSink(name, redactor);
    const auto changed = [tell = m_changed] {
        if (*tell)
            (*tell)();
    };
    const Client::Options options{name, limitOf(spec), redactor, note, changed};
    const Connect connect = [launch, note] { return transportFor(launch, note); };
    const auto client = std::make_shared<Client>(options, connect);
    const Result<> opened = co_await client->open();
    if (!opened)
        co_return tl::unexpected(opened.error());
    m_known.push_back({launch, client});
    co_return client;
}

/// One that still serves an agent.
ClientPtr Servers::known(const Launch &launch)
{
    std::erase_if(m_known, [](const Known &one) { return one.client.expired(); });
    for (const Known &one : m_known) {
        const ClientPtr client = one.client.lock();
        if (one.launch == launch && client && client->isOpen())
            return client;
    }
    return nullptr;
}

NoteSink Servers::noteSink(const QString &server, const Redactor &redactor) const
{
    return [server, redactor, tell = m_log](const QString &line) {
        constexpr qsizetype longest = 1000;
        const QString safe = redactor.text(line).left(longest);
        if (tell)
            tell(server, safe);
        else
            qCInfo(log::tools).noquote() << server << safe;
    };
}

} // namespace agent::mcp
