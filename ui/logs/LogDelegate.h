// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class Theme;

/// Paints the cells of a LogModel: the level as a tag, everything else in the fixed-width face.
class LogDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit LogDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintTag(QPainter &painter, const QRect &cell, const QModelIndex &index) const;

    const Theme &m_theme;
    QFont m_code;
    QFont m_tag;
};

} // namespace ui
