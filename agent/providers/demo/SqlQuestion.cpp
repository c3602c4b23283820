// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/SqlQuestion.h"

#include "agent/providers/demo/Words.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

constexpr int usualRanks = 5;
constexpr int usualRows = 20;

bool says(const QString &text, const QString &pattern)
{
    return text.contains(QRegularExpression(u"\\b(?:%1)\\b"_s.arg(pattern), anyCase));
}

QString literal(QString value)
{
    return u'\'' + value.replace(u'\'', u"''"_s) + u'\'';
}

/// Where a name such as "order_items" is mentioned among the words; -1 when it is not.
qsizetype placeOf(const QString &name, const QStringList &words)
{
    qsizetype first = -1;
    for (const QString &part : name.split(u'_', Qt::SkipEmptyParts)) {
        const qsizetype at = words.indexOf(stem(part));
        if (at < 0)
            return -1;
        first = first < 0 ? at : std::min(first, at);
    }
    return first;
}

/// How much of a date such as "2024-05-31" tells its year, month or day; 0 for what is none of them.
int dateLength(const QString &unit)
{
    if (unit == u"year")
        return 4;
    if (unit == u"month")
        return 7;
    return unit == u"day" ? 10 : 0;
}

/// One question being turned into SQL.
class Translation
{
public:
    Translation(const QString &question, const Database &database)
        : m_question(question)
        , m_words(stems(question))
        , m_tables(withoutTexts(database.tables))
        , m_subject(mentioned())
    {
    }

    QString select()
    {
        for (const auto attempt : {&Translation::ranking, &Translation::grouping, &Translation::counting,
                                   &Translation::summing, &Translation::listing}) {
            const QString sql = (this->*attempt)();
            if (!sql.isEmpty())
                return sql;
        }
        return {};
    }

private:
    // --- what is asked about

    static QList<Table> withoutTexts(QList<Table> tables)
    {
        tables.removeIf([](const Table &table) { return table.isFullText; });
        return tables;
    }

    const Table *mentioned(const Table *besides = nullptr) const
    {
        const Table *best = nullptr;
        qsizetype bestPlace = 0;
        for (const Table &table : m_tables) {
            const qsizetype place = placeOf(table.name, m_words);
            if (place < 0 || &table == besides)
                continue;
            const bool isLonger = best && table.name.startsWith(stem(best->name));
            if (!best || place < bestPlace || (place == bestPlace && isLonger)) {
                best = &table;
                bestPlace = place;
            }
        }
        return best;
    }

    /// A column the question names, but no id.
    QString namedColumn(const Table &table) const
    {
        for (const QString &column : table.columns) {
            if (!column.endsWith(u"id"_s) && placeOf(column, m_words) >= 0)
                return column;
        }
        return {};
    }

    /// What is added up or compared, as an expression; empty when the table measures nothing.
    QString measure(const Table &table) const
    {
        static const QStringList amounts{u"total"_s, u"total_price"_s, u"amount"_s,   u"revenue"_s,
                                         u"price"_s, u"unit_price"_s,  u"cost"_s,     u"salary"_s,
                                         u"score"_s, u"rating"_s,      u"quantity"_s, u"qty"_s,
                                         u"stock"_s, u"value"_s};
        const QString named = namedColumn(table);
        if (amounts.contains(named) && named != u"quantity")
            return table.name + u'.' + named;
        const QString quantity = table.firstOf({u"quantity"_s, u"qty"_s});
        const QString price = table.firstOf({u"unit_price"_s, u"price"_s});
        if (!quantity.isEmpty() && !price.isEmpty())
            return u"%1.%2 * %1.%3"_s.arg(table.name, quantity, price);
        const QString column = table.firstOf(amounts);
        return column.isEmpty() ? QString() : table.name + u'.' + column;
    }

    int limit(int usual) const
    {
        static const QRegularExpression number(
            u"\\b(?:top|first|last|latest|newest|oldest|best|cheapest|largest|biggest|the) (\\d{1,3})\\b|\\b(\\d{1,3}) (?:best|most|cheapest|latest|newest|largest)"_s,
            anyCase);
        const QRegularExpressionMatch match = number.match(m_question);
        return match.hasMatch() ? match.captured(match.lastCapturedIndex()).toInt() : usual;
    }

