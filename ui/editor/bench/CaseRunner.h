// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/CaseCheck.h"
#include "ui/client/ToolClient.h"

#include <QQueue>

namespace ui {

/// How a case went.
struct CaseResult
{
    ToolAnswer answer;
    bool isRefused = false;                ///< By the check of the arguments: the tool was not called.
    QList<agent::CaseMismatch> mismatches; ///< Empty: as expected.
};

/// Calls the tools of cases one after another, at the server that the host runs. Window's thread.
class CaseRunner : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive it.
    explicit CaseRunner(const ServerHost &host, QObject *parent = nullptr);

    /// In place of what was running. `text` and `path` as in ToolClient::Call.
    void run(const QList<agent::ToolCase> &cases, const QByteArray &text, const QString &path);
    void cancel();
    bool isRunning() const { return !m_waiting.isEmpty(); }

signals:
    void went(const QString &name, const ui::CaseResult &result);
    void ended(); ///< The last one went, or it was cancelled.

private:
    void next();
    void take(const ToolAnswer &answer, bool isRefused);

    ToolClient m_client;
    QQueue<agent::ToolCase> m_waiting; ///< The first one is under way.
    QByteArray m_text;
    QString m_path;
};

} // namespace ui
