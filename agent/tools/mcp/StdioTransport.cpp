// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/StdioTransport.h"

using namespace Qt::StringLiterals;

namespace agent::mcp {
namespace {

QString shown(const QByteArray &line)
{
    constexpr qsizetype most = 200;
    const QString text = QString::fromUtf8(line.left(4 * most)).simplified();
    return text.size() > most ? text.left(most) + u'…' : text;
}

} // namespace

StdioTransport::StdioTransport(Program program, NoteSink note)
    : m_note(std::move(note))
    , m_process(std::move(program))
{
    QObject::connect(&m_process, &ServerProcess::lineRead, &m_process,
                     [this](const QByteArray &line) { take(line); });
    QObject::connect(&m_process, &ServerProcess::noteRead, &m_process,
                     [this](const QByteArray &line) { m_note(QString::fromUtf8(line)); });
    QObject::connect(&m_process, &ServerProcess::ended, &m_process,
                     [this](const QString &why) { takeEnd(why); });
    m_process.start();
}

Task<RpcMessage> StdioTransport::exchange(Outgoing request, Patience patience)
{
    if (!m_end.isEmpty())
        co_return fail(ErrorKind::Unavailable, m_end);
    const qint64 id = request.message.id.toInteger();
    const auto waiting = std::make_shared<Waiting>(Waiting{patience, Deadline(id, patience)});
    m_waiting.insert(id, waiting);
    m_process.send(rpcText(request.message));
    do {
        waiting->wake = Wake();
        waiting->wake.on(patience.stop).after(waiting->deadline.left(waiting->watch.elapsed()));
        co_await waiting->wake.wait();
    } while (!waiting->answer && m_end.isEmpty() && !waiting->deadline.isOver(waiting->watch.elapsed()));
    m_waiting.remove(id);
    if (const std::optional<RpcMessage> answer = waiting->answer)
        co_return *answer;
    if (!m_end.isEmpty())
        co_return fail(ErrorKind::Unavailable, m_end);
    co_return abandon(request.message, waiting->deadline);
}

Task<> StdioTransport::tell(Outgoing notification, Patience)
{
    m_process.send(rpcText(notification.message));
    co_return Result<>();
}

void StdioTransport::listen(Outgoing asking, NewsSink news)
{
    m_news = std::move(news);
    if (asking.era == Era::Modern)
        m_process.send(rpcText(asking.message));
}

tl::unexpected<Error> StdioTransport::abandon(const RpcMessage &request, const Deadline &deadline)
{
    Error error = deadline.error(request.method.value_or(QString()));
    const bool isStopped = error.kind == ErrorKind::Cancelled;
    if (request.method != u"initialize") // which must not be cancelled
        m_process.send(rpcText(rpcCancellation(request, isStopped ? u"stopped"_s : u"too slow"_s)));
    if (!isStopped && !m_oddity.isEmpty())
        error.message += u"; "_s + m_oddity;
    return tl::unexpected(error);
}

void StdioTransport::take(const QByteArray &line)
{
    const Result<RpcMessage> message = readRpc(line);
    if (!message)
        takeUnreadable(line);
    else if (message->isAnswer())
        takeAnswer(*message);
    else if (message->isRequest())
        takeRequest(*message);
    else
        takeNotification(*message);
}

void StdioTransport::takeAnswer(const RpcMessage &answer)
{
    if (const auto waiting = answer.id.isDouble() ? m_waiting.value(answer.id.toInteger()) : nullptr) {
        m_oddity.clear(); // it was no reason to be silent
        waiting->answer = answer;
        waiting->wake.fire();
        return;
    }
    m_oddity = u"it sent an answer to no open request: "_s + shown(rpcText(answer));
    m_note(m_oddity);
}

/// The protocol does not say to which of our requests one of the server belongs: to the last, most likely.
void StdioTransport::takeRequest(const RpcMessage &request)
{
    std::shared_ptr<Waiting> last;
    qint64 lastId = 0;
    for (auto it = m_waiting.cbegin(); it != m_waiting.cend(); ++it) {
        if ((*it)->patience.asked && it.key() > lastId) {
            last = *it;
            lastId = it.key();
        }
    }
    if (!last) {
        m_process.send(rpcText(rpcAnswer(request)));
        return;
    }
    last->deadline.hold(last->watch.elapsed());
    last->patience.asked(request, [this, last](const RpcMessage &answer) {
        last->deadline.release(last->watch.elapsed());
        m_process.send(rpcText(answer));
    });
}

void StdioTransport::takeNotification(const RpcMessage &notification)
{
    const auto all = m_waiting;
    for (const auto &waiting : all)
        waiting->deadline.take(notification, waiting->watch.elapsed());
    if (m_news)
        m_news(notification);
}

void StdioTransport::takeUnreadable(const QByteArray &line)
{
    constexpr int most = 100;
    m_oddity = u"it wrote to its standard output what is no message: "_s + shown(line);
    m_note(m_oddity);
    if (++m_unreadableLines == most)
        m_process.giveUp(
            u"wrote %1 lines to its standard output that are no messages, such as: %2"_s.arg(most).arg(
                shown(line)));
}

void StdioTransport::takeEnd(const QString &why)
{
    m_end = why;
    for (const auto &waiting : std::as_const(m_waiting))
        waiting->wake.fire();
}

} // namespace agent::mcp
