// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/LookDesk.h"

#include "ui/shell/Actions.h"
#include "ui/theme/Theme.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QAction *actionOf(const Actions &actions, Theme::Choice choice)
{
    switch (choice) {
    case Theme::Choice::System:
        return actions.lookSystem;
    case Theme::Choice::Light:
        return actions.lookLight;
    case Theme::Choice::Dark:
        return actions.lookDark;
    }
    Q_UNREACHABLE();
}

} // namespace

LookDesk::LookDesk(Theme &theme, Actions &actions, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_actions(actions)
{
    for (const Theme::Choice choice : {Theme::Choice::System, Theme::Choice::Light, Theme::Choice::Dark})
        connect(actionOf(actions, choice), &QAction::triggered, this,
                [this, choice] { m_theme.setChoice(choice); });
    connect(m_actions.switchLook, &QAction::triggered, this,
            [this] { m_theme.setChoice(m_theme.isDark() ? Theme::Choice::Light : Theme::Choice::Dark); });
    connect(&m_theme, &Theme::changed, this, &LookDesk::show);
    show();
}

void LookDesk::show()
{
    const bool dark = m_theme.isDark();
    m_actions.switchLook->setText(dark ? tr("Switch to &light") : tr("Switch to &dark"));
    m_actions.switchLook->setIcon(m_theme.icon(dark ? u"sun"_s : u"moon"_s));
    actionOf(m_actions, m_theme.choice())->setChecked(true);
}

} // namespace ui

#include "moc_LookDesk.cpp"
