// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Form.h"
#include "ui/editor/form/TextField.h"

namespace ui {

/// A field for what a mock tool gives back: a text as it is, or a JSON value. What cannot be read as JSON
/// stays in the field, with the fault under it.
class AnswerField : public TextField
{
    Q_OBJECT
public:
    /// `name` for those who do not see where it stands.
    explicit AnswerField(const QString &name, const QString &label = {});

    void setIsJson(bool isJson);

protected:
    QString faultIn(const QString &text) const override;

private:
    bool m_isJson = false;
};

/// How its value is read and written: at a key "json" as JSON, else as it is.
Form::Way answerWay();

} // namespace ui