    // --- whose and which rows

    void addNameFilters(const Table &table)
    {
        QStringList names = quoted(m_question);
        for (const QString &name : properNames(m_question)) {
            if (mentionsTable(name) || names.contains(name))
                continue;
            names.append(name);
        }
        for (const QString &name : names)
            addNameFilter(table, name);
    }

    bool mentionsTable(const QString &name) const
    {
        const QStringList words = stems(name);
        return std::ranges::any_of(m_tables,
                                   [&words](const Table &table) { return placeOf(table.name, words) >= 0; });
    }

    void addNameFilter(const Table &table, const QString &name)
    {
        static const QStringList places{u"city"_s, u"town"_s, u"country"_s, u"region"_s, u"location"_s};
        const bool isPlace = says(m_question, u"(?:in|from|near) "_s + QRegularExpression::escape(name));
        if (isPlace && addFilter(table, places, u"%1.%2 = %3 COLLATE NOCASE"_s, name))
            return;
        const QString like = u"%1.%2 LIKE %3"_s;
        const QString pattern = u'%' + name + u'%';
        const bool isOwner = says(m_question, u"(?:of|by|for|from) "_s + QRegularExpression::escape(name));
        if (isOwner && addFilterOverKey(table, {}, like, pattern))
            return;
        if (!addFilter(table, {table.label()}, like, pattern))
            addFilterOverKey(table, {}, like, pattern);
    }

    bool addFilter(const Table &table, const QStringList &columns, const QString &form, const QString &value)
    {
        const QString column = table.firstOf(columns);
        if (!column.isEmpty()) {
            m_filters.append(form.arg(table.name, column, literal(value)));
            return true;
        }
        return columns.size() > 1 && addFilterOverKey(table, columns, form, value);
    }

    /// By a column of a table this one points to; its label where no columns are given.
    bool addFilterOverKey(const Table &table, const QStringList &columns, const QString &form,
                          const QString &value)
    {
        const auto columnOf = [&](const Table &t) {
            return columns.isEmpty() ? t.label() : t.firstOf(columns);
        };
        const auto fits = [&](const Table &t) { return !table.keyTo(t).isEmpty() && !columnOf(t).isEmpty(); };
        const auto other = std::ranges::find_if(std::as_const(m_tables), fits);
        if (other == m_tables.cend())
            return false;
        join(table, *other);
        m_filters.append(form.arg(other->name, columnOf(*other), literal(value)));
        return true;
    }

    void join(const Table &table, const Table &other)
    {
        const QString clause = u" JOIN %1 ON %1.%2 = %3.%4"_s.arg(
            other.name, other.firstOf({u"id"_s, other.columns.constFirst()}), table.name, table.keyTo(other));
        if (!m_joins.contains(clause))
            m_joins += clause;
    }

    void addOtherFilters(const Table &table)
    {
        static const QRegularExpression state(
            u"\\b(open|closed|shipped|pending|paid|unpaid|cancelled|canceled|delivered|returned|refunded|active|inactive)\\b"_s,
            anyCase);
        const QRegularExpressionMatch word = state.match(m_question);
        const QString status = table.firstOf({u"status"_s, u"state"_s});
        if (word.hasMatch() && !status.isEmpty())
            m_filters.append(
                u"%1.%2 = %3 COLLATE NOCASE"_s.arg(table.name, status, literal(word.captured(1).toLower())));
        static const QRegularExpression year(u"\\b(?:in|of|since|during) ((?:19|20)\\d\\d(?:-\\d\\d)?)\\b"_s,
                                             anyCase);
        const QRegularExpressionMatch when = year.match(m_question);
        if (when.hasMatch() && !table.date().isEmpty())
            m_filters.append(
                u"%1.%2 LIKE %3"_s.arg(table.name, table.date(), literal(when.captured(1) + u'%')));
        static const QRegularExpression bound(
            u"\\b(?:(over|above|more than|greater than|at least)|under|below|less than|cheaper than|at most) [$€£]?(\\d+(?:\\.\\d+)?)"_s,
            anyCase);
        const QRegularExpressionMatch than = bound.match(m_question);
        if (than.hasMatch() && !measure(table).isEmpty())
            m_filters.append(measure(table) + (than.captured(1).isEmpty() ? u" < "_s : u" > "_s)
                             + than.captured(2));
    }

