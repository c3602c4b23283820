// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/HttpTools.h"

#include "agent/tools/Arguments.h"
#include "agent/tools/http/FetchingTool.h"
#include "agent/tools/http/RequestTemplate.h"
#include "agent/tools/toolbox/JsonText.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// What the agent file wants of a JSON answer: a text as it is, anything else as JSON.
Result<QString> fieldIn(const FetchReply &reply, const QString &path)
{
    if (const std::optional<Error> failure = failureIn(reply))
        return tl::unexpected(*failure);
    const auto answer = readJsonText(textOf(reply).value_or(QString()));
    if (!answer)
        return fail(ErrorKind::InvalidInput, u"the answer is no JSON: "_s + answer.error().message);
    const auto field = nodeAt(*answer, path);
    if (!field)
        return fail(ErrorKind::InvalidInput,
                    u"the answer has no \"%1\": %2"_s.arg(path, field.error().message));
    return (*field)->kind == JsonNode::Kind::String ? Result<QString>((*field)->text)
                                                    : writeJsonText(**field, JsonLayout::Indented);
}

} // namespace

Result<ToolPtr> makeHttpTool(const HttpTool &tool, const ToolSpec &spec, const ToolEnvironment &environment)
{
    const auto request = RequestTemplate::make(tool, environment.environment);
    if (!request)
        return tl::unexpected(request.error());
    const QJsonObject parameters = spec.parameters.value_or(noParameters());
    if (const auto known = checkPlaces(request->places(), parameters); !known)
        return tl::unexpected(known.error());
    const ToolInfo info{spec.name, spec.description, parameters, u"http"_s, SideEffect::Network};
    const auto plan = [request = *request, anywhere = environment.mayReachPrivateNetwork](
                          const QJsonObject &arguments) -> Result<FetchRequest> {
        auto filled = request.fill(arguments);
        if (filled)
            filled->mayReachPrivateNetwork = anywhere;
        return filled;
    };
    const auto reading = [path = tool.response](const FetchReply &reply, const QJsonObject &) {
        return path.isEmpty() ? describe(reply, maxFetchBytes) : fieldIn(reply, path);
    };
    return std::make_shared<FetchingTool>(info, plan, reading);
}

} // namespace agent
