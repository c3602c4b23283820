// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolDelegate.h"

#include "ui/editor/tools/ToolsModel.h"
#include "ui/theme/Controls.h"

#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

QRect inside(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(10, 0, -8, 0);
}

const ToolRow &rowAt(const QModelIndex &index)
{
    return static_cast<const ToolsModel *>(index.model())->rows().at(index.row());
}

PillColors colorsOfKind(const QString &kind)
{
    if (kind.isEmpty())
        return {Token::Warn, Token::WarnSoft};
    return kind == QLatin1String("toolbox") ? PillColors{Token::Muted, Token::Hover}
                                            : PillColors{Token::Info, Token::InfoSoft};
}

PillColors colorsOfPolicy(const QString &policy)
{
    if (policy == QLatin1String("live"))
        return {Token::Ok, Token::OkSoft};
    if (policy == QLatin1String("ask"))
        return {Token::Warn, Token::WarnSoft};
    return policy == QLatin1String("deny") ? PillColors{Token::Error, Token::ErrorSoft}
                                           : PillColors{Token::Info, Token::InfoSoft};
}

PillColors colorsOfEffect(agent::SideEffect effect)
{
    return agent::asksFirst(effect) ? PillColors{Token::Warn, Token::WarnSoft}
                                    : PillColors{Token::Muted, Token::Hover};
}

void drawElided(QPainter &painter, const QRect &where, const QString &text)
{
    // A very long text costs as much to measure as to draw; nothing of its end can be seen anyway.
    const QString seen = text.left(300).simplified();
    painter.drawText(where, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(seen, Qt::ElideRight, where.width()));
}

} // namespace

ToolDelegate::ToolDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void ToolDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Token plain = option.state.testFlag(QStyle::State_MouseOver) ? Token::Sunken : Token::Surface;
    const Token ground = isSelected(option) ? Token::Soft : plain;
    painter->fillRect(option.rect, m_theme.color(ground));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      m_theme.color(Token::Border));
    if (!option.state.testFlag(QStyle::State_Enabled))
        painter->setOpacity(0.5);
    if (index.column() == ToolsModel::Name)
        paintName(*painter, option, index);
    else if (index.column() == ToolsModel::Kind)
        paintKind(*painter, option, index);
    else if (index.column() == ToolsModel::Policy)
        paintPolicy(*painter, option, index);
    else if (index.column() == ToolsModel::Description)
        paintText(*painter, option, index);
    else
        Switch::draw(*painter, QRectF(inside(option)), rowAt(index).enabled, m_theme);
    const bool isFocused = option.state.testFlag(QStyle::State_HasFocus);
    if (isFocused) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme.color(Token::AccentText), 1.5));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), 5, 5);
    }
    painter->restore();
}

void ToolDelegate::paintName(QPainter &painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const ToolRow &row = rowAt(index);
    const QRect area = inside(option);
    const bool isFaulty = !row.fault.isEmpty();
    const Token usual = isSelected(option) ? Token::AccentText : Token::Muted;
    const QRect icon(area.left(), area.center().y() - 7, 16, 16);
    m_theme.icon(isFaulty ? QStringLiteral("circle-alert") : toolIcon(row), isFaulty ? Token::Error : usual)
        .paint(&painter, icon);
    QFont font = Theme::codeFont();
    font.setWeight(QFont::Medium);
    painter.setFont(font);
    const Token enabled = isSelected(option) ? Token::OnSoft : Token::Text;
    painter.setPen(m_theme.color(row.enabled ? enabled : Token::Muted));
    drawElided(painter, area.adjusted(25, 0, 0, 0), index.data().toString());
}

void ToolDelegate::paintKind(QPainter &painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    PillColors colors = colorsOfKind(rowAt(index).kind);
    if (isSelected(option))
        colors.ground = Token::Surface;
    drawPill(painter, inside(option), index.data().toString(), colors);
}

int ToolDelegate::drawPill(QPainter &painter, const QRect &area, const QString &text, PillColors colors) const
{
    QFont font = Theme::textFont();
    font.setPixelSize(11);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const int width = std::min(area.width(), painter.fontMetrics().horizontalAdvance(text) + 14);
    const QRectF pill(area.left(), area.center().y() - 8.5, width, 18);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(colors.ground));
    painter.drawRoundedRect(pill, 9, 9);
    painter.setPen(m_theme.color(colors.ink));
    painter.drawText(pill, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, width - 8));
    return width;
}

void ToolDelegate::paintPolicy(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const QRect area = inside(option);
    const int width = drawPill(painter, area, index.data().toString(), colorsOfPolicy(rowAt(index).policy));
    m_theme.icon(QStringLiteral("chevron-down"))
        .paint(&painter, QRect(area.left() + width + 3, area.center().y() - 5, 12, 12));
}

void ToolDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QRect area = inside(option);
    const QString effect = toolEffectTitle(rowAt(index));
    if (!effect.isEmpty()) {
        const PillColors colors = colorsOfEffect(rowAt(index).effect);
        area.setLeft(area.left() + drawPill(painter, area, effect, colors) + 8);
    }
    QFont font = option.font;
    font.setPixelSize(12);
    painter.setFont(font);
    painter.setPen(m_theme.color(isSelected(option) ? Token::OnSoft : Token::Muted));
    drawElided(painter, area, rowAt(index).description);
}

bool ToolDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    const bool takesClicks = index.column() == ToolsModel::Enabled || index.column() == ToolsModel::Policy;
    if (!takesClicks || event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !option.rect.contains(mouse->position().toPoint()))
        return false;
    if (index.column() == ToolsModel::Policy) {
        emit policyClicked(index, option.rect);
        return true;
    }
    return model->setData(index, rowAt(index).enabled ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace ui

#include "moc_ToolDelegate.cpp"
