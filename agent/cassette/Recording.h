// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Clock.h"
#include "agent/base/Redactor.h"
#include "agent/cassette/CassetteWriter.h"
#include "agent/providers/Choice.h"
#include "agent/tools/ToolFactory.h"

#include <QFile>

namespace agent {

struct RecordingOptions
{
    QString path;        ///< The cassette, which must not exist or be empty.
    bool tools = false;  ///< Also keep the calls of tools.
    Redactor redactor{}; ///< Stands before the file.
    Clock clock = systemClock;
};

/// A cassette that is being recorded. Keeps each call in the file as soon as it has ended, so that whatever
/// ends the program takes the running calls at most. A call that was stopped is not kept: nothing came of it.
/// Server thread only. The providers and tools it hands out keep it alive.
class Recording : public std::enable_shared_from_this<Recording>
{
public:
    /// Opens the file, which stays empty until the first call has ended. Conflict: there is something in it.
    /// Denied: it cannot be written.
    static Result<std::shared_ptr<Recording>> begin(RecordingOptions options);

    /// The same answerers, recorded. `secrets` are the keys in use. The first time decides who is recorded;
    /// Conflict: these are others.
    Result<QList<ProviderChoice>> around(const QString &agent, QList<ProviderChoice> answerers,
                                         const QStringList &secrets);
    /// The same tool, recorded if the options say so.
    ToolPtr around(ToolPtr tool);
    /// What the agent's MCP servers offer, for the beginning of the file if tools are kept; after around().
    /// Conflict: calls are in the file already, and these are others.
    Result<> offer(QList<ToolInfo> tools);

    // For the recorded providers and tools. Internal: the file cannot be written. Conflict: without the
    // secrets in it the call would not be readable.
    Result<> keep(RecordedCall call);
    Result<> keep(const RecordedToolCall &call);

private:
    explicit Recording(RecordingOptions options);
    Result<> write(const QByteArray &document);

    RecordingOptions m_options;
    QFile m_file;
    std::optional<CassetteHeader> m_header; ///< Once it is known who is recorded.
    std::unique_ptr<CassetteWriter> m_writer;
};

} // namespace agent
