// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/LogDelegate.h"

#include "ui/logs/LogModel.h"
#include "ui/theme/Theme.h"

#include <QPainter>

namespace ui {
namespace {

std::pair<Token, Token> inkAndGround(LogLevel level)
{
    switch (level) {
    case LogLevel::Info:
        return {Token::Info, Token::InfoSoft};
    case LogLevel::Ok:
        return {Token::Ok, Token::OkSoft};
    case LogLevel::Warn:
        return {Token::Warn, Token::WarnSoft};
    case LogLevel::Error:
        return {Token::Error, Token::ErrorSoft};
    }
    Q_UNREACHABLE();
}

} // namespace

LogDelegate::LogDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_code(Theme::codeFont())
    , m_tag(Theme::textFont())
{
    m_tag.setPixelSize(10);
    m_tag.setWeight(QFont::DemiBold);
    m_tag.setCapitalization(QFont::AllUppercase);
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const Token ground = option.state.testFlag(QStyle::State_MouseOver) ? Token::Sunken : Token::Surface;
    painter->fillRect(option.rect, m_theme.color(selected ? Token::Soft : ground));
    const QRect cell = option.rect.adjusted(10, 0, -10, 0);
    if (index.column() == LogModel::Level) {
        paintTag(*painter, cell, index);
    } else {
        const Token plain = index.column() == LogModel::Message ? Token::Text : Token::Muted;
        const QString text = index.data().toString().simplified();
        painter->setFont(m_code);
        painter->setPen(m_theme.color(selected ? Token::OnSoft : plain));
        painter->drawText(cell, index.data(Qt::TextAlignmentRole).toInt(),
                          QFontMetrics(m_code).elidedText(text, Qt::ElideRight, cell.width()));
    }
    painter->restore();
}

void LogDelegate::paintTag(QPainter &painter, const QRect &cell, const QModelIndex &index) const
{
    const auto [ink, ground] = inkAndGround(LogLevel(index.data(LogModel::LevelRole).toInt()));
    const QString text = index.data().toString().toUpper();
    const int width = std::min(cell.width(), QFontMetrics(m_tag).horizontalAdvance(text) + 14);
    const QRectF tag(cell.left(), cell.center().y() - 7.5, width, 16);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(ground));
    painter.drawRoundedRect(tag, 4, 4);
    painter.setFont(m_tag);
    painter.setPen(m_theme.color(ink));
    painter.drawText(tag, Qt::AlignCenter, text);
}

} // namespace ui

#include "moc_LogDelegate.cpp"
