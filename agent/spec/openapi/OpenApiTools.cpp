// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlEdit.h"
#include "agent/spec/openapi/OpenApi.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace agent::openapi {
namespace {

/// What is written of a tool, key by key in the order of the file, each below the entry itself.
QList<std::pair<QString, QJsonValue>> keysOf(const Operation &operation)
{
    QJsonObject parameters = operation.parameters;
    parameters.remove(u"type"_s); // an agent file need not say it
    QJsonObject headers;
    for (auto it = operation.http.headers.begin(); it != operation.http.headers.end(); ++it)
        headers.insert(it.key(), it.value());
    QList<std::pair<QString, QJsonValue>> keys;
    if (!operation.summary.isEmpty())
        keys.append({u"/description"_s, operation.summary});
    if (!parameters.value(u"properties"_s).toObject().isEmpty())
        keys.append({u"/parameters"_s, parameters});
    keys.append({u"/http/method"_s, operation.http.method});
    keys.append({u"/http/url"_s, operation.http.url});
    if (!headers.isEmpty())
        keys.append({u"/http/headers"_s, headers});
    if (!operation.http.body.isUndefined())
        keys.append({u"/http/body"_s, operation.http.body});
    return keys;
}

Result<QByteArray> withTool(const QByteArray &agentFile, const Operation &operation)
{
    yaml::Tree tree = yaml::read(agentFile);
    if (!tree.isReadable())
        return fail(ErrorKind::InvalidInput, tree.faults.constFirst().message);
    const QJsonArray tools = yaml::toJson(tree).toObject().value(u"tools"_s).toArray();
    for (const QJsonValue &tool : tools) {
        if (tool == operation.tool || tool.toObject().value(u"name"_s) == operation.tool)
            return fail(ErrorKind::Conflict, u"there is already a tool named \"%1\""_s.arg(operation.tool));
    }
    const QJsonObject named{{u"name"_s, operation.tool}};
    auto edit = tools.isEmpty() ? yaml::set(tree, u"/tools"_s, QJsonArray{named})
                                : yaml::insert(tree, u"/tools"_s, tools.size(), named);
    const QString entry = json::pointer(u"/tools"_s, tools.size());
    for (const auto &[key, value] : keysOf(operation)) {
        if (!edit)
            return tl::unexpected(edit.error());
        tree = yaml::read(edit->appliedTo(tree.text));
        edit = yaml::set(tree, entry + key, value);
    }
    if (!edit)
        return tl::unexpected(edit.error());
    return edit->appliedTo(tree.text);
}

} // namespace

Result<QByteArray> withTools(const QByteArray &agentFile, const QList<Operation> &operations)
{
    Result<QByteArray> text = agentFile;
    for (const Operation &operation : operations) {
        if (text)
            text = withTool(*text, operation);
    }
    return text;
}

} // namespace agent::openapi
