// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/attack/Attacker.h"

#include <QDeadlineTimer>
#include <QTcpSocket>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace server {
namespace {

constexpr auto patience = 5s;
constexpr auto hangingTime = 300ms; // in which a server notices what hangs

/// 0 if it is none.
int statusOf(const QByteArray &reply)
{
    return reply.startsWith("HTTP/1.") ? reply.mid(9, 3).toInt() : 0;
}

/// Whether all of an answer is there that tells its length.
bool isWhole(const QByteArray &reply)
{
    const qsizetype head = reply.indexOf("\r\n\r\n");
    const QByteArray fields = reply.left(std::max(head, qsizetype(0))).toLower();
    constexpr QByteArrayView length("\r\ncontent-length:");
    const qsizetype at = fields.indexOf(length);
    if (head < 0 || at < 0)
        return false;
    const QByteArray value = fields.mid(at + length.size());
    return reply.size() >= head + 4 + value.left(value.indexOf("\r\n")).trimmed().toLongLong();
}

AttackOutcome judge(const Attack &attack, const QByteArray &reply)
{
    const int status = statusOf(reply);
    const QByteArray said = reply.toLower();
    const auto isIn = [&said](const QByteArray &text) { return said.contains(text); };
    const bool isRefused = status == 0 || attack.withstood.contains(status);
    const bool isGood =
        isRefused && std::ranges::none_of(attack.forbidden, isIn) && std::ranges::all_of(attack.needed, isIn);
    return {isGood, status > 0 ? QString::number(status) : u"closed"_s};
}

} // namespace

Attacker::Attacker(QString host, quint16 port)
    : m_host(std::move(host))
    , m_port(port)
{
}

agent::Task<> Attacker::lookAround() const
{
    const bool isThere = co_await stillServes();
    if (!isThere)
        co_return agent::fail(agent::ErrorKind::Unavailable,
                              u"No HTTP server answers at %1:%2."_s.arg(m_host).arg(m_port));
    co_return {};
}

QCoro::Task<AttackOutcome> Attacker::carryOut(Attack attack) const
{
    if (attack.connections > 1)
        co_return co_await flood(attack);
    const std::optional<QByteArray> reply = co_await replyTo(attack.bytes);
    const bool serves = co_await stillServes();
    AttackOutcome outcome;
    if (!serves)
        outcome.said = u"gone afterwards"_s;
    else if (!reply)
        outcome.said = u"no answer"_s;
    else
        outcome = judge(attack, *reply);
    co_return outcome;
}

/// What the server says until it has said all or closes the connection; nothing if it does neither in time.
QCoro::Task<std::optional<QByteArray>> Attacker::replyTo(QByteArray bytes) const
{
    QTcpSocket socket;
    QByteArray reply;
    const QDeadlineTimer deadline(patience);
    socket.connectToHost(m_host, m_port);
    agent::Wake connected;
    connected.on(&socket, &QTcpSocket::connected).on(&socket, &QTcpSocket::errorOccurred).after(patience);
    co_await connected.wait();
    socket.write(bytes);
    while (socket.state() == QTcpSocket::ConnectedState && !isWhole(reply)) {
        agent::Wake more;
        more.on(&socket, &QTcpSocket::readyRead).on(&socket, &QTcpSocket::disconnected).after(patience);
        if (socket.bytesAvailable() == 0)
            co_await more.wait();
        reply += socket.readAll();
        if (deadline.hasExpired())
            co_return std::nullopt;
    }
    reply += socket.readAll();
    co_return reply;
}

QCoro::Task<bool> Attacker::stillServes() const
{
    const QByteArray host = m_host.toUtf8() + ':' + QByteArray::number(m_port);
    const QByteArray question = "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    const std::optional<QByteArray> reply = co_await replyTo(question);
    co_return reply &&statusOf(*reply) > 0;
}

QCoro::Task<AttackOutcome> Attacker::flood(Attack attack) const
{
    std::vector<std::unique_ptr<QTcpSocket>> hanging;
    for (int i = 0; i < attack.connections; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        QTcpSocket *open = socket.get();
        const auto say = [open, bytes = attack.bytes] { open->write(bytes); };
        QObject::connect(open, &QTcpSocket::connected, open, say);
        open->setReadBufferSize(1);
        open->connectToHost(m_host, m_port);
        hanging.push_back(std::move(socket));
    }
    agent::Wake settled;
    settled.after(hangingTime);
    co_await settled.wait();
    const bool serves = co_await stillServes();
    co_return AttackOutcome{serves, serves ? u"serves on"_s : u"keeps others away"_s};
}

} // namespace server
