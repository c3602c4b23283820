// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Arguments.h"

#include "agent/providers/demo/Cities.h"
#include "agent/providers/demo/Words.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

struct Parameter
{
    QString name;
    QJsonObject schema;
    bool isRequired = false;

    QString type() const { return schema.value(u"type"_s).toString(u"string"_s); }
    /// Whether its name has one of these words.
    bool isCalled(const QString &words) const
    {
        static const QRegularExpression hump(u"(?<=[a-z])(?=[A-Z])"_s);
        const QString spaced = QString(name).replace(hump, u" "_s).replace(u'_', u' ').replace(u'-', u' ');
        return spaced.contains(QRegularExpression(u"\\b(?:%1)\\b"_s.arg(words), anyCase));
    }
};

QList<Parameter> parametersOf(const ToolInfo &tool)
{
    const QJsonObject properties = tool.parameters.value(u"properties"_s).toObject();
    QList<Parameter> parameters;
    for (const QJsonValue &name : tool.parameters.value(u"required"_s).toArray())
        parameters.append({name.toString(), properties.value(name.toString()).toObject(), true});
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const auto isThis = [&it](const Parameter &parameter) { return parameter.name == it.key(); };
        if (std::ranges::none_of(parameters, isThis))
            parameters.append({it.key(), it->toObject(), false});
    }
    return parameters;
}

QStringList matches(const QString &text, const QString &pattern)
{
    QStringList found;
    for (auto it = QRegularExpression(pattern).globalMatch(text); it.hasNext();)
        found.append(it.next().captured());
    return found;
}

QStringList placesIn(const QString &text)
{
    QStringList names;
    for (const City &city : citiesIn(text))
        names.append(QString::fromUtf8(city.name));
    for (const QString &name : properNames(text)) {
        const bool isPart = std::ranges::any_of(names, [&name](const QString &known) {
            return known.contains(name, Qt::CaseInsensitive) || name.contains(known, Qt::CaseInsensitive);
        });
        if (!isPart)
            names.append(name);
    }
    return names;
}

/// Hands out what stands in the prompt, each thing once.
class Filler
{
public:
    explicit Filler(const QString &prompt)
        : m_prompt(prompt)
        , m_quoted(quoted(prompt))
        , m_numbers(numbers(prompt))
        , m_places(placesIn(prompt))
        , m_codes(matches(prompt, u"\\b[A-Z]{3}\\b"_s))
        , m_ids(matches(prompt, u"(?:\\b[A-Za-z]{0,6}[-_#]?\\d[\\w-]*\\b)"_s))
        , m_cities(citiesIn(prompt))
    {
    }

    std::optional<QJsonValue> value(const Parameter &parameter)
    {
        if (const auto choice = enumValue(parameter))
            return choice;
        if (parameter.schema.contains(u"enum"_s))
            return std::nullopt;
        if (parameter.type() == u"number" || parameter.type() == u"integer")
            return number(parameter);
        if (parameter.type() == u"boolean")
            return m_prompt.contains(QString(parameter.name).replace(u'_', u' '), Qt::CaseInsensitive)
                ? std::optional<QJsonValue>(true)
                : std::nullopt;
        if (parameter.type() != u"string")
            return std::nullopt;
        const QString found = parameter.isRequired ? text(parameter) : namedText(parameter);
        return found.isEmpty() ? std::nullopt : std::optional<QJsonValue>(found);
    }

private:
    std::optional<QJsonValue> enumValue(const Parameter &parameter) const
    {
        const QStringList words = stems(m_prompt);
        for (const QJsonValue &choice : parameter.schema.value(u"enum"_s).toArray()) {
            const QString name = choice.toString();
            const QRegularExpression word(u"\\b%1\\b"_s.arg(QRegularExpression::escape(name)), anyCase);
            if (!name.isEmpty() && (m_prompt.contains(word) || words.contains(stem(name))))
                return choice;
        }
        return std::nullopt;
    }

    std::optional<QJsonValue> number(const Parameter &parameter)
    {
        if (!m_cities.isEmpty() && parameter.isCalled(u"lat|latitude"_s))
            return m_cities.constFirst().latitude;
        if (!m_cities.isEmpty() && parameter.isCalled(u"lon|lng|long|longitude"_s))
            return m_cities.constFirst().longitude;
        const QString word = stem(parameter.name.section(u'_', -1));
        const QRegularExpression beside(
            u"\\b%1\\w*\\s*(?:=|:|of|is|to)?\\s*(-?\\d+(?:\\.\\d+)?)|(-?\\d+(?:\\.\\d+)?)[\\s-]*%1"_s.arg(
                QRegularExpression::escape(word)),
            anyCase);
        const QRegularExpressionMatch match = beside.match(m_prompt);
        QString found = match.hasMatch() ? match.captured(match.lastCapturedIndex()) : QString();
        if (found.isEmpty() && parameter.isRequired && !m_numbers.isEmpty())
            found = m_numbers.constFirst();
        if (found.isEmpty())
            return std::nullopt;
        m_numbers.removeOne(found);
        const double amount = found.toDouble();
        return parameter.type() == u"integer" ? QJsonValue(static_cast<qint64>(amount)) : QJsonValue(amount);
    }

