// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Exchange.h"

#include <QString>

#include <optional>

namespace http {

/// Why a request is not taken: the status and one sentence for a person.
struct Fault
{
    int status = 400;
    QString detail;

    bool operator==(const Fault &) const = default;
};

/// What the head of a request says about its bytes on the wire (RFC 9112 sections 6 and 9.3).
struct Framing
{
    bool isHttp10 = false;
    bool keepAlive = true;
    bool expectsContinue = false;
    bool chunked = false;
    std::optional<quint64> contentLength;

    bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
};

/// Understands the lines of a request's head, one after the other, strictly: what RFC 9112 lets a server
/// refuse is refused, because two readers that differ over such a line are how requests are smuggled.
/// Each function says nothing when the line is right. Knows nothing of limits.
class RequestHead
{
public:
    using Verdict = std::optional<Fault>;

    /// 400, 501 for CONNECT, 505.
    Verdict readRequestLine(QByteArrayView line);
    /// 400, 413 for a length beyond any number, 417, 501 for any coding but "chunked".
    Verdict readField(QByteArrayView line);
    /// After the empty line: what only the whole head shows.
    Verdict finish();

    Request request;
    Framing framing;

private:
    Verdict readTarget(QByteArrayView target);
    Verdict readAbsoluteTarget(QByteArrayView target);
    Verdict readFraming(QByteArrayView name, QByteArrayView value);
    Verdict readContentLength(QByteArrayView value);
    void readConnection(QByteArrayView value);

    QByteArray m_authority; // of a target in absolute form; it stands for the Host then
    int m_hosts = 0;
};

/// One header field "Name: value". Empty if it is none.
std::optional<Header> parseField(QByteArrayView line);

} // namespace http
