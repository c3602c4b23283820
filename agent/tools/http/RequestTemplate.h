// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/http/Fetch.h"
#include "agent/values/AgentSpec.h"
#include "agent/values/Environment.h"

namespace agent {

/// The request an HTTP tool of an agent file makes, with places for arguments. The rules:
/// - `{name}` in the url is the argument, percent-encoded, so that it stays one path segment or one part of
///   the query. In the path it must not be empty, "." or "..". In the host only letters, digits, "." and "-"
///   are taken.
/// - `{name}` in a header's value is the argument as text, `${VAR}` an environment variable. What an argument
///   brings along is never expanded again.
/// - An item of the query in which an argument was left out is left out.
/// - `{name}` in the texts of `body` is the argument; a member that is nothing but `{name}` is its value, and
///   is left out where the argument was.
/// - Without a `body`, the arguments that have no place go into the query with GET and DELETE, and with POST,
/// PUT and PATCH
///   into a JSON object that is the body.
/// - A url whose host is fixed may be anywhere, also on this machine; if an argument takes part in the host
///   the address must be public.
class RequestTemplate
{
public:
    /// Errors: InvalidInput (method, url or header that can never work).
    static Result<RequestTemplate> make(const HttpTool &tool, const Environment &environment);

    /// The arguments that have a place, in order of appearance, each once.
    QStringList places() const;

    /// The request for these arguments. Errors: InvalidInput (an argument is missing or does not fit its
    /// place; a variable is not set).
    Result<FetchRequest> fill(const QJsonObject &arguments) const;

private:
    RequestTemplate(HttpTool tool, Environment environment);
    Result<QByteArray> filledUrl(const QJsonObject &arguments) const;
    Result<QByteArray> filledQuery(const QJsonObject &arguments) const;
    Result<QByteArray> filledPart(qsizetype begin, qsizetype end, const QJsonObject &arguments) const;
    Result<QByteArray> partOfUrl(const QString &name, qsizetype at, const QJsonObject &arguments) const;
    Result<QList<HttpHeader>> filledHeaders(const QJsonObject &arguments) const;
    Result<QByteArray> filledHeader(const QString &value, const QJsonObject &arguments) const;
    void setBody(FetchRequest &request, QJsonObject arguments) const;

    HttpTool m_tool;
    Environment m_environment;
    qsizetype m_pathBegin = 0;  ///< In the url, where the host has ended …
    qsizetype m_queryBegin = 0; ///< … and the path.
};

} // namespace agent
