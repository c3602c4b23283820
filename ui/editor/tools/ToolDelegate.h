// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Token.h"

#include <QStyledItemDelegate>

namespace ui {

class Theme;

/// The colours of a word on a tinted ground.
struct PillColors
{
    Token ink;
    Token ground;
};

/// Draws the cells of the tools table: name with icon, kind as a pill, effect and description, policy,
/// switch.
class ToolDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `theme` must outlive the delegate.
    ToolDelegate(const Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// A click on the switch flips it; one on the policy is told.
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

signals:
    void policyClicked(const QModelIndex &index, const QRect &cell); ///< `cell` in the view.

private:
    int drawPill(QPainter &painter, const QRect &area, const QString &text, PillColors colors) const;
    void paintPolicy(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintName(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintKind(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace ui
