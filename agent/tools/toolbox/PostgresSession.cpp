// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/PostgresSession.h"

#include <QStringList>

#include <array>
#include <poll.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool hasFailed(const PGresult *result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

void ignoreNotice(void *, const char *)
{
}

} // namespace

PostgresSession::PostgresSession(std::stop_token stop, Deadline deadline)
    : m_stop(std::move(stop))
    , m_deadline(deadline)
{
}

PostgresSession::~PostgresSession()
{
    if (!m_isBusy)
        return;
    const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel(PQgetCancel(m_connection.get()),
                                                                    PQfreeCancel);
    std::array<char, 256> note{};
    if (cancel) // if it is of no avail, the server ends it when its time is up
        PQcancel(cancel.get(), note.data(), int(note.size()));
}

Result<> PostgresSession::wait(short events)
{
    constexpr int between = 20; // milliseconds
    pollfd socket{PQsocket(m_connection.get()), events, 0};
    for (;;) {
        if (m_stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"the query was stopped"_s);
        if (std::chrono::steady_clock::now() > m_deadline)
            return fail(ErrorKind::Timeout,
                        m_isBusy ? u"the query took too long"_s : u"the database did not answer in time"_s);
        if (::poll(&socket, 1, between) > 0)
            return {};
    }
}

tl::unexpected<Error> PostgresSession::failure(const PGresult *result)
{
    m_state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (m_state == "57014") // query_canceled, here by its time
        return fail(ErrorKind::Timeout, u"the query took too long"_s);
    if (m_state == "25006") // read_only_sql_transaction
        return fail(ErrorKind::Denied, u"only reading is allowed: a single SELECT"_s);
    const QString message = QString::fromUtf8(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    return fail(ErrorKind::InvalidInput, u"SQL error: %1"_s.arg(message.left(500)));
}

tl::unexpected<Error> PostgresSession::brokenOff() const
{
    const QString message = QString::fromUtf8(PQerrorMessage(m_connection.get())).simplified().left(300);
    const bool isRefused = PQconnectionNeedsPassword(m_connection.get()) != 0
        || PQconnectionUsedPassword(m_connection.get()) != 0;
    return fail(isRefused ? ErrorKind::Unauthorized : ErrorKind::Unavailable,
                u"the database cannot be reached: %1"_s.arg(message));
}

Result<> PostgresSession::connect(const PostgresLogin &login)
{
    PostgresLogin whole = login;
    whole.insert("client_encoding", "UTF8");
    whole.insert("fallback_application_name", "slipway");
    whole.insert("tcp_user_timeout", "10000"); // milliseconds that what was sent may stay unanswered
    std::vector<const char *> keys;
    std::vector<const char *> values;
    for (auto it = whole.constBegin(); it != whole.constEnd(); ++it) {
        keys.push_back(it.key().constData());
        values.push_back(it.value().constData());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    m_connection.reset(PQconnectStartParams(keys.data(), values.data(), 0));
    if (PQstatus(m_connection.get()) == CONNECTION_BAD)
        return brokenOff();
    PQsetNoticeProcessor(m_connection.get(), ignoreNotice, nullptr);
    auto next = PGRES_POLLING_WRITING;
    while (next == PGRES_POLLING_READING || next == PGRES_POLLING_WRITING) {
        if (const auto ready = wait(next == PGRES_POLLING_READING ? POLLIN : POLLOUT); !ready)
            return ready;
        next = PQconnectPoll(m_connection.get());
    }
    if (next != PGRES_POLLING_OK)
        return brokenOff();
    return {};
}

Result<PostgresResult> PostgresSession::nextResult()
{
    while (PQisBusy(m_connection.get()) != 0) {
        if (const auto ready = wait(POLLIN); !ready)
            return tl::unexpected(ready.error());
        if (PQconsumeInput(m_connection.get()) == 0)
            return brokenOff();
    }
    PostgresResult result(PQgetResult(m_connection.get()));
    m_isBusy = result != nullptr;
    if (result && hasFailed(result.get()))
        return failure(result.get());
    return result;
}

Result<PostgresResult> PostgresSession::onlyResult(int isSent)
{
    if (isSent == 0)
        return brokenOff();
    m_isBusy = true;
    Result<PostgresResult> first = nextResult();
    if (!first)
        return first;
    if (const auto end = nextResult(); !end)
        return tl::unexpected(end.error());
    return first;
}

Result<QStringList> PostgresSession::columnsOf(const QByteArray &sql)
{
    const auto read = onlyResult(PQsendPrepare(m_connection.get(), "", sql.constData(), 0, nullptr));
    if (!read)
        return tl::unexpected(read.error());
    const auto described = onlyResult(PQsendDescribePrepared(m_connection.get(), ""));
    if (!described)
        return tl::unexpected(described.error());
    QStringList names;
    for (int column = 0; column < PQnfields(described->get()); ++column)
        names.append(QString::fromUtf8(PQfname(described->get(), column)));
    return names;
}

Result<> PostgresSession::run(const QByteArray &sql, const RowSink &take)
{
    // This way of sending lets no second statement pass.
    if (PQsendQueryParams(m_connection.get(), sql.constData(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
        return brokenOff();
    m_isBusy = true;
    PQsetSingleRowMode(m_connection.get());
    for (;;) {
        const auto rows = nextResult();
        if (!rows)
            return tl::unexpected(rows.error());
        if (!*rows || !take(rows->get()))
            return {};
    }
}

} // namespace agent
