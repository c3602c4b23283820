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

/// Makes broken texts out of good ones; the same ones in every run.
class Mutator
{
public:
    /// Of HTTP requests.
    explicit Mutator(quint32 seed)
        : Mutator(seed, httpRequests(), httpTokens())
    {
    }
    /// Of these texts, into which some of these tokens are put.
    Mutator(quint32 seed, QByteArrayList seeds, QByteArrayList tokens)
        : m_random(seed)
        , m_seeds(std::move(seeds))
        , m_tokens(std::move(tokens))
    {
    }

    int below(int bound) { return m_random.bounded(bound); }

    QByteArray next()
    {
        QByteArray bytes = pick(m_seeds);
        for (int i = m_random.bounded(6); i >= 0; --i)
            mutate(bytes);
        return bytes;
    }

private:
    static const QByteArrayList &httpRequests()
    {
        static const QByteArrayList list{
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: "
            "chunked\r\n"
            "\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nT: 1\r\n\r\nGET /health HTTP/1.1\r\nHost: "
            "localhost\r\n\r\n",
            "POST /invoke HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            "7\r\n\r\n"
            "{\"a\":1}GET /a%20b?x=%zz HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
            "GET http://u:p@h:99/echo?x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: "
            "websocket\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\nExpect: 100-continue\r\n\r\n",
            "HEAD /stream?2 HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\nAuthorization: Bearer "
            "x\r\n\r\n"
            "GET /stream?2 HTTP/1.1\r\nHost: localhost\r\n\r\n"};
        return list;
    }

    static const QByteArrayList &httpTokens()
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
            bytes.insert(at, pick(m_tokens));
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
    QByteArrayList m_seeds;
    QByteArrayList m_tokens;
};

} // namespace testing
