// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Data.h"

#include "agent/base/Nearest.h"
#include "agent/tools/toolbox/Csv.h"
#include "agent/tools/toolbox/JsonText.h"
#include "agent/tools/toolbox/Sizes.h"
#include "agent/tools/toolbox/TextTable.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

JsonLayout layout(bool isPretty)
{
    return isPretty ? JsonLayout::Indented : JsonLayout::OneLine;
}

tl::unexpected<Error> tooLong()
{
    return fail(ErrorKind::InvalidInput, u"the result has more than %1 characters"_s.arg(maxResult));
}

/// A list of objects, and all names that occur in it, sorted.
struct Records
{
    std::vector<JsonNode> rows;
    QStringList columns;
};

Result<Records> recordsIn(const QString &json)
{
    auto node = readJsonText(json);
    if (!node)
        return tl::unexpected(node.error());
    if (node->kind != JsonNode::Kind::Array || node->items.empty())
        return fail(ErrorKind::InvalidInput, u"the JSON must be a list of objects, with at least one"_s);
    QSet<QString> names;
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        if (node->items[i].kind != JsonNode::Kind::Object)
            return fail(ErrorKind::InvalidInput, u"element %1 of the list is not an object"_s.arg(i));
        names.unite(QSet<QString>(node->items[i].names.begin(), node->items[i].names.end()));
    }
    QStringList columns = names.values();
    columns.sort();
    return Records{std::move(node->items), columns};
}

QString cellOf(const JsonNode *value)
{
    if (!value || value->kind == JsonNode::Kind::Null)
        return {};
    if (value->kind == JsonNode::Kind::Array || value->kind == JsonNode::Kind::Object)
        return writeJsonText(*value, JsonLayout::OneLine).value_or(QString());
    return value->text;
}

QStringList cellsOf(const JsonNode &row, const QStringList &columns)
{
    QHash<QString, const JsonNode *> members;
    for (qsizetype i = 0; i < row.names.size(); ++i)
        members.insert(row.names[i], &row.items[static_cast<std::size_t>(i)]);
    QStringList cells;
    for (const QString &column : columns)
        cells.append(cellOf(members.value(column)));
    return cells;
}

// Where a column is missing in most rows, a short text has very many cells.
Result<QString> csvOf(const Records &records, QChar delimiter)
{
    QString out = csvLine(records.columns, delimiter) + u'\n';
    for (const JsonNode &row : records.rows) {
        out += csvLine(cellsOf(row, records.columns), delimiter) + u'\n';
        if (out.size() > maxResult)
            return tooLong();
    }
    return out;
}

QString markdownLine(QStringList cells)
{
    for (QString &cell : cells)
        cell.replace(u'|', u"\\|"_s).replace(u'\n', u' ').remove(u'\r');
    return u"| "_s + cells.join(u" | "_s) + u" |"_s;
}

QString markdownOf(const Records &records)
{
    QStringList lines{markdownLine(records.columns),
                      markdownLine(QStringList(records.columns.size(), u"---"_s))};
    for (const JsonNode &row : records.rows)
        lines.append(markdownLine(cellsOf(row, records.columns)));
    return lines.join(u'\n');
}

QString tableOf(const Records &records)
{
    TextTable table(records.columns);
    for (const JsonNode &row : records.rows) {
        if (table.isFull())
            return table.text()
                + u"\n\n(cut: the first %1 of %2 rows)"_s.arg(table.rowCount()).arg(records.rows.size());
        table.append(cellsOf(row, records.columns));
    }
    return table.text();
}

JsonNode text(const QString &value)
{
    return {JsonNode::Kind::String, value, {}, {}};
}

