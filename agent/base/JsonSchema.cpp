// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/JsonSchema.h"

using namespace Qt::StringLiterals;

namespace agent::json {

QJsonObject ofType(const char *type)
{
    return {{u"type"_s, QString::fromLatin1(type)}};
}

QJsonObject oneOf(const QStringList &words)
{
    QJsonObject schema = ofType("string");
    schema.insert(u"enum"_s, QJsonArray::fromStringList(words));
    return schema;
}

QJsonObject orNull(QJsonObject schema)
{
    if (schema.value(u"type").isString())
        schema.insert(u"type"_s, QJsonArray{schema.value(u"type"), u"null"_s});
    if (QJsonArray words = schema.value(u"enum").toArray();
        !words.isEmpty() && !words.contains(QJsonValue::Null)) {
        words.append(QJsonValue::Null);
        schema.insert(u"enum"_s, words);
    }
    return schema;
}

} // namespace agent::json
