// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Principal.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <functional>
#include <memory>
#include <utility>

namespace http {

using Header = std::pair<QByteArray, QByteArray>;

/// One whole request, checked by the Gate.
struct Request
{
    QByteArray method;     ///< As sent; methods are case-sensitive (RFC 9110 section 9.1).
    QByteArray path;       ///< Percent-decoded, begins with "/"; without query.
    QByteArray query;      ///< As sent, without "?".
    QList<Header> headers; ///< Values trimmed, in the order sent.
    QByteArray body;       ///< Whole, chunking removed.

    /// The first header of that name (case does not count), or null.
    QByteArray header(QByteArrayView name) const;
};

/// A whole answer.
struct Answer
{
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    QList<Header> headers; ///< Besides those the Gate adds itself.
};

/// The handle by which one request is answered: once whole, or as a stream. It may be kept as long as one
/// likes: when the client has gone every call does nothing. Dropped unanswered, the client gets a 500;
/// dropped in mid-stream, its connection is broken so that it cannot take half an answer for a whole one.
/// So a callback given to it must not own it: hold a weak_ptr there. Server thread only.
class Exchange
{
public:
    virtual ~Exchange() = default;

    virtual const Request &request() const = 0;
    virtual const Principal &principal() const = 0;
    /// Whether the client is there and the answer is not complete.
    virtual bool isOpen() const = 0;

    /// Sends a whole answer. The body is left out for HEAD, its length is not.
    virtual void answer(Answer answer) = 0;

    /// Sends the head of an answer of unknown length (200, chunked).
    virtual void beginStream(const QByteArray &contentType, const QList<Header> &headers = {}) = 0;
    /// Sends one piece at once.
    virtual void write(const QByteArray &piece) = 0;
    /// Ends the stream cleanly; the connection may serve the next request.
    virtual void end() = 0;
    /// Bytes that wait because the client reads slowly.
    virtual qsizetype queuedBytes() const = 0;

    /// Called once when the client leaves before the answer is complete (within one turn of the event loop).
    /// A client that closes only its sending half looks the same at first: an answer given nevertheless still
    /// reaches it, and isOpen() stays true until sending fails.
    virtual void whenClosed(std::function<void()> callback) = 0;
    /// Called whenever the queue has run empty, so that a writer can go on.
    virtual void whenDrained(std::function<void()> callback) = 0;

protected:
    Exchange() = default;
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;
};

using ExchangePtr = std::shared_ptr<Exchange>;

} // namespace http
