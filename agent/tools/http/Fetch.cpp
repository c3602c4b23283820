// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/Fetch.h"

#include "agent/tools/http/AddressGuard.h"

#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using Deadline = std::chrono::steady_clock::time_point;

std::chrono::milliseconds left(Deadline deadline)
{
    const auto rest = deadline - std::chrono::steady_clock::now();
    return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(rest),
                    std::chrono::milliseconds(0));
}

tl::unexpected<Error> stopped(const QUrl &url)
{
    return fail(ErrorKind::Cancelled, u"the request to %1 was stopped"_s.arg(url.host()), url.toString());
}

tl::unexpected<Error> tooLate(const QUrl &url)
{
    return fail(ErrorKind::Timeout, u"%1 did not answer in time"_s.arg(url.host()), url.toString());
}

int portOf(const QUrl &url)
{
    constexpr int http = 80;
    constexpr int https = 443;
    return url.port(url.scheme() == u"https"_s ? https : http);
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

Result<> checkUrl(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return fail(ErrorKind::InvalidInput, u"\"%1\" is not a web address"_s.arg(url.toString().left(200)));
    if (url.scheme() != u"http"_s && url.scheme() != u"https"_s) {
        return fail(ErrorKind::Denied,
                    u"only http and https addresses may be fetched, not %1"_s.arg(url.scheme()),
                    url.toString());
    }
    if (!url.userInfo().isEmpty())
        return fail(ErrorKind::Denied, u"an address must not contain a user name"_s);
    return {};
}

Result<QHostAddress> chosen(const QHostInfo &found, const QUrl &url, bool mayBePrivate)
{
    const QList<QHostAddress> addresses = found.addresses();
    if (found.error() != QHostInfo::NoError || addresses.isEmpty())
        return fail(ErrorKind::Unavailable, u"there is no host %1"_s.arg(url.host()), url.toString());
    if (!mayBePrivate && !std::ranges::all_of(addresses, isPublic)) {
        return fail(ErrorKind::Denied,
                    u"%1 is not a public address, and only those may be fetched"_s.arg(url.host()),
                    url.toString());
    }
    const auto isIp4 = [](const QHostAddress &a) { return a.protocol() == QAbstractSocket::IPv4Protocol; };
    const auto first = std::ranges::find_if(addresses, isIp4);
    return first == addresses.end() ? addresses.constFirst() : *first;
}

Task<QHostAddress> addressOf(QUrl url, bool mayBePrivate, Deadline deadline, std::stop_token stop)
{
    QHostInfo found;
    bool isFound = false;
    Wake wake;
    wake.on(stop).after(left(deadline));
    QObject lifetime; // a look-up that ends after this function has nobody to tell
    const auto take = [&](const QHostInfo &info) {
        found = info;
        isFound = true;
        wake.fire();
    };
    QHostInfo::lookupHost(url.host(), &lifetime, take);
    co_await wake.wait();
    if (stop.stop_requested())
        co_return stopped(url);
    if (!isFound)
        co_return tooLate(url);
    co_return chosen(found, url, mayBePrivate);
}

QByteArray hostHeader(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    const QByteArray name = host.contains(':') ? '[' + host + ']' : host;
    return url.port() < 0 ? name : name + ':' + QByteArray::number(url.port());
}

// The request goes to the address, but the server is asked for, and has to prove, the name.
QNetworkRequest pinned(const QUrl &url, const QHostAddress &address)
{
    QUrl direct = url;
    direct.setHost(address.toString());
    QNetworkRequest request(direct);
    request.setRawHeader("Host", hostHeader(url));
    request.setPeerVerifyName(url.host(QUrl::FullyEncoded));
    return request;
}

void prepare(QNetworkRequest &request, const QList<HttpHeader> &headers)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute,
                         false); // its :authority would be the address
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("User-Agent", "Slipway/" SLIPWAY_VERSION);
    for (const HttpHeader &header : headers)
        request.setRawHeader(header.first, header.second);
}

QNetworkReply *send(QNetworkAccessManager &network, const QNetworkRequest &request,
                    const FetchRequest &wanted)
{
    if (wanted.method == "GET" && wanted.body.isEmpty())
        return network.get(request);
    return network.sendCustomRequest(request, wanted.method, wanted.body);
}

// Qt reports a status from 400 as an error too; here only what kept an answer from arriving whole is one.
bool arrived(const QNetworkReply &reply)
{
    const QNetworkReply::NetworkError error = reply.error();
    const bool fromStatus = error == QNetworkReply::ProtocolInvalidOperationError
        || (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError)
        || error >= QNetworkReply::InternalServerError;
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid()
        && (error == QNetworkReply::NoError || fromStatus);
}

