// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

class FieldRows;
class Form;
class Theme;

/// A mapping of texts to texts, such as the headers of an HTTP tool: key and value, one row each.
class KeyValueRows : public QWidget
{
    Q_OBJECT
public:
    /// What the rows are called; where "%1" stands comes the row's number from 1.
    struct Words
    {
        QString title;
        QString add;
        QString remove; ///< "Remove header %1"
        QString key;    ///< "Name of header %1"
        QString value;  ///< "Value of header %1"
        QString newKey; ///< What the key of a new row is: "X-Header".
    };

    /// `theme` and `form` must outlive the rows.
    KeyValueRows(const Theme &theme, Form &form, Words words, QWidget *parent = nullptr);

    /// Shows the mapping at `pointer`, which need not be there; nothing for an empty pointer.
    void showAt(const QString &pointer);
    /// Another key for the rows to come.
    void setNewKey(const QString &key) { m_words.newKey = key; }

private:
    QWidget *makeRow(int row);
    void add();
    void remove(int row);

    Form &m_form;
    Words m_words;
    QString m_pointer;
    QStringList m_keys; // in the order of the text
    FieldRows *m_rows;
};

} // namespace ui
