// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/approvals/WaitingCard.h"
#include "ui/client/ApprovalWire.h"

class QLineEdit;

namespace ui {

class GrowingEdit;

/// One tool call that waits for a person, and the person's answer, with other arguments if need be.
class ApprovalCard : public WaitingCard
{
    Q_OBJECT
public:
    /// `theme` must outlive the card.
    ApprovalCard(const Theme &theme, Approval approval, QWidget *parent = nullptr);

    const Approval &approval() const { return m_approval; }
    bool isTouched() const override;

signals:
    void answered(const ui::ApprovalReply &reply);

protected:
    void setQuestionReadOnly() override;

private:
    QWidget *buildAnswers();
    void addExpiry(QVBoxLayout &column) const;
    void allow(bool always);
    void deny();
    void send(const ApprovalReply &reply);
    void showWhatIsAllowed();

    const Theme &m_theme;
    Approval m_approval;
    QString m_asked; ///< The model's arguments, as they are shown.
    GrowingEdit *m_arguments;
    QLineEdit *m_note = nullptr;
    QPushButton *m_once = nullptr;
};

} // namespace ui
