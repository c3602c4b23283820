// SPDX-License-Identifier: GPL-3.0-or-later
// An MCP server of a few lines: one message a line, nothing checked. Its argument says how it misbehaves
// while it starts; each of its tools behaves in a way of its own.
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <iostream>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QString mode;
bool hasGrown = false;
QJsonValue progressToken; // of the call that is being answered
pid_t child = 0;

void send(QJsonObject message)
{
    message.insert(u"jsonrpc"_s, u"2.0"_s);
    std::cout << QJsonDocument(message).toJson(QJsonDocument::Compact).toStdString() << '\n' << std::flush;
}

void answer(const QJsonValue &id, QJsonObject result)
{
    if (mode == u"modern")
        result.insert(u"resultType"_s, u"complete"_s);
    send({{u"id"_s, id}, {u"result"_s, result}});
}

void refuse(const QJsonValue &id, int code, const QString &message)
{
    send({{u"id"_s, id}, {u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}});
}

void answerText(const QJsonValue &id, const QString &text)
{
    const QJsonObject piece{{u"type"_s, u"text"_s}, {u"text"_s, text}};
    answer(id, {{u"content"_s, QJsonArray{piece}}});
}

QJsonObject tool(const QString &name)
{
    const QJsonObject text{{u"type"_s, u"string"_s}};
    const QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{{u"text"_s, text}}}};
    return {{u"name"_s, name}, {u"description"_s, u"The tool "_s + name}, {u"inputSchema"_s, schema}};
}

/// In two pages; or without an end.
void listTools(const QJsonValue &id, const QString &cursor)
{
    if (cursor.isEmpty() || mode == u"endless") {
        const QJsonArray first{tool(u"echo"_s), tool(u"environment"_s), tool(u"folder"_s), tool(u"silent"_s)};
        answer(id, {{u"tools"_s, first}, {u"nextCursor"_s, u"more"_s}});
        return;
    }
    QJsonArray second;
    for (const QString &name : {u"dies"_s, u"huge"_s, u"other id"_s, u"refuses"_s, u"asks"_s, u"pids"_s,
                                u"climbs"_s, u"elicits"_s, u"grows"_s, u"draws"_s})
        second.append(tool(name));
    if (hasGrown)
        second.append(tool(u"grown"_s));
    answer(id, {{u"tools"_s, second}});
}

QString environmentText()
{
    QStringList lines;
    for (char **line = environ; *line; ++line)
        lines.append(QString::fromUtf8(*line));
    lines.sort();
    return lines.join(u'\n');
}

/// Asks the client something itself, and gives back what it said.
QString asked(const QString &method, const QJsonObject &params = {})
{
    send({{u"id"_s, u"mine"_s}, {u"method"_s, method}, {u"params"_s, params}});
    std::string line;
    std::getline(std::cin, line);
    return QString::fromStdString(line);
}

