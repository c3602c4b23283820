// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/Meter.h"

#include "ui/theme/Controls.h"
#include "ui/usage/UsageText.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

class Meter::Bar : public QWidget
{
public:
    explicit Bar(const Theme &theme)
        : m_theme(theme)
    {
        setFixedHeight(6);
    }

    void setShare(double share)
    {
        m_share = share;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::Hover));
        painter.drawRoundedRect(rect(), 3, 3);
        if (m_share <= 0)
            return;
        const Token full = m_share < 1 ? Token::Warn : Token::Error;
        painter.setBrush(m_theme.color(m_share < warningShare ? Token::Accent : full));
        const double filled = std::max(6.0, width() * std::min(1.0, m_share));
        painter.drawRoundedRect(QRectF(0, 0, filled, height()), 3, 3);
    }

private:
    const Theme &m_theme;
    double m_share = 0;
};

Meter::Meter(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_figure(label({}))
    , m_bar(new Bar(theme))
{
    m_figure->setObjectName(u"figure"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(label(name, u"muted"_s));
    row->addStretch();
    row->addWidget(m_figure);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_bar);
}

void Meter::setUsed(const QString &used, const QString &cap, std::optional<double> share)
{
    m_figure->setText(cap.isEmpty() ? used : tr("%1 of %2").arg(used, cap));
    m_bar->setVisible(share.has_value());
    m_bar->setShare(share.value_or(0));
}

} // namespace ui

#include "moc_Meter.cpp"
