// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;

namespace ui {

/// Fields side by side; one above the other when there is less room than they need.
class FieldsRow : public QWidget
{
    Q_OBJECT
public:
    /// One column: a widget and its share of the width.
    struct Column
    {
        QWidget *field = nullptr;
        int stretch = 1;
    };

    /// `breakBelow`: the width in pixels under which the fields are stacked.
    FieldsRow(const QList<Column> &columns, int breakBelow, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *m_layout;
    int m_breakBelow;
};

} // namespace ui