    static QString take(QStringList &list) { return list.isEmpty() ? QString() : list.takeFirst(); }

    QString after(const QString &words) const
    {
        const QRegularExpression phrase(
            u"\\b(?:%1)\\s+(?:the\\s+|a\\s+|an\\s+)?([\\w'’-]+(?: [A-Z][\\w'’-]*)*)"_s.arg(words), anyCase);
        return phrase.match(m_prompt).captured(1);
    }

    /// "origin: X", "topic X", with the parameter's own name.
    QString namedText(const Parameter &parameter) const
    {
        const QRegularExpression phrase(
            u"\\b%1\\s*(?:=|:|is)\\s*([\\w'’.-]+)"_s.arg(
                QRegularExpression::escape(parameter.name).replace(u'_', u"[_ ]"_s)),
            anyCase);
        return phrase.match(m_prompt).captured(1);
    }

    QString text(const Parameter &parameter)
    {
        QString named = namedText(parameter);
        if (!named.isEmpty())
            return named;
        if (parameter.isCalled(u"url|link|uri|website"_s))
            return urls(m_prompt).value(0);
        if (parameter.isCalled(u"e?mail"_s))
            return matches(m_prompt, u"[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"_s).value(0);
        if (!m_quoted.isEmpty())
            return take(m_quoted);
        if (parameter.isCalled(u"date|day|when"_s))
            return matches(m_prompt, u"\\b\\d{4}-\\d\\d-\\d\\d\\b|\\b(?:today|tomorrow|yesterday)\\b"_s)
                .value(0);
        if (parameter.isCalled(u"path|file|filename|filepath"_s))
            return fileNames(m_prompt).value(0);
        if (parameter.isCalled(u"currency|from|to|base|target|symbols?|quote"_s) && !m_codes.isEmpty())
            return take(m_codes);
        if (parameter.isCalled(u"id|number|code|key|identifier|sku|ref|reference"_s))
            return identifier();
        return nameOrPhrase(parameter);
    }

    QString identifier()
    {
        QString email = matches(m_prompt, u"[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"_s).value(0);
        if (!email.isEmpty())
            return email;
        return m_ids.isEmpty() ? take(m_places) : take(m_ids);
    }

    QString nameOrPhrase(const Parameter &parameter)
    {
        if (parameter.isCalled(
                u"query|q|search|text|topic|question|message|content|keywords?|terms?|title|note|notes|prompt|subject|body|summary"_s))
            return topic();
        if (!m_places.isEmpty())
            return take(m_places);
        const QString phrase = after(u"in|for|of|at|about|near|from|to|named|called"_s);
        return isFiller(stem(phrase)) ? QString() : phrase;
    }

    /// What is left of the prompt without the words that only ask for the tool.
    QString topic() const
    {
        static const QRegularExpression lead(
            u"^.*?\\b(?:search(?: the web)?(?: for)?|look up|look for|find(?: out)?(?: about)?|tell me "
            u"about|about|define|translate|"
            "say|write|note(?: that)?|what (?:is|are)|who (?:is|was)|for)\\b[:,]?\\s*"_s,
            anyCase);
        static const QRegularExpression loose(u"^(?:the|a|an)\\s+|[\\s?!.]+$"_s, anyCase);
        const QString rest = QString(m_prompt).remove(lead).remove(loose).trimmed();
        return rest.isEmpty() ? QString(m_prompt).remove(loose) : rest;
    }

    QString m_prompt;
    QStringList m_quoted;
    QStringList m_numbers;
    QStringList m_places;
    QStringList m_codes;
    QStringList m_ids;
    QList<City> m_cities;
};

} // namespace

Filling fill(const ToolInfo &tool, const QString &prompt)
{
    Filling filling;
    Filler filler(prompt);
    for (const Parameter &parameter : parametersOf(tool)) {
        if (const auto value = filler.value(parameter))
            filling.arguments.insert(parameter.name, *value);
        else if (parameter.isRequired && parameter.schema.contains(u"default"_s))
            filling.arguments.insert(parameter.name, parameter.schema.value(u"default"_s));
        else if (parameter.isRequired)
            filling.missing.append(parameter.name);
    }
    return filling;
}

} // namespace agent::demo
