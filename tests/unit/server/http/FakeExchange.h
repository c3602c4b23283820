// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Exchange.h"

#include <optional>

/// An exchange without a client: keeps what is said, and lets a test be the slow or vanished reader.
class FakeExchange final : public http::Exchange
{
public:
    explicit FakeExchange(http::Request request = {})
        : m_request(std::move(request))
    {
    }

    const http::Request &request() const override { return m_request; }
    const http::Principal &principal() const override { return by; }
    bool isOpen() const override { return open; }
    void answer(http::Answer answer) override
    {
        answered = std::move(answer);
        open = false;
    }
    void beginStream(const QByteArray &type, const QList<http::Header> &fields) override
    {
        contentType = type;
        headers = fields;
    }
    void write(const QByteArray &piece) override
    {
        if (!open)
            return;
        written += piece;
        queued += blocked ? piece.size() : 0;
    }
    void end() override
    {
        ended = true;
        open = false;
    }
    qsizetype queuedBytes() const override { return queued; }
    void whenClosed(std::function<void()> callback) override { closed = std::move(callback); }
    void whenDrained(std::function<void()> callback) override { drained = std::move(callback); }

    /// The client reads all that waits.
    void drain()
    {
        queued = 0;
        if (drained)
            drained();
    }

    http::Principal by;
    std::optional<http::Answer> answered;
    QByteArray contentType;
    QList<http::Header> headers;
    QByteArray written;
    qsizetype queued = 0;
    bool blocked = false; ///< The client reads nothing.
    bool open = true;
    bool ended = false;
    std::function<void()> closed;
    std::function<void()> drained;

private:
    http::Request m_request;
};
