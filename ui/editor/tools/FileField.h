// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/LineField.h"

class QMenu;

namespace ui {

/// A field for a file in the agent file's folder, written as it is seen from there ("./tools.py"), with the
/// files to choose from.
class FileField : public LineField
{
    Q_OBJECT
public:
    /// `suffix` of the files offered, without a dot.
    FileField(const QString &label, const QString &suffix);

    /// The agent file whose folder it is.
    void setBeside(const QString &agentFile) { m_agentFile = agentFile; }

private:
    void offer();

    QString m_suffix;
    QString m_agentFile;
    QMenu *m_menu;
};

/// The files below the agent file's folder with this suffix, as seen from there; sorted, and not too many.
QStringList filesBeside(const QString &agentFile, const QString &suffix);

} // namespace ui
