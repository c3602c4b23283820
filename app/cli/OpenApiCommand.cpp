// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/openapi/OpenApi.h"
#include "agent/tools/http/Fetch.h"
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {
namespace {

using agent::ErrorKind;
using agent::Result;
using agent::openapi::Document;
using agent::openapi::Operation;

bool isAddress(const QString &source)
{
    return source.startsWith(u"http://") || source.startsWith(u"https://");
}

Result<QByteArray> contentsOf(const QString &path)
{
    constexpr qint64 most = qint64(32) << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return agent::fail(ErrorKind::NotFound, u"%1: %2"_s.arg(path, file.errorString()));
    if (file.size() > most)
        return agent::fail(ErrorKind::InvalidInput, u"%1 has more than 32 MiB"_s.arg(path));
    return file.readAll();
}

/// What stands at an address that the person named.
agent::Task<QByteArray> download(QString address)
{
    agent::FetchRequest request;
    request.url = QUrl(address);
    request.trustsOrigin = true;
    const std::stop_token never;
    const Result<agent::FetchReply> reply = co_await agent::fetch(request, never);
    if (!reply)
        co_return agent::fail(reply.error().kind, u"%1: %2"_s.arg(address, reply.error().message));
    if (reply->status != 200)
        co_return agent::fail(ErrorKind::Unavailable, u"%1 answered %2"_s.arg(address).arg(reply->status));
    if (reply->isCut)
        co_return agent::fail(ErrorKind::InvalidInput,
                              u"%1 has more than a mebibyte; save it as a file and name that"_s.arg(address));
    co_return reply->body;
}

void printList(const Document &document)
{
    for (const Operation &operation : document.operations)
        print(u"%1 %2 %3  %4"_s.arg(operation.tool, -32)
                  .arg(operation.method, -6)
                  .arg(operation.path, -32)
                  .arg(operation.summary));
}

/// Those that were asked for; nothing, said already, if one is not there.
std::optional<QList<Operation>> chosen(const Document &document, const QStringList &names)
{
    QList<Operation> operations;
    for (const Operation &operation : document.operations) {
        if (names.isEmpty() || names.contains(operation.tool))
            operations.append(operation);
    }
    for (const QString &name : names) {
        const auto isIt = [&](const Operation &operation) { return operation.tool == name; };
        if (std::ranges::none_of(operations, isIt)) {
            complain(u"slipway: the document has no operation \"%1\"; --list shows them"_s.arg(name));
            return std::nullopt;
        }
    }
    return operations;
}

int write(const QList<Operation> &operations, const QString &into)
{
    const Result<QByteArray> before = into.isEmpty() ? QByteArray() : contentsOf(into);
    const Result<QByteArray> after = before ? agent::openapi::withTools(*before, operations) : before;
    if (!after) {
        complain(u"slipway: "_s + (before ? into + u": "_s : QString()) + after.error().message);
        return 1;
    }
    if (into.isEmpty()) {
        print(QString::fromUtf8(*after).trimmed());
        return 0;
    }
    QSaveFile file(into);
    if (!file.open(QIODevice::WriteOnly) || file.write(*after) < 0 || !file.commit()) {
        complain(u"slipway: %1: %2"_s.arg(into, file.errorString()));
        return 1;
    }
    print(u"%1: added %2 tools"_s.arg(into).arg(operations.size()));
    return 0;
}

/// What the person wants.
struct Order
{
    QString source; ///< A file or an address.
    QString server;
    bool listsOnly = false;
    QStringList names; ///< Of operations; empty: all.
    QString into;
};

int carryOut(const Result<QByteArray> &text, const Order &order)
{
    const QUrl origin = isAddress(order.source) ? QUrl(order.source) : QUrl();
    const auto document =
        text ? agent::openapi::read(*text, origin, order.server) : tl::unexpected(text.error());
    if (!document) {
        complain(u"slipway: "_s + (text ? order.source + u": "_s : QString()) + document.error().message);
        return 1;
    }
    for (const QString &remark : document->remarks)
        complain(u"left out: "_s + remark);
    if (order.listsOnly) {
        printList(*document);
        return 0;
    }
    const auto operations = chosen(*document, order.names);
    if (!operations)
        return 2;
    for (const Operation &operation : *operations) {
        for (const QString &remark : operation.remarks)
            complain(u"%1: %2"_s.arg(operation.tool, remark));
    }
    return write(*operations, order.into);
}

} // namespace

int openApi(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Makes tools of the operations of a web API that an OpenAPI document (3.0 or 3.1, JSON or YAML) describes."_s);
    parser.addPositionalArgument(u"document"_s, u"A file, or an http or https address."_s, u"DOCUMENT"_s);
    const QCommandLineOption list(u"list"_s, u"List its operations only."_s);
    const QCommandLineOption only(
        u"operation"_s, u"Take this operation; may be given several times. All when absent."_s, u"NAME"_s);
    const QCommandLineOption into(
        u"into"_s, u"Add the tools to this agent file; they are printed when absent."_s, u"FILE"_s);
    const QCommandLineOption server(u"server"_s, u"Where the API is, if the document does not say so."_s,
                                    u"ADDRESS"_s);
    parser.addOptions({list, only, into, server});
    if (const auto status = parse(parser, u"openapi"_s, arguments))
        return *status;
    const QString source = parser.positionalArguments().value(0);
    if (parser.positionalArguments().size() != 1) {
        complain(u"slipway openapi: name one document. Try: slipway openapi --help"_s);
        return 2;
    }
    const Order order{source, parser.value(server), parser.isSet(list), parser.values(only),
                      parser.value(into)};
    if (!isAddress(source))
        return carryOut(contentsOf(source), order);
    const auto finish = [order](const Result<QByteArray> &text) {
        QCoreApplication::exit(carryOut(text, order));
    };
    // Not before exec(): exit() would go unheard.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [=] { download(order.source).then(finish); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace app
