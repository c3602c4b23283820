// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/Cassette.h"

namespace agent {

AskedRequest asked(const QString &provider, const ModelRequest &request)
{
    AskedRequest asked;
    asked.provider = provider;
    asked.model = request.model;
    asked.temperature = request.temperature;
    asked.maxTokens = request.maxTokens;
    asked.instructions = request.instructions;
    for (const ToolInfo &tool : request.tools)
        asked.tools.append({tool.name, tool.description, tool.parameters});
    asked.messages = request.messages;
    return asked;
}

QString spokenText(const QList<TimedPiece> &pieces)
{
    QString text;
    for (const TimedPiece &piece : pieces) {
        if (const auto *spoken = std::get_if<TextPiece>(&piece.delta))
            text += spoken->text;
    }
    return text;
}

} // namespace agent
