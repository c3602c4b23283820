// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Controls.h"

#include "ui/theme/LucideIcon.h"

#include <QAbstractItemView>
#include <QAction>
#include <QEvent>
#include <QFile>
#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QSvgRenderer>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace ui {

void setStyled(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

void setLook(QWidget *widget, const QString &look)
{
    // A plain QWidget draws the ground of its style sheet only when told to.
    widget->setAttribute(Qt::WA_StyledBackground);
    setStyled(widget, "look", look);
}

void putInTabOrder(QWidget *before, const QWidget &inside)
{
    for (QWidget *widget : inside.findChildren<QWidget *>()) {
        const bool takesTab = (widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy();
        if (!takesTab || widget->window() != before->window()) // the list of a combo box is a window
            continue;
        QWidget::setTabOrder(before, widget);
        before = widget;
    }
}

QLabel *label(const QString &text, const QString &look)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    if (!look.isEmpty())
        label->setProperty("look", look);
    return label;
}

QPushButton *button(const Theme &theme, const QString &icon, const QString &text, const QString &look)
{
    static const QHash<QString, Token> inks{
        {u"primary"_s, Token::OnAccent}, {u"danger"_s, Token::Error}, {u"ghost"_s, Token::AccentText}};
    auto *button = new QPushButton(text);
    if (!icon.isEmpty())
        button->setIcon(theme.icon(icon, inks.value(look, Token::Muted)));
    button->setIconSize({19, 15});
    button->setFocusPolicy(Qt::TabFocus);
    if (!look.isEmpty())
        button->setProperty("look", look);
    return button;
}

QToolButton *iconButton(const Theme &theme, const QString &icon, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(theme.icon(icon));
    button->setIconSize({16, 16});
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton *iconButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::TabFocus);
    const auto follow = [button, action] {
        QString name = action->text();
        name.remove(u'&').remove(u'\u2026');
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        button->setAccessibleName(name);
        button->setToolTip(keys.isEmpty() ? name : u"%1 (%2)"_s.arg(name, keys));
    };
    QObject::connect(action, &QAction::changed, button, follow);
    follow();
    return button;
}

Switch::Switch(const Theme &theme, const QString &name, QWidget *parent)
    : QCheckBox(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
}

QSize Switch::sizeHint() const
{
    return {36, 22};
}

void Switch::draw(QPainter &painter, const QRectF &where, bool on, const Theme &theme)
{
    const QRectF track(where.left(), where.center().y() - 8, 30, 16);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(on ? Token::Accent : Token::Track));
    painter.drawRoundedRect(track, 8, 8);
    painter.setBrush(theme.color(Token::Knob));
    painter.drawEllipse(QRectF(on ? track.right() - 14 : track.left() + 2, track.top() + 2, 12, 12));
    painter.restore();
}

void Switch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!isEnabled())
        painter.setOpacity(0.5);
    draw(painter, QRectF(rect()).adjusted(3, 0, 0, 0), isChecked(), m_theme);
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::AccentText), 2));
    painter.drawRoundedRect(QRectF(1, height() / 2.0 - 10, 34, 20), 10, 10);
}

ComboBox::ComboBox(const Theme &theme, const QString &name, QWidget *parent)
    : QComboBox(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
    setFocusPolicy(Qt::TabFocus);
    // Without a delegate of its own the list ignores the style sheet's item looks.
    setItemDelegate(new QStyledItemDelegate(this));
}

void ComboBox::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const Token ink = isEnabled() ? Token::Muted : Token::Strong;
    drawLucide(painter, u"chevron-down"_s, QRectF(width() - 23, (height() - 14) / 2.0, 14, 14),
               m_theme.color(ink), 2.25);
}

void ComboBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

QIcon programIcon()
{
    QIcon icon;
    QSvgRenderer renderer(u":/slipway/slipway.svg"_s);
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace ui

#include "moc_Controls.cpp"
