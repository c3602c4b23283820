// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace http {

/// Bytes that come in at the end and are taken from the front, without moving the rest each time.
class ByteQueue
{
public:
    bool isEmpty() const { return m_taken == m_bytes.size(); }
    /// Valid until the next append() or clear().
    QByteArrayView view() const { return QByteArrayView(m_bytes).sliced(m_taken); }

    void append(QByteArrayView bytes)
    {
        m_bytes.remove(0, m_taken);
        m_taken = 0;
        m_bytes.append(bytes);
    }
    /// Takes from the front until only `count` bytes are left; an empty queue keeps no memory.
    void keepLast(qsizetype count)
    {
        m_taken = m_bytes.size() - count;
        if (count == 0)
            clear();
    }
    void clear()
    {
        m_bytes = QByteArray();
        m_taken = 0;
    }

private:
    QByteArray m_bytes;
    qsizetype m_taken = 0;
};

} // namespace http
