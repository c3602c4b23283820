// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallArguments.h"

#include "agent/base/Json.h"

#include <QFile>

using namespace Qt::StringLiterals;
using agent::ErrorKind;
using agent::fail;

namespace app {
namespace {

agent::Result<QJsonObject> objectIn(const QByteArray &text)
{
    const auto value = agent::json::parseText(text);
    if (!value)
        return fail(ErrorKind::InvalidInput, u"The arguments are not JSON: %1"_s.arg(value.error().message));
    if (!value->isObject())
        return fail(ErrorKind::InvalidInput,
                    u"The arguments must be a JSON object, such as '{\"city\": \"Berlin\"}'."_s);
    return value->toObject();
}

agent::Result<QJsonObject> objectFromInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"The standard input cannot be read."_s);
    return objectIn(input.readAll());
}

QStringList typesOf(const QString &name, const QJsonObject &parameters)
{
    const QJsonValue type = parameters[u"properties"_s][name][u"type"_s];
    QStringList types;
    for (const QJsonValue &one : type.isArray() ? type.toArray() : QJsonArray{type})
        types.append(one.toString());
    return types;
}

/// Adds one name=value.
agent::Result<> addText(QJsonObject &arguments, const QString &name, const QString &text,
                        const QStringList &types)
{
    const bool isList = types.contains(u"array"_s);
    const bool wantsJson = (isList || types.contains(u"object"_s)) && !types.contains(u"string"_s);
    const auto value = wantsJson ? agent::json::parseText(text.toUtf8()) : agent::Result<QJsonValue>(text);
    if (isList && wantsJson && !(value && value->isArray())) {
        QJsonArray items = arguments.value(name).toArray();
        items.append(text);
        arguments.insert(name, items);
        return {};
    }
    if (arguments.contains(name))
        return fail(ErrorKind::InvalidInput, u"\"%1\" is given twice."_s.arg(name));
    if (!value)
        return fail(ErrorKind::InvalidInput, u"\"%1\" must be JSON: %2"_s.arg(name, value.error().message));
    arguments.insert(name, *value);
    return {};
}

agent::Result<> addJson(QJsonObject &arguments, const QString &name, const QString &text)
{
    const auto value = agent::json::parseText(text.toUtf8());
    if (!value)
        return fail(ErrorKind::InvalidInput, u"\"%1:=\" takes JSON: %2"_s.arg(name, value.error().message));
    if (arguments.contains(name))
        return fail(ErrorKind::InvalidInput, u"\"%1\" is given twice."_s.arg(name));
    arguments.insert(name, *value);
    return {};
}

agent::Result<> addWord(QJsonObject &arguments, const QString &word, const QJsonObject &parameters)
{
    const qsizetype sign = word.indexOf(u'=');
    if (sign < 1)
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" is no argument; write name=value, or one JSON object such as "
                    "'{\"city\": \"Berlin\"}'."_s.arg(word));
    const QString text = word.mid(sign + 1);
    if (word.at(sign - 1) == u':')
        return addJson(arguments, word.left(sign - 1), text);
    const QString name = word.left(sign);
    return addText(arguments, name, text, typesOf(name, parameters));
}

} // namespace

agent::Result<QJsonObject> typedArguments(const QStringList &words, const QJsonObject &parameters)
{
    if (words.size() == 1 && words.constFirst() == u"-")
        return objectFromInput();
    if (words.size() == 1 && words.constFirst().trimmed().startsWith(u'{'))
        return objectIn(words.constFirst().toUtf8());
    QJsonObject arguments;
    for (const QString &word : words) {
        if (const auto added = addWord(arguments, word, parameters); !added)
            return tl::unexpected(added.error());
    }
    return arguments;
}

} // namespace app
