// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ModelRoutes.h"

#include "agent/providers/CheckUp.h"
#include "agent/providers/LocalServers.h"
#include "server/control/AgentText.h"
#include "server/http/EventStream.h"
#include "server/http/JsonBody.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::control {
namespace {

QString toName(CheckStep::Outcome outcome)
{
    switch (outcome) {
    case CheckStep::Outcome::Good:
        return u"good"_s;
    case CheckStep::Outcome::Remark:
        return u"remark"_s;
    case CheckStep::Outcome::Bad:
        return u"bad"_s;
    }
    Q_UNREACHABLE();
}

QByteArray eventOf(const CheckStep &step)
{
    return json::text(QJsonObject{
        {u"step"_s, step.name}, {u"outcome"_s, toName(step.outcome)}, {u"detail"_s, step.detail}});
}

// Whoever leaves wants nothing more to be done.
std::stop_token stoppedBy(http::Exchange &exchange)
{
    const std::stop_source stop;
    const auto left = [stop]() mutable { stop.request_stop(); };
    exchange.whenClosed(left);
    return stop.get_token();
}

// The choice for the text in the body; the exchange is answered where there is none.
QCoro::Task<std::optional<ProviderChoice>> choiceFor(http::ExchangePtr exchange, const ServedAgent *served)
{
    const std::optional<AgentText> body = http::readBody<AgentText>(*exchange);
    if (!body)
        co_return std::nullopt;
    const QByteArray text = body->text.toUtf8();
    const Result<ProviderChoice> choice = co_await served->choose(text, body->path);
    if (choice)
        co_return *choice;
    exchange->answer(http::problem(choice.error()));
    co_return std::nullopt;
}

QCoro::Task<> check(http::ExchangePtr exchange, const ServedAgent *served)
{
    const std::stop_token stop = stoppedBy(*exchange);
    const std::optional<ProviderChoice> choice = co_await choiceFor(exchange, served);
    if (!choice)
        co_return;
    const auto stream = std::make_shared<http::EventStream>(exchange);
    const CheckSink tell = [stream](const CheckStep &step) { stream->event({}, eventOf(step)); };
    tell({u"provider"_s, CheckStep::Outcome::Good, choice->reason});
    constexpr std::chrono::seconds idleLimit(30);
    co_await checkUp(*choice, tell, idleLimit, stop);
    stream->end();
}

QCoro::Task<> listModels(http::ExchangePtr exchange, const ServedAgent *served)
{
    const std::stop_token stop = stoppedBy(*exchange);
    const std::optional<ProviderChoice> choice = co_await choiceFor(exchange, served);
    if (!choice)
        co_return;
    const Result<QStringList> models = co_await choice->provider->models(stop);
    if (!models) {
        exchange->answer(http::problem(models.error()));
        co_return;
    }
    exchange->answer(http::jsonAnswer(QJsonObject{{u"provider"_s, choice->provider->name()},
                                                  {u"model"_s, choice->model},
                                                  {u"models"_s, QJsonArray::fromStringList(*models)}}));
}

// Places without the one that is this very server.
QList<UsualPlace> otherPlaces(const http::Request &request)
{
    const QUrl self(u"http://"_s + QString::fromLatin1(request.header("Host")));
    QList<UsualPlace> places = usualPlaces(processEnvironment());
    const auto isSelf = [&self](const UsualPlace &place) { return place.baseUrl.port() == self.port(); };
    places.removeIf(isSelf);
    return places;
}

QCoro::Task<> listLocalServers(http::ExchangePtr exchange)
{
    const QList<UsualPlace> places = otherPlaces(exchange->request());
    const QList<LocalServer> servers = co_await findServers(places);
    QJsonArray list;
    for (const LocalServer &server : servers) {
        list.append(QJsonObject{{u"title"_s, server.title},
                                {u"provider"_s, server.provider},
                                {u"base_url"_s, server.baseUrl.toString()},
                                {u"models"_s, QJsonArray::fromStringList(server.models)}});
    }
    exchange->answer(http::jsonAnswer(QJsonObject{{u"servers"_s, list}}));
}

} // namespace

QList<http::Route> modelRoutes(ServedAgent &served)
{
    using enum http::Scope;
    using enum http::Body;
    return {
        {"POST", "/control/check", Control, Json,
         [&](const http::ExchangePtr &exchange) { check(exchange, &served).then([] { }); },
         AgentText::maxBytes},
        {"POST", "/control/models", Control, Json,
         [&](const http::ExchangePtr &exchange) { listModels(exchange, &served).then([] { }); },
         AgentText::maxBytes},
        {"GET", "/control/local-servers", Control, None,
         [](const http::ExchangePtr &exchange) { listLocalServers(exchange).then([] { }); }},
    };
}

} // namespace server::control
