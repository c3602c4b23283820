// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/openapi/OpenApi.h"

#include <QFutureWatcher>
#include <QNetworkAccessManager>
#include <QPointer>

class QNetworkReply;

namespace ui {

/// Reads OpenAPI documents, of a file or an http address, without making the window wait. Window's thread.
class OpenApiReader : public QObject
{
    Q_OBJECT
public:
    explicit OpenApiReader(QObject *parent = nullptr);

    /// Ends in one of the signals. What is being read already is given up.
    void read(const QString &source);

signals:
    void done(const agent::openapi::Document &document);
    void failed(const QString &sentence);

private:
    void download(const QUrl &address);
    void take(const agent::Result<agent::openapi::Document> &document);

    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    QFutureWatcher<agent::Result<agent::openapi::Document>> m_reading;
};

} // namespace ui
