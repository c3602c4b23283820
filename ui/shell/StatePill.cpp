// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatePill.h"

#include "ui/theme/Theme.h"

#include <QFileInfo>
#include <QMouseEvent>
#include <QPainter>

namespace ui {
namespace {

struct Colouring
{
    Token ground;
    Token ink;
    Token dot;
};

Colouring colouringOf(CassetteUse::Kind kind)
{
    if (kind == CassetteUse::Kind::Record)
        return {Token::ErrorSoft, Token::Error, Token::Error};
    return {Token::InfoSoft, Token::Info, Token::Info};
}

Colouring colouringOf(StatePill::State state)
{
    switch (state) {
    case StatePill::State::Running:
        return {Token::OkSoft, Token::Ok, Token::OkDot};
    case StatePill::State::Silent:
        return {Token::WarnSoft, Token::Warn, Token::Warn};
    case StatePill::State::Failed:
        return {Token::ErrorSoft, Token::Error, Token::Error};
    default:
        return {Token::Hover, Token::Muted, Token::Faint};
    }
}

} // namespace

StatePill::StatePill(const Theme &theme, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(State::Stopped);
}

void StatePill::setState(State state)
{
    m_state = state;
    showWord();
}

void StatePill::setWaiting(int count)
{
    m_waiting = count;
    showWord();
}

void StatePill::setCassette(const std::optional<CassetteUse> &cassette)
{
    m_cassette = cassette;
    showWord();
}

QString StatePill::runningWord() const
{
    if (!m_cassette)
        return tr("Running");
    constexpr int most = 150; // pixels
    const QString name =
        QFontMetrics(wordFont()).elidedText(QFileInfo(m_cassette->path).fileName(), Qt::ElideMiddle, most);
    return m_cassette->kind == CassetteUse::Kind::Record ? tr("Recording %1").arg(name)
                                                         : tr("Replaying %1").arg(name);
}

void StatePill::showWord()
{
    setText(word());
    setAccessibleName(tr("Server: %1").arg(word()));
    setToolTip(isAsking() ? tr("Something waits for you. Click to see it.") : accessibleName());
    setCursor(isAsking() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
    update();
}

void StatePill::mouseReleaseEvent(QMouseEvent *event)
{
    if (isAsking() && event->button() == Qt::LeftButton)
        emit waitingClicked();
}

QString StatePill::word() const
{
    if (isAsking())
        return tr("%n waiting", nullptr, m_waiting);
    switch (m_state) {
    case State::Stopped:
        return tr("Stopped");
    case State::Starting:
        return tr("Starting");
    case State::Running:
        return runningWord();
    case State::Stopping:
        return tr("Stopping");
    case State::Silent:
        return tr("Not answering");
    case State::Failed:
        return tr("Not started");
    }
    Q_UNREACHABLE();
}

QFont StatePill::wordFont() const
{
    QFont result = font();
    result.setPixelSize(12);
    result.setWeight(QFont::DemiBold);
    return result;
}

QSize StatePill::sizeHint() const
{
    return {QFontMetrics(wordFont()).horizontalAdvance(word()) + 42, 28};
}

void StatePill::paintEvent(QPaintEvent *)
{
    const bool isTaped = m_state == State::Running && m_cassette && !isAsking();
    const Colouring colours =
        isTaped ? colouringOf(m_cassette->kind) : colouringOf(isAsking() ? State::Silent : m_state);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(colours.ground));
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    const QPointF centre(16, height() / 2.0);
    QColor glow = m_theme.color(colours.dot);
    glow.setAlpha(60);
    painter.setBrush(glow);
    painter.drawEllipse(centre, 6.5, 6.5);
    painter.setBrush(m_theme.color(colours.dot));
    painter.drawEllipse(centre, 4, 4);
    painter.setFont(wordFont());
    painter.setPen(m_theme.color(colours.ink));
    const QRect room = rect().adjusted(28, 0, -10, 0);
    painter.drawText(room, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(word(), Qt::ElideRight, room.width()));
}

} // namespace ui

#include "moc_StatePill.cpp"
