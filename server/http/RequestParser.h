// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Limits.h"
#include "server/http/LineReader.h"
#include "server/http/RequestHead.h"

namespace http {

/// Reads requests off a byte stream: pure, incremental, bounded, strict HTTP/1.1 (RFC 9112). Feed it what
/// arrives, in any pieces; what comes out never depends on the cuts. A fault is final: framing is lost.
class RequestParser
{
public:
    enum class Step {
        NeedMore, ///< All bytes are taken, the request is not whole.
        Head,     ///< The head is whole: look at head(), then feed on. Comes once for each request.
        Complete, ///< take() the request. The bytes of the next one are left alone.
        Failed,   ///< See fault().
    };

    explicit RequestParser(const Limits &limits);

    /// Takes bytes from the front of `bytes`. After Head and Complete there may be more to do with none.
    Step feed(QByteArrayView &bytes);

    const Request &head() const { return m_head.request; }
    const Framing &framing() const { return m_head.framing; }
    const Fault &fault() const { return m_fault; }

    /// Whether no byte of a request has come yet.
    bool isIdle() const { return m_state == State::RequestLine && !m_begun; }
    /// Whether the head is whole and the body is not.
    bool isInBody() const { return m_state >= State::Body && m_state <= State::Trailer; }
    /// Bytes of the body so far, without chunking.
    qint64 bodyBytes() const { return m_bodyBytes; }

    /// At Head: another limit for this body, in place of Limits::bodyBytes.
    void limitBody(qsizetype maxBytes) { m_maxBody = maxBytes; }
    /// At Head: reads the body over without keeping it.
    void discardBody() { m_discarding = true; }

    /// The request just completed; the parser is ready for the next.
    Request take();

private:
    enum class State { RequestLine, Fields, Body, ChunkSize, ChunkData, ChunkEnd, Trailer, Complete, Failed };

    Step advance(QByteArrayView &bytes);
    Step readRequestLine(QByteArrayView &bytes);
    Step readField(QByteArrayView &bytes);
    Step beginBody();
    Step readBody(QByteArrayView &bytes);
    Step readChunkSize(QByteArrayView &bytes);
    Step readChunkEnd(QByteArrayView &bytes);
    Step readTrailer(QByteArrayView &bytes);
    Step readLine(QByteArrayView &bytes, qsizetype maxBytes, const Fault &tooLong);
    Step fail(const Fault &fault);
    Step go(State next);

    Limits m_limits;
    LineReader m_lines;
    RequestHead m_head;
    Fault m_fault;
    State m_state = State::RequestLine;
    bool m_begun = false;
    bool m_headTold = false;
    bool m_discarding = false;
    int m_emptyLines = 0;
    qsizetype m_headerBytes = 0;
    qsizetype m_maxBody;
    qint64 m_bodyBytes = 0;
    quint64 m_wanted = 0; // bytes left of the body or of the chunk
};

} // namespace http
