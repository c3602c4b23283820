// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/approvals/WaitingCard.h"
#include "ui/client/ApprovalWire.h"

class QLineEdit;

namespace ui {

/// A run that waits at a limit: a person lets it go on up to a higher one, or ends it.
class LimitCard : public WaitingCard
{
    Q_OBJECT
public:
    /// `theme` must outlive the card.
    LimitCard(const Theme &theme, LimitedRun run, QWidget *parent = nullptr);

    const LimitedRun &run() const { return m_run; }
    bool isTouched() const override;

signals:
    void raised(double cap);
    void cancelled();

protected:
    void setQuestionReadOnly() override;

private:
    QWidget *buildAnswers(const Theme &theme);
    void letGoOn();

    LimitedRun m_run;
    QString m_suggested;
    QLineEdit *m_cap;
};

} // namespace ui
