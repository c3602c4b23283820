// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/FinalAnswer.h"

#include "agent/providers/demo/DemoProvider.h"
#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

namespace {

/// {"city": text, "degrees": number}, both needed.
OutputSpec weather()
{
    const QJsonObject properties{{u"city"_s, QJsonObject{{u"type"_s, u"string"_s}}},
                                 {u"degrees"_s, QJsonObject{{u"type"_s, u"number"_s}}}};
    OutputSpec output;
    output.schema = {{u"type"_s, u"object"_s},
                     {u"properties"_s, properties},
                     {u"required"_s, QJsonArray{u"city"_s, u"degrees"_s}}};
    output.name = u"weather"_s;
    return output;
}

const QString right = u"{\"city\": \"Oslo\", \"degrees\": 18}"_s;
const QString wrong = u"{\"city\": \"Oslo\"}"_s;

QJsonObject oslo()
{
    return {{u"city"_s, u"Oslo"_s}, {u"degrees"_s, 18}};
}

/// A provider whose API has a place for the schema.
class ShapingProvider : public ScriptedProvider
{
public:
    Capabilities capabilities() const override { return {false, false, true}; }
};

} // namespace

class FinalAnswerTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;

    RunPtr finished() { return finishedRun(m_agent); }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = std::make_shared<Agent>();
        m_agent->provider = m_provider;
        m_agent->spec.output = weather();
    }

    void findsTheObject_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("alone") << right;
        QTest::newRow("with blanks") << u"\n  "_s + right + u"\n"_s;
        QTest::newRow("fenced") << u"Here it is:\n```json\n"_s + right + u"\n```\nAnything else?"_s;
        QTest::newRow("fenced, no language") << u"```\n"_s + right + u"\n```"_s;
        QTest::newRow("in a sentence") << u"It is "_s + right + u" today."_s;
        QTest::newRow("over lines") << u"{\n\"city\": \"Oslo\",\n\"degrees\": 18\n}"_s;
        QTest::newRow("behind other code") << u"```sh\nls\n```\n```json\n"_s + right + u"\n```"_s;
    }
    void findsTheObject()
    {
        QFETCH(QString, text);
        const Result<QJsonObject> object = objectIn(text, weather());
        QVERIFY_RESULT(object);
        QCOMPARE(*object, oslo());
    }
    void takesNoBraceInATextForTheEnd()
    {
        const auto object = objectIn(u"So: {\"city\": \"a}\\\"}b{\", \"degrees\": 1} – yes"_s, weather());
        QVERIFY_RESULT(object);
        QCOMPARE(object->value(u"city"), QJsonValue(u"a}\"}b{"_s));
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const QString none = u"The model's answer is not a JSON object."_s;
        QTest::newRow("no JSON") << u"It is warm."_s << none;
        QTest::newRow("a list") << u"[1]"_s << none;
        QTest::newRow("cut off") << right.chopped(3) << none;
        QTest::newRow("empty") << QString() << none;
        QTest::newRow("incomplete") << wrong
                                    << u"The model's answer does not fit its schema: the answer: missing "
                                       "required property 'degrees'."_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto object = objectIn(text, weather());
        QVERIFY(!object);
        QCOMPARE(object.error().kind, ErrorKind::Unavailable);
        QCOMPARE(object.error().message, message);
    }

    void givesTheObjectWithTheAnswer()
    {
        m_provider->steps = {says(right)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QCOMPARE(endOf(run).text, right);
        QVERIFY(endOf(run).output == oslo());
        QVERIFY(m_provider->requests[0].instructions.contains(u"\"required\":[\"city\",\"degrees\"]"_s));
    }
    void hasTheModelRepairAnAnswer()
    {
        m_provider->steps = {says(wrong), says(right)};
        const RunPtr run = finished();
        QVERIFY(endOf(run).output == oslo());
        const QList<Message> told = m_provider->requests[1].messages;
        QCOMPARE(told.size(), 3);
        QCOMPARE(told[1].text, wrong);
        QCOMPARE(told[2].role, Role::User);
        QVERIFY(told[2].text.startsWith(u"The model's answer does not fit its schema"_s));
        QCOMPARE(all<ModelRetried>(run).size(), 1);
        QCOMPARE(all<MessageAdded>(run).size(), 2); // what is void is no part of the conversation
        QCOMPARE(endOf(run).usage, (Usage{20, 10, 0, 0}));
    }
    void failsAfterTheLastRepair_data()
    {
        QTest::addColumn<int>("repairs");
        for (const int repairs : {0, 1, 3})
            QTest::addRow("%d", repairs) << repairs;
    }
    void failsAfterTheLastRepair()
    {
        QFETCH(int, repairs);
        m_agent->spec.output->repairs = repairs;
        m_agent->spec.maxIterations = 1; // repairs do not count
        for (int i = 0; i < 5; ++i)
            m_provider->steps.push_back(says(u"no"_s));
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Failed);
        QCOMPARE(endOf(run).error->kind, ErrorKind::Unavailable);
        QVERIFY(!endOf(run).output);
        QCOMPARE(m_provider->requests.size(), 1 + repairs);
    }
    void callsToolsFirst()
    {
        m_agent->tools = {std::make_shared<ScriptedTool>(
            u"look"_s, [](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, u"18"_s}; })};
        m_provider->steps = {calls({{u"1"_s, u"look"_s, {}, {}}}), says(right)};
        const RunPtr run = finished();
        QVERIFY(endOf(run).output == oslo());
        QCOMPARE(all<ToolFinished>(run).size(), 1);
        QVERIFY(all<ModelRetried>(run).isEmpty());
    }
    void tellsTheSchemaWhereTheApiHasAPlaceForIt()
    {
        m_provider->steps = {says(right)};
        finished();
        QVERIFY(!m_provider->requests[0].outputSchema);
        const auto shaping = std::make_shared<ShapingProvider>();
        shaping->steps = {says(right)};
        m_agent->provider = shaping;
        finished();
        QCOMPARE(shaping->requests[0].outputSchema->name, u"weather"_s);
        QCOMPARE(shaping->requests[0].outputSchema->schema, weather().schema);
    }
    void worksWithTheDemo()
    {
        m_agent->provider = std::make_shared<DemoProvider>(std::chrono::milliseconds(0));
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Completed);
        QVERIFY(endOf(run).output->value(u"city").isString());
        QVERIFY(endOf(run).output->value(u"degrees").isDouble());
    }
    void leavesOtherAgentsAlone()
    {
        m_agent->spec.output.reset();
        m_provider->steps = {says(right)};
        const RunPtr run = finished();
        QVERIFY(!endOf(run).output);
        QVERIFY(!m_provider->requests[0].instructions.contains(u"Schema"_s));
    }
};

QTEST_GUILESS_MAIN(FinalAnswerTest)
#include "FinalAnswerTest.moc"
