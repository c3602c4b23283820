// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ActivityLog.h"

#include <QFile>

namespace server {

/// Writes what an activity log gets to a file, a JSON object a line (the fields of LogRecord but `content`,
/// which is private). When it has
/// grown to `mostBytes` it becomes "FILE.1", that one "FILE.2" … and a new one is begun; of the old ones
/// `kept` stay. Only its owner can read it. Blocks while it writes; what cannot be written is told in the log
/// once, and tried again with each line.
class LogFile : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 usualBytes = 10 << 20;
    static constexpr int usuallyKept = 5;

    explicit LogFile(const QString &path, qint64 mostBytes = usualBytes, int kept = usuallyKept);

    /// Opens the file, or makes it; its folder must be there. Unavailable: it cannot be written.
    agent::Result<> open();
    /// `log` must outlive it.
    void follow(ActivityLog &log);

private:
    void write(const LogRecord &record);
    bool append(const QByteArray &line);
    void turnOver();

    QFile m_file;
    qint64 m_mostBytes;
    int m_kept;
    ActivityLog *m_log = nullptr;
    bool m_isFaulty = false;
};

} // namespace server
