// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/FileWatch.h"
#include "agent/run/Agent.h"
#include "agent/spec/SpecDocument.h"

#include <QObject>
#include <QTimer>

namespace server {

/// The agent a server serves. It is replaced as a whole when its text changes; a text that does not load
/// leaves the last good agent serving. So it is when another agent file changes that it asks. MCP servers
/// that are in trouble are tried again, after 1 s, 2 s, 4 s … 60 s. Server thread only.
class ServedAgent : public QObject
{
    Q_OBJECT
public:
    /// How a text was taken.
    struct Loaded
    {
        std::optional<agent::Error> error;    ///< Empty: it serves now.
        QList<agent::Diagnostic> diagnostics; ///< Warnings and notes too.
    };

    explicit ServedAgent(agent::Surroundings surroundings);
    ~ServedAgent() override;

    /// The keys a person has given, for the texts loaded from now on.
    void setKeys(const agent::Environment &keys) { m_surroundings.keys = keys; }

    /// What models cost, for the texts loaded from now on.
    void setPrices(const agent::PriceTable &prices) { m_surroundings.prices = prices; }

    /// Null until the first text has loaded.
    const agent::AgentPtr &agent() const { return m_agent; }
    /// Absolute path of the agent file.
    const QString &path() const { return m_path; }
    /// 1 for the first agent, one more for each that replaced it.
    int revision() const { return m_revision; }

    /// Reads an agent file's text and serves it. Of several that overlap the last one asked for wins; the
    /// others end with Conflict. Other errors: InvalidInput (the text has faults; see the diagnostics) and
    /// those of agent::makeAgent(). This object must live until the task is done.
    QCoro::Task<Loaded> load(QByteArray text, QString path);

    /// Who would answer for a text, without serving it. Errors: as with load(); the first fault of the text
    /// counts. The surroundings are those of the moment.
    agent::Task<agent::ProviderChoice> choose(QByteArray text, QString path) const;

    /// What an MCP server that a text names has, without serving it. Errors: as with choose(), those of
    /// mcp::Servers::inventory(), and NotFound (the text names no such server).
    agent::Task<agent::mcp::Inventory> inventory(QByteArray text, QString path, QString server) const;

signals:
    void replaced();
    /// One of the agent's MCP servers is there now, or is not any more, or has other tools: the agent was
    /// replaced by one of the same text.
    void serversChanged();
    /// Another agent file that the agent asks has changed: the agent was replaced by one of the same text, or
    /// could not be, and the last good one serves on.
    void othersChanged(const std::optional<agent::Error> &error);

private:
    agent::Surroundings surroundingsOf(const QString &path) const;
    void serve(const agent::AgentPtr &agent, const QByteArray &text, const QString &path);
    void watchServers();
    QCoro::Task<> refresh();
    void lookAtOthers();

    agent::Surroundings m_surroundings;
    agent::AgentPtr m_agent;
    QString m_path;
    QByteArray m_text;
    int m_revision = 0;
    quint64 m_lastAsked = 0;
    int m_loading = 0;
    QTimer m_retry;   // of the MCP servers that are in trouble
    QTimer m_changes; // those that tell of themselves, some at once
    agent::FileWatch m_others;
    QList<QDateTime> m_othersChanged; ///< When the files of Agent::files were.
    bool m_hasNewOthers = false;
};

} // namespace server
