// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallableAgent.h"

#include "agent/base/Lines.h"
#include "app/cli/Terminal.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace app {

std::optional<UsableAgent> usableAgent(const AgentSource &source)
{
    const agent::SpecDocument document(source.text, source.path, environmentOf(source));
    if (const auto &spec = document.spec())
        return UsableAgent{document, *spec};
    for (const agent::Diagnostic &diagnostic : document.diagnostics())
        complain(agent::toString(diagnostic, source.path));
    return std::nullopt;
}

QCoro::Task<agent::AgentPtr> callableAgent(AgentSource source, UsableAgent usable, QStringList tools)
{
    agent::Surroundings surroundings;
    surroundings.environment = usable.document.environment();
    const QString folder = QFileInfo(source.path).absolutePath();
    const auto made = co_await agent::makeToolsOf(usable.spec, folder, surroundings, tools);
    if (!made) {
        complain(placed(made.error(), usable.document, source.path));
        co_return agent::AgentPtr();
    }
    co_return *made;
}

QString placed(const agent::Error &error, const agent::SpecDocument &document, const QString &path)
{
    if (!error.where.startsWith(u'/') || document.value(error.where).isUndefined())
        return error.message;
    const agent::Position at = agent::Lines(document.text()).at(document.placeOf(error.where).first);
    return u"%1:%2:%3: error: %4"_s.arg(path).arg(at.line).arg(at.column).arg(error.message);
}

int workOff(const std::function<QCoro::Task<int>()> &work)
{
    // Not before exec(): exit() would go unheard.
    QTimer::singleShot(0, QCoreApplication::instance(),
                       [work] { work().then([](int status) { QCoreApplication::exit(status); }); });
    return QCoreApplication::exec();
}

} // namespace app
