// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/served/ServedAgent.h"

#include <QDateTime>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace server {
namespace {

agent::Error firstFault(const agent::SpecDocument &document, const QString &path)
{
    for (const agent::Diagnostic &diagnostic : document.diagnostics()) {
        if (diagnostic.severity == agent::Severity::Error)
            return {agent::ErrorKind::InvalidInput, agent::toString(diagnostic, path), diagnostic.pointer};
    }
    Q_UNREACHABLE();
}

/// What came of a text.
struct Attempt
{
    ServedAgent::Loaded loaded;
    agent::AgentPtr agent; // null where there is an error
};

QCoro::Task<Attempt> attempt(QByteArray text, QString path, agent::Surroundings surroundings)
{
    const agent::SpecDocument document(text, path, surroundings.environment);
    Attempt result{{{}, document.diagnostics()}, {}};
    const auto &spec = document.spec();
    if (!spec) {
        result.loaded.error = firstFault(document, path);
        co_return result;
    }
    const QString folder = QFileInfo(path).absolutePath();
    const agent::Result<agent::AgentPtr> made = co_await agent::makeAgent(*spec, folder, surroundings);
    if (made)
        result.agent = *made;
    else
        result.loaded.error = made.error();
    co_return result;
}

QList<QDateTime> changesOf(const QStringList &files)
{
    QList<QDateTime> changes;
    for (const QString &file : files)
        changes.append(QFileInfo(file).lastModified());
    return changes;
}

constexpr std::chrono::milliseconds shortestPause(1000);
constexpr std::chrono::milliseconds longestPause(60'000);

} // namespace

ServedAgent::~ServedAgent()
{
    m_surroundings.servers->whenChanged({});
}

ServedAgent::ServedAgent(agent::Surroundings surroundings)
    : m_surroundings(std::move(surroundings))
{
    m_retry.setSingleShot(true);
    m_changes.setSingleShot(true);
    m_changes.setInterval(200);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        m_retry.setInterval(std::min(2 * m_retry.intervalAsDuration(), longestPause));
        refresh().then([] { });
    });
    connect(&m_changes, &QTimer::timeout, this, [this] { refresh().then([] { }); });
    m_surroundings.servers->whenChanged([this] { m_changes.start(); });
    connect(&m_others, &agent::FileWatch::touched, this, &ServedAgent::lookAtOthers);
}

agent::Surroundings ServedAgent::surroundingsOf(const QString &path) const
{
    agent::Surroundings surroundings = m_surroundings;
    surroundings.environment = agent::environmentBeside(path, m_surroundings.environment);
    return surroundings;
}

agent::Task<agent::ProviderChoice> ServedAgent::choose(QByteArray text, QString path) const
{
    const agent::Surroundings surroundings = surroundingsOf(path);
    const agent::SpecDocument document(text, path, surroundings.environment);
    const auto &spec = document.spec();
    if (!spec)
        co_return tl::unexpected(firstFault(document, path));
    const QString folder = QFileInfo(path).absolutePath();
    const auto answerers = co_await agent::chooseAnswerers(*spec, folder, surroundings);
    if (!answerers)
        co_return tl::unexpected(answerers.error());
    co_return answerers->constFirst();
}

agent::Task<agent::mcp::Inventory> ServedAgent::inventory(QByteArray text, QString path, QString server) const
{
    const agent::Surroundings surroundings = surroundingsOf(path);
    const agent::SpecDocument document(text, path, surroundings.environment);
    const auto &spec = document.spec();
    if (!spec)
        co_return tl::unexpected(firstFault(document, path));
    if (!spec->mcpServers.contains(server))
        co_return agent::fail(agent::ErrorKind::NotFound,
                              u"The text has no MCP server \"%1\"."_s.arg(server));
    const QString folder = QFileInfo(path).absolutePath();
    const auto servers = surroundings.servers; // lives until the task is done
    co_return co_await servers->inventory(server, spec->mcpServers.value(server), folder,
                                          surroundings.environment);
}

QCoro::Task<ServedAgent::Loaded> ServedAgent::load(QByteArray text, QString path)
{
    const quint64 asked = ++m_lastAsked;
    ++m_loading;
    Attempt made = co_await attempt(text, path, surroundingsOf(path));
    --m_loading;
    if (made.agent && asked != m_lastAsked)
        made.loaded.error = agent::Error{
            agent::ErrorKind::Conflict, u"A newer text of the agent has replaced this one."_s, {}};
    if (!made.loaded.error) {
        m_retry.setInterval(shortestPause);
        serve(made.agent, text, path);
    }
    co_return made.loaded;
}

void ServedAgent::serve(const agent::AgentPtr &agent, const QByteArray &text, const QString &path)
{
    m_agent = agent;
    m_text = text;
    m_path = path;
    ++m_revision;
    m_others.setFiles(agent->files);
    m_othersChanged = changesOf(agent->files);
    watchServers();
    emit replaced();
}

void ServedAgent::lookAtOthers()
{
    if (std::exchange(m_othersChanged, changesOf(m_agent->files)) == m_othersChanged)
        return;
    m_hasNewOthers = true;
    m_changes.start();
}

void ServedAgent::watchServers()
{
    if (agent::mcp::troubleIn(m_agent->servers))
        m_retry.start();
    else
        m_retry.stop();
}

/// Makes the agent anew from its text, and serves it if its servers fare otherwise.
QCoro::Task<> ServedAgent::refresh()
{
    if (m_loading > 0) { // after that
        m_changes.start();
        co_return;
    }
    if (!m_agent)
        co_return;
    const quint64 asked = ++m_lastAsked;
    const QPointer<ServedAgent> self(this);
    const bool hasNewOthers = std::exchange(m_hasNewOthers, false);
    const Attempt made = co_await attempt(m_text, m_path, surroundingsOf(m_path));
    if (!self || asked != m_lastAsked)
        co_return;
    if (hasNewOthers) {
        if (made.agent)
            serve(made.agent, m_text, m_path);
        emit othersChanged(made.loaded.error);
        co_return;
    }
    const bool isSame = made.agent && made.agent->servers == m_agent->servers
        && made.agent->toolInfos() == m_agent->toolInfos();
    if (!made.agent || isSame) {
        watchServers();
        co_return;
    }
    serve(made.agent, m_text, m_path);
    emit serversChanged();
}

} // namespace server

#include "moc_ServedAgent.cpp"
