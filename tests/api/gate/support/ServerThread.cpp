// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/ServerThread.h"

namespace testing {

ServerThread::ServerThread(http::ServerOptions options, QList<http::Route> routes,
                           http::TransportKind transport)
{
    m_there.moveToThread(&m_thread);
    m_thread.start();
    run([&] {
        m_server = std::make_unique<http::HttpServer>(options);
        m_server->setTransport(transport);
        const auto started = m_server->start(routes);
        m_failure = started ? QString() : started.error().message;
        m_port = m_server->port();
        m_addresses = m_server->addresses();
    });
}

ServerThread::~ServerThread()
{
    run([this] { m_server.reset(); });
    m_thread.quit();
    m_thread.wait();
}

void ServerThread::run(const std::function<void()> &call)
{
    QMetaObject::invokeMethod(&m_there, call, Qt::BlockingQueuedConnection);
}

} // namespace testing
