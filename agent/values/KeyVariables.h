// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace agent {

/// The environment variables in which a provider's key is looked for when the agent file names neither key
/// nor address, the usual one first. None: it needs no key, or ("auto") is not one provider.
inline QStringList usualKeyVariables(const QString &provider)
{
    static const QHash<QString, QStringList> variables{
        {QStringLiteral("openai"), {QStringLiteral("OPENAI_API_KEY")}},
        {QStringLiteral("openai-responses"), {QStringLiteral("OPENAI_API_KEY")}},
        {QStringLiteral("anthropic"), {QStringLiteral("ANTHROPIC_API_KEY")}},
        {QStringLiteral("gemini"), {QStringLiteral("GEMINI_API_KEY"), QStringLiteral("GOOGLE_API_KEY")}}};
    return variables.value(provider);
}

} // namespace agent
