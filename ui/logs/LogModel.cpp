// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/LogModel.h"

#include <QLocale>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

LogModel::LogModel(QObject *parent, qsizetype capacity)
    : QAbstractTableModel(parent)
    , m_capacity(Number(capacity))
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(50ms);
    connect(&m_batch, &QTimer::timeout, this, &LogModel::flush);
}

void LogModel::append(const QList<LogEntry> &entries)
{
    m_waiting += entries;
    const qsizetype tooMany = m_waiting.size() - qsizetype(m_capacity);
    if (tooMany > 0)
        m_waiting.remove(0, tooMany);
    if (m_paused)
        emit counted();
    else if (!m_batch.isActive())
        m_batch.start();
}

void LogModel::setFilter(const Filter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_rows.clear();
    for (Number number = m_first; number < m_next; ++number) {
        if (passes(entry(number)))
            m_rows.push_back(number);
    }
    endResetModel();
}

void LogModel::setPaused(bool paused)
{
    m_paused = paused;
    if (paused)
        m_batch.stop();
    else
        flush();
}

void LogModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_ring.clear();
    m_waiting.clear();
    m_first = m_next = 0;
    endResetModel();
    emit counted();
}

bool LogModel::passes(const LogEntry &entry) const
{
    return entry.level >= m_filter.least
        && (m_filter.text.isEmpty() || entry.sentence().contains(m_filter.text, Qt::CaseInsensitive)
            || entry.source.contains(m_filter.text, Qt::CaseInsensitive)
            || entry.request.value_or(QString()).contains(m_filter.text, Qt::CaseInsensitive));
}

void LogModel::flush()
{
    if (m_waiting.isEmpty())
        return;
    std::vector<Number> shown;
    store(shown);
    dropOldRows();
    if (!shown.empty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(shown.size()) - 1);
        m_rows.insert(m_rows.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    emit counted();
}

void LogModel::store(std::vector<Number> &shown)
{
    for (LogEntry &fresh : m_waiting) {
        const Number number = m_next++;
        if (passes(fresh))
            shown.push_back(number);
        if (m_ring.size() < m_capacity)
            m_ring.push_back(std::move(fresh));
        else
            m_ring[number % m_capacity] = std::move(fresh);
    }
    m_waiting.clear();
    if (m_next > m_capacity)
        m_first = std::max(m_first, m_next - m_capacity);
}

void LogModel::dropOldRows()
{
    const auto firstKept = std::ranges::lower_bound(m_rows, m_first);
    if (firstKept == m_rows.begin())
        return;
    beginRemoveRows({}, 0, int(firstKept - m_rows.begin()) - 1);
    m_rows.erase(m_rows.begin(), firstKept);
    endRemoveRows();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Number number = m_rows[std::size_t(index.row())];
    // Between storing and dropping a row the view may still ask for an entry that is gone.
    if (number < m_first)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(entry(number), index.column());
    case Qt::ToolTipRole:
        return index.column() == Message ? QVariant(details(entry(number))) : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() >= Status ? Qt::AlignRight : Qt::AlignLeft));
    case LevelRole:
        return int(entry(number).level);
    default:
        return {};
    }
}

QString LogModel::text(const LogEntry &entry, int column) const
{
    switch (column) {
    case Time: {
        const QDateTime at = QDateTime::fromString(entry.at, Qt::ISODateWithMs);
        return at.isValid() ? at.toLocalTime().toString(u"HH:mm:ss.zzz"_s) : entry.at;
    }
    case Level:
        return levelName(entry.level);
    case Source:
        return entry.source;
    case Message:
        return entry.sentence();
    case Status:
        return entry.status ? QString::number(*entry.status) : u"\u2013"_s;
    case Duration:
        return entry.durationMs ? tr("%1 ms").arg(QLocale().toString(*entry.durationMs)) : u"\u2013"_s;
    default:
        return {};
    }
}

QString LogModel::details(const LogEntry &entry)
{
    const QString sentence = entry.sentence();
    return entry.request ? tr("%1\nX-Request-Id: %2").arg(sentence, *entry.request) : sentence;
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= Status ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Level:
        return tr("Level");
    case Source:
        return tr("Source");
    case Message:
        return tr("Message");
    case Status:
        return tr("Status");
    case Duration:
        return tr("Duration");
    default:
        return {};
    }
}

QString LogModel::levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Info:
        return tr("Info");
    case LogLevel::Ok:
        return tr("OK");
    case LogLevel::Warn:
        return tr("Warning");
    case LogLevel::Error:
        return tr("Error");
    }
    Q_UNREACHABLE();
}

QString LogModel::line(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(data(index(row, column), Qt::DisplayRole).toString());
    return cells.join(u'\t');
}

} // namespace ui

#include "moc_LogModel.cpp"