Result<JsonNode> recordOf(const QStringList &cells, const QStringList &columns)
{
    if (cells.size() > columns.size())
        return fail(ErrorKind::InvalidInput,
                    u"a row has %1 cells, but the head only %2; is the delimiter right?"_s.arg(cells.size())
                        .arg(columns.size()));
    JsonNode record{JsonNode::Kind::Object, {}, columns, {}};
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const JsonNode none{JsonNode::Kind::Null, u"null"_s, {}, {}};
        record.items.push_back(i < cells.size() ? text(cells[i]) : none);
    }
    return record;
}

Result<JsonNode> recordsOf(const QString &csv, QChar delimiter)
{
    CsvReader reader(csv, delimiter);
    const QStringList columns = reader.next().value_or(QStringList());
    if (QSet<QString>(columns.begin(), columns.end()).size() < columns.size())
        return fail(ErrorKind::InvalidInput, u"two columns of the CSV have the same name"_s);
    JsonNode list{JsonNode::Kind::Array, {}, {}, {}};
    for (auto row = reader.next(); row; row = reader.next()) {
        // Names are written in every row, so that this many cells are too long in any case.
        if (static_cast<qsizetype>(list.items.size() + 1) * columns.size() > maxResult / 4)
            return tooLong();
        auto record = recordOf(*row, columns);
        if (!record)
            return record;
        list.items.push_back(std::move(*record));
    }
    if (reader.isBroken())
        return fail(ErrorKind::InvalidInput, u"a quote in the CSV is never closed"_s);
    if (list.items.empty())
        return fail(ErrorKind::InvalidInput, u"the CSV needs a head and at least one row"_s);
    return list;
}

} // namespace

Result<QString> parseJson(const QString &json, bool pretty)
{
    const auto node = readJsonText(json);
    if (!node)
        return tl::unexpected(node.error());
    auto out = writeJsonText(*node, layout(pretty));
    return out ? u"Valid JSON:\n"_s + *out : out;
}

Result<QString> extractJsonField(const QString &json, const QString &path)
{
    const auto node = readJsonText(json);
    if (!node)
        return tl::unexpected(node.error());
    const auto field = nodeAt(*node, path);
    if (!field)
        return tl::unexpected(field.error());
    auto out = writeJsonText(**field, JsonLayout::Indented);
    return out ? u"Extracted '%1':\n"_s.arg(path) + *out : out;
}

Result<QString> jsonToCsv(const QString &json, const QString &delimiter)
{
    const auto sign = csvDelimiter(delimiter);
    if (!sign)
        return tl::unexpected(sign.error());
    const auto records = recordsIn(json);
    if (!records)
        return tl::unexpected(records.error());
    auto out = csvOf(*records, *sign);
    return out ? u"Converted %1 rows to CSV:\n\n"_s.arg(records->rows.size()) + *out : out;
}

Result<QString> csvToJson(const QString &csv, const QString &delimiter, bool pretty)
{
    const auto sign = csvDelimiter(delimiter);
    if (!sign)
        return tl::unexpected(sign.error());
    const auto list = recordsOf(csv, *sign);
    if (!list)
        return tl::unexpected(list.error());
    auto out = writeJsonText(*list, layout(pretty));
    return out ? u"Converted %1 rows to JSON:\n\n"_s.arg(list->items.size()) + *out : out;
}

Result<QString> formatTable(const QString &json, const QString &type)
{
    constexpr qsizetype mostCells = 50'000;
    const auto records = recordsIn(json);
    if (!records)
        return tl::unexpected(records.error());
    const qsizetype cells = static_cast<qsizetype>(records->rows.size()) * records->columns.size();
    if (cells > mostCells)
        return fail(ErrorKind::InvalidInput,
                    u"the table would have %1 cells; %2 are possible"_s.arg(cells).arg(mostCells));
    if (type == u"csv"_s)
        return csvOf(*records, u',');
    if (type == u"markdown"_s)
        return markdownOf(*records);
    if (type == u"simple"_s)
        return tableOf(*records);
    return fail(ErrorKind::InvalidInput,
                u"\"%1\" is no kind of table; use simple, markdown or csv"_s.arg(type.left(40)));
}

} // namespace agent
