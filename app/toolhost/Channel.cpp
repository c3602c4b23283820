// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toolhost/Channel.h"

#include <QJsonDocument>

#include <array>
#include <cerrno>
#include <unistd.h>

namespace toolhost {

std::optional<QJsonObject> Channel::read()
{
    constexpr std::size_t piece = std::size_t(64) * 1024;
    std::array<char, piece> buffer; // NOLINT(*-member-init): only what was read is looked at
    qsizetype end = m_unread.indexOf('\n');
    while (end < 0) {
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return std::nullopt;
        const qsizetype before = m_unread.size();
        m_unread.append(buffer.data(), count);
        end = m_unread.indexOf('\n', before);
    }
    const QByteArray line = m_unread.left(end);
    m_unread.remove(0, end + 1);
    return QJsonDocument::fromJson(line).object();
}

void Channel::write(const QJsonObject &message)
{
    const QByteArray line = QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
    qsizetype done = 0;
    while (done < line.size()) {
        const ssize_t count = ::write(STDOUT_FILENO, line.constData() + done, line.size() - done);
        if (count < 0 && errno != EINTR)
            ::_exit(1); // nobody is there any more
        done += count > 0 ? count : 0;
    }
}

} // namespace toolhost
