// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/CaseRunner.h"

using namespace agent;

namespace ui {

CaseRunner::CaseRunner(const ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_client(host)
{
    connect(&m_client, &ToolClient::answered, this,
            [this](const ToolAnswer &answer) { take(answer, false); });
    connect(&m_client, &ToolClient::refused, this, [this](const Error &error) {
        const bool isDenied = error.kind == ErrorKind::Denied;
        take({{}, isDenied ? ToolOutcome::Denied : ToolOutcome::Error, error.message, 0},
             error.kind == ErrorKind::InvalidInput);
    });
    connect(&m_client, &ToolClient::readyChanged, this, &CaseRunner::cancel);
}

void CaseRunner::run(const QList<ToolCase> &cases, const QByteArray &text, const QString &path)
{
    cancel();
    if (cases.isEmpty() || !m_client.isReady())
        return;
    m_waiting = QQueue<ToolCase>(cases);
    m_text = text;
    m_path = path;
    next();
}

void CaseRunner::cancel()
{
    if (!isRunning())
        return;
    m_client.cancel();
    m_waiting.clear();
    emit ended();
}

void CaseRunner::next()
{
    const ToolCase &one = m_waiting.head();
    m_client.call({one.tool, one.arguments, m_text, m_path});
}

void CaseRunner::take(const ToolAnswer &answer, bool isRefused)
{
    if (!isRunning())
        return;
    const ToolCase one = m_waiting.dequeue();
    emit went(one.name, {answer, isRefused, mismatches(one.expect, answer.outcome, answer.result)});
    if (isRunning())
        next();
    else
        emit ended();
}

} // namespace ui

#include "moc_CaseRunner.cpp"
