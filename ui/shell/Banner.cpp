// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Banner.h"

#include "ui/theme/Controls.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

struct ToneLook
{
    QString name;
    QString icon;
    Token ink;
};

ToneLook lookOf(Banner::Tone tone)
{
    switch (tone) {
    case Banner::Tone::Info:
        return {u"info"_s, u"info"_s, Token::Info};
    case Banner::Tone::Warning:
        return {u"warning"_s, u"triangle-alert"_s, Token::Warn};
    case Banner::Tone::Error:
        return {u"error"_s, u"circle-alert"_s, Token::Error};
    }
    Q_UNREACHABLE();
}

} // namespace

Banner::Banner(const Theme &theme, Tone tone, const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
{
    const ToneLook look = lookOf(tone);
    setProperty("tone", look.name);
    setLook(this, u"banner"_s);
    m_row->setContentsMargins(14, 6, 8, 6);
    m_row->setSpacing(8);

    auto *sign = new QToolButton;
    sign->setIcon(theme.icon(look.icon, look.ink));
    sign->setIconSize({16, 16});
    sign->setFocusPolicy(Qt::NoFocus);
    sign->setAttribute(Qt::WA_TransparentForMouseEvents);
    sign->setAccessibleName(tr("Message"));
    auto *text = label(sentence);
    text->setObjectName(u"bannerText"_s);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = iconButton(theme, u"x"_s, tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, &QObject::deleteLater);
    m_row->addWidget(sign);
    m_row->addWidget(text, 1);
    m_row->addWidget(close);
}

void Banner::offer(const QString &text, const std::function<void()> &run)
{
    auto *offered = button(m_theme, {}, text, u"banner"_s);
    connect(offered, &QPushButton::clicked, this, [this, run] {
        deleteLater();
        run();
    });
    m_row->insertWidget(m_row->count() - 1, offered);
}

BannerArea::BannerArea(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
}

Banner *BannerArea::show(const QString &topic, Banner::Tone tone, const QString &sentence)
{
    dismiss(topic);
    auto *banner = new Banner(m_theme, tone, sentence);
    banner->setObjectName(topic);
    layout()->addWidget(banner);
    return banner;
}

void BannerArea::dismiss(const QString &topic)
{
    if (auto *old = findChild<Banner *>(topic, Qt::FindDirectChildrenOnly)) {
        old->setObjectName({});
        old->hide();
        old->deleteLater();
    }
}

} // namespace ui

#include "moc_Banner.cpp"
