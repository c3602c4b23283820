// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/SearchField.h"

#include "ui/theme/LucideIcon.h"
#include "ui/theme/Theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

SearchField::SearchField(const Theme &theme, const QString &name, const QString &hint, QString icon,
                         QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_icon(std::move(icon))
{
    setAccessibleName(name);
    setPlaceholderText(hint);
    setProperty("look", u"search"_s);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    drawLucide(painter, m_icon, QRectF(10, (height() - 15) / 2.0, 15, 15), m_theme.color(Token::Muted));
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace ui

#include "moc_SearchField.cpp"
