// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/Recording.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// A provider whose calls are kept.
class RecordingProvider : public Provider
{
public:
    RecordingProvider(std::shared_ptr<Provider> provider, std::shared_ptr<Recording> recording)
        : m_provider(std::move(provider))
        , m_recording(std::move(recording))
    {
    }

    QString name() const override { return m_provider->name(); }
    QString defaultModel() const override { return m_provider->defaultModel(); }
    QUrl baseUrl() const override { return m_provider->baseUrl(); }
    Result<> ready() const override { return m_provider->ready(); }
    Capabilities capabilities() const override { return m_provider->capabilities(); }
    Task<QStringList> models(std::stop_token stop) override { return m_provider->models(std::move(stop)); }

    Task<ModelReply> complete(ModelRequest request, ModelSink sink, std::stop_token stop) override
    {
        const auto call = std::make_shared<RecordedCall>();
        call->request = asked(name(), request);
        const Stopwatch watch;
        const ModelSink both = [call, sink = std::move(sink), watch](const ModelDelta &delta) {
            call->stream.append({watch.elapsed(), delta});
            sink(delta);
        };
        Result<ModelReply> reply = co_await m_provider->complete(std::move(request), both, std::move(stop));
        if (!reply && reply.error().kind == ErrorKind::Cancelled)
            co_return reply;
        call->at = watch.elapsed();
        call->reply = reply;
        if (const auto kept = m_recording->keep(*call); !kept)
            co_return tl::unexpected(kept.error());
        co_return reply;
    }

private:
    std::shared_ptr<Provider> m_provider;
    std::shared_ptr<Recording> m_recording;
};

/// A tool whose calls are kept.
class RecordingTool : public Tool
{
public:
    RecordingTool(ToolPtr tool, std::shared_ptr<Recording> recording)
        : m_tool(std::move(tool))
        , m_recording(std::move(recording))
    {
    }

    const ToolInfo &info() const override { return m_tool->info(); }

    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override
    {
        const Stopwatch watch;
        const ToolResult result = co_await m_tool->call(arguments, std::move(context));
        if (result.outcome == ToolOutcome::Cancelled)
            co_return result;
        const RecordedToolCall call{info().name, arguments, watch.elapsed(), result};
        if (const auto kept = m_recording->keep(call); !kept)
            co_return ToolResult{ToolOutcome::Error, kept.error().message};
        co_return result;
    }

private:
    ToolPtr m_tool;
    std::shared_ptr<Recording> m_recording;
};

QList<RecordedAnswerer> namesOf(const QList<ProviderChoice> &answerers)
{
    QList<RecordedAnswerer> names;
    for (const ProviderChoice &answerer : answerers)
        names.append({answerer.provider->name(), answerer.model});
    return names;
}

QStringList providersOf(const CassetteHeader &header)
{
    QStringList names{header.provider};
    for (const RecordedAnswerer &fallback : header.fallbacks)
        names.append(fallback.provider);
    return names;
}

template<class T>
Result<> redactValue(T &value, const Redactor &redactor)
{
    auto clean = json::fromJson<T>(redactor.json(json::toJson(value)));
    if (!clean) {
        return fail(ErrorKind::Conflict,
                    u"This cannot be recorded: one of the secrets to take out is a word that every cassette "
                    "has in it, such as \"assistant\"; unset the environment variable that holds it."_s);
    }
    value = *std::move(clean);
    return {};
}

/// A secret may be cut in two by the pieces, so each kind of text is looked at as a whole.
template<class Piece>
void redactPieces(QList<TimedPiece> &stream, const Redactor &redactor)
{
    QStringList texts;
    for (const TimedPiece &piece : stream) {
        if (const auto *found = std::get_if<Piece>(&piece.delta))
            texts.append(found->text);
    }
    texts = redactor.pieces(texts);
    for (TimedPiece &piece : stream) {
        if (std::holds_alternative<Piece>(piece.delta))
            piece.delta = Piece{texts.takeFirst()};
    }
}

Result<> redact(RecordedCall &call, const Redactor &redactor)
{
    redactPieces<TextPiece>(call.stream, redactor);
    redactPieces<ReasoningPiece>(call.stream, redactor);
    if (const auto clean = redactValue(call.request, redactor); !clean)
        return clean;
    if (call.reply)
        return redactValue(call.reply->message, redactor);
    Error &error = call.reply.error();
    error.message = redactor.text(error.message);
    error.where = redactor.text(error.where);
    return {};
}

} // namespace

