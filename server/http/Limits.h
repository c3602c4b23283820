// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace http {

/// What a client may cost us at most. Nothing that comes from the network is kept beyond these.
struct Limits
{
    qsizetype requestLineBytes = 8 << 10; ///< Beyond: 414.
    qsizetype headerBytes = 32 << 10;     ///< All header fields together, trailers too. Beyond: 431.
    qsizetype headerFields = 100;         ///< Beyond: 431.
    qsizetype bodyBytes = 4 << 20;        ///< Where no route says otherwise. Beyond: 413.
    qsizetype streamQueueBytes = 1 << 20; ///< What a stream may have waiting. Beyond: the client is cut off.
    qsizetype connections = 512;          ///< Beyond: 503.

    std::chrono::milliseconds headerTime{
        10'000};                                 ///< From the first byte of a request to its empty line: 408.
    std::chrono::milliseconds bodyTime{30'000};  ///< For each 16 KiB of a body: 408.
    std::chrono::milliseconds idleTime{60'000};  ///< Between two requests: closed without a word.
    std::chrono::milliseconds stallTime{20'000}; ///< For a client that reads nothing of its answer: cut off.
    std::chrono::milliseconds lingerTime{2'000}; ///< To hear out a sender after the last answer.
};

} // namespace http
