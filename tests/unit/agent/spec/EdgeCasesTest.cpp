// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/EdgeCases.h"

#include "agent/base/SchemaCheck.h"
#include "agent/tools/Arguments.h"
#include "agent/values/Toolbox.h"
#include "tests/support/Testing.h"

#include <QSet>
#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

QJsonArray rows()
{
    return json::parseText(testing::data(u"spec/edge-cases.json"_s)).value_or(QJsonValue()).toArray();
}

/// "fits  days: zero  {…}", long arguments cut.
QStringList linesOf(const QList<EdgeCase> &cases)
{
    QStringList lines;
    for (const EdgeCase &one : cases) {
        const QString arguments = QString::fromUtf8(json::text(one.arguments));
        lines.append(u"%1  %2  %3"_s.arg(one.valid ? u"fits"_s : u"not "_s, one.name, arguments.left(90)));
    }
    return lines;
}

QJsonObject closed(QJsonObject schema)
{
    if (!schema.contains(u"additionalProperties"_s))
        schema.insert(u"additionalProperties"_s, false);
    return schema;
}

} // namespace

class EdgeCasesTest : public QObject
{
    Q_OBJECT
private slots:
    void goesToTheEdges_data()
    {
        QTest::addColumn<QJsonValue>("row");
        const QJsonArray all = rows();
        QVERIFY(!all.isEmpty());
        for (const QJsonValue &row : all)
            QTest::newRow(qPrintable(row[u"name"_s].toString())) << row;
    }
    void goesToTheEdges()
    {
        QFETCH(QJsonValue, row);
        QStringList wanted;
        for (const QJsonValue &line : row[u"lines"_s].toArray())
            wanted.append(line.toString());
        const auto cases = edgeCases(row[u"schema"_s].toObject(), row[u"usual"_s].toObject());
        QCOMPARE(linesOf(cases).join(u'\n'), wanted.join(u'\n'));
    }

    void saysWhatTheChecksSay_data()
    {
        QTest::addColumn<QJsonObject>("schema");
        for (const QJsonValue &row : rows())
            QTest::newRow(qPrintable(row[u"name"_s].toString())) << row[u"schema"_s].toObject();
        const auto order = json::parseText(testing::data(u"tools/parameters.json"_s));
        QVERIFY(order);
        QTest::newRow("order") << order->toObject();
        for (const ToolboxEntry &entry : toolbox())
            QTest::newRow(qPrintable(entry.name)) << entry.parameters;
    }
    void saysWhatTheChecksSay()
    {
        QFETCH(QJsonObject, schema);
        const ToolInfo tool{u"tool"_s, {}, schema, u"toolbox"_s, SideEffect::None};
        const QList<EdgeCase> cases = edgeCases(schema);
        QVERIFY(!cases.isEmpty() && cases.size() <= 40);
        QCOMPARE(edgeCases(schema), cases);
        QSet<QString> names;
        for (const EdgeCase &one : cases) {
            const QByteArray text = one.name.toUtf8() + ' ' + json::text(one.arguments).left(200);
            QVERIFY2(checkAgainstSchema(one.arguments, closed(schema)).has_value() == one.valid, text);
            QVERIFY2(checkedArguments(tool, one.arguments).has_value() == one.valid, text);
            names.insert(one.name);
        }
        QCOMPARE(names.size(), cases.size());
    }

    void staysShortWithManyProperties()
    {
        QJsonObject properties;
        for (int i = 0; i < 100; ++i)
            properties.insert(u"p%1"_s.arg(i), QJsonObject{{u"type"_s, u"integer"_s}, {u"minimum"_s, 3}});
        const auto cases = edgeCases({{u"type"_s, u"object"_s}, {u"properties"_s, properties}});
        QCOMPARE(cases.size(), 40);
        QCOMPARE(cases.constFirst().name, u"only what is required"_s);
    }

    void endsWithASchemaThatRefersToItself()
    {
        const QJsonObject itself{{u"$ref"_s, u"#"_s}};
        const QJsonObject schema{{u"type"_s, u"object"_s},
                                 {u"properties"_s, QJsonObject{{u"next"_s, itself}}},
                                 {u"required"_s, QJsonArray{u"next"_s}}};
        QVERIFY(!edgeCases(schema).isEmpty());
    }

    void endsWithOneThatRefersToItselfOftenAndEverywhere()
    {
        QJsonObject properties;
        QJsonArray required;
        for (int i = 0; i < 8; ++i) {
            properties.insert(u"p%1"_s.arg(i), QJsonObject{{u"$ref"_s, u"#/$defs/node"_s}});
            required.append(u"p%1"_s.arg(i));
        }
        QJsonObject schema{
            {u"type"_s, u"object"_s}, {u"properties"_s, properties}, {u"required"_s, required}};
        schema.insert(u"$defs"_s, QJsonObject{{u"node"_s, schema}});
        QCOMPARE(edgeCases(schema).size(), 40);
    }
};

QTEST_APPLESS_MAIN(EdgeCasesTest)
#include "EdgeCasesTest.moc"