Task<FetchReply> exchange(QNetworkRequest request, FetchRequest wanted, Deadline deadline,
                          std::stop_token stop)
{
    QNetworkAccessManager network; // its own: a shared one has six connections to a host
    network.setProxy(QNetworkProxy::NoProxy);
    const std::unique_ptr<QNetworkReply, QScopedPointerDeleteLater> reply(send(network, request, wanted));
    FetchReply answer;
    answer.url = wanted.url;
    while (!answer.isCut) {
        const bool isLast = reply->isFinished();
        answer.body += reply->readAll();
        answer.isCut = answer.body.size() > maxFetchBytes;
        if (isLast || answer.isCut)
            break;
        Wake wake;
        wake.on(reply.get(), &QNetworkReply::readyRead).on(reply.get(), &QNetworkReply::finished);
        wake.on(stop).after(left(deadline));
        co_await wake.wait();
        if (stop.stop_requested())
            co_return stopped(wanted.url);
        if (wake.timedOut() && left(deadline).count() == 0)
            co_return tooLate(wanted.url);
    }
    if (!answer.isCut && !arrived(*reply)) {
        co_return fail(ErrorKind::Unavailable,
                       u"%1 could not be fetched: %2"_s.arg(wanted.url.host(), reply->errorString()),
                       wanted.url.toString());
    }
    answer.body.truncate(maxFetchBytes);
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.reason = reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    answer.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toString();
    answer.headers = reply->rawHeaderPairs();
    answer.redirect = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    co_return answer;
}

/// The request a redirect asks for (RFC 9110 section 15.4), if the rules allow it.
Result<FetchRequest> redirected(FetchRequest request, const FetchReply &answer)
{
    constexpr int seeOther = 303;
    constexpr int movedPermanently = 301;
    constexpr int found = 302;
    const QUrl target = request.url.resolved(answer.redirect).adjusted(QUrl::RemoveFragment);
    const bool staysHome = isSameOrigin(request.url, target);
    const bool wasPost = request.method == "POST";
    if (answer.status == seeOther
        || (wasPost && (answer.status == movedPermanently || answer.status == found))) {
        request.method = "GET";
        request.body.clear();
    }
    if (request.url.scheme() == u"https"_s && target.scheme() == u"http"_s) {
        return fail(ErrorKind::Denied, u"%1 redirects to an unencrypted address"_s.arg(request.url.host()),
                    target.toString());
    }
    if (!staysHome && request.method != "GET") {
        return fail(ErrorKind::Denied,
                    u"%1 redirects a %2 request to another server"_s.arg(request.url.host(),
                                                                         QString::fromLatin1(request.method)),
                    target.toString());
    }
    if (!staysHome)
        request.headers.clear();
    request.trustsOrigin = request.trustsOrigin && staysHome;
    request.url = target;
    return request;
}

} // namespace

bool isSafe(const HttpHeader &header)
{
    static const QByteArrayList framing{
        "host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect"};
    const auto isToken = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    const auto isControl = [](char c) { return (static_cast<uchar>(c) < 0x20 && c != '\t') || c == 0x7f; };
    const QByteArray &name = header.first;
    return !name.isEmpty() && std::ranges::all_of(name, isToken)
        && std::ranges::none_of(header.second, isControl) && !framing.contains(name.toLower())
        && !name.toLower().startsWith("proxy-");
}

Task<FetchReply> fetch(FetchRequest request, std::stop_token stop)
{
    const Deadline deadline = std::chrono::steady_clock::now() + request.timeout;
    for (int hop = 0; hop <= maxRedirects; ++hop) {
        if (const auto possible = checkUrl(request.url); !possible)
            co_return tl::unexpected(possible.error());
        QNetworkRequest direct(request.url);
        if (!request.trustsOrigin) {
            const auto address =
                co_await addressOf(request.url, request.mayReachPrivateNetwork, deadline, stop);
            if (!address)
                co_return tl::unexpected(address.error());
            direct = pinned(request.url, *address);
        }
        prepare(direct, request.headers);
        auto answer = co_await exchange(direct, request, deadline, stop);
        if (!answer)
            co_return answer;
        answer->wasRedirected = hop > 0;
        if (answer->redirect.isEmpty())
            co_return answer;
        auto next = redirected(request, *answer);
        if (!next)
            co_return tl::unexpected(next.error());
        request = *next;
    }
    co_return fail(ErrorKind::Denied,
                   u"%1 redirects more than %2 times"_s.arg(request.url.host()).arg(maxRedirects),
                   request.url.toString());
}

} // namespace agent
