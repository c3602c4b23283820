// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Agent.h"
#include "agent/spec/SpecDocument.h"
#include "agent/spec/Templates.h"
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"
#include "app/common/AgentSource.h"
#include "server/http/Ports.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QTcpServer>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace app {
namespace {

bool report(bool isGood, const QString &what, const QString &detail)
{
    print(u"%1 %2 %3"_s.arg(isGood ? u"ok  "_s : u"FAIL"_s).arg(what, -18).arg(detail));
    return isGood;
}

bool checkTemplates()
{
    const qsizetype count = agent::templates().size();
    return report(count > 0, u"templates"_s,
                  count > 0 ? u"%1 found"_s.arg(count) : u"none found: the installation is incomplete"_s);
}

bool checkLoopback(QHostAddress::SpecialAddress address, const QString &what)
{
    QTcpServer probe;
    return report(probe.listen(QHostAddress(address)), what, probe.errorString());
}

void checkPort(quint16 port)
{
    const QString holder = http::portHolder(port);
    print(u"%1 %2 %3"_s.arg(holder.isEmpty() ? u"ok  "_s : u"note"_s)
              .arg(u"port %1"_s.arg(port), -18)
              .arg(holder.isEmpty() ? u"free"_s : u"taken by %1"_s.arg(holder)));
}

// Not every server has a list of its models, so its absence is no fault.
QCoro::Task<> checkModelList(agent::AgentPtr made)
{
    const std::stop_token never;
    const auto models = co_await made->provider->models(never);
    const bool isListed = models && models->contains(made->model);
    QString detail = u"%1 offered, %2 among them"_s;
    if (!isListed)
        detail = u"%1 offered, %2 not among them"_s;
    detail = models ? detail.arg(models->size()).arg(made->model) : models.error().message;
    print(u"%1 %2 %3"_s.arg(isListed ? u"ok  "_s : u"note"_s).arg(u"model list"_s, -18).arg(detail));
}

// Makes the agent and has its model say one word: the only proof that key, address and model are right.
QCoro::Task<bool> checkAgent(AgentSource source)
{
    const agent::SpecDocument document(source.text, source.path);
    for (const agent::Diagnostic &diagnostic : document.diagnostics())
        print(u"     "_s + agent::toString(diagnostic, source.path));
    const auto &spec = document.spec();
    report(spec.has_value(), u"agent file"_s, source.path);
    if (!spec)
        co_return false;
    const agent::Surroundings surroundings{processEnvironment(), false};
    const auto made = co_await agent::makeAgent(*spec, QFileInfo(source.path).absolutePath(), surroundings);
    if (!report(made.has_value(), u"provider"_s, made ? (*made)->providerReason : made.error().message))
        co_return false;
    co_await checkModelList(*made);
    agent::ModelRequest request;
    request.model = (*made)->model;
    request.messages = {agent::Message{agent::Role::User, u"Reply with the word OK."_s, {}, {}}};
    request.maxTokens = 16;
    const agent::ModelSink ignore = [](const agent::ModelDelta &) { };
    const agent::Stopwatch watch;
    const std::stop_token never;
    const auto reply = co_await (*made)->provider->complete(request, ignore, never);
    co_return report(reply.has_value(), u"model"_s,
                     reply ? u"%1 answered in %2 ms"_s.arg(request.model).arg(watch.elapsed().count())
                           : reply.error().message + u' ' + reply.error().where);
}

} // namespace

int doctor(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Checks what an agent needs, for real: the last step calls the agent's model."_s);
    parser.addPositionalArgument(u"agent"_s, u"Agent file or template name (default: starter)."_s,
                                 u"[AGENT]"_s);
    if (const auto status = parse(parser, u"doctor"_s, arguments))
        return *status;
    print(u"     slipway " SLIPWAY_VERSION ", Qt %1"_s.arg(QLatin1String(qVersion())));
    bool allGood = checkTemplates();
    allGood = checkLoopback(QHostAddress::LocalHost, u"127.0.0.1"_s) && allGood;
    checkLoopback(QHostAddress::LocalHostIPv6, u"::1"_s);
    checkPort(8000);
    const auto source = findAgent(parser.positionalArguments().value(0, u"starter"_s));
    if (!source) {
        report(false, u"agent file"_s, source.error().message);
        return 1;
    }
    // Not before exec(): exit() would go unheard.
    QTimer::singleShot(0, QCoreApplication::instance(), [source = *source, allGood] {
        checkAgent(source).then(
            [allGood](bool isGood) { QCoreApplication::exit(isGood && allGood ? 0 : 1); });
    });
    return QCoreApplication::exec();
}

} // namespace app
