// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Form.h"
#include "ui/editor/form/TextField.h"

namespace ui {

/// A field for what an HTTP tool sends: a text as it is, or JSON. What begins like a JSON object or list is
/// one, and stays in the field with the fault under it until it can be read.
class BodyField : public TextField
{
    Q_OBJECT
public:
    explicit BodyField(const QString &label);

    bool isAbout(const QString &pointer) const override;

protected:
    QString faultIn(const QString &text) const override;
};

/// How its value is read and written.
Form::Way bodyWay();

} // namespace ui
