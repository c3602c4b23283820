// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoro/QCoroTask>

#include <QByteArray>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace agent {

/// Where Ollama listens, from OLLAMA_HOST as Ollama itself reads it ("host", ":port", "http://host:port";
/// "0.0.0.0" is this machine); http://127.0.0.1:11434 when it is empty or unusable. Without a path.
QUrl ollamaAddress(const QString &ollamaHost);

/// The model to use of those installed: `wanted` if it is there (":latest" may be left out), else the first.
QString ollamaModelOf(const QStringList &installed, const QString &wanted);

/// Asks a running Ollama for its models; empty when it does not answer within `limit`.
QCoro::Task<QStringList> installedOllamaModels(QUrl address, std::chrono::milliseconds limit);

} // namespace agent
