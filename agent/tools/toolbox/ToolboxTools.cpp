// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/ToolboxTools.h"

#include "agent/tools/LocalTool.h"
#include "agent/tools/http/FetchingTool.h"
#include "agent/tools/process/ExecutingTool.h"
#include "agent/tools/toolbox/Code.h"
#include "agent/tools/toolbox/Sizes.h"
#include "agent/tools/toolbox/ToolboxRows.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// What stands between a model's arguments and a tool's: the defaults, and the longest text.
struct Preparation
{
    QJsonObject defaults;
    ToolEnvironment environment;

    Result<QJsonObject> prepared(const QJsonObject &arguments) const
    {
        QJsonObject whole = defaults;
        for (auto it = arguments.begin(); it != arguments.end(); ++it) {
            if (it.value().toString().size() > maxArgument)
                return fail(ErrorKind::InvalidInput,
                            u"\"%1\" has more than %2 characters, which is too long"_s.arg(
                                it.key(), QString::number(maxArgument)));
            whole.insert(it.key(), it.value());
        }
        return whole;
    }

    /// Runs `work` with what the tool is given.
    template<class Work>
    auto with(const QJsonObject &arguments, Work work) const -> decltype(work(std::declval<const Given &>()))
    {
        const auto whole = prepared(arguments);
        if (!whole)
            return tl::unexpected(whole.error());
        return work(Given{*whole, environment});
    }
};

QJsonObject defaultsOf(const ToolboxEntry &entry)
{
    QJsonObject defaults;
    const QJsonObject properties = entry.parameters.value(u"properties"_s).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonValue value = it.value().toObject().value(u"default"_s);
        if (!value.isUndefined())
            defaults.insert(it.key(), value);
    }
    return defaults;
}

/// Makes a tool of the way it works.
struct Maker
{
    const ToolInfo &info;
    std::shared_ptr<const Preparation> preparation;
    const std::shared_ptr<QThreadPool> &pool;

    ToolPtr operator()(Computes work) const
    {
        return std::make_shared<ComputingTool>(info,
                                               [before = preparation, work](const QJsonObject &arguments) {
                                                   return before->with(arguments, work);
                                               });
    }

    ToolPtr operator()(Blocks work) const
    {
        const auto call = [before = preparation, work](const QJsonObject &arguments,
                                                       const std::stop_token &stop) {
            return before->with(arguments, [&](const Given &given) { return work(given, stop); });
        };
        return std::make_shared<BlockingTool>(info, call, pool);
    }

    ToolPtr operator()(Fetches work) const
    {
        const auto plan = [before = preparation, work](const QJsonObject &arguments) {
            auto request = before->with(arguments, work.plan);
            if (request)
                request->mayReachPrivateNetwork = before->environment.mayReachPrivateNetwork;
            return request;
        };
        const auto read = [before = preparation, work](const FetchReply &reply,
                                                       const QJsonObject &arguments) {
            return before->with(arguments, [&](const Given &given) { return work.read(reply, given); });
        };
        return std::make_shared<FetchingTool>(info, plan, read);
    }

    ToolPtr operator()(Executes work) const
    {
        const auto plan = [before = preparation, work](const QJsonObject &arguments) {
            return before->with(arguments, work.plan);
        };
        return std::make_shared<ExecutingTool>(info, plan, describeRun);
    }
};

} // namespace

Result<ToolPtr> makeToolboxTool(const ToolboxEntry &entry, const ToolInfo &info,
                                const ToolEnvironment &environment, const std::shared_ptr<QThreadPool> &pool)
{
    if (const ToolboxRow *row = toolboxRow(entry.name)) {
        const auto preparation =
            std::make_shared<const Preparation>(Preparation{defaultsOf(entry), environment});
        return std::visit(Maker{info, preparation, pool}, row->work);
    }
    return fail(ErrorKind::NotFound, u"there is no tool \"%1\" in the toolbox"_s.arg(entry.name));
}

} // namespace agent