/// Tells in five turns of 0.1 s how far it is.
void tellProgress()
{
    for (int turn = 1; turn <= 5; ++turn) {
        usleep(100'000);
        const QString message = u"turn %1"_s.arg(turn);
        const QJsonObject params{{u"progressToken"_s, progressToken},
                                 {u"progress"_s, turn},
                                 {u"total"_s, 5},
                                 {u"message"_s, message}};
        send({{u"method"_s, u"notifications/progress"_s}, {u"params"_s, params}});
    }
}

QJsonObject question()
{
    const QJsonObject name{{u"type"_s, u"string"_s}};
    const QJsonObject age{{u"type"_s, u"integer"_s}, {u"default"_s, 30}};
    const QJsonObject schema{{u"type"_s, u"object"_s},
                             {u"properties"_s, QJsonObject{{u"name"_s, name}, {u"age"_s, age}}},
                             {u"required"_s, QJsonArray{u"name"_s}}};
    return {{u"message"_s, u"Who are you?"_s}, {u"requestedSchema"_s, schema}};
}

/// In the newer era a call is held back until it comes again with the answer.
void elicit(const QJsonValue &id, const QJsonObject &params)
{
    if (params.value(u"requestState"_s) == u"waiting"_s) {
        answerText(id,
                   QString::fromUtf8(
                       QJsonDocument(params[u"inputResponses"_s].toObject()).toJson(QJsonDocument::Compact)));
        return;
    }
    const QJsonObject request{{u"method"_s, u"elicitation/create"_s}, {u"params"_s, question()}};
    send({{u"id"_s, id},
          {u"result"_s,
           QJsonObject{{u"resultType"_s, u"input_required"_s},
                       {u"inputRequests"_s, QJsonObject{{u"who"_s, request}}},
                       {u"requestState"_s, u"waiting"_s}}}});
}

void call(const QJsonValue &id, const QString &name, const QString &text)
{
    constexpr qsizetype tenMegabytes = 10'000'000;
    if (name == u"echo")
        answerText(id, text);
    else if (name == u"environment")
        answerText(id, environmentText());
    else if (name == u"folder")
        answerText(id, QDir::currentPath());
    else if (name == u"draws") {
        const QJsonObject picture{
            {u"type"_s, u"image"_s}, {u"mimeType"_s, u"image/png"_s}, {u"data"_s, u"iVBORw0KGgo="_s}};
        answer(id, {{u"content"_s, QJsonArray{picture}}});
    } else if (name == u"elicits") {
        answerText(id, asked(u"elicitation/create"_s, question()));
    } else if (name == u"grows") {
        hasGrown = true;
        send({{u"method"_s, u"notifications/tools/list_changed"_s}});
        answerText(id, u"grown"_s);
    } else if (name == u"climbs") {
        tellProgress();
        answerText(id, u"up"_s);
    } else if (name == u"dies")
        _exit(4);
    else if (name == u"huge")
        answerText(id, QString(tenMegabytes, u'x'));
    else if (name == u"other id")
        answerText(99, text);
    else if (name == u"refuses")
        refuse(id, -32602, u"no such thing"_s);
    else if (name == u"asks")
        answerText(id, asked(u"ping"_s) + u'\n' + asked(u"roots/list"_s));
    else if (name == u"grown")
        answerText(id, u"new"_s);
    else if (name == u"pids")
        answerText(id, u"%1 %2"_s.arg(getpid()).arg(child));
}

QJsonObject capabilities()
{
    return {{u"tools"_s, QJsonObject{{u"listChanged"_s, true}}},
            {u"resources"_s, QJsonObject()},
            {u"prompts"_s, QJsonObject()}};
}

void greet(const QJsonValue &id)
{
    if (mode == u"modern")
        refuse(id, -32601, u"Method not found"_s);
    else
        answer(id,
               {{u"protocolVersion"_s, mode == u"ancient" ? u"1999-01-01"_s : u"2025-06-18"_s},
                {u"capabilities"_s, capabilities()},
                {u"serverInfo"_s, QJsonObject{{u"name"_s, u"probe server"_s}, {u"version"_s, u"1.0"_s}}}});
}

void take(const QJsonObject &message)
{
    const QString method = message.value(u"method"_s).toString();
    const QJsonValue id = message.value(u"id"_s);
    const QJsonObject params = message.value(u"params"_s).toObject();
    const QJsonObject arguments = params.value(u"arguments"_s).toObject();
    progressToken = params[u"_meta"_s][u"progressToken"_s];
    if (method == u"initialize")
        greet(id);
    else if (method == u"server/discover")
        answer(id,
               {{u"supportedVersions"_s, QJsonArray{u"2026-07-28"_s}}, {u"capabilities"_s, capabilities()}});
    else if (method == u"subscriptions/listen")
        send({{u"method"_s, u"notifications/subscriptions/acknowledged"_s}});
    else if (method == u"tools/list")
        listTools(id, params.value(u"cursor"_s).toString());
    else if (method == u"resources/list")
        answer(
            id,
            {{u"resources"_s, QJsonArray{QJsonObject{{u"uri"_s, u"probe://one"_s}, {u"name"_s, u"one"_s}}}}});
    else if (method == u"prompts/list")
        answer(id,
               {{u"prompts"_s,
                 QJsonArray{QJsonObject{{u"name"_s, u"greet"_s}, {u"description"_s, u"Says hello"_s}}}}});
    else if (method == u"tools/call" && mode == u"modern" && params.value(u"name"_s) == u"elicits"_s)
        elicit(id, params);
    else if (method == u"tools/call")
        call(id, params.value(u"name"_s).toString(), arguments.value(u"text"_s).toString());
    else if (method == u"notifications/cancelled") // what a test wants to see
        std::cerr << "heard " << QJsonDocument(message).toJson(QJsonDocument::Compact).toStdString() << '\n'
                  << std::flush;
}

/// Ends neither with its input nor when it is asked to, and has a child that knows nothing of it all.
void becomeStubborn()
{
    std::signal(SIGTERM, SIG_IGN);
    child = fork();
    while (child == 0)
        pause();
}

void misbehave()
{
    if (mode == u"dies") {
        std::cerr << "the key " << qPrintable(qEnvironmentVariable("SECRET")) << " is not known" << '\n'
                  << std::flush;
        _exit(3);
    }
    if (mode == u"greets")
        std::cout << "Welcome!" << '\n' << std::flush;
    while (mode == u"garbage")
        std::cout << "no message" << '\n' << std::flush;
    while (mode == u"silent")
        pause();
    if (mode == u"endless line") {
        while (true)
            std::cout << "endless ";
    }
    if (mode == u"stubborn")
        becomeStubborn();
}

} // namespace

int main(int argc, char **argv)
{
    mode = argc > 1 ? QString::fromUtf8(argv[1]) : QString();
    misbehave();
    for (std::string line; std::getline(std::cin, line);)
        take(QJsonDocument::fromJson(QByteArray::fromStdString(line)).object());
    while (mode == u"stubborn")
        pause();
    return 0;
}
