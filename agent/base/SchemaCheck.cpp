// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/SchemaCheck.h"

#include "agent/base/Json.h"

// Without it valijson ends the program where it would throw.
#define VALIJSON_USE_EXCEPTIONS 1
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <QRegularExpression>

#include <algorithm>
#include <exception>
#include <list>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using valijson::adapters::NlohmannJsonAdapter;

// valijson's own adapter for Qt takes whole numbers of more than 32 bits for fractions.
nlohmann::json foreign(const QJsonValue &value)
{
    return nlohmann::json::parse(json::text(value).toStdString());
}

// std::regex calls itself once a character and would run out of stack.
constexpr qsizetype longestForRegex = 4096;

qsizetype longestText(const QJsonValue &value)
{
    qsizetype longest = value.toString().size();
    for (const QJsonValue &item : value.toArray())
        longest = std::max(longest, longestText(item));
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        longest = std::max({longest, it.key().size(), longestText(it.value())});
    return longest;
}

bool usesRegex(const QJsonObject &schema)
{
    const QByteArray text = json::text(schema);
    return text.contains("\"pattern") || text.contains("\"format\"");
}

// valijson writes a place as "<root>", "[name]", "[0]".
QString pointerTo(const std::vector<std::string> &context)
{
    QString where;
    for (const std::string &step : context) {
        const QString text = QString::fromStdString(step);
        if (text.startsWith(u'['))
            where = json::pointer(where, text.mid(1, text.size() - 2));
    }
    return where;
}

// Its numbers come with six decimals.
QString tidy(QString description)
{
    static const QRegularExpression zeros(u"(\\d)\\.0+\\b|(\\.\\d*[1-9])0+\\b"_s);
    description.replace(zeros, u"\\1\\2"_s);
    while (description.endsWith(u'.'))
        description.chop(1);
    return description.left(1).toLower() + description.mid(1);
}

/// A schema as valijson wants it. Throws what valijson throws.
struct ReadSchema
{
    explicit ReadSchema(const QJsonObject &read)
        : schema(read)
        , hasRegex(usesRegex(read))
    {
        const nlohmann::json text = foreign(read);
        valijson::SchemaParser().populateSchema(NlohmannJsonAdapter(text), rules);
    }

    QJsonObject schema;
    bool hasRegex;
    valijson::Schema rules;
};

// To read a schema takes far longer than to check a value, and a tool's is the same for each of its calls.
const ReadSchema &readSchema(const QJsonObject &schema)
{
    constexpr std::size_t kept = 64;
    thread_local std::list<ReadSchema> recent;
    const auto found = std::ranges::find(recent, schema, &ReadSchema::schema);
    if (found != recent.end()) {
        recent.splice(recent.begin(), recent, found);
    } else {
        recent.emplace_front(schema);
        if (recent.size() > kept)
            recent.pop_back();
    }
    return recent.front();
}

Result<> check(const QJsonValue &value, const QJsonObject &schema, const QString &whole)
{
    const ReadSchema &read = readSchema(schema);
    if (read.hasRegex && longestText(value) > longestForRegex) {
        return fail(
            ErrorKind::InvalidInput,
            u"a text of more than %1 characters cannot be checked against a pattern"_s.arg(longestForRegex));
    }
    const nlohmann::json foreignValue = foreign(value);
    valijson::ValidationResults results;
    if (valijson::Validator().validate(read.rules, NlohmannJsonAdapter(foreignValue), &results))
        return {};
    valijson::ValidationResults::Error first;
    results.popError(first);
    const QString where = pointerTo(first.context);
    const QString place = where.isEmpty() ? whole : u"\"%1\""_s.arg(where.mid(1));
    return fail(ErrorKind::InvalidInput,
                u"%1: %2"_s.arg(place, tidy(QString::fromStdString(first.description))), where);
}

} // namespace

Result<> checkAgainstSchema(const QJsonValue &value, const QJsonObject &schema, const QString &whole)
{
    try {
        return check(value, schema, whole);
    } catch (const std::exception &fault) {
        return fail(ErrorKind::Internal,
                    u"this JSON Schema cannot be used: %1"_s.arg(QString::fromUtf8(fault.what())));
    }
}

} // namespace agent
