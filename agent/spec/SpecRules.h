// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"

namespace agent {

/// Something to be said about a JSON pointer of an agent file; SpecDocument finds its place in the text.
struct Finding
{
    Severity severity = Severity::Error;
    json::Fault fault;
};

/// What reading an agent file's content brings: the agent, usable if no finding is an error.
struct Reading
{
    AgentSpec spec;
    QList<Finding> findings;
};

/// Reads the keys of docs/agent-file.md with their types, ranges and dependencies. Finds everything in one
/// pass; `environment` fills in ${NAME}. No message repeats the value of `api_key`.
Reading readSpec(QJsonObject root, const Environment &environment);

/// The keys that hold true or false, for the loader's yes, no, on and off.
QStringList booleanPointers(const QJsonObject &root);

/// One entry of `tools:`, a word or a mapping.
void readJson(const QJsonValue &value, ToolSpec &out, json::Reader &reader, const QString &where);

/// Checks that `schema` describes the arguments of a tool: JSON Schema (2020-12) of type "object".
void checkParameters(const QJsonObject &schema, json::Reader &reader, const QString &where);

/// What takes one kind of tool, as it is written at `where`, into `out`, whose name, description and
/// parameters are read already; adds what is wrong with it.
template<class Written>
using TakeKind = void(const Written &written, ToolSpec &out, json::Reader &reader, const QString &where);
TakeKind<HttpTool> takeHttp;
TakeKind<CommandTool> takeCommand;
TakeKind<PythonTool> takePython;
TakeKind<JavaScriptTool> takeJavaScript;
TakeKind<QList<MockAnswer>> takeMock;
/// The names of its parameters.
QStringList parameterNames(const ToolSpec &tool);
/// Checks that every {name} in `text` is one of the parameters. All other braces are text: awk, jq and JSON
/// are full of them.
void checkPlaces(const QString &text, const QStringList &parameters, json::Reader &reader,
                 const QString &where);
/// Whether a path, seen from the agent file's folder, leads out of it.
bool leadsOut(const QString &path);
/// Checks that these may be the names of environment variables.
void checkVariableNames(const QStringList &names, json::Reader &reader, const QString &where);

/// Checks that headers can be sent.
void checkHeaderLines(const HeaderMap &headers, json::Reader &reader, const QString &where);
/// Checks the `headers` that a provider is to be sent: none twice, and none that it sets itself.
void checkProviderHeaders(const HeaderMap &headers, const QString &provider, json::Reader &reader,
                          const QString &where);
/// What is written out in such headers of the file and must not come into a message.
QStringList headerSecrets(const QJsonObject &root);

/// Checks what the types of `mcp_servers:` do not say.
void checkMcp(const AgentSpec &spec, const QJsonObject &root, json::Reader &reader);

/// Checks that all agents of the file name their tools and each other rightly.
void checkTeam(const AgentSpec &spec, const QJsonObject &root, json::Reader &reader);

/// Checks the policy against the tools it speaks of.
void checkPolicy(const AgentSpec &spec, json::Reader &reader);
/// Checks the words of a JSON Schema whose values have a type of their own.
void checkSchema(const QJsonValue &value, json::Reader &reader, const QString &where);

/// Checks what the types of `output:` do not say; `written` is that key as it stands in the file.
void checkOutput(const AgentSpec &spec, const QJsonValue &written, json::Reader &reader);

/// Checks what the types of `guardrails:` do not say; `written` is that list as it stands in the file.
void checkGuardrails(const QList<GuardrailSpec> &rules, const QJsonArray &written, json::Reader &reader);

/// Checks what the types of `server:` do not say.
void checkServer(const ServerSpec &server, json::Reader &reader);

/// What is read but will not happen, or not as written.
QList<Finding> remarks(const AgentSpec &spec, const QJsonObject &root);

} // namespace agent
