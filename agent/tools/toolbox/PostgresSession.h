// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/toolbox/PostgresLogin.h"

#include <libpq-fe.h>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace agent {

struct PostgresCloser
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
    void operator()(PGresult *result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, PostgresCloser>;

/// A connection to a PostgreSQL server that waits no longer than it may. One thread. After an error it is of
/// no use any more; at its end a statement that still runs is cancelled on the server.
class PostgresSession
{
public:
    using Deadline = std::chrono::steady_clock::time_point;
    /// Takes the rows of a result, and says whether more are wanted.
    using RowSink = std::function<bool(const PGresult *rows)>;

    PostgresSession(std::stop_token stop, Deadline deadline);
    ~PostgresSession();
    Q_DISABLE_COPY_MOVE(PostgresSession)

    /// Errors of all: Unavailable, Timeout, Cancelled; of connect() Unauthorized too, of the others
    /// InvalidInput (the server does not understand it) and Denied (it is no reading).
    Result<> connect(const PostgresLogin &login);
    /// Lets the server read one statement without running it. Gives the names of its columns.
    Result<QStringList> columnsOf(const QByteArray &sql);
    /// Runs one statement, row by row as they come.
    Result<> run(const QByteArray &sql, const RowSink &take);
    /// What the server called its last error: a code of the SQL standard (PostgreSQL, appendix A).
    QByteArray state() const { return m_state; }

private:
    Result<> wait(short events);
    Result<PostgresResult> nextResult();
    Result<PostgresResult> onlyResult(int isSent);
    tl::unexpected<Error> failure(const PGresult *result);
    tl::unexpected<Error> brokenOff() const;

    std::stop_token m_stop;
    Deadline m_deadline;
    std::unique_ptr<PGconn, PostgresCloser> m_connection;
    QByteArray m_state;
    bool m_isBusy = false;
};

} // namespace agent
