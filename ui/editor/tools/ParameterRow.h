// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace ui {

class ChoiceField;
class ChoicesField;
class Field;
class Form;
class ParameterRows;
class Theme;
class ValueField;

/// One parameter of a tool: name, type, description, required; folded beneath it the values it may have, its
/// default, and the parameters within it where it is an object or a list of objects. What its schema says
/// beyond that stays as it is, and is named.
class ParameterRow : public QWidget
{
    Q_OBJECT
public:
    /// `number` is what it is called: "2", within it "2.1". The others must outlive the row.
    ParameterRow(const Theme &theme, Form &form, QString number, QWidget *parent = nullptr);

    /// Shows the property at `pointer`. To be called after each reading.
    void showAt(const QString &pointer);

private:
    QWidget *makeHead();
    QWidget *makeDetails();
    void showWithin();

    const Theme &m_theme;
    Form &m_form;
    QString m_number;
    QString m_pointer;
    QList<Field *> m_fields;
    ValueField *m_default = nullptr;
    ChoicesField *m_choices = nullptr;
    ChoiceField *m_items = nullptr;
    QToolButton *m_more = nullptr;
    QLabel *m_beyond = nullptr;
    QWidget *m_details = nullptr;
    QVBoxLayout *m_inside = nullptr;
    ParameterRows *m_within = nullptr; // made when first wanted: schemas can be deep
};

} // namespace ui
