// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/Elicitation.h"

using namespace Qt::StringLiterals;

namespace agent::mcp {
namespace {

const QString method = u"elicitation/create"_s;

QString toName(Reply::How how)
{
    switch (how) {
    case Reply::How::Given:
        return u"accept"_s;
    case Reply::How::Declined:
        return u"decline"_s;
    case Reply::How::Unanswered:
        return u"cancel"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Elicitation::Elicitation(QString server, CallContext context)
    : m_server(std::move(server))
    , m_context(std::move(context))
    , m_stopped(m_context.stop, [this] { m_stop.request_stop(); })
{
}

void Elicitation::take(const RpcMessage &request, const AnswerSink &answer)
{
    if (request.method == method)
        m_asking.push_back(answerLater(request, answer));
    else
        answer(rpcAnswer(request));
}

QCoro::Task<> Elicitation::answerLater(RpcMessage request, AnswerSink answer)
{
    RpcMessage said;
    said.id = request.id;
    said.result = co_await response(request.params.value_or(QJsonObject()));
    answer(said);
}

Task<QJsonObject> Elicitation::responses(QJsonObject requests)
{
    QJsonObject responses;
    for (const QString &key : requests.keys()) {
        const QJsonValue request = requests.value(key);
        if (request[u"method"_s] != method)
            co_return fail(ErrorKind::InvalidInput,
                           u"wants what Slipway does not give: %1"_s.arg(request[u"method"_s].toString()));
        const QJsonObject said = co_await response(request[u"params"_s].toObject());
        responses.insert(key, said);
    }
    co_return responses;
}

QCoro::Task<QJsonObject> Elicitation::response(QJsonObject params)
{
    const bool isForm = params.value(u"mode"_s).toString(u"form"_s) == u"form"_s;
    Reply reply{isForm ? Reply::How::Unanswered : Reply::How::Declined, {}};
    if (isForm && m_context.ask) {
        const QString sentence = params.value(u"message"_s).toString().left(1000);
        const Question question{u"The MCP server \"%1\" asks: %2"_s.arg(m_server, sentence),
                                params.value(u"requestedSchema"_s).toObject()};
        reply = co_await m_context.ask(question, m_stop.get_token());
    }
    QJsonObject said{{u"action"_s, toName(reply.how)}};
    if (reply.how == Reply::How::Given)
        said.insert(u"content"_s, reply.content);
    co_return said;
}

QCoro::Task<> Elicitation::end()
{
    m_stop.request_stop();
    for (QCoro::Task<> &task : m_asking)
        co_await task;
    m_asking.clear();
}

} // namespace agent::mcp
