// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/process/Program.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace agent {

QString pathOf(const Program &program)
{
    if (program.command.contains(u'/'))
        return QDir(program.folder).absoluteFilePath(program.command);
    const QStringList folders = program.environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    return folders.isEmpty() ? QString() : QStandardPaths::findExecutable(program.command, folders);
}

QProcessEnvironment asProcessEnvironment(const Environment &environment)
{
    QProcessEnvironment made;
    for (auto it = environment.begin(); it != environment.end(); ++it)
        made.insert(it.key(), it.value());
    return made;
}

Environment bareEnvironment(const Environment &environment)
{
    Environment made;
    for (const QString &name : {u"PATH"_s, u"HOME"_s, u"LANG"_s}) {
        if (environment.contains(name))
            made.insert(name, environment.value(name));
    }
    return made;
}

} // namespace agent