Recording::Recording(RecordingOptions options)
    : m_options(std::move(options))
    , m_file(m_options.path)
{
}

Result<std::shared_ptr<Recording>> Recording::begin(RecordingOptions options)
{
    std::shared_ptr<Recording> recording(new Recording(std::move(options)));
    QFile &file = recording->m_file;
    if (file.size() > 0) {
        return fail(ErrorKind::Conflict,
                    u"%1 has something in it; delete it or record to another file."_s.arg(file.fileName()),
                    file.fileName());
    }
    // Unbuffered: what was written is in the file when the program is killed the next moment.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)) {
        return fail(ErrorKind::Denied,
                    u"%1 cannot be written: %2."_s.arg(file.fileName(), file.errorString()), file.fileName());
    }
    return recording;
}

Result<QList<ProviderChoice>> Recording::around(const QString &agent, QList<ProviderChoice> answerers,
                                                const QStringList &secrets)
{
    Q_ASSERT(!answerers.isEmpty());
    m_options.redactor = m_options.redactor.with(secrets);
    const QList<RecordedAnswerer> names = namesOf(answerers);
    CassetteHeader header;
    header.agent = m_options.redactor.text(agent);
    header.provider = names.constFirst().provider;
    header.model = names.constFirst().model;
    header.fallbacks = names.mid(1);
    header.recorded = m_options.clock().toString(Qt::ISODate);
    header.tools = m_options.tools;
    if (!m_header) {
        m_writer = std::make_unique<CassetteWriter>(header);
        m_header = header;
    } else if (providersOf(*m_header) != providersOf(header)) {
        return fail(
            ErrorKind::Conflict,
            u"%1 is a recording of %2; start again to record %3 to another file."_s.arg(
                m_options.path, providersOf(*m_header).join(u", "_s), providersOf(header).join(u", "_s)));
    }
    for (ProviderChoice &answerer : answerers) {
        answerer.provider = std::make_shared<RecordingProvider>(answerer.provider, shared_from_this());
        answerer.reason += u" It is recording to %1."_s.arg(QFileInfo(m_options.path).fileName());
    }
    return answerers;
}

ToolPtr Recording::around(ToolPtr tool)
{
    return m_options.tools ? std::make_shared<RecordingTool>(std::move(tool), shared_from_this()) : tool;
}

Result<> Recording::offer(QList<ToolInfo> tools)
{
    Q_ASSERT(m_header);
    if (!m_options.tools)
        return {};
    if (const auto clean = redactValue(tools, m_options.redactor); !clean)
        return clean;
    CassetteHeader header = m_header.value_or(CassetteHeader());
    if (header.mcpTools == tools)
        return {};
    if (m_file.size() > 0) {
        return fail(
            ErrorKind::Conflict,
            u"%1 was begun with other tools of MCP servers; start again to record these to another file."_s
                .arg(m_options.path));
    }
    header.mcpTools = std::move(tools);
    m_writer = std::make_unique<CassetteWriter>(header);
    m_header = header;
    return {};
}

Result<> Recording::keep(RecordedCall call)
{
    if (const auto clean = redact(call, m_options.redactor); !clean)
        return clean;
    return write(m_writer->call(call));
}

Result<> Recording::keep(const RecordedToolCall &call)
{
    const Redactor &redactor = m_options.redactor;
    RecordedToolCall kept{call.tool,
                          redactor.json(call.arguments).toObject(),
                          call.after,
                          {call.result.outcome, redactor.text(call.result.text)}};
    kept.result.attachments = call.result.attachments;
    return write(m_writer->toolCall(kept));
}

Result<> Recording::write(const QByteArray &document)
{
    const qint64 before = m_file.size();
    const QByteArray text = before > 0 ? document : m_writer->begin() + document;
    if (m_file.write(text) == text.size())
        return {};
    const QString reason = m_file.errorString();
    m_file.resize(before); // half a call would make the rest unreadable
    return fail(ErrorKind::Internal, u"The recording %1 cannot be written: %2."_s.arg(m_options.path, reason),
                m_options.path);
}

} // namespace agent