    QString from(const Table &table)
    {
        addNameFilters(table);
        addOtherFilters(table);
        const QString where = m_filters.isEmpty() ? QString() : u" WHERE "_s + m_filters.join(u" AND "_s);
        return u" FROM %1"_s.arg(table.name) + m_joins + where;
    }

    // --- the kinds of question

    /// How many, or how much, of `counted` belongs to each row of `owner`.
    QString perOwner(const Table &owner, const Table &counted, const QString &value, int most)
    {
        const QString label = owner.label().isEmpty() ? owner.columns.constFirst() : owner.label();
        join(counted, owner);
        return u"SELECT %1.%2, %3"_s.arg(owner.name, label, value) + from(counted)
            + u" GROUP BY %1.%2 ORDER BY 2 DESC LIMIT %3"_s.arg(owner.name, label).arg(limit(most));
    }

    const Table *withKeyTo(const Table &owner, const QStringList &columns) const
    {
        const auto fits = [&](const Table &table) {
            return !table.keyTo(owner).isEmpty() && (columns.isEmpty() || !table.firstOf(columns).isEmpty());
        };
        const auto found = std::ranges::find_if(m_tables, fits);
        return found == m_tables.end() ? nullptr : &*found;
    }

    const Table *sellable() const
    {
        const auto isWare = [](const Table &table) {
            return says(table.name, u"products?|articles?|items?|books?|goods"_s) && !table.label().isEmpty();
        };
        const auto found = std::ranges::find_if(m_tables, isWare);
        return found == m_tables.end() ? nullptr : &*found;
    }

    QString ranking()
    {
        const bool sells = says(m_question, u"sells?|sold|selling|best-?sellers?|popular"_s);
        const bool spends = says(m_question, u"spends?|spent|buys?|bought|best customers?|top customers?"_s);
        if (sells || spends) {
            const Table *owner = m_subject ? m_subject : sellable();
            const QStringList amounts{u"quantity"_s, u"qty"_s,   u"total"_s,
                                      u"amount"_s,   u"price"_s, u"unit_price"_s};
            const Table *sales = owner ? withKeyTo(*owner, amounts) : nullptr;
            if (!sales)
                return {};
            const QString quantity = sales->firstOf({u"quantity"_s, u"qty"_s});
            const QString value = sells && !quantity.isEmpty()
                ? u"SUM(%1.%2) AS sold"_s.arg(sales->name, quantity)
                : u"ROUND(SUM(%1), 2) AS total"_s.arg(measure(*sales));
            return perOwner(*owner, *sales, value, usualRanks);
        }
        const Table *second = m_subject ? mentioned(m_subject) : nullptr;
        if (second && says(m_question, u"most|fewest|top"_s) && !second->keyTo(*m_subject).isEmpty())
            return perOwner(*m_subject, *second, u"COUNT(*) AS count"_s, usualRanks);
        return {};
    }

    bool asksForSum() const
    {
        return says(m_question, u"total|sum|revenue|turnover|sales|income|how much"_s);
    }

    QString grouping()
    {
        static const QRegularExpression each(u"\\b(?:per|by|each|for every|grouped by) (?:each )?(\\w+)"_s,
                                             anyCase);
        const QString by = stem(each.match(m_question).captured(1));
        const Table *counted = asksForSum() ? measured() : m_subject;
        if (by.isEmpty() || !counted)
            return {};
        const QString value =
            asksForSum() ? u"ROUND(SUM(%1), 2) AS total"_s.arg(measure(*counted)) : u"COUNT(*) AS count"_s;
        for (const Table &owner : m_tables) {
            if (placeOf(owner.name, {by}) >= 0 && !counted->keyTo(owner).isEmpty())
                return perOwner(owner, *counted, value, usualRows);
        }
        QString key = counted->firstOf({by, by + u's'});
        if (!key.isEmpty())
            key = counted->name + u'.' + key;
        else if (const int length = dateLength(by); length > 0 && !counted->date().isEmpty())
            key = u"substr(%1.%2, 1, %3)"_s.arg(counted->name, counted->date()).arg(length);
        if (key.isEmpty())
            return {};
        return u"SELECT %1 AS %2, %3"_s.arg(key, by, value) + from(*counted)
            + u" GROUP BY 1 ORDER BY 1 LIMIT 100"_s;
    }

