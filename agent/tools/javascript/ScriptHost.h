// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "agent/tools/http/Fetch.h"
#include "agent/tools/process/ServerProcess.h"

#include <QJsonObject>

namespace agent {

/// Until when somebody waits.
struct ScriptPatience
{
    std::chrono::steady_clock::time_point end;
    std::stop_token stop = {};
};

/// A process in which code of tools runs, one request at a time (see ScriptWire.h). It ends with this object,
/// at once, whatever it does. Server thread only.
class ScriptHost
{
public:
    /// Starts it. `program` has walls around it already.
    explicit ScriptHost(Program program);
    ~ScriptHost();
    Q_DISABLE_COPY_MOVE(ScriptHost)

    bool isRunning() const { return m_process.isRunning(); }
    void end();
    void send(const QJsonObject &message);

    /// The next thing it says. The host must live until the task is done. Errors: Timeout, Cancelled,
    /// Unavailable (it has ended; the message goes on where its name begins).
    Task<QJsonObject> next(ScriptPatience patience);
    /// The same, blocking.
    Result<QJsonObject> nextNow(std::chrono::steady_clock::time_point end);

private:
    std::optional<Result<QJsonObject>> said();

    QByteArrayList m_lines;
    QString m_end; // why it has ended
    ServerProcess m_process;
};

using ScriptHostPtr = std::shared_ptr<ScriptHost>;

} // namespace agent
