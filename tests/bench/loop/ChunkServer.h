// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include <sys/types.h>

namespace bench {

/// A server of the OpenAI chat completions API, in a process of its own, so that nothing it does is counted.
/// To be made before anything that starts threads. Ends with the object.
class ChunkServer
{
public:
    ChunkServer();
    ~ChunkServer();
    Q_DISABLE_COPY_MOVE(ChunkServer)

    /// The base address of a model that says so many words, one a chunk, so far apart; with 0 they are all
    /// sent at once.
    QUrl address(int chunks, int microsecondsApart) const;

private:
    int m_port = 0;
    pid_t m_process = 0;
};

} // namespace bench
