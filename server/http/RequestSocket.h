// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace http {

/// A QTcpSocket that never touches the network: what is fed to it can be read from it, what is written to it
/// is dropped. By it QHttpServer gets requests that the Gate has checked, and no object of the network ever
/// dies under it.
class RequestSocket final : public QTcpSocket
{
    Q_OBJECT
public:
    explicit RequestSocket(QObject *parent = nullptr);

    /// Hands bytes to the reader at once, inside this call.
    void feed(const QByteArray &bytes);

    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return 0; }
    bool isSequential() const override { return true; }
    void close() override { }
    void disconnectFromHost() override { }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_unread;
    qsizetype m_position = 0;
};

} // namespace http
