// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/PriceFile.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QStringList cellsOf(const QString &line)
{
    QStringList cells = line.split(u',');
    for (QString &cell : cells)
        cell = cell.trimmed();
    return cells;
}

class PriceReader
{
public:
    explicit PriceReader(const QString &path)
        : m_file{path, {}}
    {
    }

    void take(const QString &line)
    {
        ++m_number;
        if (line.startsWith(u'#'))
            takeRemark(line);
        else if (m_columns.isEmpty() && !m_isRefused)
            takeHead(cellsOf(line));
        else if (!line.isEmpty() && !m_isRefused)
            takeRow(cellsOf(line));
    }

    PriceFile file() const { return m_file; }

private:
    void fault(const QString &sentence)
    {
        m_file.faults.append(u"%1:%2: %3"_s.arg(m_file.path, QString::number(m_number), sentence));
    }

    void takeRemark(const QString &line)
    {
        static const QRegularExpression date(u"\\b\\d{4}-\\d{2}-\\d{2}\\b"_s);
        if (m_file.date.isEmpty())
            m_file.date = date.match(line).captured();
    }

    void takeHead(const QStringList &names)
    {
        for (const QString &name : {u"provider"_s, u"id"_s, u"prompt"_s, u"completion"_s}) {
            if (names.contains(name))
                continue;
            fault(
                u"expected the names of the columns, such as "
                "provider,id,prompt,completion,cached_prompt, but there is no \"%1\"; the file is not used"_s
                    .arg(name));
            m_isRefused = true;
            return;
        }
        m_columns = names;
    }

    void takeRow(const QStringList &cells)
    {
        if (cells.size() != m_columns.size()) {
            fault(u"expected %1 values, found %2; the row is skipped"_s.arg(m_columns.size())
                      .arg(cells.size()));
            return;
        }
        const auto cell = [&](const QString &column) { return cells.value(m_columns.indexOf(column)); };
        m_isGood = true;
        const ModelPrice row{cell(u"provider"_s),
                             cell(u"id"_s),
                             price(cell(u"prompt"_s)),
                             price(cell(u"completion"_s)),
                             price(cell(u"cached_prompt"_s)),
                             tokens(cell(u"context"_s))};
        if (m_isGood && (row.provider.isEmpty() || row.model.isEmpty()))
            refuse(u"expected a provider and the id of a model"_s);
        if (m_isGood && m_seen.contains({row.provider, row.model}))
            refuse(u"%1 of %2 has a row already"_s.arg(row.model, row.provider));
        if (!m_isGood)
            return;
        m_seen.insert({row.provider, row.model});
        m_file.rows.append(row);
    }

    /// The first thing wrong with a row is told.
    void refuse(const QString &sentence)
    {
        if (m_isGood)
            fault(sentence + u"; the row is skipped"_s);
        m_isGood = false;
    }

    std::optional<double> price(const QString &text)
    {
        if (text.isEmpty())
            return std::nullopt;
        bool isNumber = false;
        const double usd = text.toDouble(&isNumber);
        if (!isNumber || !std::isfinite(usd) || usd < 0)
            refuse(u"expected USD per million tokens, such as 0.25, or nothing, found \"%1\""_s.arg(
                text.left(40)));
        return usd;
    }

    std::optional<qint64> tokens(const QString &text)
    {
        if (text.isEmpty())
            return std::nullopt;
        bool isNumber = false;
        const qint64 count = text.toLongLong(&isNumber);
        if (!isNumber || count <= 0)
            refuse(u"expected a number of tokens, such as 128000, or nothing, found \"%1\""_s.arg(
                text.left(40)));
        return count;
    }

    PriceFile m_file;
    QStringList m_columns;
    QSet<std::pair<QString, QString>> m_seen;
    int m_number = 0;
    bool m_isGood = true;
    bool m_isRefused = false;
};

} // namespace

PriceFile readPrices(const QByteArray &csv, const QString &path)
{
    PriceReader reader(path);
    QString text = QString::fromUtf8(csv);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    for (const QString &line : text.split(u'\n'))
        reader.take(line.trimmed());
    return reader.file();
}

} // namespace agent
