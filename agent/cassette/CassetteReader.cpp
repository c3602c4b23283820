// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/CassetteReader.h"

#include "agent/base/YamlFile.h"
#include "agent/cassette/CassetteWire.h"

#include <QFile>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using namespace cassette;
using std::chrono::milliseconds;

constexpr int thisVersion = 1;
/// Of one document: a call may carry pictures.
constexpr yaml::Limits limits{64 << 20, 1'000'000};
constexpr int longestMs = 86'400'000;

struct Document
{
    QByteArray text;
    int firstLine = 1;
    bool isEmpty = true;  ///< Nothing but blank lines and remarks.
    bool isWhole = false; ///< Its end mark stands there.
};

/// The next document of a text, and where the one after it begins.
class Documents
{
public:
    explicit Documents(const QByteArray &text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }

    Document next()
    {
        Document document{{}, m_line};
        const qsizetype start = m_at;
        qsizetype end = m_at;
        while (!atEnd()) {
            const QByteArray line = takeLine();
            document.isWhole = line == endMark;
            if (document.isWhole || line == beginMark)
                break;
            const QByteArray content = line.trimmed();
            document.isEmpty = document.isEmpty && (content.isEmpty() || content.startsWith('#'));
            end = m_at;
        }
        document.text = m_text.mid(start, end - start);
        return document;
    }

private:
    QByteArray takeLine()
    {
        const qsizetype newline = m_text.indexOf('\n', m_at);
        const qsizetype end = newline < 0 ? m_text.size() : newline;
        QByteArray line = m_text.mid(m_at, end - m_at);
        if (line.endsWith('\r'))
            line.chop(1);
        m_at = end + 1;
        ++m_line;
        return line;
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    int m_line = 1;
};

class Reading
{
public:
    explicit Reading(QString path)
        : m_path(std::move(path))
    {
    }

    Result<> take(const Document &document)
    {
        m_source = {m_path, document.firstLine, limits};
        auto tree = yaml::readFaultless(document.text, m_source);
        if (!tree)
            return tl::unexpected(tree.error());
        m_tree = *std::move(tree);
        m_root = yaml::toJson(m_tree).toObject();
        if (!m_hasHeader)
            return takeHeader(document);
        if (!document.isWhole)
            return cutOff();
        if (m_root.contains(u"call"_s))
            return takeCall(document.firstLine);
        if (m_root.contains(u"tool"_s))
            return takeTool();
        return fault({}, u"expected a recorded call: a mapping with \"call\" or \"tool\""_s);
    }

    /// What was taken; a fault if that was nothing.
    Result<Cassette> result()
    {
        if (m_hasHeader)
            return m_cassette;
        return tl::unexpected(take({}).error());
    }

private:
    tl::unexpected<Error> fault(const QString &where, const QString &sentence) const
    {
        return tl::unexpected(yaml::errorAt(m_tree, m_source, {where, sentence, {}, false}));
    }

    tl::unexpected<Error> cutOff() const
    {
        return fault({},
                     u"the recording breaks off in what begins here, for the last line of each part is "
                     "\"...\"; delete it to replay what is before it"_s);
    }

    /// The document as the part of the file that it is.
    template<class Part>
    Result<Part> part() const
    {
        Part part;
        json::Reader reader;
        json::read(QJsonValue(m_root), part, reader, {});
        if (const auto good = yaml::firstFault(m_tree, m_source, reader.faults()); !good)
            return tl::unexpected(good.error());
        return part;
    }

    Result<> takeHeader(const Document &document)
    {
        const QJsonValue version = m_root.value(u"cassette");
        if (!version.isDouble())
            return fault({}, u"this is no cassette: it does not begin with \"cassette: 1\""_s);
        if (version.toDouble() != thisVersion) {
            return fault(
                u"/cassette"_s,
                u"this cassette is of version %1, and this Slipway reads version %2; record it again "
                "or take a newer Slipway"_s.arg(version.toDouble())
                    .arg(thisVersion));
        }
        if (!document.isWhole)
            return cutOff();
        const auto header = part<CassetteHeader>();
        if (!header)
            return tl::unexpected(header.error());
        m_cassette.header = *header;
        m_hasHeader = true;
        return {};
    }

    Result<> takeCall(int line)
    {
        const auto read = part<CallPart>();
        if (!read)
            return tl::unexpected(read.error());
        if (const auto good = check(*read); !good)
            return good;
        RecordedCall call;
        call.number = read->call;
        call.line = line;
        call.stream = read->stream;
        call.request = requestOf(read->request);
        call.at = milliseconds(endOf(*read));
        if (const auto &error = read->error)
            call.reply = errorOf(*error);
        else if (const auto &reply = read->reply)
            call.reply = replyOf(*reply, spokenText(read->stream));
        m_numbers.insert(call.number, m_cassette.calls.size());
        m_cassette.calls.append(call);
        return {};
    }

