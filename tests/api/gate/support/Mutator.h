// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QRandomGenerator>

namespace testing {

/// How many inputs a fuzz test tries: `usual`, or as the environment says.
inline int fuzzInputs(int usual)
{
    const int wanted = qEnvironmentVariableIntValue("SLIPWAY_FUZZ_INPUTS");
    return wanted > 0 ? wanted : usual;
}

/// Makes broken HTTP requests out of good ones; the same ones in every run.
class Mutator
{
public:
    Mutator(quint32 seed, QByteArrayList requests)
        : m_random(seed)
        , m_requests(std::move(requests))
    {
    }

    int below(int bound) { return m_random.bounded(bound); }

    QByteArray next()
    {
        QByteArray bytes = pick(m_requests);
        for (int i = m_random.bounded(6); i >= 0; --i)
            mutate(bytes);
        return bytes;
    }

private:
    static const QByteArrayList &tokens()
    {
        static const QByteArrayList list{"\r\n",
                                         "\n",
                                         "\r",
                                         QByteArray(1, '\0'),
                                         ":",
                                         " ",
                                         "-",
                                         "0",
                                         "FFFFFFFF",
                                         "-1",
                                         "7FFFFFFFFFFFFFFF",
                                         "%",
                                         "%00",
                                         "//",
                                         "[",
                                         "@",
                                         "#",
                                         "\xff",
                                         "Content-Length: ",
                                         "Transfer-Encoding: chunked\r\n",
                                         "\r\n\r\n",
                                         "Host: localhost\r\n",
                                         "HTTP/1.1",
                                         QByteArray(9000, 'a')};
        return list;
    }

    const QByteArray &pick(const QByteArrayList &list) { return list[m_random.bounded(int(list.size()))]; }

    void mutate(QByteArray &bytes)
    {
        const int at = m_random.bounded(int(bytes.size()) + 1);
        switch (m_random.bounded(5)) {
        case 0:
        case 1:
            bytes.insert(at, pick(tokens()));
            break;
        case 2:
            if (at < bytes.size())
                bytes[at] = char(m_random.bounded(256));
            break;
        case 3:
            bytes.remove(at, m_random.bounded(8) + 1);
            break;
        default:
            bytes.insert(at, bytes.mid(m_random.bounded(int(bytes.size()) + 1), 60));
            break;
        }
    }

    QRandomGenerator m_random;
    QByteArrayList m_requests;
};

} // namespace testing
