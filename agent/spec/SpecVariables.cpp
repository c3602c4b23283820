// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecVariables.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

class Filler
{
public:
    explicit Filler(const Environment &environment)
        : m_environment(environment)
    {
    }

    QJsonValue filled(const QJsonValue &value, const QString &where)
    {
        if (value.isObject())
            return filledObject(value.toObject(), where);
        if (value.isString())
            return filledText(value.toString(), where);
        QJsonArray list = value.toArray();
        for (qsizetype i = 0; i < list.size(); ++i)
            list.replace(i, filled(list.at(i), json::pointer(where, i)));
        return value.isArray() ? QJsonValue(list) : value;
    }

    QJsonObject filledObject(QJsonObject object, const QString &where)
    {
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = filled(it.value(), json::pointer(where, it.key()));
        return object;
    }

    FilledContent content;

private:
    QJsonValue filledText(const QString &text, const QString &where)
    {
        static const QRegularExpression reference(
            u"\\A(?:/fallbacks/\\d+|/agents/[^/]+)?/(?:api_key\\z|headers/)|\\A/server/token\\z|"
            u"\\A(?:/agents/[^/]+)?/tools/\\d+/(?:http/headers|(?:command|python)/env)/|\\A/(?:mcp_servers|mcpServers)/[^/]+/(?:env|headers)/"_s);
        if (!text.contains(u"${"_s) || reference.match(where).hasMatch())
            return text;
        const Result<QString> filled = filledIn(text, m_environment);
        if (filled)
            return typed(*filled, text, where);
        content.faults.append({where, filled.error().message, {}, false});
        return text;
    }

    QJsonValue typed(const QString &filled, const QString &text, const QString &where)
    {
        static const QRegularExpression alone(u"\\A\\$\\{[^}]*\\}\\z"_s);
        const auto value = json::parseText(filled.toUtf8());
        if (!alone.match(text).hasMatch() || !value || !(value->isDouble() || value->isBool()))
            return filled;
        content.texts.insert(where, filled);
        return *value;
    }

    const Environment &m_environment;
};

} // namespace

FilledContent fillVariables(const QJsonObject &root, const Environment &environment)
{
    Filler filler(environment);
    filler.content.root = filler.filledObject(root, {});
    return filler.content;
}

} // namespace agent
