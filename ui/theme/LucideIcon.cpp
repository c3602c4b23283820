// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/LucideIcon.h"

#include "agent/base/Log.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QByteArray sourceOf(const QString &name)
{
    static QHash<QString, QByteArray> read;
    const auto known = read.constFind(name);
    if (known != read.constEnd())
        return *known;
    QFile file(u":/slipway/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(agent::log::ui) << "there is no icon" << name;
        return read[name] = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" )"
                            R"(stroke="currentColor" stroke-width="2"><path d="M4 4h16v16H4z"/></svg>)";
    }
    return read[name] = file.readAll();
}

class LucideEngine : public QIconEngine
{
public:
    LucideEngine(QString name, Token token, std::shared_ptr<const Colors> colors)
        : m_name(std::move(name))
        , m_token(token)
        , m_colors(std::move(colors))
    {
    }

    QIconEngine *clone() const override { return new LucideEngine(*this); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        // Qt's buttons leave 4 px between icon and text; a wider icon drawn to the left makes it more.
        const int side = std::min(rect.width(), rect.height());
        const QRectF square(rect.left(), rect.top() + (rect.height() - side) / 2.0, side, side);
        drawLucide(*painter, m_name, square, colorFor(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        const Token token = mode == QIcon::Disabled ? Token::Strong : m_token;
        return (*m_colors)[static_cast<std::size_t>(token)];
    }

    QString m_name;
    Token m_token;
    std::shared_ptr<const Colors> m_colors;
};

} // namespace

QIcon lucideIcon(const QString &name, Token token, std::shared_ptr<const Colors> colors)
{
    return QIcon(new LucideEngine(name, token, std::move(colors)));
}

void drawLucide(QPainter &painter, const QString &name, const QRectF &where, const QColor &color,
                double stroke)
{
    QByteArray svg = sourceOf(name);
    svg.replace("currentColor", color.name().toLatin1());
    svg.replace("stroke-width=\"2\"", "stroke-width=\"" + QByteArray::number(stroke) + '"');
    QSvgRenderer(svg).render(&painter, where);
}

} // namespace ui
