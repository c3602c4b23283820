// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/CheckUp.h"
#include "agent/providers/LocalServers.h"
#include "agent/run/Answerers.h"
#include "agent/spec/SpecDocument.h"
#include "agent/spec/Templates.h"
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"
#include "app/common/AgentSource.h"
#include "app/common/UserFiles.h"
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

void reportStep(const agent::CheckStep &step)
{
    if (step.outcome == agent::CheckStep::Outcome::Remark)
        print(u"note %1 %2"_s.arg(step.name, -18).arg(step.detail));
    else
        report(step.outcome == agent::CheckStep::Outcome::Good, step.name, step.detail);
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

void reportPrices()
{
    const agent::PriceTable prices = pricesInUse();
    for (const agent::PriceFile &file : prices.files()) {
        const QString date = file.date.isEmpty() ? QString() : u", dated "_s + file.date;
        report(true, u"prices"_s,
               u"%1, models: %2%3"_s.arg(file.path, QString::number(file.rows.size()), date));
        for (const QString &fault : file.faults)
            print(u"note %1 %2"_s.arg(u"prices"_s, -18).arg(fault));
    }
}

// Whether all of them answer; who asks the same as another is not asked again.
QCoro::Task<bool> checkAnswerers(QList<agent::Answerer> answerers)
{
    const agent::CheckSink sink = reportStep;
    bool allGood = true;
    for (const agent::Answerer &answerer : answerers) {
        const QString model = answerer.choice.provider->name() + u" "_s + answerer.choice.model;
        if (!answerer.like.isEmpty()) {
            report(true, answerer.who, u"%1, as with %2"_s.arg(model, answerer.like));
            continue;
        }
        report(true, answerer.who, u"%1. %2"_s.arg(model, answerer.choice.reason));
        const bool isGood = co_await agent::checkUp(answerer.choice, sink);
        allGood = allGood && isGood;
    }
    co_return allGood;
}

// Makes the agent and uses its models: the only proof that key, address and model are right.
QCoro::Task<bool> checkAgent(AgentSource source)
{
    const agent::Environment environment = environmentOf(source);
    const agent::SpecDocument document(source.text, source.path, environment);
    for (const QString &fault : dotEnvFaults(source))
        print(u"     "_s + fault);
    for (const agent::Diagnostic &diagnostic : document.diagnostics())
        print(u"     "_s + agent::toString(diagnostic, source.path));
    const auto &spec = document.spec();
    report(spec.has_value(), u"agent file"_s, source.path);
    if (!spec)
        co_return false;
    const agent::Surroundings surroundings{environment, false};
    const QString folder = QFileInfo(source.path).absolutePath();
    const auto answerers = co_await agent::chooseEveryAnswerer(*spec, folder, surroundings);
    if (!answerers)
        co_return report(false, u"provider"_s, answerers.error().message);
    const auto made = co_await agent::makeAgent(*spec, folder, surroundings);
    const std::optional<agent::Error> trouble = made ? agent::mcp::troubleIn((*made)->servers) : made.error();
    const bool hasTools =
        report(!trouble, u"tools"_s, trouble ? trouble->message : u"%1 ready"_s.arg((*made)->tools.size()));
    const bool doAnswer = co_await checkAnswerers(*answerers);
    co_return hasTools &&doAnswer;
}

// Which address to write into an agent file is what people ask first.
QCoro::Task<> reportLocalServers()
{
    const QList<agent::LocalServer> servers = co_await agent::findLocalServers(agent::processEnvironment());
    for (const agent::LocalServer &server : servers) {
        print(u"ok   %1 %2, models: %3"_s.arg(server.title, -18)
                  .arg(server.baseUrl.toString(),
                       server.models.isEmpty() ? u"none"_s : server.models.join(u", "_s)));
    }
    if (servers.isEmpty())
        print(u"     %1 none on the usual ports"_s.arg(u"local models"_s, -18));
}

QCoro::Task<bool> checkModels(AgentSource source)
{
    co_await reportLocalServers();
    co_return co_await checkAgent(source);
}

} // namespace

int doctor(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Checks what an agent needs, for real: the last steps call the agent's models."_s);
    parser.addPositionalArgument(u"agent"_s, u"Agent file or template name (default: starter)."_s,
                                 u"[AGENT]"_s);
    if (const auto status = parse(parser, u"doctor"_s, arguments))
        return *status;
    print(u"     slipway " SLIPWAY_VERSION ", Qt %1"_s.arg(QLatin1String(qVersion())));
    bool allGood = checkTemplates();
    allGood = checkLoopback(QHostAddress::LocalHost, u"127.0.0.1"_s) && allGood;
    checkLoopback(QHostAddress::LocalHostIPv6, u"::1"_s);
    checkPort(8000);
    reportPrices();
    const auto source = findAgent(parser.positionalArguments().value(0, u"starter"_s));
    if (!source) {
        report(false, u"agent file"_s, source.error().message);
        return 1;
    }
    // Not before exec(): exit() would go unheard.
    QTimer::singleShot(0, QCoreApplication::instance(), [source = *source, allGood] {
        checkModels(source).then(
            [allGood](bool isGood) { QCoreApplication::exit(isGood && allGood ? 0 : 1); });
    });
    return QCoreApplication::exec();
}

} // namespace app
