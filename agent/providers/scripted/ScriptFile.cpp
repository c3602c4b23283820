// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/scripted/ScriptFile.h"

#include "agent/base/YamlFile.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace agent {

Result<Script> loadScript(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"The script %1 cannot be read: %2"_s.arg(path, file.errorString()),
                    path);
    const yaml::Source source{path};
    // One byte more than is taken, so that a larger file is refused and not cut.
    const auto tree = yaml::readFaultless(file.read(source.limits.bytes + 1), source);
    if (!tree)
        return tl::unexpected(tree.error());
    Script script;
    json::Reader reader;
    readScript(yaml::toJson(*tree), script, reader, {});
    const auto good = yaml::firstFault(*tree, source, reader.faults());
    if (!good)
        return tl::unexpected(good.error());
    return script;
}

} // namespace agent
