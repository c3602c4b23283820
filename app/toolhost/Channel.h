// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <optional>

namespace toolhost {

/// The standard input and output of this process: one JSON object a line. Both block.
class Channel
{
public:
    /// The next object; nothing at the end of the input, which is the end of this process too.
    std::optional<QJsonObject> read();
    void write(const QJsonObject &message);

private:
    QByteArray m_unread;
};

} // namespace toolhost
