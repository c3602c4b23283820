// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/AgentSource.h"

#include "agent/spec/Templates.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using agent::ErrorKind;
using agent::fail;

namespace app {

agent::Result<AgentSource> readAgent(const QString &path)
{
    constexpr qint64 maxBytes = 16 << 20;
    const QFileInfo info(path);
    if (!info.isFile())
        return fail(ErrorKind::NotFound, u"There is no agent file %1."_s.arg(path), path);
    if (info.size() > maxBytes)
        return fail(ErrorKind::InvalidInput, u"%1 is larger than 16 MiB: that is no agent file."_s.arg(path),
                    path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Denied, u"%1 cannot be read: %2."_s.arg(path, file.errorString()), path);
    return AgentSource{info.absoluteFilePath(), file.readAll(), agent::dotEnvTextBeside(path)};
}

agent::Result<AgentSource> findAgent(const QString &name)
{
    const bool isPath = name.contains(u'/') || name.endsWith(u".yaml") || name.endsWith(u".yml");
    if (isPath || QFileInfo(name).isFile())
        return readAgent(name);
    const agent::Result<agent::Template> found = agent::templateNamed(name);
    if (!found)
        return fail(ErrorKind::NotFound,
                    u"There is no agent file %1, and %2"_s.arg(name, found.error().message), name);
    return readAgent(found->agentFile);
}

agent::Environment environmentOf(const AgentSource &source)
{
    return agent::environmentBeside(source.path, agent::processEnvironment());
}

QStringList dotEnvFaults(const AgentSource &source)
{
    QStringList faults = agent::readDotEnv(source.dotEnv).faults;
    for (QString &fault : faults)
        fault = u"%1: warning: %2; the line is skipped"_s.arg(agent::dotEnvBeside(source.path), fault);
    return faults;
}

} // namespace app
