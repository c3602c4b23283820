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

class Theme;
class WaitingCard;

/// What waits for a person, tool calls and runs at a limit, as cards. Shows what it is given and says what is
/// answered; knows no server. A card that somebody has typed in stays when it does not wait any more, and
/// says so.
class ApprovalsDock : public QDockWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive the dock.
    explicit ApprovalsDock(const Theme &theme, QWidget *parent = nullptr);

    /// Those that wait now. Cards that are there already keep what was typed in them.
    void setWaiting(const QList<Approval> &waiting, const QList<LimitedRun> &limited = {});
    /// The server did not take the answer to this one.
    void showRefusal(const Approval &approval, const agent::Error &error);
    void showLimitRefusal(const LimitedRun &run, const agent::Error &error);
    /// Shows the dock, with the focus on its first card.
    void open();

signals:
    void answered(const ui::Approval &approval, const ui::ApprovalReply &reply);
    void raised(const ui::LimitedRun &run, double cap);
    void cancelled(const ui::LimitedRun &run);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildEmpty();
    void fitWidth();
    QList<WaitingCard *> cards() const;
    /// The card that still waits for this.
    WaitingCard *cardOf(const Approval &approval) const;
    WaitingCard *cardOf(const LimitedRun &run) const;
    void add(WaitingCard *card);
    WaitingCard *newCard(const Approval &approval);
    WaitingCard *newCard(const LimitedRun &run);
    void remove(WaitingCard *card);
    void tell(WaitingCard *card, const agent::Error &error);
    void showCount();

    const Theme &m_theme;
    QStackedWidget *m_pages;
    QLabel *m_count;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column = nullptr;
};

} // namespace ui
