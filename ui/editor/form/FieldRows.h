// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QPushButton;
class QVBoxLayout;

namespace ui {

class Theme;

/// A short list of equal rows, each with a button to remove it, and one button to add a row. The rows are
/// widgets of the owner; they stay while their number stays, so that the focus does.
class FieldRows : public QWidget
{
    Q_OBJECT
public:
    /// Makes the widget of a row; called once a row, in order.
    using MakeRow = std::function<QWidget *(int row)>;

    /// The words of the list: "Add header", and "Remove header %1" with the row's number from 1.
    struct Words
    {
        QString add;
        QString remove;
    };

    FieldRows(const Theme &theme, const Words &words, MakeRow makeRow, QWidget *parent = nullptr);

    void setCount(int count);
    int count() const { return int(m_rows.size()); }
    /// What makeRow gave for a row.
    QWidget *row(int row) const { return m_rows.at(row).content; }

signals:
    void addRequested();
    void removeRequested(int row);

private:
    struct Row
    {
        QWidget *whole = nullptr;
        QWidget *content = nullptr;
    };

    void append();

    const Theme &m_theme;
    Words m_words;
    MakeRow m_makeRow;
    QList<Row> m_rows;
    QVBoxLayout *m_column;
    QPushButton *m_add;
};

} // namespace ui
