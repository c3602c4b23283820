// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace ui {

class FieldRows;
class Form;
class Theme;

/// A list of texts, such as the arguments of a command: one row each.
class TextRows : public QWidget
{
    Q_OBJECT
public:
    /// What the rows are called; where "%1" stands comes the row's number from 1.
    struct Words
    {
        QString title;
        QString add;
        QString remove; ///< "Remove argument %1"
        QString row;    ///< "Argument %1"
    };

    /// `theme` and `form` must outlive the rows.
    TextRows(const Theme &theme, Form &form, const Words &words, QWidget *parent = nullptr);

    /// Shows the list at `pointer`, which need not be there; nothing for an empty pointer.
    void showAt(const QString &pointer);
    /// What is good to know, under the rows.
    void setHint(const QString &sentence);

private:
    QWidget *makeRow(int row);
    void add();
    void remove(int row);

    Form &m_form;
    QString m_name;
    QString m_pointer;
    FieldRows *m_rows;
    QLabel *m_hint;
};

} // namespace ui
