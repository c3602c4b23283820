// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/OpenApiReader.h"

#include <QFile>
#include <QNetworkReply>
#include <QPromise>
#include <QThreadPool>

#include <memory>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

constexpr qint64 mostBytes = qint64(32) << 20;
constexpr int mostSilence = 30'000; // milliseconds

Result<openapi::Document> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, file.errorString());
    if (file.size() > mostBytes)
        return fail(ErrorKind::InvalidInput, OpenApiReader::tr("It has more than 32 MiB."));
    return openapi::read(file.readAll());
}

template<class Work>
QFuture<Result<openapi::Document>> onAnotherThread(const Work &work)
{
    const auto promise = std::make_shared<QPromise<Result<openapi::Document>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace

OpenApiReader::OpenApiReader(QObject *parent)
    : QObject(parent)
{
    connect(&m_reading, &QFutureWatcherBase::finished, this, [this] { take(m_reading.result()); });
}

void OpenApiReader::read(const QString &source)
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
    if (source.startsWith(u"http://") || source.startsWith(u"https://"))
        download(QUrl(source));
    else
        m_reading.setFuture(onAnotherThread([source] { return readFile(source); }));
}

void OpenApiReader::download(const QUrl &address)
{
    QNetworkRequest request(address);
    request.setTransferTimeout(mostSilence);
    QNetworkReply *reply = m_network.get(request);
    m_reply = reply;
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > mostBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, address] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError) {
            emit failed(reply->errorString());
            return;
        }
        const QByteArray text = reply->readAll();
        m_reading.setFuture(onAnotherThread([text, address] { return openapi::read(text, address); }));
    });
}

void OpenApiReader::take(const Result<openapi::Document> &document)
{
    if (document)
        emit done(*document);
    else
        emit failed(document.error().message);
}

} // namespace ui

#include "moc_OpenApiReader.cpp"