    QString counting()
    {
        if (!m_subject || !says(m_question, u"how many|number of|count"_s))
            return {};
        return u"SELECT COUNT(*) AS count"_s + from(*m_subject);
    }

    /// The table whose amounts are meant, where the question names one by what it measures.
    const Table *measured() const
    {
        if (m_subject && !measure(*m_subject).isEmpty())
            return m_subject;
        for (const Table &table : m_tables) {
            if (!namedColumn(table).isEmpty() && !measure(table).isEmpty())
                return &table;
        }
        const auto hasTotal = [](const Table &table) {
            return !table.firstOf({u"total"_s, u"amount"_s, u"revenue"_s, u"quantity"_s}).isEmpty();
        };
        const auto found = std::ranges::find_if(m_tables, hasTotal);
        return found == m_tables.end() ? nullptr : &*found;
    }

    QString summing()
    {
        const bool average = says(m_question, u"average|mean|avg"_s);
        const Table *table = average || asksForSum() ? measured() : nullptr;
        if (!table || measure(*table).isEmpty())
            return {};
        const QString value = average ? u"ROUND(AVG(%1), 2) AS average"_s : u"ROUND(SUM(%1), 2) AS total"_s;
        return u"SELECT "_s + value.arg(measure(*table)) + from(*table);
    }

    QString order(const Table &table) const
    {
        const bool ascending =
            says(m_question, u"cheapest|lowest|smallest|least|oldest|earliest|first|minimum"_s);
        const bool descending =
            says(m_question,
                 u"most expensive|highest|largest|biggest|newest|latest|recent|last|maximum|top|best"_s);
        if (!ascending && !descending)
            return {};
        const bool byDate = says(m_question, u"oldest|earliest|first|newest|latest|recent|last"_s);
        const QString by = byDate ? table.date() : measure(table);
        return by.isEmpty() ? QString() : u" ORDER BY "_s + by + (ascending ? u" ASC"_s : u" DESC"_s);
    }

    QString listing()
    {
        const Table *table = m_subject;
        if (!table)
            return {};
        const QString sorted = order(*table);
        const bool onlyOne = !sorted.isEmpty() && says(m_question, stem(table->name));
        const int ranks = onlyOne ? 1 : usualRanks;
        return u"SELECT %1.*"_s.arg(table->name) + from(*table) + sorted
            + u" LIMIT %1"_s.arg(limit(sorted.isEmpty() ? usualRows : ranks));
    }

    QString m_question;
    QStringList m_words;
    const QList<Table> m_tables; // never detaches, so pointers into it stay good
    const Table *m_subject;
    QString m_joins;
    QStringList m_filters;
};

} // namespace

QString selectFor(const QString &question, const Database &database)
{
    return Translation(question, database).select();
}

QString searchFor(const QString &question, const Database &database)
{
    const auto isFullText = [](const Table &table) { return table.isFullText; };
    const auto table = std::ranges::find_if(database.tables, isFullText);
    QStringList words;
    for (const QString &word : stems(question)) {
        if (word.size() > 2 && word != stem(table == database.tables.end() ? QString() : table->name))
            words.append(word + u'*');
    }
    words.removeDuplicates();
    if (table == database.tables.end() || words.isEmpty())
        return {};
    return u"SELECT %1 FROM %2 WHERE %2 MATCH %3 ORDER BY rank LIMIT 3"_s.arg(
        table->columns.join(u", "_s), table->name, literal(words.join(u" OR "_s)));
}

} // namespace agent::demo
