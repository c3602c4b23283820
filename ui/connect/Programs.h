// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace ui {

/// How a program gets to the agent.
struct Program
{
    QString name; ///< Also of its token.
    QString how;  ///< What to do with the text, in one or two sentences.
    QString text; ///< What is copied, finished but for the places below.
};

/// The programs and languages that are explained. In their texts stand %URL% (without a slash at its end),
/// %MODEL% and %TOKEN%.
QList<Program> programs();

/// A text with all of that filled in; what only a token makes necessary is left out without one.
QString filledIn(const QString &text, const QString &url, const QString &model, const QString &token);

} // namespace ui
