// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJSEngine>
#include <QJsonObject>
#include <QObject>

namespace toolhost {

class Channel;

/// What prelude.js asks of this process. Code of a tool cannot reach it.
class Native : public QObject
{
    Q_OBJECT
public:
    /// `channel` must outlive it.
    explicit Native(Channel &channel)
        : m_channel(channel)
    {
    }

    /// Keeps a line of what the code printed.
    Q_INVOKABLE void note(const QString &line);
    /// Has a request made, and waits; both are JSON (see ScriptWire.h).
    Q_INVOKABLE QString fetch(const QString &wish);
    /// Runs what waits for promises that are fulfilled by now.
    Q_INVOKABLE void settle();

    const QString &notes() const { return m_notes; }

private:
    Channel &m_channel;
    QString m_notes;
};

/// A JavaScript engine for one request: what code does to it stays there.
class ScriptEngine
{
public:
    explicit ScriptEngine(Channel &channel);
    Q_DISABLE_COPY_MOVE(ScriptEngine)

    /// The answer to a request (see ScriptWire.h).
    QJsonObject answer(const QJsonObject &request);

private:
    /// What a file of this program gives.
    QJSValue evaluated(const QString &name);
    QJsonObject check(const QString &code);
    QJsonObject run(const QString &code, const QJsonObject &request);
    QJsonObject failure(const QJSValue &error);

    int lineOf(const QJSValue &error) const;

    Native m_native;
    int m_lines = 0; // of the code
    QJSEngine m_engine;
    QJSValue m_prelude;
};

} // namespace toolhost
