// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/Replay.h"

#include "agent/base/Clock.h"
#include "agent/cassette/CassetteReader.h"
#include "agent/cassette/Difference.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using std::chrono::milliseconds;

Error stopped()
{
    return {ErrorKind::Cancelled, u"The model call was stopped"_s, {}};
}

/// Waits for as long as is left; false after `stop`.
QCoro::Task<bool> rest(milliseconds left, std::stop_token stop)
{
    if (left.count() > 0 && !stop.stop_requested()) {
        Wake wake;
        wake.on(stop).after(left);
        co_await wake.wait();
    }
    co_return !stop.stop_requested();
}

Task<ModelReply> perform(std::shared_ptr<const Replay> replay, RecordedCall call, ModelSink sink,
                         std::stop_token stop)
{
    const Stopwatch watch;
    for (const TimedPiece &piece : call.stream) {
        const milliseconds left = replay->waitUntil(piece.at, watch.elapsed());
        if (!co_await rest(left, stop))
            co_return tl::unexpected(stopped());
        sink(piece.delta);
    }
    const milliseconds left = replay->waitUntil(call.at, watch.elapsed());
    if (!co_await rest(left, stop))
        co_return tl::unexpected(stopped());
    co_return call.reply;
}

/// Stands in for a provider that was recorded.
class ReplayProvider : public Provider
{
public:
    ReplayProvider(RecordedAnswerer recorded, std::shared_ptr<Replay> replay)
        : m_recorded(std::move(recorded))
        , m_replay(std::move(replay))
    {
    }

    QString name() const override { return m_recorded.provider; }
    QString defaultModel() const override { return m_recorded.model; }
    Capabilities capabilities() const override { return {true, true}; }

    Task<ModelReply> complete(ModelRequest request, ModelSink sink, std::stop_token stop) override
    {
        const Result<RecordedCall> call = m_replay->next(asked(name(), request));
        if (!call)
            co_return tl::unexpected(call.error());
        co_return co_await perform(m_replay, *call, std::move(sink), std::move(stop));
    }

private:
    RecordedAnswerer m_recorded;
    std::shared_ptr<Replay> m_replay;
};

/// Gives back what a tool gave when it was recorded, and does nothing.
class ReplayTool : public Tool
{
public:
    ReplayTool(ToolInfo info, std::shared_ptr<Replay> replay)
        : m_info(std::move(info))
        , m_replay(std::move(replay))
    {
    }

    const ToolInfo &info() const override { return m_info; }

    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override
    {
        const auto place = m_replay->nextToolCall(info().name, arguments);
        if (!place)
            co_return ToolResult{ToolOutcome::Error, place.error().message};
        const Replay::Turn turn = m_replay->beginTurn(*place);
        Wake wake; // even at once is not before the calls beside it have begun
        wake.on(context.stop).after(m_replay->waitUntil(m_replay->toolCall(*place).after, {}));
        co_await wake.wait();
        co_await m_replay->awaitTurn(turn, context.stop);
        m_replay->endTurn(turn);
        if (context.stop.stop_requested())
            co_return ToolResult{ToolOutcome::Cancelled, u"The tool call was stopped"_s};
        co_return m_replay->toolCall(*place).result;
    }

private:
    ToolInfo m_info;
    std::shared_ptr<Replay> m_replay;
};

QByteArray keyOf(const AskedRequest &request)
{
    return QCryptographicHash::hash(json::text(json::toJson(request)), QCryptographicHash::Sha256);
}

QByteArray keyOf(const QString &tool, const QJsonObject &arguments)
{
    return QCryptographicHash::hash(json::text(QJsonArray{tool, arguments}), QCryptographicHash::Sha256);
}

bool isToolResult(const AskedRequest &request, const QString &place)
{
    const QStringList steps = place.split(u'/');
    const qsizetype index = steps.value(1).toInt();
    return steps.constFirst() == u"messages" && index < request.messages.size()
        && request.messages[index].role == Role::Tool;
}

} // namespace

Replay::Replay(ReplayOptions options, Cassette cassette)
    : m_options(std::move(options))
    , m_cassette(std::move(cassette))
{
    for (qsizetype i = 0; i < m_cassette.calls.size(); ++i)
        m_calls[keyOf(m_cassette.calls[i].request)].places.append(i);
    for (qsizetype i = 0; i < m_cassette.toolCalls.size(); ++i) {
        const RecordedToolCall &call = m_cassette.toolCalls[i];
        m_toolCalls[keyOf(call.tool, call.arguments)].places.append(i);
    }
}

Result<std::shared_ptr<Replay>> Replay::open(ReplayOptions options)
{
    auto cassette = loadCassette(options.path);
    if (!cassette)
        return tl::unexpected(cassette.error());
    return std::shared_ptr<Replay>(new Replay(std::move(options), *std::move(cassette)));
}

