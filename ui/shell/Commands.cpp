// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Commands.h"

#include <QAction>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace ui {

static Command commandOf(QAction *action, const QString &text)
{
    const auto run = [guarded = QPointer<QAction>(action)] {
        if (guarded)
            guarded->trigger();
    };
    return {text, action->shortcut().toString(QKeySequence::NativeText), action->icon(), run};
}

QList<Command> commandsOf(const QMenu &menu, const QString &group)
{
    QList<Command> commands;
    for (QAction *action : menu.actions()) {
        QString text = action->text();
        text.remove(u'&').remove(u'\u2026');
        if (const QMenu *inner = action->menu())
            commands += commandsOf(*inner, text);
        else if (!action->isSeparator() && action->isEnabled())
            commands += commandOf(action, group.isEmpty() ? text : u"%1: %2"_s.arg(group, text));
    }
    return commands;
}

} // namespace ui
