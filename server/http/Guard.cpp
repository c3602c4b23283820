// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Guard.h"

#include "server/http/Authority.h"
#include "server/http/Problem.h"
#include "server/http/RoutePath.h"
#include "server/http/Syntax.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http {
namespace {

constexpr quint16 httpPort = 80;

bool isWildcard(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6);
}

bool isKnownMethod(const QByteArray &method)
{
    static const QByteArrayList known{"GET",   "HEAD",    "POST",  "PUT",    "DELETE",
                                      "PATCH", "OPTIONS", "TRACE", "CONNECT"};
    return known.contains(method);
}

/// The token a request shows.
QByteArray tokenOf(const Request &head)
{
    constexpr QByteArrayView scheme("Bearer ");
    const QByteArray authorization = head.header("authorization");
    if (authorization.size() > scheme.size()
        && syntax::sameWord(QByteArrayView(authorization).first(scheme.size()), scheme))
        return syntax::trimmed(QByteArrayView(authorization).sliced(scheme.size())).toByteArray();
    return head.header("x-api-key");
}

/// As people give tokens out.
QString nameOf(Scope scope)
{
    switch (scope) {
    case Scope::Public:
        break;
    case Scope::Chat:
        return u"chat"_s;
    case Scope::Tools:
        return u"tools"_s;
    case Scope::Runs:
        return u"runs"_s;
    case Scope::Control:
        return u"admin"_s;
    }
    Q_UNREACHABLE();
}

bool saysJson(const QByteArray &contentType)
{
    const qsizetype parameters = contentType.indexOf(';');
    const QByteArrayView type =
        QByteArrayView(contentType).first(parameters < 0 ? contentType.size() : parameters);
    return syntax::sameWord(syntax::trimmed(type), "application/json");
}

/// Whether an origin is the page's own server: the same scheme, host and port as the request went to.
bool isSameOrigin(const QByteArray &origin, const QByteArray &host)
{
    constexpr QByteArrayView scheme("http://");
    if (!origin.startsWith(scheme))
        return false;
    const auto theirs = Authority::parse(QByteArrayView(origin).sliced(scheme.size()));
    const auto ours = Authority::parse(host);
    return theirs && ours && theirs->host == ours->host
        && theirs->port.value_or(httpPort) == ours->port.value_or(httpPort);
}

} // namespace

Guard::Guard(GuardOptions options, const QList<Route> &routes)
    : m_options(std::move(options))
    , m_anyAddress(std::ranges::any_of(m_options.addresses, isWildcard))
{
    for (const Route &route : routes) {
        if (route.scope != Scope::Control || !m_options.controlToken.isEmpty() || m_options.tokens)
            m_routes.append(route);
    }
}

Admission Guard::judge(const Request &head) const
{
    Admission admission;
    admission.refusal = checkHost(head);
    if (!admission.refusal)
        admission.refusal = checkOrigin(head, admission.headers);
    if (!admission.refusal)
        admission.refusal = checkMethod(head);
    if (admission.refusal)
        return admission;

    const Route *wanted = route(head);
    admission.maxBodyBytes = wanted->body == Body::None ? 0 : wanted->maxBodyBytes;
    admission.error = wanted->error;
    admission.route = wanted->path;
    if (wanted->body == Body::Json && !saysJson(head.header("content-type")))
        admission.refusal =
            wanted->error(415, u"Send the body as JSON, with \"Content-Type: application/json\"."_s);
    else
        admission.refusal = checkToken(head, *wanted, admission.principal);
    return admission;
}

const Route *Guard::route(const Request &request) const
{
    const QByteArray method = request.method == "HEAD" ? QByteArray("GET") : request.method;
    const auto found = std::ranges::find_if(m_routes, [&](const Route &route) {
        return route.method == method && fits(request.path, route.path);
    });
    return found == m_routes.end() ? nullptr : &*found;
}

Guard::Refusal Guard::checkHost(const Request &head) const
{
    const QByteArray host = head.header("host");
    if (!host.isEmpty() && !Authority::parse(host))
        return problem(400, u"The Host field is not \"name:port\"."_s);
    if (isOurs(host))
        return {};
    return problem(421, u"This server does not answer to the name \"%1\"."_s.arg(QString::fromLatin1(host)));
}

bool Guard::isOurs(QByteArrayView host) const
{
    const auto authority = Authority::parse(host);
    if (!authority)
        return false;
    for (const QByteArray &allowed : m_options.allowedHosts) {
        const auto name = Authority::parse(allowed);
        if (name && name->host == authority->host && (!name->port || name->port == authority->port))
            return true;
    }
    const QHostAddress address = authority->address();
    if (m_anyAddress)
        return authority->isLoopback() || !address.isNull();
    return authority->port.value_or(httpPort) == m_options.port
        && (authority->isLoopback() || (!address.isNull() && m_options.addresses.contains(address)));
}

