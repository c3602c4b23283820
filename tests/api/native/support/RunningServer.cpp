// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QJsonDocument>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;

namespace testing {
namespace {

QCoro::Task<> start(server::AgentServer *server, QByteArray text, QString file, std::promise<quint16> *port)
{
    const auto loaded = co_await server->served().load(text, file);
    if (loaded.error)
        qFatal("the agent does not load: %s", qUtf8Printable(loaded.error->message));
    const auto listening = server->listen();
    if (!listening)
        qFatal("the server does not listen: %s", qUtf8Printable(listening.error().message));
    port->set_value(static_cast<quint16>(server->urls().constFirst().port()));
}

} // namespace

RunningServer::RunningServer(const QByteArray &agentText, server::AgentServer::Options options,
                             const QString &agentFile)
{
    options.http.port = 0;
    m_there.moveToThread(&m_thread);
    m_thread.start();
    std::promise<quint16> port;
    QMetaObject::invokeMethod(&m_there, [&] {
        m_server = new server::AgentServer(options);
        start(m_server, agentText, agentFile, &port).then([] { });
    });
    m_port = port.get_future().get();
}

RunningServer::~RunningServer()
{
    QMetaObject::invokeMethod(&m_there, [this] {
        QObject::connect(m_server, &server::AgentServer::stopped, m_server, [this] {
            m_server->deleteLater();
            m_thread.quit();
        });
        m_server->stop();
    });
    m_thread.wait();
}

Reply RunningServer::ask(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                         const QByteArray &headers) const
{
    RawClient client(m_port);
    client.methods = {method};
    client.send(request(method, path, body, headers));
    if (!client.awaitReplies(1))
        return {};
    return client.replies().list.constFirst();
}

Reply RunningServer::post(const QByteArray &path, const QJsonObject &body, const QByteArray &headers) const
{
    return ask("POST", path, QJsonDocument(body).toJson(), "Content-Type: application/json\r\n" + headers);
}

QByteArray RunningServer::request(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                                  const QByteArray &headers) const
{
    const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    const QByteArray length =
        body.isEmpty() ? QByteArray() : "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return method + ' ' + path + " HTTP/1.1\r\n" + host + headers + length + "\r\n" + body;
}

QJsonObject json(const Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

QByteArrayList events(const QByteArray &body)
{
    QByteArrayList datas;
    for (const QByteArray &line : body.split('\n')) {
        if (line.startsWith("data: "))
            datas.append(line.mid(6));
    }
    return datas;
}

} // namespace testing