    Result<> check(const CallPart &part) const
    {
        if (m_numbers.contains(part.call))
            return fault(u"/call"_s, u"there is already a call with the number %1"_s.arg(part.call));
        if (part.reply.has_value() == part.error.has_value())
            return fault({}, u"a call ends either in \"reply\" or in \"error\""_s);
        const QString end = part.reply ? u"/reply/at"_s : u"/error/at"_s;
        const int at = endOf(part);
        if (at < 0 || at > longestMs)
            return fault(end, u"expected milliseconds from 0 to %1"_s.arg(longestMs));
        return checkLike(part.request);
    }

    Result<> checkLike(const RequestPart &request) const
    {
        const int known = static_cast<int>(baseOf(request).messages.size());
        if (request.like && !m_numbers.contains(*request.like))
            return fault(u"/request/like"_s, u"there is no call %1 before this one"_s.arg(*request.like));
        if (request.keep < 0 || request.keep > known)
            return fault(
                u"/request/keep"_s,
                u"the request this one is like has %1 messages, not %2"_s.arg(known).arg(request.keep));
        return {};
    }

    AskedRequest baseOf(const RequestPart &part) const
    {
        const auto found = part.like ? m_numbers.constFind(*part.like) : m_numbers.constEnd();
        return found == m_numbers.constEnd() ? AskedRequest() : m_cassette.calls[*found].request;
    }

    AskedRequest requestOf(const RequestPart &part) const
    {
        AskedRequest request = baseOf(part);
        request.provider = part.provider.value_or(request.provider);
        request.model = part.model.value_or(request.model);
        request.temperature = part.temperature.value_or(request.temperature);
        request.maxTokens = part.maxTokens.value_or(request.maxTokens);
        request.instructions = part.instructions.value_or(request.instructions);
        request.tools = part.tools.value_or(request.tools);
        request.messages = request.messages.first(part.keep) + part.messages;
        return request;
    }

    static int endOf(const CallPart &part)
    {
        if (part.reply)
            return part.reply->at;
        return part.error ? part.error->at : 0;
    }

    static ModelReply replyOf(const ReplyPart &part, const QString &spoken)
    {
        ModelReply reply;
        reply.message = {Role::Assistant, part.text.value_or(spoken), part.toolCalls, {}};
        reply.message.keepsake = part.keepsake;
        reply.finish = part.finish;
        reply.usage = part.usage;
        return reply;
    }

    static tl::unexpected<Error> errorOf(const ErrorPart &part)
    {
        Error error{part.kind, part.message, part.where};
        if (part.retryAfter)
            error.retryAfter = std::chrono::seconds(*part.retryAfter);
        return tl::unexpected(error);
    }

    Result<> takeTool()
    {
        const auto read = part<ToolPart>();
        if (!read)
            return tl::unexpected(read.error());
        if (read->after < 0 || read->after > longestMs)
            return fault(u"/after"_s, u"expected milliseconds from 0 to %1"_s.arg(longestMs));
        ToolResult result{read->outcome, read->result};
        result.attachments = read->attachments;
        m_cassette.toolCalls.append({read->tool, read->arguments, milliseconds(read->after), result});
        return {};
    }

    QString m_path;
    yaml::Source m_source; // of the document at hand
    yaml::Tree m_tree;
    QJsonObject m_root;
    bool m_hasHeader = false;
    Cassette m_cassette;
    QHash<int, qsizetype> m_numbers; // of the calls, to their places in the list
};

} // namespace

void readJson(const QJsonValue &value, TimedPiece &out, json::Reader &reader, const QString &where)
{
    const QJsonArray parts = value.toArray();
    const bool isReasoning = parts.size() == 3 && parts[1] == u"reasoning"_s;
    const int at = parts.at(0).toInt(-1);
    if ((parts.size() != 2 && !isReasoning) || !parts.last().isString() || at < 0 || at > longestMs) {
        reader.addMismatch(where, u"[milliseconds, \"text\"] or [milliseconds, reasoning, \"text\"]"_s,
                           value);
        return;
    }
    out.at = milliseconds(at);
    if (isReasoning)
        out.delta = ReasoningPiece{parts.last().toString()};
    else
        out.delta = TextPiece{parts.last().toString()};
}

Result<Cassette> readCassette(const QByteArray &text, const QString &path)
{
    Reading reading(path);
    Documents documents(text);
    while (!documents.atEnd()) {
        const Document document = documents.next();
        if (document.isEmpty && !document.isWhole)
            continue;
        if (const auto taken = reading.take(document); !taken)
            return tl::unexpected(taken.error());
    }
    return reading.result();
}

Result<Cassette> loadCassette(const QString &path)
{
    constexpr qint64 most = 256 << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound,
                    u"The cassette %1 cannot be read: %2"_s.arg(path, file.errorString()), path);
    if (file.size() > most)
        return fail(ErrorKind::InvalidInput,
                    u"%1:1:1: the file is larger than 256 MiB: that is no cassette"_s.arg(path), path);
    return readCassette(file.readAll(), path);
}

} // namespace agent