QList<ProviderChoice> Replay::answerers(const AgentSpec &spec)
{
    const CassetteHeader &header = m_cassette.header;
    const QString when = header.recorded.isEmpty() ? QString() : u" on "_s + header.recorded.left(10);
    const QString reason = u"No model is asked: replaying %1, recorded from %2%3."_s.arg(
        QFileInfo(m_options.path).fileName(), header.provider, when);
    const auto answerer = [&](const RecordedAnswerer &recorded, const QString &provider,
                              const std::optional<QString> &model) {
        const QString asked = provider == u"auto" ? recorded.model : model.value_or(recorded.model);
        return ProviderChoice{std::make_shared<ReplayProvider>(recorded, shared_from_this()), asked, reason};
    };
    QList<ProviderChoice> list{answerer({header.provider, header.model}, spec.provider, spec.model)};
    for (qsizetype i = 0; i < header.fallbacks.size(); ++i) {
        const FallbackSpec fallback = spec.fallbacks.value(i);
        list.append(answerer(header.fallbacks[i], fallback.provider, fallback.model));
    }
    return list;
}

ToolPtr Replay::around(const ToolPtr &tool)
{
    return m_cassette.header.tools ? std::make_shared<ReplayTool>(tool->info(), shared_from_this()) : tool;
}

std::optional<QList<ToolPtr>> Replay::offered(const QMap<QString, McpSpec> &servers)
{
    if (!m_cassette.header.tools)
        return std::nullopt;
    const auto isOffered = [&](const ToolInfo &tool) {
        const auto hasIt = [&](const auto &entry) {
            return !entry.second.disabled && tool.name.startsWith(mcpToolPrefix(entry.first));
        };
        return std::any_of(servers.constKeyValueBegin(), servers.constKeyValueEnd(), hasIt);
    };
    QList<ToolPtr> tools;
    for (const ToolInfo &tool : m_cassette.header.mcpTools) {
        if (isOffered(tool))
            tools.append(std::make_shared<ReplayTool>(tool, shared_from_this()));
    }
    return tools;
}

Result<RecordedCall> Replay::next(AskedRequest request)
{
    const QJsonValue redacted = m_options.redactor.json(json::toJson(request));
    request = json::fromJson<AskedRequest>(redacted).value_or(request);
    const auto row = m_calls.find(keyOf(request));
    if (row == m_calls.end())
        return tl::unexpected(notRecorded(request));
    return m_cassette.calls[row->next()];
}

Error Replay::notRecorded(const AskedRequest &request) const
{
    const QString file = QFileInfo(m_options.path).fileName();
    const RecordedCall *nearest = nearestCall(m_cassette.calls, request);
    if (!nearest)
        return {ErrorKind::InvalidInput, u"%1 has no recorded call at all; record it again."_s.arg(file),
                m_options.path};
    const Difference difference = firstDifference(nearest->request, request).value_or(Difference());
    const bool isOfTool = !m_cassette.header.tools && isToolResult(request, difference.place);
    const QString advice = isOfTool
        ? u"A tool gave another result than when it was recorded: record again with --record-tools."_s
        : u"Ask what was recorded, or record again."_s;
    return {
        ErrorKind::InvalidInput,
        u"%1 holds no recording of this request. The nearest is call %2 (line %3); the first difference is "
        "at %4: recorded %5, asked %6. %7"_s.arg(file, QString::number(nearest->number),
                                                 QString::number(nearest->line), difference.place,
                                                 difference.recorded, difference.asked, advice),
        m_options.path};
}

Result<qsizetype> Replay::nextToolCall(const QString &tool, const QJsonObject &arguments)
{
    const QJsonObject redacted = m_options.redactor.json(arguments).toObject();
    const auto row = m_toolCalls.find(keyOf(tool, redacted));
    if (row == m_toolCalls.end())
        return tl::unexpected(notRecorded(tool, redacted));
    return row->next();
}

Error Replay::notRecorded(const QString &tool, const QJsonObject &arguments) const
{
    const QString file = QFileInfo(m_options.path).fileName();
    const RecordedToolCall *nearest = nearestCall(m_cassette.toolCalls, tool, arguments);
    if (!nearest) {
        return {ErrorKind::NotFound, u"%1 holds no call of %2 at all; record it again."_s.arg(file, tool),
                m_options.path};
    }
    const Difference difference = firstDifference(nearest->arguments, arguments).value_or(Difference());
    return {ErrorKind::NotFound,
            u"%1 holds no call of %2 with these arguments. The first difference to the nearest is at %3: "
            "recorded %4, asked %5. Record it again."_s.arg(file, tool, difference.place, difference.recorded,
                                                            difference.asked),
            m_options.path};
}

milliseconds Replay::waitUntil(milliseconds at, milliseconds passed) const
{
    if (m_options.speed <= 0)
        return {};
    const milliseconds scaled(std::llround(static_cast<double>(at.count()) / m_options.speed));
    return std::max(milliseconds(), scaled - passed);
}

Replay::Turn Replay::beginTurn(qsizetype place)
{
    return *m_turns.insert({place, ++m_begun}).first;
}

QCoro::Task<> Replay::awaitTurn(Turn turn, std::stop_token stop)
{
    if (*m_turns.begin() == turn || stop.stop_requested())
        co_return;
    Wake wake;
    m_waiting.insert(turn, &wake);
    wake.on(stop);
    co_await wake.wait();
    m_waiting.remove(turn);
}

void Replay::endTurn(Turn turn)
{
    m_turns.erase(turn);
    if (m_turns.empty())
        return;
    if (Wake *next = m_waiting.value(*m_turns.begin()))
        next->fire();
}

} // namespace agent
