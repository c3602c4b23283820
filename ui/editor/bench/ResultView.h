// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/ToolWire.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QTableWidget;
class QToolButton;
class QTreeWidget;

namespace ui {

class AttachmentsView;
class GrowingEdit;
class Theme;

/// How one call of a tool went: outcome, time, and the result as a text, a tree or a table, with the lines
/// marked that were not in the result before it; below it what came beside the text.
class ResultView : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    explicit ResultView(const Theme &theme, QWidget *parent = nullptr);

    /// `before`: the answer to the call before, to be compared with.
    void showAnswer(const ToolAnswer &answer, const std::optional<ToolAnswer> &before);
    /// There was no answer; the sentence says why.
    void showRefusal(const QString &title, const QString &sentence);

private:
    QWidget *makeHead();
    QToolButton *makeSegment(const QString &text, QWidget *page);
    void showOutcome(const QString &text, const QString &tone);
    void showText(const QString &text, const std::optional<ToolAnswer> &before);
    void showAttachments(const ToolAnswer &answer, const std::optional<ToolAnswer> &before);
    void mark();
    void fillTree(const QJsonValue &value);
    bool fillTable(const QJsonValue &value);

    const Theme &m_theme;
    QLabel *m_outcome;
    QLabel *m_time;
    QLabel *m_change;
    QWidget *m_segments = nullptr;
    GrowingEdit *m_text;
    QTreeWidget *m_tree;
    QTableWidget *m_table;
    AttachmentsView *m_attachments;
    QToolButton *m_asText = nullptr;
    QToolButton *m_asTree = nullptr;
    QToolButton *m_asTable = nullptr;
    QToolButton *m_copy = nullptr;
    QList<int> m_marked; // lines
};

} // namespace ui
