// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/ToolSpec.h"

#include <QUrl>

namespace agent::openapi {

/// One operation of an API, as the tool that calls it.
struct Operation
{
    QString tool;           ///< Its operationId, made fit for a tool's name; else made of method and path.
    QString method;         ///< "GET" …
    QString path;           ///< As the document has it: "/pets/{petId}".
    QString summary;        ///< One line, for a person and for the model.
    QJsonObject parameters; ///< JSON Schema (2020-12) of type "object".
    HttpTool http;
    QStringList remarks; ///< What of it is left out, a sentence each.
};

/// What an OpenAPI document (3.0 or 3.1) offers.
struct Document
{
    QString title;
    QList<Operation> operations; ///< In the order of the document's paths, by name; within one as in it.
    QStringList remarks;         ///< Operations that cannot be tools, and why.
};

/// Reads JSON or YAML. References within the document are followed; those to other files stand for any
/// value. `server` counts instead of the servers it names; `origin` is where it came from, for a server that
/// is a path only. Pure; opens nothing. Errors: InvalidInput (no such document, an older version, no server).
Result<Document> read(const QByteArray &text, const QUrl &origin = {}, const QString &server = {});

/// An agent file with these tools at the end of its `tools`, edited in place. Errors: those of SpecDocument's
/// edits.
Result<QByteArray> withTools(const QByteArray &agentFile, const QList<Operation> &operations);

} // namespace agent::openapi
