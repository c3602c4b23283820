// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/Wire.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QTimer>

#include <deque>
#include <vector>

namespace ui {

/// The log as rows: the newest `capacity` entries, of which those that pass the filter are shown. Entries
/// have a number of their own that counts on, so a row is found in constant time and an entry keeps its
/// identity while older ones are dropped. New entries wait up to 50 ms and then enter together: ten thousand
/// a second are a few insertions. Times are shown in local time.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Level, Source, Message, Status, Duration, ColumnCount };
    enum Role { LevelRole = Qt::UserRole + 1 }; ///< LogLevel of the row.

    struct Filter
    {
        QString text; ///< In source or message, whatever the case; empty lets all pass.
        LogLevel least = LogLevel::Info;

        bool operator==(const Filter &) const = default;
    };

    explicit LogModel(QObject *parent = nullptr, qsizetype capacity = 100'000);

    void append(const QList<LogEntry> &entries);
    void setFilter(const Filter &filter);
    const Filter &filter() const { return m_filter; }
    /// While paused new entries are kept back (at most `capacity`), not lost.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    void clear();

    qsizetype total() const { return qsizetype(m_next - m_first); } ///< Kept, shown or not.
    qsizetype waiting() const { return m_waiting.size(); }          ///< Kept back by the pause.
    /// A row as a line of text, its columns separated by tabs.
    QString line(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString levelName(LogLevel level);

signals:
    /// total() or waiting() changed.
    void counted();

private:
    using Number = quint64;

    const LogEntry &entry(Number number) const { return m_ring[number % m_capacity]; }
    bool passes(const LogEntry &entry) const;
    void flush();
    void store(std::vector<Number> &shown);
    void dropOldRows();
    QString text(const LogEntry &entry, int column) const;
    static QString details(const LogEntry &entry);

    std::vector<LogEntry> m_ring;
    Number m_capacity;
    Number m_first = 0; ///< Oldest entry kept.
    Number m_next = 0;
    std::deque<Number> m_rows; ///< Entries shown, in order; the oldest may be gone already.
    QList<LogEntry> m_waiting;
    QTimer m_batch;
    Filter m_filter;
    bool m_paused = false;
};

} // namespace ui
