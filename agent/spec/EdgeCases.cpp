// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/EdgeCases.h"

#include "agent/base/SchemaCheck.h"
#include "agent/spec/SampleValue.h"

#include <QSet>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype mostCases = 40;
constexpr int longestText = 10'000;

/// One value that is tried.
struct Edge
{
    QString what;
    QJsonValue value; ///< Undefined: it is left out.
};
using Edges = QList<Edge>;

/// A number at a limit, or of a text's or list's size, and the next one outside.
struct Limit
{
    QString word; ///< Of JSON Schema.
    QString at;
    QString outside;
    int step;
};

QString numeral(double number)
{
    return QString::number(number, 'g', 12);
}

void addLimits(Edges &edges, const QJsonObject &schema, const QList<Limit> &limits, auto &&valueAt)
{
    for (const Limit &limit : limits) {
        const QJsonValue written = schema.value(limit.word);
        if (!written.isDouble())
            continue;
        const double at = written.toDouble();
        edges.append({u"%1, %2"_s.arg(limit.at, numeral(at)), valueAt(at)});
        edges.append({u"%1, %2"_s.arg(limit.outside, numeral(at + limit.step)), valueAt(at + limit.step)});
    }
}

Edges textEdges(const QJsonObject &schema)
{
    Edges edges{{u"empty text"_s, u""_s}};
    const auto ofLength = [](double length) -> QJsonValue {
        const bool isUsable = length >= 0 && length <= 10 * longestText;
        return isUsable ? QString(qsizetype(length), u'x') : QJsonValue(QJsonValue::Undefined);
    };
    addLimits(edges, schema,
              {{u"minLength"_s, u"as short as may be"_s, u"too short"_s, -1},
               {u"maxLength"_s, u"as long as may be"_s, u"too long"_s, 1}},
              ofLength);
    edges.append(
        {u"quotes, lines and other scripts"_s, u"\"it's\" \\ <b>&amp;</b> $HOME {x}\n\tGrüße 日本 🙂"_s});
    if (!schema.contains(u"maxLength"_s))
        edges.append({u"long text"_s, QString(longestText, u'x')});
    return edges;
}

Edges numberEdges(const QJsonObject &schema, bool isInteger)
{
    Edges edges;
    const auto itself = [](double number) -> QJsonValue { return number; };
    addLimits(edges, schema,
              {{u"minimum"_s, u"at its minimum"_s, u"below its minimum"_s, -1},
               {u"maximum"_s, u"at its maximum"_s, u"above its maximum"_s, 1},
               {u"exclusiveMinimum"_s, u"at the minimum it must exceed"_s, u"above that"_s, 1},
               {u"exclusiveMaximum"_s, u"at the maximum it must not reach"_s, u"below that"_s, -1}},
              itself);
    edges.append({u"zero"_s, 0});
    edges.append({u"negative"_s, -1});
    edges.append({u"large"_s, 9007199254740991.0}); // the last whole number that every JSON reader keeps
    edges.append({isInteger ? u"no whole number"_s : u"a fraction"_s, 1.5});
    return edges;
}

/// Items of a list differ where they can: they may have to.
QJsonValue itemAt(int index, const QJsonValue &first)
{
    if (first.isDouble())
        return first.toDouble() + index;
    return first.isString() && index > 0 ? QJsonValue(first.toString() + numeral(index)) : first;
}

Edges listEdges(const QJsonArray &sample, const QJsonObject &schema)
{
    const QJsonValue item = sample.isEmpty() ? QJsonValue(u"text"_s) : sample.first();
    Edges edges{{u"empty list"_s, QJsonArray()}};
    const auto ofSize = [&item](double size) -> QJsonValue {
        if (size < 0 || size > 1000)
            return QJsonValue::Undefined;
        QJsonArray list;
        for (int i = 0; i < size; ++i)
            list.append(itemAt(i, item));
        return list;
    };
    addLimits(edges, schema,
              {{u"minItems"_s, u"as few as may be"_s, u"too few"_s, -1},
               {u"maxItems"_s, u"as many as may be"_s, u"too many"_s, 1}},
              ofSize);
    if (schema.value(u"uniqueItems"_s).toBool())
        edges.append({u"an item twice"_s, QJsonArray{item, item}});
    edges.append({u"an item of the wrong type"_s,
                  QJsonArray{item.isString() ? QJsonValue(QJsonObject()) : QJsonValue(u"no such thing"_s)}});
    return edges;
}

Edges choiceEdges(const ValueShape &shape)
{
    Edges edges;
    if (shape.type != u"boolean")
        edges.append({u"none of its choices"_s, u"none of these"_s});
    for (const QJsonValue &choice : shape.choices)
        edges.append({QString::fromUtf8(json::text(choice)).left(60), choice});
    return edges;
}

/// No text for a number that can be read as one: that would be made fit.
Edges wrongTypes(const QString &type)
{
    if (type.isEmpty())
        return {};
    return {{u"wrong type"_s, type == u"string" ? QJsonValue(1) : QJsonValue(u"no such thing"_s)},
            {u"null"_s, QJsonValue::Null}};
}

