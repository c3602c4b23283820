// SPDX-License-Identifier: GPL-3.0-or-later
#include "Calls.h"

#include "tests/support/Testing.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace testing {

const QByteArray secretKey = "sk-very-secret-0123456789";

QByteArray goodAnswer(const Wire &wire)
{
    return ModelServer::answer("200 OK", wire.contentType(),
                               data(u"providers/%1/text.%2"_s.arg(wire.name, wire.ending())));
}

QByteArray beginning(const Wire &wire)
{
    const QByteArray whole = goodAnswer(wire);
    return whole.left(whole.indexOf("alle"));
}

ModelRequest question(std::chrono::milliseconds idleLimit)
{
    ModelRequest request;
    request.model = u"m"_s;
    request.messages = {{Role::User, u"hi"_s, {}, {}}};
    request.idleLimit = idleLimit;
    return request;
}

void Call::start(Provider &provider, const ModelRequest &request)
{
    const ModelSink sink = [this](const ModelDelta &delta) {
        if (const auto *piece = std::get_if<TextPiece>(&delta))
            text += piece->text;
        if (stopsAtFirstPiece)
            stop.request_stop();
    };
    provider.complete(request, sink, stop.get_token()).then([this](const Result<ModelReply> &r) {
        reply = r;
    });
}

Result<ModelReply> ask(const Wire &wire, const ModelServer &server, std::chrono::milliseconds idleLimit)
{
    return ask(*wire.provider(wire.settings(server.baseUrl())), question(idleLimit));
}

Result<ModelReply> ask(Provider &provider, const ModelRequest &request)
{
    const ModelSink nowhere = [](const ModelDelta &) { };
    return await(provider.complete(request, nowhere, {}));
}

} // namespace testing
