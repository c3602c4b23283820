// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/openapi/OpenApi.h"
#include "agent/spec/openapi/OpenApiSchema.h"

namespace agent::openapi {

/// An operation as it stands in the document.
struct Written
{
    QString method; ///< "GET" …
    QString path;
    QJsonObject item;      ///< What stands at the path, with what all its operations share.
    QJsonObject operation; ///< Its own.
};

/// Makes tools of the operations of one document (OpenAPI 3.1, sections "Parameter Object", "Request Body
/// Object", "Server Object" and "Security Requirement Object"). Pure.
class OperationReader
{
public:
    OperationReader(const QJsonObject &root, QUrl origin, QString server);

    const Schemas &schemas() const { return m_schemas; }

    /// All of it but the tool's name. Errors: InvalidInput (no server, a body that is no JSON and no text).
    Result<Operation> read(const Written &written) const;

private:
    Result<QString> server(const Written &written) const;
    QJsonArray parameters(const Written &written) const;
    void takeParameter(const QJsonObject &parameter, Operation &out, QStringList &query) const;
    Result<> takeBody(const Written &written, Operation &out) const;
    void takeJsonBody(const QJsonObject &body, const QJsonValue &written, Operation &out) const;
    void takeSecurity(const Written &written, Operation &out) const;
    QString variable(const QString &end) const;

    QJsonObject m_root;
    Schemas m_schemas;
    QUrl m_origin;
    QString m_server;
};

} // namespace agent::openapi
