// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/FoldedCard.h"

namespace ui {

/// What a run, a session and a day may use up, how much of a conversation is remembered, and how often a
/// model call is tried again.
class LimitsCard : public FoldedCard
{
    Q_OBJECT
public:
    /// Both must outlive the card.
    LimitsCard(const Theme &theme, Form &form, QWidget *parent = nullptr);

private:
    QWidget *makeLimits(Form &form);
    QWidget *makeCaps(Form &form);
    QWidget *makeMemory(Form &form);
    QWidget *makeBudget(Form &form);
    QWidget *makeRetries(Form &form);
};

} // namespace ui
