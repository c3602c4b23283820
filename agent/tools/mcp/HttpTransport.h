// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/mcp/Transport.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace agent::mcp {

class Deadline;
class HttpAnswer;
class EventFeed;

/// The way to a server at an address: each message is a POST of its own (MCP, "Streamable HTTP"). The address
/// is the author's, so it may be anywhere; redirects are not followed, there is no proxy and no cookie. The
/// session that a server of the older era hands out is kept. A stream that is cut before the answer has come
/// is asked for again where its events have ids.
class HttpTransport : public Transport
{
public:
    /// The headers, which were checked with isSafe(), go with every request.
    HttpTransport(QUrl url, QList<HttpHeader> headers);
    ~HttpTransport() override;

    bool isOpen() const override { return m_isOpen; }
    Task<RpcMessage> exchange(Outgoing request, Patience patience) override;
    Task<> tell(Outgoing notification, Patience patience) override;
    void listen(Outgoing asking, NewsSink news) override;

private:
    QNetworkRequest requestFor(const Outgoing &outgoing) const;
    QNetworkRequest streamRequestFor(const Outgoing &outgoing, const QByteArray &lastId) const;
    struct Exchange;
    Result<> take(QNetworkReply &reply, HttpAnswer &answer, const std::shared_ptr<Exchange> &exchange);
    void takeNews(const QByteArray &event, const Outgoing &asking, const NewsSink &news);
    Result<RpcMessage> conclusion(QNetworkReply &reply, HttpAnswer &answer);
    tl::unexpected<Error> abandon(const Outgoing &request, const Deadline &deadline);
    tl::unexpected<Error> failure(QNetworkReply &reply, const QString &detail);
    void tellUnheard(const Outgoing &outgoing);

    QUrl m_url;
    QList<HttpHeader> m_headers;
    QByteArray m_session;
    bool m_isOpen = true;
    QNetworkAccessManager m_network; // for what nobody waits for; requests have one each
    std::unique_ptr<EventFeed> m_feed;
};

} // namespace agent::mcp