Edges edgesOf(const ValueShape &shape, const QJsonValue &sample)
{
    Edges edges = wrongTypes(shape.type);
    if (!shape.choices.isEmpty())
        edges += choiceEdges(shape);
    else if (shape.type == u"string")
        edges += textEdges(shape.schema);
    else if (shape.type == u"number" || shape.type == u"integer")
        edges += numberEdges(shape.schema, shape.type == u"integer");
    else if (shape.type == u"array")
        edges += listEdges(sample.toArray(), shape.schema);
    return edges;
}

QStringList requiredOf(const QJsonObject &schema)
{
    QStringList names;
    for (const QJsonValue &name : schema.value(u"required"_s).toArray())
        names.append(name.toString());
    return names;
}

QJsonObject with(QJsonObject object, const QString &name, const QJsonValue &value)
{
    object.remove(name);
    if (!value.isUndefined())
        object.insert(name, value);
    return object;
}

class Maker
{
public:
    Maker(const QJsonObject &schema, const QJsonObject &usual)
        : m_schema(schema)
        , m_checked(schema)
        , m_properties(schema.value(u"properties"_s).toObject())
    {
        if (!schema.contains(u"additionalProperties"_s))
            m_checked.insert(u"additionalProperties"_s, false);
        for (auto it = m_properties.begin(); it != m_properties.end(); ++it) {
            const QJsonValue given = usual.value(it.key());
            const QJsonValue value = given.isUndefined() ? sampleValue(it->toObject(), schema) : given;
            m_all.insert(it.key(), value);
            if (requiredOf(schema).contains(it.key()))
                m_least.insert(it.key(), value);
        }
    }

    QList<EdgeCase> cases()
    {
        QList<QList<EdgeCase>> groups{wholes()};
        for (const QString &name : m_properties.keys().mid(0, mostCases))
            groups.append(ofProperty(name));
        QList<EdgeCase> all;
        for (const QList<EdgeCase> &group : shortened(groups))
            all += group;
        for (EdgeCase &one : all)
            one.valid = checkAgainstSchema(one.arguments, m_checked).has_value();
        return all;
    }

private:
    /// Each group keeps its first ones, and the first groups keep most.
    static QList<QList<EdgeCase>> shortened(QList<QList<EdgeCase>> groups)
    {
        qsizetype count = 0;
        for (const QList<EdgeCase> &group : groups)
            count += group.size();
        for (; count > mostCases; --count)
            std::ranges::max_element(groups | std::views::reverse, {}, &QList<EdgeCase>::size)->removeLast();
        return groups;
    }

    void add(QList<EdgeCase> &cases, const QString &name, const QJsonObject &arguments)
    {
        const QByteArray text = json::text(arguments);
        if (m_seen.contains(text))
            return;
        m_seen.insert(text);
        cases.append({name, arguments});
    }

    QList<EdgeCase> wholes()
    {
        QList<EdgeCase> cases;
        add(cases, u"only what is required"_s, m_least);
        add(cases, u"everything"_s, m_all);
        add(cases, u"an argument too many"_s, with(m_least, u"no_such_argument"_s, 1));
        for (const QString &name : m_least.keys().mid(0, mostCases))
            add(cases, u"without %1"_s.arg(name), with(m_least, name, QJsonValue::Undefined));
        return cases;
    }

    QList<EdgeCase> ofProperty(const QString &name)
    {
        QList<EdgeCase> cases;
        const ValueShape shape = valueShape(m_properties.value(name).toObject(), m_schema);
        for (const Edge &edge : edgesOf(shape, m_all.value(name)) + inside(shape, m_all.value(name))) {
            if (edge.value.isUndefined() || (edge.value.isNull() && countsAsLeftOut(name)))
                continue;
            add(cases, u"%1: %2"_s.arg(name, edge.what), with(m_least, name, edge.value));
        }
        return cases;
    }

    bool countsAsLeftOut(const QString &name) const
    {
        return !m_least.contains(name)
            && !checkAgainstSchema(with(m_least, name, QJsonValue::Null), m_checked);
    }

    /// Objects in which one property is tried.
    Edges inside(const ValueShape &shape, const QJsonValue &sample) const
    {
        Edges edges;
        const QJsonObject object = sample.toObject();
        const QJsonObject properties = shape.schema.value(u"properties"_s).toObject();
        for (const QString &name : requiredOf(shape.schema).mid(0, mostCases))
            edges.append({u"without %1"_s.arg(name), with(object, name, QJsonValue::Undefined)});
        for (auto it = properties.begin(); it != properties.end() && edges.size() < mostCases; ++it) {
            const QJsonObject schema = it->toObject();
            for (const Edge &edge : edgesOf(valueShape(schema, m_schema), sampleValue(schema, m_schema))) {
                if (!edge.value.isUndefined())
                    edges.append({u"%1, %2"_s.arg(it.key(), edge.what), with(object, it.key(), edge.value)});
            }
        }
        return edges;
    }

    const QJsonObject m_schema;
    QJsonObject m_checked; ///< As it is held against arguments.
    const QJsonObject m_properties;
    QJsonObject m_least;
    QJsonObject m_all;
    QSet<QByteArray> m_seen;
};

} // namespace

QList<EdgeCase> edgeCases(const QJsonObject &schema, const QJsonObject &usual)
{
    return Maker(schema, usual).cases();
}

} // namespace agent
