// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/AgentCard.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QString iconOf(const agent::ToolSpec &tool)
{
    static const QHash<QString, QString> icons{{u"query_sqlite"_s, u"database"_s},
                                               {u"http_get"_s, u"globe"_s},
                                               {u"unit_convert"_s, u"ruler"_s},
                                               {u"get_current_time"_s, u"clock"_s},
                                               {u"evaluate_expression"_s, u"calculator"_s},
                                               {u"read_file"_s, u"file-text"_s},
                                               {u"list_files"_s, u"folder"_s}};
    if (const auto *toolbox = std::get_if<agent::ToolboxTool>(&tool.kind))
        return icons.value(toolbox->tool, u"wrench"_s);
    if (std::holds_alternative<agent::CommandTool>(tool.kind))
        return u"terminal"_s;
    if (std::holds_alternative<agent::PythonTool>(tool.kind))
        return u"file-code"_s;
    if (std::holds_alternative<agent::JavaScriptTool>(tool.kind))
        return u"braces"_s;
    return std::holds_alternative<agent::AgentTool>(tool.kind) ? u"bot"_s : u"globe"_s;
}

QString iconOf(const agent::AgentSpec &spec)
{
    return spec.tools.isEmpty() ? u"bot"_s : iconOf(spec.tools.constFirst());
}

std::optional<quint16> portIn(const agent::SpecDocument &readable)
{
    const auto &spec = readable.spec(); // with variables filled in
    const int port = spec ? spec->server.port.value_or(-1) : readable.value(u"/server/port"_s).toInt(-1);
    return port >= 0 && port <= 65535 ? std::optional(quint16(port)) : std::nullopt;
}

} // namespace

AgentCard cardOf(const QString &path, const agent::SpecDocument &readable,
                 const QList<agent::Diagnostic> &diagnostics)
{
    AgentCard card{
        path, readable.value(u"/name"_s).toString().simplified(), u"bot"_s, 0, 0, portIn(readable)};
    if (card.name.isEmpty())
        card.name = QFileInfo(path).completeBaseName();
    const auto &spec = readable.spec();
    if (spec)
        card.icon = iconOf(*spec);
    card.tools = spec ? int(spec->tools.size()) : int(readable.value(u"/tools"_s).toArray().size());
    card.problems =
        int(std::ranges::count(diagnostics, agent::Severity::Error, &agent::Diagnostic::severity));
    return card;
}

AgentCard cardOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {path, QFileInfo(path).completeBaseName(), u"file-text"_s, 0, 1};
    const agent::SpecDocument document(file.readAll(), path);
    return cardOf(path, document, document.diagnostics());
}

} // namespace ui
