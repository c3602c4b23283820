// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/Templates.h"

#include "agent/base/Nearest.h"
#include "agent/spec/AgentSchema.h"
#include "agent/spec/SpecDocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString templatesFolder()
{
    const QStringList candidates{qEnvironmentVariable("SLIPWAY_TEMPLATES"),
                                 QCoreApplication::applicationDirPath() + u"/../share/slipway/templates"_s,
                                 QStringLiteral(SLIPWAY_SOURCE_TEMPLATES)};
    for (const QString &folder : candidates) {
        if (!folder.isEmpty() && QDir(folder).exists())
            return QDir(folder).absolutePath();
    }
    return {};
}

Template readTemplate(const QString &name, const QString &agentFile)
{
    QFile file(agentFile);
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const SpecDocument document(text, agentFile);
    const QString title = document.value(u"/name"_s).toString().simplified();
    const QString description = document.value(u"/description"_s).toString();
    return {name, title.isEmpty() ? name : title, description.section(u'\n', 0, 0).simplified(), agentFile};
}

bool copyFolder(const QString &from, const QString &to)
{
    if (!QDir().mkpath(to))
        return false;
    QDirIterator entries(from,
                         QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden | QDir::NoSymLinks,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString source = entries.next();
        const QString target = to + source.mid(from.size());
        if (entries.fileInfo().isDir() ? !QDir().mkpath(target) : !QFile::copy(source, target))
            return false;
        // An installed template may be read-only; the person's copy is there to be changed.
        if (entries.fileInfo().isFile())
            QFile::setPermissions(target, QFile::permissions(target) | QFile::WriteOwner | QFile::WriteUser);
    }
    return true;
}

// The templates' first line points to it, for other editors than our own.
bool writeSchema(const QString &folder)
{
    QSaveFile file(QDir(folder).absoluteFilePath(u"agent.schema.json"_s));
    const QByteArray text = agentSchemaText();
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

QString freeFolder(const QString &parent, const QString &name)
{
    QString folder = QDir(parent).absoluteFilePath(name);
    for (int number = 2; QFile::exists(folder); ++number)
        folder = QDir(parent).absoluteFilePath(u"%1-%2"_s.arg(name).arg(number));
    return folder;
}

} // namespace

QList<Template> templates()
{
    QList<Template> list;
    const QString path = templatesFolder();
    if (path.isEmpty()) // an empty QDir would be the current folder
        return {};
    const QDir folder(path);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString agentFile = folder.absoluteFilePath(name + u"/agent.yaml"_s);
        if (QFile::exists(agentFile))
            list.append(readTemplate(name, agentFile));
    }
    std::ranges::stable_partition(list, [](const Template &t) { return t.name == u"starter"; });
    return list;
}

Result<Template> templateNamed(const QString &name)
{
    QStringList known;
    for (const Template &candidate : templates()) {
        if (candidate.name == name)
            return candidate;
        known.append(candidate.name);
    }
    const QString near = nearest(name, known);
    const QString hint = near.isEmpty() ? QString() : u"; did you mean \"%1\"?"_s.arg(near);
    return fail(ErrorKind::NotFound,
                known.isEmpty()
                    ? u"no templates are installed"_s
                    : u"there is no template \"%1\"; there are %2"_s.arg(name, known.join(u", "_s)) + hint);
}

Result<QString> instantiate(const Template &source, const QString &parentFolder)
{
    if (!QFile::exists(source.agentFile))
        return fail(ErrorKind::NotFound, u"the template \"%1\" is no longer there"_s.arg(source.name),
                    source.agentFile);
    const QString target = freeFolder(parentFolder, source.name);
    const bool isCopied = copyFolder(QFileInfo(source.agentFile).absolutePath(), target);
    if (isCopied && writeSchema(parentFolder))
        return target + u"/agent.yaml"_s;
    QDir(target).removeRecursively();
    return fail(ErrorKind::Denied, u"the folder %1 cannot be written; choose another one"_s.arg(target),
                target);
}

} // namespace agent