Guard::Refusal Guard::checkOrigin(const Request &head, QList<Header> &headers) const
{
    if (!m_options.allowedOrigins.isEmpty())
        headers.append(Header{"Vary", "Origin"});
    const QByteArray origin = head.header("origin");
    if (origin.isEmpty() || isSameOrigin(origin, head.header("host")))
        return {};
    if (!m_options.allowedOrigins.contains(origin))
        return problem(403, u"Pages from %1 may not use this server."_s.arg(QString::fromLatin1(origin)));
    headers.append(Header{"Access-Control-Allow-Origin", origin});
    headers.append(Header{"Access-Control-Expose-Headers", "X-Request-Id"});
    return {};
}

Guard::Refusal Guard::checkMethod(const Request &head) const
{
    if (!isKnownMethod(head.method))
        return problem(501,
                       u"HTTP has no method %1 (methods are written in capitals)."_s.arg(
                           QString::fromLatin1(head.method)));
    const QByteArrayList methods = methodsOf(head.path);
    if (methods.isEmpty())
        return problem(404, u"There is nothing at %1."_s.arg(QString::fromUtf8(head.path)));
    if (head.method == "OPTIONS")
        return describe(head);
    if (methods.contains(head.method))
        return {};
    const QByteArray allow = methods.join(", ");
    Answer answer = problem(405,
                            u"%1 is not for %2; it takes %3."_s.arg(QString::fromUtf8(head.path),
                                                                    QString::fromLatin1(head.method),
                                                                    QString::fromLatin1(allow)));
    answer.headers.append(Header{"Allow", allow});
    return answer;
}

/// The answer to OPTIONS.
Answer Guard::describe(const Request &head) const
{
    const QByteArray methods = methodsOf(head.path).join(", ");
    Answer answer{204, {}, {}, {{"Allow", methods}}};
    if (!head.header("origin").isEmpty() && !head.header("access-control-request-method").isEmpty()) {
        answer.headers.append(Header{"Access-Control-Allow-Methods", methods});
        answer.headers.append(Header{"Access-Control-Allow-Headers",
                                     "authorization, content-type, last-event-id, x-api-key, x-request-id"});
        answer.headers.append(Header{"Access-Control-Max-Age", "600"});
    }
    return answer;
}

Guard::Refusal Guard::checkToken(const Request &head, const Route &wanted, Principal &principal) const
{
    const Scope scope = wanted.scope;
    const QByteArray shown = tokenOf(head);
    const std::optional<Principal> holder = holderOf(shown);
    if (holder) {
        principal = *holder;
        if (principal.may(scope))
            return {};
        return wanted.error(
            403, u"This takes a token with the scope \"%1\", which yours is without."_s.arg(nameOf(scope)));
    }
    const bool isNeeded =
        m_options.needsToken || wanted.needsToken || !m_options.token.isEmpty() || scope == Scope::Control;
    if (scope == Scope::Public || !isNeeded)
        return {};
    Answer answer =
        wanted.error(401,
                     shown.isEmpty() ? u"A token is needed: send \"Authorization: Bearer <token>\"."_s
                                     : u"The token is not the right one."_s);
    answer.headers.append(Header{"WWW-Authenticate", "Bearer"});
    return answer;
}

std::optional<Principal> Guard::holderOf(const QByteArray &token) const
{
    // All are asked, whoever knows it first: the time must not tell.
    const bool isControl = syntax::sameSecret(token, m_options.controlToken);
    const bool isCommon = syntax::sameSecret(token, m_options.token);
    std::optional<Principal> holder;
    if (m_options.tokens)
        holder = m_options.tokens->holderOf(token);
    if (isControl)
        return Principal{u"the window"_s, {Scope::Control}};
    if (isCommon)
        return Principal{{}, {Scope::Chat, Scope::Tools, Scope::Runs}};
    return holder;
}

/// Empty if there is nothing at that path; "*" stands for all of them.
QByteArrayList Guard::methodsOf(const QByteArray &path) const
{
    QByteArrayList methods;
    for (const Route &route : m_routes) {
        if ((path != "*" && !fits(path, route.path)) || methods.contains(route.method))
            continue;
        methods.append(route.method);
        if (route.method == "GET")
            methods.append("HEAD");
    }
    if (!methods.isEmpty() || path == "*")
        methods.append("OPTIONS");
    return methods;
}

} // namespace http
