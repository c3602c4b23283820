// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/api/gate/support/Replies.h"

#include <QByteArray>
#include <QHostAddress>

#include <chrono>
#include <functional>

namespace testing {

/// One TCP connection to loopback that sends exactly the bytes it is told to and can misbehave in every way a
/// client can. Blocking; the server must run on another thread.
class RawClient
{
public:
    static constexpr std::chrono::milliseconds patience{10'000};

    explicit RawClient(quint16 port, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));
    /// Closes (FIN).
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    bool isConnected() const { return m_descriptor >= 0; }
    /// False if the server has closed on us before all was sent.
    bool send(const QByteArray &bytes) const;
    /// Ends our half.
    void finish() const;
    void close();
    /// Closes with RST.
    void reset();

    /// Reads until `enough` says so, the server ends the connection, or the time is over.
    void readUntil(const std::function<bool()> &enough, std::chrono::milliseconds time = patience);
    /// Reads until so many replies have come (1xx count as well).
    bool awaitReplies(qsizetype count);
    /// Reads until the server ends the connection; false if it does not in time.
    bool awaitEnd(std::chrono::milliseconds time = patience);
    bool awaitBytes(qsizetype count);

    /// Lets go of what has been received.
    void forget() { m_received.resize(0); }
    const QByteArray &received() const { return m_received; }
    bool hasEnded() const { return m_ended; }
    /// The end was a reset, not a clean one.
    bool wasReset() const { return m_reset; }

    /// Methods of the requests sent, in order, where one is not a GET with a normal answer: "HEAD".
    QByteArrayList methods;
    Replies replies() const { return parseReplies(m_received, methods, m_ended); }

private:
    void receiveSome(std::chrono::milliseconds time);

    int m_descriptor = -1;
    QByteArray m_received;
    bool m_ended = false;
    bool m_reset = false;
};

} // namespace testing
