// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RequestParser.h"

#include "server/http/Syntax.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http {
namespace {

constexpr int maxEmptyLines = 4;         // before a request (RFC 9112 section 2.2)
constexpr qsizetype maxChunkLine = 1024; // size and extensions
constexpr qsizetype maxChunkDigits = 16;
constexpr qsizetype reserveAtMost = 64 << 10; // a sender's promise is not worth more memory than this

/// The size that a chunk line states, or nothing (RFC 9112 section 7.1).
std::optional<quint64> chunkSize(QByteArrayView line)
{
    const qsizetype semicolon = line.indexOf(';');
    const QByteArrayView digits = semicolon < 0 ? line : line.first(semicolon);
    const auto isHex = [](char byte) {
        return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
    };
    if (digits.isEmpty() || digits.size() > maxChunkDigits || syntax::hasControls(line)
        || !std::ranges::all_of(digits, isHex))
        return {};
    return digits.toULongLong(nullptr, 16);
}

} // namespace

RequestParser::RequestParser(const Limits &limits)
    : m_limits(limits)
    , m_maxBody(limits.bodyBytes)
{
}

RequestParser::Step RequestParser::feed(QByteArrayView &bytes)
{
    for (;;) {
        const State before = m_state;
        const Step step = advance(bytes);
        if (step != Step::NeedMore || (m_state == before && bytes.isEmpty()))
            return step;
    }
}

RequestParser::Step RequestParser::advance(QByteArrayView &bytes)
{
    switch (m_state) {
    case State::RequestLine:
        return readRequestLine(bytes);
    case State::Fields:
        return readField(bytes);
    case State::Body:
    case State::ChunkData:
        return readBody(bytes);
    case State::ChunkSize:
        return readChunkSize(bytes);
    case State::ChunkEnd:
        return readChunkEnd(bytes);
    case State::Trailer:
        return readTrailer(bytes);
    case State::Complete:
        return Step::Complete;
    case State::Failed:
        return Step::Failed;
    }
    Q_UNREACHABLE();
}

RequestParser::Step RequestParser::readRequestLine(QByteArrayView &bytes)
{
    if (bytes.isEmpty())
        return Step::NeedMore;
    // Seen on the first byte, so that TLS on our plain port is told at once.
    const bool beginsLine = !m_begun;
    m_begun = true;
    if (beginsLine && bytes[0] != '\r' && !syntax::isTokenByte(bytes[0]))
        return fail({400, u"This is not HTTP."_s});

    const Step step = readLine(bytes, m_limits.requestLineBytes, {414, u"The request line is too long."_s});
    if (step != Step::Complete)
        return step;
    if (m_lines.line().isEmpty()) {
        m_begun = false;
        return ++m_emptyLines > maxEmptyLines ? fail({400, u"Too many empty lines before a request."_s})
                                              : Step::NeedMore;
    }
    if (const auto fault = m_head.readRequestLine(m_lines.line()))
        return fail(*fault);
    return go(State::Fields);
}

RequestParser::Step RequestParser::readField(QByteArrayView &bytes)
{
    if (m_headTold)
        return beginBody();
    const Fault tooLong{431, u"The header fields are too long."_s};
    const Step step = readLine(bytes, m_limits.headerBytes - m_headerBytes, tooLong);
    if (step != Step::Complete)
        return step;

    if (m_lines.line().isEmpty()) {
        if (const auto fault = m_head.finish())
            return fail(*fault);
        m_headTold = true;
        return Step::Head;
    }
    m_headerBytes += m_lines.line().size();
    if (m_head.request.headers.size() >= m_limits.headerFields)
        return fail({431, u"There are too many header fields."_s});
    if (const auto fault = m_head.readField(m_lines.line()))
        return fail(*fault);
    return Step::NeedMore;
}

RequestParser::Step RequestParser::beginBody()
{
    if (framing().chunked)
        return go(State::ChunkSize);
    m_wanted = framing().contentLength.value_or(0);
    if (m_wanted > quint64(m_maxBody))
        return fail({413, u"The body is too large; at most %1 bytes are taken."_s.arg(m_maxBody)});
    if (!m_discarding)
        m_head.request.body.reserve(qsizetype(std::min(m_wanted, quint64(reserveAtMost))));
    return m_wanted == 0 ? go(State::Complete) : go(State::Body);
}

RequestParser::Step RequestParser::readBody(QByteArrayView &bytes)
{
    const auto count = qsizetype(std::min(m_wanted, quint64(bytes.size())));
    if (!m_discarding)
        m_head.request.body.append(bytes.first(count));
    bytes = bytes.sliced(count);
    m_bodyBytes += count;
    m_wanted -= quint64(count);
    if (m_wanted > 0)
        return Step::NeedMore;
    return go(m_state == State::Body ? State::Complete : State::ChunkEnd);
}

RequestParser::Step RequestParser::readChunkSize(QByteArrayView &bytes)
{
    const Step step = readLine(bytes, maxChunkLine, {400, u"The line of a chunk's size is too long."_s});
    if (step != Step::Complete)
        return step;
    const auto size = chunkSize(m_lines.line());
    if (!size)
        return fail({400, u"The size of a chunk is not a hexadecimal number."_s});
    if (*size > quint64(m_maxBody) || quint64(m_bodyBytes) + *size > quint64(m_maxBody))
        return fail({413, u"The body is too large; at most %1 bytes are taken."_s.arg(m_maxBody)});
    m_wanted = *size;
    return go(m_wanted == 0 ? State::Trailer : State::ChunkData);
}

RequestParser::Step RequestParser::readChunkEnd(QByteArrayView &bytes)
{
    const Step step = readLine(bytes, 0, {400, u"A chunk does not end where it said."_s});
    return step == Step::Complete ? go(State::ChunkSize) : step;
}

RequestParser::Step RequestParser::readTrailer(QByteArrayView &bytes)
{
    const Fault tooLong{431, u"The trailer fields are too long."_s};
    const Step step = readLine(bytes, m_limits.headerBytes - m_headerBytes, tooLong);
    if (step != Step::Complete)
        return step;
    if (m_lines.line().isEmpty())
        return go(State::Complete);
    m_headerBytes += m_lines.line().size();
    if (!parseField(m_lines.line()))
        return fail({400, u"A trailer line is not \"Name: value\"."_s});
    return Step::NeedMore;
}

/// Complete: m_lines holds a line.
RequestParser::Step RequestParser::readLine(QByteArrayView &bytes, qsizetype maxBytes, const Fault &tooLong)
{
    switch (m_lines.read(bytes, maxBytes)) {
    case LineReader::Outcome::NeedMore:
        return Step::NeedMore;
    case LineReader::Outcome::Line:
        return Step::Complete;
    case LineReader::Outcome::TooLong:
        return fail(tooLong);
    case LineReader::Outcome::BareLineFeed:
        return fail({400, u"A line ends without a carriage return."_s});
    }
    Q_UNREACHABLE();
}

RequestParser::Step RequestParser::fail(const Fault &fault)
{
    m_fault = fault;
    m_state = State::Failed;
    return Step::Failed;
}

RequestParser::Step RequestParser::go(State next)
{
    m_state = next;
    return next == State::Complete ? Step::Complete : Step::NeedMore;
}

Request RequestParser::take()
{
    Request request = std::move(m_head.request);
    *this = RequestParser(m_limits);
    return request;
}

} // namespace http
