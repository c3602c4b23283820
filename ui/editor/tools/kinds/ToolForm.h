// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Field.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"

class QVBoxLayout;

namespace ui {

class SwitchField;
class Theme;

/// The keys of a new tool in the order to be written, each seen from its entry ("http/url"), with values that
/// make a tool that works.
using ToolStart = QList<std::pair<QString, QJsonValue>>;

/// What the inspector shows of one kind of tool: fields for the keys that this kind alone has. A kind is a
/// subclass, with `static ToolStart start(const agent::SpecDocument &)`, and a row in ToolKinds.cpp.
class ToolForm : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive it.
    ToolForm(const Theme &theme, Form &form);

    /// Shows the tool at this pointer ("/tools/3"), which is of this kind. To be called after each reading;
    /// an empty pointer: there is none to be shown.
    void showTool(const QString &pointer);

protected:
    const Theme &theme() const { return m_theme; }
    Form &form() const { return m_form; }
    /// Puts a row beneath the others.
    void addRow(QWidget *row);
    /// Joins a field to a key of the tool, seen from its entry. Without a way of its own the field takes and
    /// gives the value at that key, also where the entry is still only a word.
    template<class F>
    F *join(F *field, const QString &key, const Form::Way &way = {})
    {
        joinField(field, key, way);
        return field;
    }
    /// Usual fields, joined: yes or no, which is no where it does not stand, and a number of seconds.
    SwitchField *flag(const QString &label, const QString &key);
    LineField *seconds(const QString &label, const QString &key, const NumberRange &range, double usual);
    /// For what is not a field. `pointer` as in showTool().
    virtual void follow(const QString &pointer) { Q_UNUSED(pointer) }

private:
    void joinField(Field *field, const QString &key, const Form::Way &way);

    const Theme &m_theme;
    Form &m_form;
    QVBoxLayout *m_rows;
    QList<std::pair<Field *, QString>> m_fields; // with their keys
};

} // namespace ui
