// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/LogFile.h"

using namespace Qt::StringLiterals;
using agent::ErrorKind;

namespace server {

LogFile::LogFile(const QString &path, qint64 mostBytes, int kept)
    : m_file(path)
    , m_mostBytes(mostBytes)
    , m_kept(kept)
{
}

agent::Result<> LogFile::open()
{
    constexpr auto onlyOurs = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)) {
        m_file.setPermissions(onlyOurs);
        return {};
    }
    return agent::fail(ErrorKind::Unavailable,
                       u"The log cannot be written to %1: %2"_s.arg(m_file.fileName(), m_file.errorString()));
}

void LogFile::follow(ActivityLog &log)
{
    m_log = &log;
    connect(m_log, &ActivityLog::added, this, &LogFile::write);
}

void LogFile::write(const LogRecord &record)
{
    LogRecord shown = record;
    shown.content.reset();
    const QByteArray line = agent::json::text(agent::json::toJson(shown)) + '\n';
    if (m_file.isOpen() && m_file.size() + line.size() > m_mostBytes && m_file.size() > 0)
        turnOver();
    const bool wasFaulty = std::exchange(m_isFaulty, !append(line));
    if (m_isFaulty && !wasFaulty)
        m_log->note(LogLevel::Warn, u"log"_s,
                    u"The log cannot be written to %1: %2"_s.arg(m_file.fileName(), m_file.errorString()));
}

bool LogFile::append(const QByteArray &line)
{
    return (m_file.isOpen() || open()) && m_file.write(line) == line.size();
}

void LogFile::turnOver()
{
    const auto numbered = [this](int number) { return u"%1.%2"_s.arg(m_file.fileName()).arg(number); };
    m_file.close();
    QFile::remove(numbered(m_kept));
    for (int number = m_kept - 1; number > 0; --number)
        QFile::rename(numbered(number), numbered(number + 1));
    QFile::rename(m_file.fileName(), numbered(1));
}

} // namespace server

#include "moc_LogFile.cpp"
