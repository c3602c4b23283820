// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/TextField.h"

namespace ui {

class Theme;

/// A field for a piece of JavaScript. Return keeps the indentation; Tab goes to the next field, as in every
/// other.
class CodeField : public TextField
{
    Q_OBJECT
public:
    /// `theme` must outlive the field.
    CodeField(const Theme &theme, const QString &label, const QString &pointer);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace ui
