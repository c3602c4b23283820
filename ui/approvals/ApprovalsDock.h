// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "ui/client/ApprovalWire.h"

#include <QDockWidget>

class QLabel;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class ApprovalCard;
class Theme;

/// The tool calls that wait for a person, as cards. Shows what it is given and says what is answered; knows
/// no server. A card that somebody has typed in stays when its call does not wait any more, and says so.
class ApprovalsDock : public QDockWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive the dock.
    explicit ApprovalsDock(const Theme &theme, QWidget *parent = nullptr);

    /// Those that wait now. Cards that are there already keep what was typed in them.
    void setWaiting(const QList<Approval> &waiting);
    /// The server did not take the answer to this one.
    void showRefusal(const Approval &approval, const agent::Error &error);
    /// Shows the dock, with the focus on its first card.
    void open();

signals:
    void answered(const ui::Approval &approval, const ui::ApprovalReply &reply);

private:
    QWidget *buildBar();
    QWidget *buildEmpty();
    QList<ApprovalCard *> cards() const;
    ApprovalCard *cardOf(const Approval &approval) const;
    void add(const Approval &approval);
    void remove(ApprovalCard *card);
    void showCount();

    const Theme &m_theme;
    QStackedWidget *m_pages;
    QLabel *m_count;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column = nullptr;
};

} // namespace ui
