// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/Arguments.h"

#include "agent/values/Toolbox.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;

class ArgumentsTest : public QObject
{
    Q_OBJECT

    ToolInfo m_tool;

private slots:
    void initTestCase()
    {
        const auto parameters = json::parseText(testing::data(u"tools/parameters.json"_s));
        QVERIFY(parameters);
        m_tool = ToolInfo{u"order"_s, {}, parameters->toObject(), u"toolbox"_s, SideEffect::None};
        QVERIFY_RESULT(checkParameters(m_tool.parameters));
    }

    void makesFit_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("checked");
        const auto cases = json::parseText(testing::data(u"tools/arguments-accepted.json"_s));
        QVERIFY(cases);
        for (const QJsonValue &one : cases->toArray()) {
            QTest::newRow(qPrintable(one[u"name"_s].toString()))
                << json::text(one[u"sent"_s]) << json::text(one[u"checked"_s]);
        }
    }
    void makesFit()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, checked);
        const auto result = checkedArguments(m_tool, json::parseText(sent)->toObject());
        QVERIFY_RESULT(result);
        QCOMPARE(json::text(*result), checked);
    }

    void refusesWithASentence_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QString>("message");
        const auto cases = json::parseText(testing::data(u"tools/arguments-refused.json"_s));
        QVERIFY(cases);
        for (const QJsonValue &one : cases->toArray()) {
            QTest::newRow(qPrintable(one[u"name"_s].toString()))
                << json::text(one[u"sent"_s]) << one[u"message"_s].toString();
        }
    }
    void refusesWithASentence()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QString, message);
        const auto result = checkedArguments(m_tool, json::parseText(sent)->toObject());
        QVERIFY(!result);
        QCOMPARE(result.error().message, message);
        QCOMPARE(result.error().kind, ErrorKind::InvalidInput);
    }

    void keepsNullThatIsAnAlternative()
    {
        ToolInfo tool = m_tool;
        const QJsonArray textOrNull{QJsonObject{{u"type"_s, u"string"_s}},
                                    QJsonObject{{u"type"_s, u"null"_s}}};
        const QJsonObject properties{{u"note"_s, QJsonObject{{u"anyOf"_s, textOrNull}}}};
        tool.parameters.insert(u"properties"_s, properties);
        tool.parameters.insert(u"required"_s, QJsonArray{u"note"_s});
        const QJsonObject sent{{u"note"_s, QJsonValue::Null}};
        const auto result = checkedArguments(tool, sent);
        QVERIFY_RESULT(result);
        QCOMPARE(*result, sent);
    }

    void neverRunsARegexOverALongText()
    {
        const QJsonObject sent{{u"item"_s, u"x"_s}, {u"count"_s, 1}, {u"code"_s, QString(1'000'000, u'a')}};
        const auto result = checkedArguments(m_tool, sent);
        QVERIFY(!result);
        QCOMPARE(result.error().message,
                 u"a text of more than 4096 characters cannot be checked against a pattern"_s);
    }

    void refusesSchemasThatAreNone_data()
    {
        QTest::addColumn<QJsonObject>("parameters");
        QTest::newRow("empty") << QJsonObject();
        QTest::newRow("not an object") << QJsonObject{{u"type"_s, u"string"_s}};
        QTest::newRow("properties are a list")
            << QJsonObject{{u"type"_s, u"object"_s}, {u"properties"_s, QJsonArray{1}}};
        QTest::newRow("fetches") << QJsonObject{
            {u"type"_s, u"object"_s},
            {u"properties"_s, QJsonObject{{u"a"_s, QJsonObject{{u"$ref"_s, u"http://127.0.0.1/x.json"_s}}}}}};
    }
    void refusesSchemasThatAreNone()
    {
        QFETCH(QJsonObject, parameters);
        QVERIFY(!checkParameters(parameters));
    }

    void theToolboxHasUsableSchemas()
    {
        for (const ToolboxEntry &entry : toolbox())
            QVERIFY_RESULT(checkParameters(entry.parameters));
    }
};

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "ArgumentsTest.moc"
