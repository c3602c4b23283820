// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/LocalServerHost.h"

#include "agent/cassette/CassetteReader.h"
#include "app/common/UserFiles.h"
#include "app/desktop/KeptKeys.h"
#include "server/http/Ports.h"

#include <QFuture>
#include <QPromise>
#include <QRandomGenerator>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace app {
namespace {

QByteArray newToken()
{
    std::array<quint32, 8> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits).toHex();
}

ui::ServerHost::Failure failureOf(const agent::Error &error, const http::ServerOptions &options)
{
    if (error.kind != agent::ErrorKind::Conflict)
        return {error.message, 0, {}, 0};
    return {error.message, options.port, http::portHolder(options.port),
            http::nextFreePort(options.port, options.addresses)};
}

agent::Result<agent::CassetteInUse> cassetteOf(const std::optional<ui::CassetteUse> &use,
                                               const agent::Surroundings &surroundings)
{
    if (!use)
        return agent::CassetteInUse();
    const agent::Redactor redactor(surroundings.environment, surroundings.keys.values());
    const auto inUse = [](const auto &cassette) { return agent::CassetteInUse(cassette); };
    if (use->kind == ui::CassetteUse::Kind::Replay)
        return agent::Replay::open({use->path, use->speed, redactor}).map(inUse);
    return agent::Recording::begin({use->path, use->tools, redactor}).map(inUse);
}

QString firstPromptIn(const agent::Cassette &cassette)
{
    for (const agent::RecordedCall &call : cassette.calls) {
        for (const agent::Message &message : call.request.messages) {
            if (message.role == agent::Role::User)
                return message.text;
        }
    }
    return {};
}

ui::CassetteContent contentOf(const agent::Cassette &cassette)
{
    const agent::CassetteHeader &header = cassette.header;
    return {header.agent,
            header.provider,
            header.model,
            header.recorded,
            firstPromptIn(cassette),
            int(cassette.calls.size()),
            int(cassette.toolCalls.size()),
            header.tools};
}

// Loads and listens, on the server's thread; what went wrong otherwise.
QCoro::Task<agent::Result<QUrl>> startOn(server::AgentServer *server, QByteArray text, QString path)
{
    const server::ServedAgent::Loaded loaded = co_await server->served().load(text, path);
    if (loaded.error)
        co_return tl::unexpected(*loaded.error);
    if (const auto listening = server->listen(); !listening)
        co_return tl::unexpected(listening.error());
    co_return server->urls().constFirst();
}

} // namespace

LocalServerHost::LocalServerHost(const KeptKeys &keys, QObject *parent)
    : ServerHost(parent)
    , m_keys(keys)
    , m_controlToken(newToken())
    , m_worker(new QObject)
{
    m_thread.setObjectName(u"server"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
    connect(&keys, &ui::KeyRing::changed, this, &LocalServerHost::handOverKeys);
}

LocalServerHost::~LocalServerHost()
{
    QMetaObject::invokeMethod(m_worker, [this] {
        if (!m_server) {
            m_thread.quit();
            return;
        }
        connect(m_server, &server::AgentServer::stopped, &m_thread, &QThread::quit, Qt::DirectConnection);
        m_server->stop();
    });
    m_thread.wait();
}

void LocalServerHost::start(const Start &start)
{
    if (m_state != State::Stopped)
        return;
    setState(State::Starting);
    server::AgentServer::Options options;
    options.http.port = start.port;
    options.http.controlToken = m_controlToken;
    options.tokenFile = tokensPath();
    options.surroundings.environment = agent::processEnvironment();
    options.surroundings.prices = pricesInUse();
    options.surroundings.keys = m_keys.keys();
    const bool isReplay = start.cassette && start.cassette->kind == ui::CassetteUse::Kind::Replay;
    if (!isReplay) { // which costs nothing, whatever it once did, and is nobody's work
        options.usageFile = usagePath();
        options.runsFile = runsPath();
    }
    QMetaObject::invokeMethod(m_worker, [this, start, options] { begin(start, options); });
}

void LocalServerHost::begin(const Start &start, const server::AgentServer::Options &given)
{
    server::AgentServer::Options options = given;
    auto cassette = cassetteOf(start.cassette, options.surroundings);
    if (!cassette) {
        const Failure failure{cassette.error().message, 0, {}, 0};
        QMetaObject::invokeMethod(this, [this, failure] { hasFailed(failure); });
        return;
    }
    options.surroundings.cassette = *std::move(cassette);
    m_server = new server::AgentServer(options);
    m_server->setParent(m_worker);
    startOn(m_server, start.agentText, start.agentPath)
        .then([this, http = options.http](const agent::Result<QUrl> &url) {
            if (url) {
                QMetaObject::invokeMethod(this, [this, url = *url] { hasStarted(url); });
                return;
            }
            const Failure failure = failureOf(url.error(), http);
            m_server->deleteLater();
            m_server = nullptr;
            QMetaObject::invokeMethod(this, [this, failure] { hasFailed(failure); });
        });
}

void LocalServerHost::readCassette(const QString &path)
{
    using Read = agent::Result<agent::Cassette>;
    const auto promise = std::make_shared<QPromise<Read>>();
    promise->start();
    promise->future().then(this, [this, path](const Read &read) {
        if (read)
            emit cassetteRead(path, contentOf(*read));
        else
            emit cassetteRefused(path, read.error().message);
    });
    QThreadPool::globalInstance()->start([promise, path] {
        promise->addResult(agent::loadCassette(path));
        promise->finish();
    });
}

void LocalServerHost::stop()
{
    if (m_state != State::Running)
        return;
    setState(State::Stopping);
    QMetaObject::invokeMethod(m_worker, [this] {
        connect(m_server, &server::AgentServer::stopped, m_server, [this] {
            m_server->deleteLater();
            m_server = nullptr;
            QMetaObject::invokeMethod(this, [this] {
                m_url.clear();
                setState(State::Stopped);
            });
        });
        m_server->stop();
    });
}

void LocalServerHost::handOverKeys()
{
    QMetaObject::invokeMethod(m_worker, [this, keys = m_keys.keys()] {
        if (m_server)
            m_server->served().setKeys(keys);
    });
}

void LocalServerHost::hasStarted(const QUrl &url)
{
    m_url = url;
    setState(State::Running);
}

void LocalServerHost::hasFailed(const Failure &failure)
{
    setState(State::Stopped);
    emit failed(failure);
}

void LocalServerHost::setState(State state)
{
    m_state = state;
    emit stateChanged(state);
}

} // namespace app

#include "moc_LocalServerHost.cpp"
