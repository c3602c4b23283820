// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/served/ServedAgent.h"

#include <QFileInfo>

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

} // namespace

ServedAgent::ServedAgent(agent::Surroundings surroundings)
    : m_surroundings(std::move(surroundings))
{
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

QCoro::Task<ServedAgent::Loaded> ServedAgent::load(QByteArray text, QString path)
{
    const quint64 asked = ++m_lastAsked;
    const agent::Surroundings surroundings = surroundingsOf(path);
    const agent::SpecDocument document(text, path, surroundings.environment);
    Loaded loaded{{}, document.diagnostics()};
    const auto &spec = document.spec();
    if (!spec) {
        loaded.error = firstFault(document, path);
        co_return loaded;
    }
    const QString folder = QFileInfo(path).absolutePath();
    const agent::Result<agent::AgentPtr> made = co_await agent::makeAgent(*spec, folder, surroundings);
    if (!made) {
        loaded.error = made.error();
    } else if (asked != m_lastAsked) {
        loaded.error = agent::Error{
            agent::ErrorKind::Conflict, u"A newer text of the agent has replaced this one."_s, {}};
    } else {
        m_agent = *made;
        m_path = path;
        ++m_revision;
        emit replaced();
    }
    co_return loaded;
}

} // namespace server

#include "moc_ServedAgent.cpp"
