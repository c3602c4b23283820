// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/Client.h"

#include "agent/tools/mcp/Elicitation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::mcp {

QString aboutServer(const QString &server, const QString &message)
{
    const bool isEnded = message.endsWith(u'.') || message.endsWith(u'?') || message.endsWith(u'!');
    return u"The MCP server \"%1\" %2%3"_s.arg(server, message, isEnded ? QString() : u"."_s);
}

Client::Client(Options options, Connect connect)
    : m_options(std::move(options))
    , m_connect(std::move(connect))
    , m_transport(m_connect())
{
}

Task<> Client::open()
{
    Result<> greeted = co_await greet();
    if (!greeted)
        co_return greeted;
    co_return co_await listTools();
}

Task<> Client::greet()
{
    const Patience patience{m_options.limit};
    const Result<RpcMessage> answer = co_await send(u"initialize"_s, initializeParams(), patience);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (const std::optional<RpcFault> fault = answer->error) {
        const Result<> modern = co_await greetModern();
        if (!modern) // the first refusal says more
            co_return refused(u"the handshake"_s, *fault);
        co_return modern;
    }
    const auto greeting =
        json::fromJson<Greeting>(answer->result.value_or(QJsonObject()), json::UnknownKeys::Ignore);
    if (!greeting || !isLegacyVersion(greeting->protocolVersion)) {
        const QString version = greeting ? greeting->protocolVersion : u"unknown"_s;
        co_return useless(u"speaks a version of MCP that Slipway does not: %1"_s.arg(version));
    }
    m_version = greeting->protocolVersion;
    const Outgoing ready = outgoing(rpcNotification(u"notifications/initialized"_s, {}));
    const Result<> told = co_await m_transport->tell(ready, patience);
    if (!told)
        co_return named(told.error());
    takeCard(greeting->capabilities.value_or(QJsonObject()), greeting->serverInfo.value_or(QJsonObject()));
    co_return Result<>();
}

Task<> Client::greetModern()
{
    m_era = Era::Modern;
    const QJsonObject nothing;
    const Patience patience{m_options.limit};
    const Result<QJsonObject> found = co_await ask(u"server/discover"_s, nothing, patience);
    if (!found)
        co_return tl::unexpected(found.error());
    const QJsonArray versions = found->value(u"supportedVersions"_s).toArray();
    if (!versions.contains(modernVersion()))
        co_return useless(u"speaks no version of MCP that Slipway does"_s);
    const QJsonValue info = found->value(u"_meta"_s)[u"io.modelcontextprotocol/serverInfo"_s];
    takeCard(found->value(u"capabilities"_s).toObject(), info.toObject());
    co_return Result<>();
}

void Client::takeCard(const QJsonObject &capabilities, const QJsonObject &info)
{
    m_capabilities = capabilities;
    m_title = (info.value(u"name"_s).toString() + u' ' + info.value(u"version"_s).toString()).simplified();
    if (!tellsOfTools(capabilities))
        return;
    const RpcMessage request = m_era == Era::Modern ? listenRequest(++m_lastId) : RpcMessage();
    m_transport->listen(outgoing(request), [this](const RpcMessage &news) { takeNews(news); });
}

void Client::takeNews(const RpcMessage &notification)
{
    if (notification.method != u"notifications/tools/list_changed")
        return;
    m_areToolsOld = true;
    if (m_options.changed)
        m_options.changed();
}

Task<> Client::updateTools()
{
    if (!m_areToolsOld)
        co_return Result<>();
    m_areToolsOld = false;
    co_return co_await listTools();
}

Task<> Client::listTools()
{
    const Result<Page> all = co_await listAll(u"tools/list"_s);
    if (!all)
        co_return tl::unexpected(all.error());
    m_tools = all->tools;
    co_return Result<>();
}

Task<QList<ListedResource>> Client::resources()
{
    if (!m_capabilities.contains(u"resources"_s))
        co_return QList<ListedResource>();
    const Result<Page> all = co_await listAll(u"resources/list"_s);
    if (!all)
        co_return tl::unexpected(all.error());
    co_return all->resources;
}

Task<QList<ListedPrompt>> Client::prompts()
{
    if (!m_capabilities.contains(u"prompts"_s))
        co_return QList<ListedPrompt>();
    const Result<Page> all = co_await listAll(u"prompts/list"_s);
    if (!all)
        co_return tl::unexpected(all.error());
    co_return all->prompts;
}

/// The pages of a list as one.
Task<Page> Client::listAll(QString method)
{
    constexpr int mostPages = 100;
    const Patience patience{m_options.limit};
    const QString what = method.section(u'/', 0, 0);
    Page all;
    QJsonObject params;
    for (int page = 0; page < mostPages; ++page) {
        const Result<QJsonObject> list = co_await ask(method, params, patience);
        if (!list)
            co_return tl::unexpected(list.error());
        const auto read = json::fromJson<Page>(*list, json::UnknownKeys::Ignore);
        if (!read)
            co_return useless(u"sent a list of %1 that cannot be read: %2 at %3"_s.arg(
                what, read.error().message, read.error().where));
        all.tools += read->tools;
        all.resources += read->resources;
        all.prompts += read->prompts;
        const std::optional<QString> next = read->nextCursor;
        if (!next)
            co_return all;
        params.insert(u"cursor"_s, *next);
    }
    co_return useless(u"has no end of %1"_s.arg(what));
}

