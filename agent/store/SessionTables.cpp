// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/SessionTables.h"

#include "agent/store/Transaction.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using sqlite::Statement;
using Step = Statement::Step;

// Agents that were asked by another have no part in what was said.
constexpr const char *ofSession =
    " runs.parent = '' AND runs.agent = ?1 AND runs.session = ?2 AND (?3 IS NULL OR runs.principal = ?3) ";
constexpr const char *list = R"(
WITH chosen AS (
    SELECT session, min(number) AS first, max(number) AS last, count(*) AS count, total(tokens) AS tokens FROM runs
    WHERE parent = '' AND agent = ?1 AND session <> '' AND (?2 IS NULL OR principal = ?2) GROUP BY session)
SELECT chosen.session, begin.prompt, begin.started, end.started, chosen.count, chosen.tokens FROM chosen
JOIN runs AS begin ON begin.number = chosen.first JOIN runs AS end ON end.number = chosen.last
WHERE chosen.last < ?3 AND (?4 = '' OR EXISTS (
    SELECT 1 FROM runs JOIN events ON events.run = runs.number
    WHERE runs.parent = '' AND runs.agent = ?1 AND runs.session = chosen.session
    AND (?2 IS NULL OR runs.principal = ?2) AND events.name = 'message_added'
    AND json_extract(events.body, '$.message.text') LIKE ?5 ESCAPE '\'))
ORDER BY chosen.last DESC LIMIT ?6)";

void bindPrincipal(Statement &statement, const std::optional<QString> &principal)
{
    if (principal)
        statement.bind(*principal);
    else
        statement.bindNull();
}

void bindKey(Statement &statement, const SessionKey &session)
{
    statement.bind(session.agent);
    statement.bind(session.id);
    bindPrincipal(statement, session.principal);
}

QString withWildcards(QString text)
{
    for (const char16_t special : {u'\\', u'%', u'_'})
        text.replace(QChar(special), QStringView(u"\\").toString() + QChar(special));
    return u'%' + text + u'%';
}

QDateTime timeOf(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
}

Result<SessionMessage> messageIn(const Statement &row)
{
    const Result<QJsonValue> body = json::parseText(row.bytes(3));
    const Result<MessageAdded> added =
        body ? json::fromJson<MessageAdded>(*body, json::UnknownKeys::Ignore) : tl::unexpected(body.error());
    if (!added)
        return fail(ErrorKind::Unavailable, u"a message cannot be read: "_s + added.error().message);
    const QString status = row.text(2);
    const bool isValid =
        status == json::toName(RunStatus::Completed) || status == json::toName(RunStatus::Limited);
    return SessionMessage{row.text(0), timeOf(row.number(1)), isValid, added->message};
}

} // namespace

SessionTables::SessionTables(const sqlite::Database &database)
    : m_database(database)
{
}

Result<SessionTables::Extent> SessionTables::extentOf(const SessionKey &session)
{
    Statement select(
        m_database, QByteArray("SELECT max(number), count(*) - count(finished) FROM runs WHERE") + ofSession);
    bindKey(select, session);
    if (select.step() != Step::Row)
        return failureOf(m_database);
    if (select.isNull(0))
        return noSuchSession(session.id);
    return Extent{select.number(0), select.number(1) > 0};
}

Result<QList<StoredSession>> SessionTables::sessions(const SessionQuery &query)
{
    qint64 before = std::numeric_limits<qint64>::max();
    if (!query.before.isEmpty()) {
        const Result<Extent> extent = extentOf({query.agent, query.before, query.principal});
        if (!extent)
            return tl::unexpected(extent.error());
        before = extent->lastRun;
    }
    Statement select(m_database, list);
    select.bind(query.agent);
    bindPrincipal(select, query.principal);
    select.bind(before);
    select.bind(query.text);
    select.bind(withWildcards(query.text));
    select.bind(qint64(query.limit));
    QList<StoredSession> sessions;
    Step step = select.step();
    for (; step == Step::Row; step = select.step())
        sessions.append({select.text(0), select.text(1), timeOf(select.number(2)), timeOf(select.number(3)),
                         static_cast<int>(select.number(4)), select.number(5)});
    return step == Step::Done ? Result<QList<StoredSession>>(sessions) : failureOf(m_database);
}

Result<QList<SessionMessage>> SessionTables::history(const SessionKey &session)
{
    if (const Result<Extent> extent = extentOf(session); !extent)
        return tl::unexpected(extent.error());
    Statement select(
        m_database,
        QByteArray("SELECT runs.id, events.at, runs.status, events.body FROM runs JOIN events ON "
                   "events.run = runs.number WHERE")
            + ofSession + "AND events.name = 'message_added' ORDER BY runs.number, events.seq");
    bindKey(select, session);
    QList<SessionMessage> history;
    Step step = select.step();
    for (; step == Step::Row; step = select.step()) {
        const Result<SessionMessage> message = messageIn(select);
        if (!message)
            return tl::unexpected(message.error());
        history.append(*message);
    }
    return step == Step::Done ? Result<QList<SessionMessage>>(history) : failureOf(m_database);
}

Result<> SessionTables::forget(const SessionKey &session)
{
    const Result<Extent> extent = extentOf(session);
    if (!extent)
        return tl::unexpected(extent.error());
    if (extent->isInUse)
        return sessionInUse(session.id);
    const QByteArray runs = QByteArray(" (SELECT number FROM runs WHERE") + ofSession + ')';
    for (const QByteArray &sql :
         {"DELETE FROM events WHERE run IN" + runs, "DELETE FROM runs WHERE number IN" + runs}) {
        Statement statement(m_database, sql);
        bindKey(statement, session);
        if (statement.step() != Step::Done)
            return failureOf(m_database);
    }
    return {};
}

} // namespace agent
