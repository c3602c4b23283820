// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Examples.h"

#include "agent/providers/demo/Schema.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

/// What to say to a tool with a well-known parameter.
struct Example
{
    const char *parameter;
    const char *prompt;
};

constexpr std::array known{
    Example{"expression", "What is 17% of 2,340?"},   Example{"from_unit", "How many km are 26.2 miles?"},
    Example{"timezone", "What time is it in Tokyo?"}, Example{"directory", "List the files"},
    Example{"url", "Fetch https://example.com"},
};

} // namespace

QString selfDescription()
{
    return u"*I am Slipway's offline demo, not an AI: I pick tools by simple rules, but I really call them.*"_s;
}

namespace {

QStringList databaseExamples(const Scene &scene)
{
    const Database database = databaseIn(scene.instructions);
    QStringList prompts;
    if (!scene.toolWith({u"sql"_s}) || database.path.isEmpty())
        return prompts;
    for (const Table &table : database.tables) {
        if (table.isFullText)
            continue;
        const QString name = QString(table.name).replace(u'_', u' ');
        prompts.append(prompts.isEmpty() ? u"How many %1 are there?"_s.arg(name)
                                         : u"List the %1"_s.arg(name));
    }
    return prompts.isEmpty() ? QStringList{u"What tables are there?"_s} : prompts.mid(0, 2);
}

/// What people write for a parameter with such a word in its name.
struct Sample
{
    const char *words;
    const char *value;
};

constexpr std::array samples{
    Sample{"city|place|location|town", "Oslo"},
    Sample{"from|base|source", "USD"},
    Sample{"to|target|currency", "EUR"},
    Sample{"id|identifier|number|code|key", "A-1042"},
    Sample{"query|q|search|topic|text|subject|title|message|question", "lighthouses"},
};

/// A value for a parameter; empty where none comes to mind.
QString sample(const QString &name, const QJsonObject &schema)
{
    const QJsonArray choices = schema.value(u"enum"_s).toArray();
    if (!choices.isEmpty())
        return choices.first().toVariant().toString();
    const QString type = schema.value(u"type"_s).toString();
    if (type == u"number" || type == u"integer")
        return u"100"_s;
    for (const Sample &row : samples) {
        const QRegularExpression words(u"(?:^|_)(?:%1)$"_s.arg(QLatin1String(row.words)));
        if (name.contains(words))
            return QString::fromLatin1(row.value);
    }
    return {};
}

/// "Use get_weather with city: Oslo"; empty where a value is missing.
QString ownExample(const ToolInfo &tool)
{
    const QJsonObject properties = tool.parameters.value(u"properties"_s).toObject();
    QStringList values;
    for (const QJsonValue &required : tool.parameters.value(u"required"_s).toArray()) {
        const QString name = required.toString();
        if (name.startsWith(u"lat"_s) || name.startsWith(u"lon"_s)) {
            values.removeAll(u"Oslo"_s);
            values.append(u"Oslo"_s); // the rules know where it lies
            continue;
        }
        const QString value = sample(name, properties.value(name).toObject());
        if (value.isEmpty())
            return {};
        values.append(u"%1: %2"_s.arg(name, value));
    }
    const QString use = u"Use %1"_s.arg(tool.name);
    return values.isEmpty() ? use : use + u" with "_s + values.join(u' ');
}

QStringList ownExamples(const Scene &scene)
{
    QStringList prompts;
    for (const ToolInfo &tool : scene.tools) {
        if (tool.kind != u"toolbox" && tool.name.contains(u'_'))
            prompts.append(ownExample(tool));
    }
    prompts.removeAll(QString());
    return prompts;
}

} // namespace

QStringList examples(const Scene &scene)
{
    constexpr qsizetype most = 3;
    QStringList prompts = ownExamples(scene).mid(0, 2) + databaseExamples(scene);
    for (const Example &example : known) {
        if (scene.toolWith({QString::fromLatin1(example.parameter)}))
            prompts.append(QString::fromLatin1(example.prompt));
    }
    return prompts.mid(0, most);
}

QString whatItCanDo(const Scene &scene)
{
    const QStringList prompts = examples(scene);
    if (prompts.isEmpty())
        return u"This agent offers no tools that I could call for you."_s;
    return u"Try one of these:\n\n- "_s + prompts.join(u"\n- "_s);
}

} // namespace agent::demo
