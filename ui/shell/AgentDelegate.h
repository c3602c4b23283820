// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class Theme;

/// Paints the rows of an AgentListModel.
class AgentDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit AgentDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter &painter, const QRect &row, const QModelIndex &index) const;
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QRectF &box) const;
    void paintTile(QPainter &painter, const QRectF &tile, const QString &icon, bool selected) const;
    void paintState(QPainter &painter, const QPointF &centre, const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace ui
