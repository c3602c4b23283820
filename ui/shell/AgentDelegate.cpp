// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/AgentDelegate.h"

#include "ui/shell/AgentListModel.h"
#include "ui/theme/LucideIcon.h"
#include "ui/theme/Theme.h"

#include <QPainter>
#include <QWidget>

namespace ui {
namespace {

QFont sized(const QFont &font, int pixels, QFont::Weight weight)
{
    QFont result = font;
    result.setPixelSize(pixels);
    result.setWeight(weight);
    return result;
}

void drawElided(QPainter &painter, const QRectF &where, const QString &text)
{
    painter.drawText(where, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, where.width()));
}

AgentListModel::Kind kindOf(const QModelIndex &index)
{
    return AgentListModel::Kind(index.data(AgentListModel::KindRole).toInt());
}

} // namespace

AgentDelegate::AgentDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize AgentDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {100, kindOf(index) == AgentListModel::Kind::Heading ? 34 : 48};
}

void AgentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (kindOf(index) == AgentListModel::Kind::Heading) {
        paintHeading(*painter, option.rect, index);
        painter->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF box = QRectF(option.rect).adjusted(6, 1, -6, -1);
    paintGround(*painter, option, box);
    const QRectF tile(box.left() + 8, box.center().y() - 14, 28, 28);
    paintTile(*painter, tile, index.data(AgentListModel::IconRole).toString(), selected);

    const double left = tile.right() + 10;
    const double width = box.right() - left - 24;
    painter->setFont(sized(option.font, 13, QFont::Medium));
    painter->setPen(m_theme.color(selected ? Token::OnSoft : Token::Text));
    drawElided(*painter, QRectF(left, box.top() + 6, width, 18), index.data().toString());
    painter->setFont(sized(option.font, 11, QFont::Normal));
    painter->setPen(m_theme.color(selected ? Token::OnSoft : Token::Faint));
    drawElided(*painter, QRectF(left, box.top() + 23, width, 16),
               index.data(AgentListModel::SubtitleRole).toString());
    paintState(*painter, QPointF(box.right() - 13, box.center().y()), index);
    painter->restore();
}

void AgentDelegate::paintHeading(QPainter &painter, const QRect &row, const QModelIndex &index) const
{
    QFont font = sized(painter.font(), 11, QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.5);
    painter.setFont(font);
    painter.setPen(m_theme.color(Token::Faint));
    drawElided(painter, QRectF(row).adjusted(14, 8, -8, 0), index.data().toString().toUpper());
}

void AgentDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                                const QRectF &box) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(selected ? Token::Soft : Token::Hover));
        painter.drawRoundedRect(box, 8, 8);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.widget && option.widget->hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Token::AccentText), 1.5));
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7);
    }
}

void AgentDelegate::paintTile(QPainter &painter, const QRectF &tile, const QString &icon, bool selected) const
{
    painter.setPen(m_theme.color(Token::Border));
    painter.setBrush(m_theme.color(Token::Surface));
    painter.drawRoundedRect(tile, 8, 8);
    drawLucide(painter, icon, tile.adjusted(6, 6, -6, -6),
               m_theme.color(selected ? Token::AccentText : Token::Muted));
}

void AgentDelegate::paintState(QPainter &painter, const QPointF &centre, const QModelIndex &index) const
{
    const auto state = AgentListModel::State(index.data(AgentListModel::StateRole).toInt());
    if (state == AgentListModel::State::None)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(state == AgentListModel::State::Running ? Token::OkDot : Token::Error));
    painter.drawEllipse(centre, 3.5, 3.5);
}

} // namespace ui

#include "moc_AgentDelegate.cpp"
