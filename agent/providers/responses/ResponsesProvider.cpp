// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/responses/ResponsesProvider.h"

#include "agent/providers/responses/ResponsesRequest.h"
#include "agent/providers/responses/ResponsesStream.h"

using namespace Qt::StringLiterals;

namespace agent {

ResponsesProvider::ResponsesProvider(ProviderSettings settings)
    : HttpProvider(std::move(settings))
{
}

HttpQuestion ResponsesProvider::question(const ModelRequest &request, const Refused &refused) const
{
    return {address(u"/responses"_s), keyAs("Authorization", "Bearer "), responsesBody(request, refused)};
}

HttpQuestion ResponsesProvider::modelList() const
{
    return {address(u"/models"_s), keyAs("Authorization", "Bearer "), {}};
}

std::unique_ptr<ModelStream> ResponsesProvider::newStream(const ModelRequest &) const
{
    return std::make_unique<ResponsesStream>();
}

QStringList ResponsesProvider::dispensable() const
{
    return {u"temperature"_s, u"include"_s, u"reasoning"_s, u"text.format"_s};
}

} // namespace agent
