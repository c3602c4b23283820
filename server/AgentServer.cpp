// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/AgentServer.h"

#include "agent/store/MemoryRunStore.h"
#include "agent/store/SqliteRunStore.h"
#include "server/control/AttackRoute.h"
#include "server/control/ControlRoutes.h"
#include "server/control/McpRoute.h"
#include "server/control/ModelRoutes.h"
#include "server/dialects/anthropic/AnthropicRoutes.h"
#include "server/dialects/native/NativeRoutes.h"
#include "server/dialects/native/RunRoutes.h"
#include "server/dialects/native/RunViewRoutes.h"
#include "server/dialects/native/SessionRoutes.h"
#include "server/dialects/native/ToolRoutes.h"
#include "server/dialects/openai/OpenAiRoutes.h"
#include "server/playground/PlaygroundRoutes.h"
#include "server/tokens/TokenRoutes.h"

using namespace Qt::StringLiterals;

namespace server {
namespace {

// Browsers name half a dozen others before themselves.
const QByteArray windowAgent = "Slipway window";

QString clientName(const QByteArray &userAgent)
{
    if (userAgent.contains("QtWebEngine/"))
        return u"the playground pane"_s;
    if (userAgent == windowAgent)
        return u"the window"_s;
    return userAgent.startsWith("Mozilla/") ? u"a browser"_s : QString::fromUtf8(userAgent);
}

LogLevel levelOf(const http::RequestRecord &request)
{
    if (request.clientLeft)
        return LogLevel::Warn;
    if (request.status >= 500)
        return LogLevel::Error;
    return request.status >= 400 ? LogLevel::Warn : LogLevel::Ok;
}

LogRecord recordOf(const http::RequestRecord &request)
{
    LogRecord record;
    record.level = levelOf(request);
    record.source =
        request.method.isEmpty() ? u"connection"_s : QString::fromUtf8(request.method + ' ' + request.path);
    record.message = request.clientLeft ? u"the client left before the answer was complete"_s
                                        : u"%1 bytes"_s.arg(request.bodyBytes);
    if (!request.principal.isEmpty())
        record.message += u" · "_s + request.principal;
    else if (!request.userAgent.isEmpty())
        record.message += u" · "_s + clientName(request.userAgent);
    if (request.status > 0)
        record.status = request.status;
    record.durationMs = std::chrono::duration_cast<std::chrono::milliseconds>(request.duration).count();
    record.request = QString::fromLatin1(request.id);
    return record;
}

// What nobody asked for by hand: the window's own questions, and the pulse by which an open page sees that
// the server is there. Logged, they would drown what a person wants to see.
bool isRoutine(const http::RequestRecord &request)
{
    return request.path.startsWith("/control/") || request.path == "/metrics"
        || (request.path == "/runs" && request.userAgent == windowAgent)
        || (request.path == "/health" && request.status == 200
            && (request.userAgent.startsWith("Mozilla/") || request.userAgent == windowAgent));
}

http::ServerOptions withOurs(http::ServerOptions options, ActivityLog *log, Metrics *metrics,
                             const std::shared_ptr<TokenFile> &tokens)
{
    options.tokens = tokens;
    options.log = [log, metrics](const http::RequestRecord &request) {
        if (metrics)
            metrics->take(request);
        if (!isRoutine(request))
            log->add(recordOf(request));
    };
    return options;
}

agent::Surroundings withOurs(agent::Surroundings surroundings, std::shared_ptr<agent::UsageLedger> usage,
                             ActivityLog *log)
{
    surroundings.usage = std::move(usage);
    const auto note = [log](const QString &server, const QString &line) {
        log->note(LogLevel::Info, server, line);
    };
    surroundings.servers = std::make_shared<agent::mcp::Servers>(note);
    return surroundings;
}

std::unique_ptr<agent::RunStore> runStore(const AgentServer::Options &options)
{
    constexpr int mostInMemory = 200;
    if (options.runsFile.isEmpty() || options.keepRuns == 0)
        return std::make_unique<agent::MemoryRunStore>(std::min(options.keepRuns, mostInMemory));
    return std::make_unique<agent::SqliteRunStore>(options.runsFile, options.keepRuns);
}

} // namespace

AgentServer::AgentServer(Options options)
    : m_playground(options.playground)
    , m_metrics(options.metrics ? std::make_unique<Metrics>() : nullptr)
    , m_tokens(options.tokenFile.isEmpty() ? nullptr : std::make_shared<TokenFile>(options.tokenFile))
    , m_usage(std::make_shared<agent::UsageLedger>(options.usageFile))
    , m_archive(runStore(options))
    , m_served(withOurs(options.surroundings, m_usage, &m_log))
    , m_runs(agent::systemClock, &m_archive)
    , m_http(withOurs(std::move(options.http), &m_log, m_metrics.get(), m_tokens))
{
    m_log.watch(m_runs);
    if (m_metrics)
        m_metrics->watch(m_runs);
    connect(&m_log, &ActivityLog::followed, &m_runs, &agent::Runs::setAttended);
    connect(m_usage.get(), &agent::UsageLedger::failed, this,
            [this](const agent::Error &error) { m_log.note(LogLevel::Warn, u"usage"_s, error.message); });
    connect(&m_archive, &agent::RunArchive::failed, this,
            [this](const agent::Error &error) { m_log.note(LogLevel::Warn, u"runs"_s, error.message); });
    connect(&m_archive, &agent::RunArchive::recovered, this,
            [this] { m_log.note(LogLevel::Ok, u"runs"_s, u"Runs can be kept again."_s); });
    connect(&m_served, &ServedAgent::replaced, this, [this] { noteServers(); });
    connect(&m_served, &ServedAgent::othersChanged, this, [this](const std::optional<agent::Error> &error) {
        const QString said = error ? error->message : u"The agents of other files were read anew."_s;
        m_log.note(error ? LogLevel::Warn : LogLevel::Info, u"agent"_s, said);
    });
    if (m_tokens) {
        connect(m_tokens.get(), &TokenFile::changed, this, &AgentServer::noteTokens);
        noteTokens();
    }
    for (const QString &fault : options.surroundings.prices.faults())
        m_log.note(LogLevel::Warn, u"prices"_s, fault);
    connect(&m_runs, &agent::Runs::idle, this, [this] {
        if (!m_http.isRunning())
            emit stopped();
    });
}

void AgentServer::noteServers()
{
    for (const agent::mcp::ServerState &server : m_served.agent()->servers) {
        if (server.trouble)
            m_log.note(LogLevel::Warn, server.name, server.trouble->message);
        else
            m_log.note(LogLevel::Ok, server.name, u"The MCP server is there."_s);
    }
}

void AgentServer::noteTokens()
{
    if (const std::optional<agent::Error> &fault = m_tokens->fault(); fault)
        m_log.note(LogLevel::Warn, u"tokens"_s, fault->message);
}

agent::Result<> AgentServer::listen()
{
    Q_ASSERT(m_served.agent());
    return m_http.start(routes());
}

QList<http::Route> AgentServer::routes()
{
    QList<http::Route> all = native::routes({m_served, m_runs, m_archive}) + native::runRoutes(m_runs)
        + native::runViewRoutes(m_served, m_runs, m_archive) + native::sessionRoutes(m_served, m_archive)
        + native::toolRoutes(m_served, m_runs) + control::routes(m_served, m_log, *m_usage);
    all += openai::routes(m_served, m_runs) + anthropic::routes(m_served, m_runs);
    all += control::modelRoutes(m_served);
    all.append(control::mcpRoute(m_served));
    all.append(control::attackRoute(m_log));
    if (m_tokens)
        all += tokenRoutes(*m_tokens);
    if (m_metrics)
        all.append(metricsRoute(*m_metrics));
    if (m_playground)
        all += playground::routes();
    return all;
}

QList<QUrl> AgentServer::urls() const
{
    QList<QUrl> urls;
    for (const QHostAddress &address : m_http.addresses()) {
        QUrl url;
        url.setScheme(u"http"_s);
        url.setHost(address.toString());
        url.setPort(m_http.port());
        urls.append(url);
    }
    return urls;
}

void AgentServer::stop()
{
    m_http.stop();
    if (m_runs.inProgress() == 0)
        emit stopped();
    else
        m_runs.stopAll();
}

} // namespace server

#include "moc_AgentServer.cpp"
