// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/FileWatch.h"
#include "app/cli/Commands.h"
#include "app/cli/Signals.h"
#include "app/cli/Terminal.h"
#include "app/common/ServerSettings.h"
#include "app/common/UserFiles.h"
#include "server/AgentServer.h"
#include "server/control/LogFile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

#include <cmath>

using namespace Qt::StringLiterals;

namespace app {
namespace {

const QCommandLineOption portOption(u"port"_s, u"Port to listen on (default 8000; 0 = any free one)."_s,
                                    u"PORT"_s);
const QCommandLineOption
    hostOption(u"host"_s, u"Address to listen on (default 127.0.0.1 and ::1). Others need a token."_s,
               u"ADDRESS"_s);
const QCommandLineOption
    tokenOption(u"token"_s,
                u"Clients must send \"Authorization: Bearer TOKEN\". Better set SLIPWAY_TOKEN: "
                "arguments are visible to other users."_s,
                u"TOKEN"_s);
const QCommandLineOption requireTokenOption(u"require-token"_s,
                                            u"Clients must show a token, even on this machine: the one of "
                                            "--token, or one of slipway tokens."_s);
const QCommandLineOption logFileOption(u"log-file"_s,
                                       u"Write the activity log to this file, too: JSON, a line each. Old "
                                       "ones are kept as FILE.1 to FILE.5."_s,
                                       u"FILE"_s);
const QCommandLineOption metricsOption(u"metrics"_s, u"Serve GET /metrics, for a Prometheus."_s);
const QCommandLineOption originOption(u"allow-origin"_s,
                                      u"A web page's origin that may call, e.g. https://example.org. "
                                      "May be given several times."_s,
                                      u"ORIGIN"_s);
const QCommandLineOption
    allowHostOption(u"allow-host"_s,
                    u"A further name this machine is reached by. May be given several times."_s, u"NAME"_s);
const QCommandLineOption
    recordOption(u"record"_s,
                 u"Record all model traffic to this file, which must not exist yet. Secrets are taken out."_s,
                 u"CASSETTE"_s);
const QCommandLineOption recordToolsOption(u"record-tools"_s,
                                           u"With --record: record what tools give, too."_s);
const QCommandLineOption
    replayOption(u"replay"_s,
                 u"Answer from this recording: no model is asked, no key and no network needed."_s,
                 u"CASSETTE"_s);
const QCommandLineOption
    speedOption(u"speed"_s, u"With --replay: 2 is twice as fast as it was (default 1; 0 = at once)."_s,
                u"FACTOR"_s, u"1"_s);
const QCommandLineOption noPlaygroundOption(u"no-playground"_s, u"Do not serve the chat page."_s);

const QCommandLineOption
    keepOption(u"keep-runs"_s,
               u"How many runs are kept, the oldest are forgotten first (default 5000; 0 = none)."_s,
               u"COUNT"_s, QString::number(agent::runsKept));

agent::Result<QHostAddress> addressOf(const QString &text)
{
    if (text == u"localhost")
        return QHostAddress(QHostAddress::LocalHost);
    QHostAddress address;
    if (text.isEmpty() || !address.setAddress(text))
        return agent::fail(agent::ErrorKind::InvalidInput,
                           u"--host wants an IP address such as 127.0.0.1, not \"%1\"."_s.arg(text));
    return address;
}

QByteArrayList utf8(const QStringList &texts)
{
    QByteArrayList list;
    for (const QString &text : texts)
        list.append(text.toUtf8());
    return list;
}

agent::Result<> checkCassetteOptions(const QCommandLineParser &parser)
{
    using agent::ErrorKind;
    if (parser.isSet(recordOption) && parser.isSet(replayOption))
        return agent::fail(ErrorKind::InvalidInput, u"--record and --replay exclude each other."_s);
    if (parser.isSet(recordToolsOption) && !parser.isSet(recordOption))
        return agent::fail(ErrorKind::InvalidInput, u"--record-tools needs --record CASSETTE."_s);
    if (parser.isSet(speedOption) && !parser.isSet(replayOption))
        return agent::fail(ErrorKind::InvalidInput, u"--speed needs --replay CASSETTE."_s);
    bool isNumber = false;
    const double speed = parser.value(speedOption).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(speed) || speed < 0)
        return agent::fail(ErrorKind::InvalidInput,
                           u"--speed wants a number from 0 up, not \"%1\"."_s.arg(parser.value(speedOption)));
    return {};
}

agent::Result<agent::CassetteInUse> cassetteOf(const QCommandLineParser &parser,
                                               const agent::Environment &environment)
{
    if (const auto good = checkCassetteOptions(parser); !good)
        return tl::unexpected(good.error());
    const agent::Redactor redactor(environment);
    const auto inUse = [](const auto &cassette) { return agent::CassetteInUse(cassette); };
    if (parser.isSet(recordOption)) {
        const bool tools = parser.isSet(recordToolsOption);
        return agent::Recording::begin({parser.value(recordOption), tools, redactor}).map(inUse);
    }
    if (!parser.isSet(replayOption))
        return agent::CassetteInUse();
    const double speed = parser.value(speedOption).toDouble();
    return agent::Replay::open({parser.value(replayOption), speed, redactor}).map(inUse);
}

agent::Result<int> runsToKeep(const QCommandLineParser &parser)
{
    bool isNumber = false;
    const int count = parser.value(keepOption).toInt(&isNumber);
    if (!isNumber || count < 0)
        return agent::fail(
            agent::ErrorKind::InvalidInput,
            u"--keep-runs wants a whole number from 0 up, not \"%1\"."_s.arg(parser.value(keepOption)));
    return count;
}

agent::Result<SaidOfServer> saidOfServer(const QCommandLineParser &parser)
{
    SaidOfServer said;
    if (parser.isSet(portOption)) {
        bool isNumber = false;
        said.port = parser.value(portOption).toUShort(&isNumber);
        if (!isNumber)
            return agent::fail(
                agent::ErrorKind::InvalidInput,
                u"--port wants a number from 0 to 65535, not \"%1\"."_s.arg(parser.value(portOption)));
    }
    if (parser.isSet(hostOption)) {
        const auto address = addressOf(parser.value(hostOption));
        if (!address)
            return tl::unexpected(address.error());
        said.address = *address;
    }
    said.token = parser.isSet(tokenOption) ? parser.value(tokenOption).toUtf8() : qgetenv("SLIPWAY_TOKEN");
    said.needsToken = parser.isSet(requireTokenOption);
    said.hasTokens = !server::TokenFile(tokensPath()).isEmpty();
    said.allowedOrigins = utf8(parser.values(originOption));
    said.allowedHosts = utf8(parser.values(allowHostOption));
    said.noPlayground = parser.isSet(noPlaygroundOption);
    return said;
}

agent::Result<server::AgentServer::Options> optionsOf(const QCommandLineParser &parser,
                                                      const ServerSettings &settings)
{
    const agent::Result<int> keep = runsToKeep(parser);
    if (!keep)
        return tl::unexpected(keep.error());
    server::AgentServer::Options options;
    options.keepRuns = *keep;
    options.http = settings.http;
    options.playground = settings.playground;
    options.tokenFile = tokensPath();
    options.metrics = parser.isSet(metricsOption);
    options.surroundings.environment = agent::processEnvironment();
    options.surroundings.prices = pricesInUse();
    if (!parser.isSet(replayOption)) { // which costs nothing, whatever it once did, and is nobody's work
        options.usageFile = usagePath();
        options.runsFile = runsPath();
    }
    return options;
}

void printDiagnostics(const QList<agent::Diagnostic> &diagnostics, const AgentSource &source)
{
    for (const QString &fault : dotEnvFaults(source))
        complain(fault);
    for (const agent::Diagnostic &diagnostic : diagnostics)
        complain(agent::toString(diagnostic, source.path));
}

void printAddresses(server::AgentServer &server, bool playground)
{
    const agent::AgentPtr &agent = server.served().agent();
    QStringList urls;
    for (const QUrl &url : server.urls())
        urls.append(url.toString());
    print(u"Slipway agent serving at %1"_s.arg(urls.join(u" and "_s)));
    print(u"  POST /invoke      one prompt, one answer"_s);
    print(u"  POST /stream      the same, streamed (SSE)"_s);
    print(u"  GET  /health      health check"_s);
    print(u"  GET  /schema      the tools and their schemas"_s);
    print(u"  POST /tools/NAME  one tool, without the model"_s);
    print(u"  /v1               for programs that speak to OpenAI or Anthropic"_s);
    if (playground)
        print(u"  GET  /playground  chat page"_s);
    print(u"Agent: %1 · %2 from %3"_s.arg(agent->spec.name, agent->model, agent->provider->name()));
    print(agent->providerReason);
    print(u"Press Ctrl+C to stop."_s);
}

/// What of the agent's tools is missing for now.
void printTroubles(const agent::Agent &agent)
{
    for (const agent::mcp::ServerState &server : agent.servers) {
        if (server.trouble)
            complain(server.trouble->message
                     + u" Its tools are missing until it answers; it is tried again."_s);
    }
}

/// What was read last, so that files that were only touched are left alone.
struct LastRead
{
    AgentSource source;
    QDateTime pricesChanged;
};

void watchFilesOf(const AgentSource &source, agent::FileWatch &watch)
{
    watch.setFiles({source.path, agent::dotEnvBeside(source.path), pricesPath()});
}

/// Whether there were others to read.
bool rereadPrices(server::AgentServer &server, LastRead &last)
{
    const QDateTime changed = pricesChanged();
    if (changed == last.pricesChanged)
        return false;
    last.pricesChanged = changed;
    const agent::PriceTable prices = pricesInUse();
    for (const QString &fault : prices.faults())
        complain(fault);
    server.served().setPrices(prices);
    return true;
}

QCoro::Task<> reload(server::AgentServer *server, agent::FileWatch *watch, std::shared_ptr<LastRead> last)
{
    const bool hasNewPrices = rereadPrices(*server, *last);
    const auto source = readAgent(last->source.path);
    if (source && *source == last->source && !hasNewPrices)
        co_return;
    if (!source) {
        complain(u"%1 The last good agent keeps serving."_s.arg(source.error().message));
        co_return;
    }
    last->source = *source;
    const agent::ServerSpec before = server->served().agent()->spec.server;
    const auto loaded = co_await server->served().load(source->text, source->path);
    printDiagnostics(loaded.diagnostics, *source);
    if (loaded.error) {
        if (loaded.diagnostics.isEmpty())
            complain(loaded.error->message);
        complain(u"The last good agent keeps serving."_s);
        co_return;
    }
    printTroubles(*server->served().agent());
    watchFilesOf(*source, *watch);
    print(u"Reloaded %1."_s.arg(hasNewPrices ? pricesPath() : source->path));
    if (server->served().agent()->spec.server != before)
        complain(u"What it says under \"server\" counts from the next start on."_s);
}

void printEvents(server::AgentServer &server)
{
    QObject::connect(&server.log(), &server::ActivityLog::added, &server,
                     [](const server::LogRecord &record) {
                         const QString content = record.content ? u" · "_s + *record.content : QString();
                         print(u"%1 %2 %3 %4"_s.arg(record.at, agent::json::toName(record.level),
                                                    record.source, record.message + content));
                     });
}

// Loads and listens; the exit status if that did not work.
QCoro::Task<std::optional<int>> start(server::AgentServer *server, agent::FileWatch *watch,
                                      std::shared_ptr<LastRead> last, bool playground)
{
    const AgentSource source = last->source;
    const auto loaded = co_await server->served().load(source.text, source.path);
    printDiagnostics(loaded.diagnostics, source);
    if (loaded.error) {
        if (loaded.diagnostics.isEmpty())
            complain(loaded.error->message);
        co_return 1;
    }
    if (const auto listening = server->listen(); !listening) {
        complain(listening.error().message);
        co_return 1;
    }
    printTroubles(*server->served().agent());
    QObject::connect(&server->served(), &server::ServedAgent::serversChanged, server, [server] {
        const agent::Agent &agent = *server->served().agent();
        printTroubles(agent);
        print(u"The MCP servers have changed: %1 tools are there now."_s.arg(agent.tools.size()));
    });
    QObject::connect(&server->served(), &server::ServedAgent::othersChanged, server,
                     [](const std::optional<agent::Error> &error) {
                         if (!error)
                             return print(u"Reloaded the agents of other files."_s);
                         complain(error->message);
                         complain(u"The last good agent keeps serving."_s);
                     });
    watchFilesOf(source, *watch);
    QObject::connect(watch, &agent::FileWatch::touched, server,
                     [server, watch, last] { reload(server, watch, last).then([] { }); });
    if (server->served().agent()->spec.verbose)
        printEvents(*server);
    printAddresses(*server, playground);
    co_return std::nullopt;
}

int run(server::AgentServer &server, const AgentSource &source, bool playground)
{
    const Signals signals_;
    QObject::connect(&signals_, &Signals::stopAsked, &server, [&server] { server.stop(); });
    QObject::connect(&server, &server::AgentServer::stopped, &server, [] { QCoreApplication::exit(0); });
    QObject::connect(&server.usage(), &agent::UsageLedger::failed, &server,
                     [](const agent::Error &error) { complain(error.message); });
    QObject::connect(&server.archive(), &agent::RunArchive::failed, &server,
                     [](const agent::Error &error) { complain(error.message); });
    agent::FileWatch watch;
    const auto last = std::make_shared<LastRead>(LastRead{source, pricesChanged()});
    // Not before exec(): exit() would go unheard.
    QTimer::singleShot(0, &server, [&server, &watch, last, playground] {
        start(&server, &watch, last, playground).then([](std::optional<int> failed) {
            if (failed)
                QCoreApplication::exit(*failed);
        });
    });
    return QCoreApplication::exec();
}

/// With its log in a file, if that is wanted.
int runLogged(const QCommandLineParser &parser, server::AgentServer &server, const AgentSource &source,
              bool playground)
{
    server::LogFile file(parser.value(logFileOption));
    if (parser.isSet(logFileOption)) {
        if (const auto opened = file.open(); !opened) {
            complain(opened.error().message);
            return 1;
        }
        file.follow(server.log());
    }
    return run(server, source, playground);
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Serves an agent file or a template over HTTP until it is stopped. The file is watched: a good "
        "change is served at once, a faulty one is reported."_s);
    parser.addOptions({portOption, hostOption, tokenOption, requireTokenOption, metricsOption, originOption,
                       allowHostOption, noPlaygroundOption, recordOption, recordToolsOption, replayOption,
                       speedOption, keepOption, logFileOption});
    parser.addPositionalArgument(u"agent"_s, u"Agent file or template name."_s, u"AGENT"_s);
}

} // namespace

int serve(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (const auto status = parse(parser, u"serve"_s, arguments))
        return *status;
    if (parser.positionalArguments().size() != 1) {
        complain(u"slipway serve: name one agent file or template. Try: slipway serve starter"_s);
        return 2;
    }
    const auto said = saidOfServer(parser);
    if (!said) {
        complain(said.error().message);
        return 2;
    }
    const auto source = findAgent(parser.positionalArguments().constFirst());
    if (!source) {
        complain(source.error().message);
        return 1;
    }
    const auto settings = serverSettings(*said, *source);
    if (!settings) {
        complain(settings.error().message);
        return 1;
    }
    auto options = optionsOf(parser, *settings);
    if (!options) {
        complain(options.error().message);
        return 2;
    }
    auto cassette = cassetteOf(parser, options->surroundings.environment);
    if (!cassette) {
        complain(cassette.error().message);
        return 1;
    }
    options->surroundings.cassette = *std::move(cassette);
    for (const QString &sentence : options->surroundings.prices.faults() + settings->opened)
        complain(sentence);
    server::AgentServer server(*options);
    return runLogged(parser, server, *source, options->playground);
}

} // namespace app
