// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"
#include "agent/values/ToolInfo.h"

#include <QList>
#include <QString>
#include <QStringList>

/// The parts of the offline demo. All of them are pure.
namespace agent::demo {

/// What a rule may look at besides the words.
struct Scene
{
    QList<ToolInfo> tools; ///< The tools offered in this turn.
    QString instructions;  ///< The agent's system prompt.

    /// The first tool that has all these parameters and needs no other, else the first that has them; null
    /// when there is none. Never one that writes or executes. Rules ask for a shape and not
    /// for a name, because an agent file may give its tools other names.
    const ToolInfo *toolWith(const QStringList &parameters) const;
};

/// One thing the demo wants: a tool called, or, while something is missing for that, a question asked.
struct Wish
{
    QString tool;
    QJsonObject arguments;
    QString question; ///< One sentence; empty when the tool can be called.

    bool operator==(const Wish &) const = default;
};

/// Reads one clause of what the person said; no wish when the rule has nothing to do with it.
using Rule = QList<Wish> (*)(const QString &clause, const Scene &scene);

QList<Wish> calculate(const QString &clause, const Scene &scene);    ///< "17% of 2,340", "12 times 7"
QList<Wish> convertUnits(const QString &clause, const Scene &scene); ///< "26.2 miles in km"
QList<Wish> tellTime(const QString &clause, const Scene &scene);     ///< "what time is it in Tokyo"
QList<Wish> lookAtFiles(const QString &clause, const Scene &scene);  ///< "list the files", "read notes.md"
QList<Wish> fetchPage(const QString &clause, const Scene &scene);    ///< "fetch https://example.com"
QList<Wish> askDatabase(const QString &clause, const Scene &scene);  ///< "how many orders", "SELECT 1"
QList<Wish> useAnyTool(const QString &clause,
                       const Scene &scene); ///< "the weather in Oslo", by its description
QList<Wish> searchTexts(const QString &clause,
                        const Scene &scene); ///< "return policy", where texts are indexed

/// What to ask a database of whose tables only `result` of the demo's own `call` tells; no wish when the call
/// was another one.
QList<Wish> askWithSchema(const QString &prompt, const Scene &scene, const ToolCall &call,
                          const QString &result);

} // namespace agent::demo
