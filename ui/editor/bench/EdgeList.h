// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/EdgeCases.h"
#include "ui/editor/bench/CaseRunner.h"

#include <QCoreApplication>

class QListWidgetItem;

namespace ui {

class Theme;

/// The edge cases of one tool's schema that are not kept under their names yet, and how each went. A value;
/// window's thread.
class EdgeList
{
    Q_DECLARE_TR_FUNCTIONS(ui::EdgeList)
public:
    /// An empty `schema`: none. `kept`: the named cases of the tool. The arguments of the first one that fits
    /// are those around which the edges are tried. What went stays where the case does.
    void make(const QString &tool, const QJsonObject &schema, const QList<agent::ToolCase> &kept);

    const QList<agent::EdgeCase> &cases() const { return m_cases; }
    /// As they are run, and kept: what does not fit is expected to be an error.
    agent::ToolCase asCase(const agent::EdgeCase &edge) const;
    QList<agent::ToolCase> asCases() const;

    /// Takes how one went; false: there is none of this name.
    bool take(const QString &name, const CaseResult &result);
    void forget() { m_results.clear(); }
    QString heading() const;
    QListWidgetItem *makeItem(const agent::EdgeCase &edge, const Theme &theme) const;
    /// What the tool, or the check of the arguments, said; empty before.
    QString said(const agent::EdgeCase &edge) const { return m_results.value(edge.name).answer.result; }

private:
    QString m_tool;
    QList<agent::EdgeCase> m_cases;
    QMap<QString, CaseResult> m_results; ///< By the case's name.
};

} // namespace ui
