// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/FileAgents.h"

#include "agent/spec/SpecDocument.h"
#include "agent/values/AgentFile.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The names of files among those the tools ask, and where each stands first.
void collect(const QList<ToolSpec> &tools, const QString &where, QMap<QString, QString> &names)
{
    for (qsizetype i = 0; i < tools.size(); ++i) {
        const auto *asked = std::get_if<AgentTool>(&tools[i].kind);
        if (asked && tools[i].enabled && isAgentFile(asked->agent) && !names.contains(asked->agent))
            names.insert(asked->agent, json::pointer(where + u"/tools"_s, i) + u"/agent"_s);
    }
}

QMap<QString, QString> namesIn(const AgentSpec &spec)
{
    QMap<QString, QString> names;
    collect(spec.tools, {}, names);
    for (auto it = spec.agents.begin(); it != spec.agents.end(); ++it)
        collect(it->tools, json::pointer(u"/agents"_s, it.key()), names);
    return names;
}

Result<QByteArray> textOf(const QString &path)
{
    constexpr qint64 maxBytes = qint64{16} << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Denied, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    if (file.size() > maxBytes)
        return fail(ErrorKind::InvalidInput, u"%1 is larger than 16 MiB: that is no agent file"_s.arg(path));
    return file.readAll();
}

Result<AskedFile> readOne(const QString &written, const QString &where, const QString &folder,
                          const Surroundings &surroundings)
{
    const QString path = QFileInfo(folder + u'/' + written).canonicalFilePath();
    if (path.isEmpty())
        return fail(ErrorKind::NotFound, u"there is no agent file \"%1\" in %2"_s.arg(written, folder));
    if (surroundings.askingFiles.contains(path))
        return fail(ErrorKind::InvalidInput, u"%1 would ask itself in the end"_s.arg(path));
    const Result<QByteArray> text = textOf(path);
    if (!text)
        return tl::unexpected(text.error());
    const SpecDocument document(*text, path, environmentBeside(path, surroundings.environment));
    if (const std::optional<AgentSpec> &spec = document.spec())
        return AskedFile{path, where, *spec};
    const QList<Diagnostic> &all = document.diagnostics();
    const auto fault = std::ranges::find(all, Severity::Error, &Diagnostic::severity);
    return fail(ErrorKind::InvalidInput, toString(*fault, path));
}

Task<AgentPtr> makeOne(AskedFile file, Surroundings surroundings)
{
    if (!std::holds_alternative<std::monostate>(surroundings.cassette))
        co_return fail(
            ErrorKind::Unavailable,
            u"a cassette holds the agents of one file, so %1 cannot be asked while one is recorded "
            "or replayed"_s.arg(file.path));
    surroundings.environment = environmentBeside(file.path, surroundings.environment);
    surroundings.askingFiles.append(file.path);
    surroundings.servers = std::make_shared<mcp::Servers>(); // those of the asking file are not its
    const Result<AgentPtr> made =
        co_await makeAgent(file.spec, QFileInfo(file.path).absolutePath(), surroundings);
    if (!made)
        co_return fail(made.error().kind, u"%1: %2"_s.arg(file.path, made.error().message));
    const auto agent = std::make_shared<Agent>(**made);
    if (const auto trouble = mcp::troubleIn(agent->servers)) // nobody would ever see it
        co_return fail(trouble->kind, u"%1: %2"_s.arg(file.path, trouble->message));
    agent->isOfAnotherFile = true;
    agent->ownServers = surroundings.servers;
    agent->files.prepend(file.path);
    co_return AgentPtr(agent);
}

} // namespace

Result<AskedFiles> readAskedFiles(const AgentSpec &spec, const QString &folder,
                                  const Surroundings &surroundings)
{
    AskedFiles files;
    const QMap<QString, QString> names = namesIn(spec);
    for (auto it = names.begin(); it != names.end(); ++it) {
        const Result<AskedFile> file = readOne(it.key(), *it, folder, surroundings);
        if (!file)
            return fail(file.error().kind, file.error().message, *it);
        files.insert(it.key(), *file);
    }
    return files;
}

Task<QMap<QString, AgentPtr>> makeFileAgents(AskedFiles files, Surroundings surroundings)
{
    QMap<QString, AgentPtr> agents;
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const Result<AgentPtr> made = co_await makeOne(*it, surroundings);
        if (!made)
            co_return fail(made.error().kind, made.error().message, it->where);
        agents.insert(it.key(), *made);
    }
    co_return agents;
}

} // namespace agent
