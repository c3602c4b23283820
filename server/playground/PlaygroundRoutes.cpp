// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/playground/PlaygroundRoutes.h"

#include <QFile>

using namespace Qt::StringLiterals;

// A static library's resources are left out by the linker unless somebody asks for them by name.
static void registerResources()
{
    Q_INIT_RESOURCE(playground);
}

namespace server::playground {
namespace {

QByteArray resource(const QString &name)
{
    QFile file(u":/slipway/playground/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the resource %s is missing", qUtf8Printable(name));
    return file.readAll();
}

} // namespace

QList<http::Route> routes()
{
    registerResources();
    const auto page = [html = resource(u"playground.html"_s),
                       policy = resource(u"csp.txt"_s).trimmed()](const http::ExchangePtr &exchange) {
        exchange->answer({200,
                          "text/html; charset=utf-8",
                          html,
                          {{"Content-Security-Policy", policy},
                           {"Cache-Control", "no-cache"},
                           {"Referrer-Policy", "no-referrer"}}});
    };
    const auto root = [](const http::ExchangePtr &exchange) {
        exchange->answer({302, "text/plain", {}, {{"Location", "/playground"}}});
    };
    return {{"GET", "/playground", http::Scope::Public, http::Body::None, page},
            {"GET", "/", http::Scope::Public, http::Body::None, root}};
}

} // namespace server::playground