/// What ended is there again, or is not to be started yet; then the way that has ended tells how it did.
Task<> Client::beThere(std::stop_token stop)
{
    if (m_isReopening) {
        Wake wake;
        wake.on(stop);
        m_waiting.push_back(&wake);
        co_await wake.wait();
        std::erase(m_waiting, &wake);
        co_return Result<>();
    }
    if (m_transport->isOpen() || !m_backoff.mayStart(std::chrono::steady_clock::now()))
        co_return Result<>();
    m_isReopening = true;
    const Result<> opened = co_await reopen();
    m_isReopening = false;
    for (Wake *wake : std::as_const(m_waiting))
        wake->fire();
    co_return opened;
}

Task<> Client::reopen()
{
    m_backoff.noteStart(std::chrono::steady_clock::now());
    if (m_options.note)
        m_options.note(u"it has ended, and is started again"_s);
    m_ended.clear(); // of the time before, at least a second ago
    m_ended.push_back(std::exchange(m_transport, m_connect()));
    m_era = Era::Legacy;
    m_version.clear();
    Result<> greeted = co_await greet();
    m_areToolsOld = true; // it may be another version of the program
    if (greeted && m_options.changed)
        m_options.changed();
    co_return greeted;
}

Task<CallResult> Client::call(QString tool, QJsonObject arguments, CallContext context)
{
    const Result<> there = co_await beThere(context.stop);
    if (!there)
        co_return tl::unexpected(there.error());
    Elicitation elicitation(m_options.server, context);
    const QJsonObject params{{u"name"_s, tool}, {u"arguments"_s, arguments}};
    Patience patience{m_options.limit, context.stop};
    patience.progress = [&context](const ToolProgress &progress) { // more time, even if nobody listens
        if (context.tell)
            context.tell(progress);
    };
    patience.asked = [&elicitation](const RpcMessage &request, const AnswerSink &answer) {
        elicitation.take(request, answer);
    };
    Result<CallResult> result = co_await callWithAnswers(params, patience, &elicitation);
    co_await elicitation.end();
    co_return result;
}

/// As often as the newer era holds it back for an answer.
Task<CallResult> Client::callWithAnswers(QJsonObject params, Patience patience, Elicitation *elicitation)
{
    constexpr int mostRounds = 10;
    for (int round = 0; round < mostRounds; ++round) {
        Result<CallResult> result = co_await callOnce(params, patience);
        const bool isHeldBack = result && result->resultType == u"input_required";
        if (!isHeldBack)
            co_return result;
        const QJsonObject requests = result->inputRequests.value_or(QJsonObject());
        const Result<QJsonObject> responses = co_await elicitation->responses(requests);
        if (!responses)
            co_return named(responses.error());
        params.insert(u"inputResponses"_s, *responses);
        params.remove(u"requestState"_s);
        if (const std::optional<QString> state = result->requestState)
            params.insert(u"requestState"_s, *state);
    }
    co_return useless(u"has no end of questions"_s);
}

Task<CallResult> Client::callOnce(QJsonObject params, Patience patience)
{
    const Result<QJsonObject> result = co_await ask(u"tools/call"_s, params, patience);
    if (!result)
        co_return tl::unexpected(result.error());
    auto read = json::fromJson<CallResult>(*result, json::UnknownKeys::Ignore);
    if (!read)
        co_return useless(
            u"sent a result that cannot be read: %1 at %2"_s.arg(read.error().message, read.error().where));
    co_return read;
}

Task<RpcMessage> Client::send(QString method, QJsonObject params, Patience patience)
{
    const qint64 id = ++m_lastId;
    QJsonObject whole = m_era == Era::Modern ? withMeta(params) : params;
    if (patience.progress)
        whole = withProgressToken(whole, id);
    const Outgoing request = outgoing(rpcRequest(id, method, whole));
    Result<RpcMessage> answer = co_await m_transport->exchange(request, patience);
    if (!answer)
        co_return named(answer.error());
    co_return answer;
}

/// The result alone; a refusal is an error.
Task<QJsonObject> Client::ask(QString method, QJsonObject params, Patience patience)
{
    const Result<RpcMessage> answer = co_await send(method, params, patience);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (const std::optional<RpcFault> fault = answer->error)
        co_return refused(method, *fault);
    co_return answer->result.value_or(QJsonObject());
}

Outgoing Client::outgoing(const RpcMessage &message) const
{
    if (m_era == Era::Modern) {
        const QString tool = message.params.value_or(QJsonObject()).value(u"name"_s).toString();
        return {message, m_era, modernHeaders(message, schemaOf(tool))};
    }
    return {message, m_era, m_version.isEmpty() ? QList<HttpHeader>() : legacyHeaders(m_version)};
}

QJsonObject Client::schemaOf(const QString &tool) const
{
    const auto found = std::ranges::find(m_tools, tool, &ListedTool::name);
    return found == m_tools.end() ? QJsonObject() : found->inputSchema.value_or(QJsonObject());
}

tl::unexpected<Error> Client::named(Error error) const
{
    error.message = m_options.redactor.text(aboutServer(m_options.server, error.message));
    return tl::unexpected(error);
}

tl::unexpected<Error> Client::useless(const QString &what) const
{
    return named({ErrorKind::Unavailable, what, {}});
}

tl::unexpected<Error> Client::refused(const QString &what, const RpcFault &fault) const
{
    constexpr int invalidParams = -32602;
    const ErrorKind kind = fault.code == invalidParams ? ErrorKind::InvalidInput : ErrorKind::Unavailable;
    return named({kind, u"refused %1: %2 (%3)"_s.arg(what, fault.message, QString::number(fault.code)), {}});
}

} // namespace agent::mcp
