// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/UsagePopover.h"

#include "ui/theme/Controls.h"
#include "ui/theme/ElidedLabel.h"
#include "ui/usage/Meter.h"
#include "ui/usage/UsageText.h"

#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QLabel *hint(const QString &text, const QString &name)
{
    QLabel *made = label(text, u"hint"_s);
    made->setObjectName(name);
    made->setWordWrap(true);
    return made;
}

} // namespace

UsagePopover::UsagePopover(const Theme &theme, QWidget *parent)
    : Popover(theme, tr("Usage"), parent)
    , m_agent(new ElidedLabel({}, u"hint"_s))
    , m_noSession(hint(tr("No client has named a session yet."), u"noSession"_s))
    , m_unknown(
          hint(tr("The price of some models is not known, so the cost is more than what is said here, and "
                  "only the limits on tokens hold for them."),
               u"unknownCost"_s))
{
    setObjectName(u"usage"_s);
    setFixedWidth(320);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(6);
    column->addWidget(label(tr("Usage"), u"title"_s));
    column->addWidget(m_agent);
    column->addSpacing(6);
    m_day = addSection(theme, u"day"_s);
    m_day.title->setText(tr("Today, until midnight UTC"));
    column->addSpacing(8);
    m_session = addSection(theme, u"session"_s);
    column->addWidget(m_noSession);
    column->addWidget(m_unknown);
    auto *limits = button(theme, u"sliders-horizontal"_s, tr("Limits"));
    limits->setObjectName(u"changeLimits"_s);
    limits->setToolTip(tr("Show the limits in the agent file"));
    connect(limits, &QPushButton::clicked, this, [this] {
        close();
        emit limitsWanted();
    });
    column->addSpacing(8);
    column->addWidget(limits);
}

UsagePopover::Section UsagePopover::addSection(const Theme &theme, const QString &name)
{
    Section section{new ElidedLabel({}, u"caption"_s), new QWidget, new Meter(theme, tr("Tokens")),
                    new Meter(theme, tr("Cost"))};
    section.title->setObjectName(name);
    section.tokens->setObjectName(name + u"Tokens"_s);
    section.cost->setObjectName(name + u"Cost"_s);
    auto *meters = new QVBoxLayout(section.meters);
    meters->setContentsMargins({});
    meters->setSpacing(8);
    meters->addWidget(section.tokens);
    meters->addWidget(section.cost);
    layout()->addWidget(section.title);
    layout()->addWidget(section.meters);
    return section;
}

void UsagePopover::setContent(const Content &content)
{
    m_agent->setText(content.agent);
    fill(m_day, content.day, content.limits.day);
    const UsedTotal session = content.session.value_or(UsedTotal());
    m_session.title->setText(content.session ? tr("Session %1").arg(session.name) : tr("Session"));
    m_session.meters->setVisible(content.session.has_value());
    m_noSession->setVisible(!content.session);
    fill(m_session, session, content.limits.session);
    m_unknown->setVisible(content.day.callsOfUnknownCost + session.callsOfUnknownCost > 0);
    adjustSize();
}

void UsagePopover::fill(const Section &section, const UsedTotal &used, const agent::CapSpec &cap)
{
    section.tokens->setUsed(QLocale().toString(used.tokens),
                            cap.tokens ? QLocale().toString(*cap.tokens) : QString(),
                            shareOfTokens(used, cap));
    section.cost->setUsed(costText(used), cap.costUsd ? dollars(*cap.costUsd) : QString(),
                          shareOfCost(used, cap));
}

} // namespace ui

#include "moc_UsagePopover.cpp"
