// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/ApprovalWire.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class GrowingEdit;
class Theme;

/// One tool call that waits for a person: who wants what and why, and the person's answer, with other
/// arguments if need be. Knows no server.
class ApprovalCard : public QFrame
{
    Q_OBJECT
public:
    /// `theme` must outlive the card.
    ApprovalCard(const Theme &theme, Approval approval, QWidget *parent = nullptr);

    const Approval &approval() const { return m_approval; }
    /// The answer was not taken; another may be.
    void showRefusal(const QString &sentence);
    /// It does not wait any more: says why, and can only be put away.
    void end(const QString &sentence);
    bool hasEnded() const { return m_ended; }
    /// An answer is on its way.
    bool isSent() const { return m_sent; }
    /// Somebody has changed something in it that would be lost with it.
    bool isTouched() const;
    /// To where one reads on with the keyboard; no button, so that nothing is allowed by a key too many.
    void takeFocus();

signals:
    void answered(const ui::ApprovalReply &reply);
    void putAway(); ///< After end().

private:
    QWidget *buildHead();
    QWidget *buildActions();
    void addExpiry(QVBoxLayout &column) const;
    void allow(bool always);
    void deny();
    void send(const ApprovalReply &reply);
    void showWhatIsAllowed();
    void say(const QString &sentence);

    const Theme &m_theme;
    Approval m_approval;
    QString m_asked; ///< The model's arguments, as they are shown.
    GrowingEdit *m_arguments;
    QLabel *m_fault;
    QWidget *m_answers = nullptr; ///< All of it that answers.
    QLineEdit *m_note = nullptr;
    QPushButton *m_once = nullptr;
    QPushButton *m_always = nullptr;
    QPushButton *m_putAway;
    bool m_sent = false;
    bool m_ended = false;
};

} // namespace ui
