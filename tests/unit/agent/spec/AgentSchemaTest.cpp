// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/AgentSchema.h"

#include "agent/base/SchemaCheck.h"
#include "agent/base/Yaml.h"
#include "agent/spec/SpecDocument.h"
#include "agent/spec/SpecKeys.h"
#include "tests/support/Testing.h"

#include <QDirIterator>
#include <QRandomGenerator>
#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject everyKey()
{
    return yaml::toJson(yaml::read(testing::data(u"spec/every-key.yaml"_s))).toObject();
}

/// Puts another value, or a value of another kind, in the place of one that is picked by chance.
QJsonValue disturbed(const QJsonValue &value, QRandomGenerator &chance)
{
    const bool goesOn = chance.bounded(4) > 0;
    if (QJsonObject object = value.toObject(); goesOn && !object.isEmpty()) {
        const QString key = object.keys().at(chance.bounded(object.size()));
        object.insert(key, disturbed(object.value(key), chance));
        if (chance.bounded(8) == 0)
            object.insert(key.chopped(1), object.take(key));
        return object;
    }
    if (QJsonArray array = value.toArray(); goesOn && !array.isEmpty()) {
        const int index = chance.bounded(int(array.size()));
        array.replace(index, disturbed(array.at(index), chance));
        return array;
    }
    static const QJsonArray others{
        true, -1, 3.5, 1e9, u"word"_s, QString(), QJsonArray{1}, QJsonObject{{u"a"_s, 1}}, QJsonValue::Null};
    return others.at(chance.bounded(int(others.size())));
}

} // namespace

class AgentSchemaTest : public QObject
{
    Q_OBJECT
private slots:
    /// To be made anew with: slipway validate --schema > resources/templates/agent.schema.json
    void isWhatIsShipped()
    {
        QCOMPARE(contents(QStringLiteral(SLIPWAY_TEMPLATES_SOURCE "/agent.schema.json")), agentSchemaText());
    }

    void takesEveryKey() { QVERIFY_RESULT(checkAgainstSchema(everyKey(), agentSchema())); }

    void takesTheTemplates()
    {
        int count = 0;
        for (QDirIterator it(QStringLiteral(SLIPWAY_TEMPLATES_SOURCE), {u"agent.yaml"_s}, QDir::Files,
                             QDirIterator::Subdirectories);
             it.hasNext(); ++count) {
            const QByteArray text = contents(it.next());
            QVERIFY2(text.startsWith("# yaml-language-server: $schema=../agent.schema.json\n"),
                     qPrintable(it.filePath()));
            const QJsonObject agent = yaml::toJson(yaml::read(text)).toObject();
            QVERIFY_RESULT(checkAgainstSchema(agent, agentSchema()));
        }
        QCOMPARE(count, 12);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"modle: x",
                                 "provider: antropic",
                                 "temperature: 3",
                                 "temperature: warm",
                                 "max_tokens: 0",
                                 "max_tokens: 1.5",
                                 "api_key: sk-123",
                                 "retry: 3",
                                 "retry: {max_retries: -1}",
                                 "budget: {max_cost_usd: 0}",
                                 "limits: {session: {tokens: 0}}",
                                 "limits: {session: 5}",
                                 "limits: {day: {cost_usd: 0}}",
                                 "limits: {day: {seconds: 5}}",
                                 "memory: {messages: 0}",
                                 "memory: {tokens: many}",
                                 "tools: read_file",
                                 "tools: [reed_file]",
                                 "tools: [{name: a}]",
                                 "tools: [{name: a, toolbox: read_file, http: {url: u}}]",
                                 "tools: [{name: 'a b', toolbox: read_file}]",
                                 "tools: [{name: a, http: {}}]",
                                 "tools: [{name: a, toolbox: read_file, parameters: {type: 5}}]",
                                 "agents: [a]",
                                 "agents: {a: {modle: m}}",
                                 "agents: {a: {temperature: 3}}",
                                 "tools: [{name: a, toolbox: read_file, agent: b}]",
                                 "policy: ask",
                                 "policy: {tools: {read_file: allow}}",
                                 "policy: {tools: {read_file: [{when: {path: x}}]}}",
                                 "fallbacks: [{model: m}]",
                                 "script: [{txt: a}]",
                                 "output: {repairs: 1}",
                                 "output: {schema: {type: object}, repairs: -1}",
                                 "guardrails: [{match: a}]",
                                 "guardrails: [{name: a, match: a, on: [inptu]}]",
                                 "guardrails: [{name: a, personal_data: [emial]}]",
                                 "guardrails: [{name: a, max_length: 0}]",
                                 "mcp_servers: [a]",
                                 "mcp_servers: {a: {comand: x}}",
                                 "mcp_servers: {a: {command: x, timeout: 0}}",
                                 "mcp_servers: {a: {command: x, type: sse}}",
                                 "mcpServers: {a: {command: x, args: y}}",
                                 "reasoning_strategy: deep"})
            QTest::newRow(text) << QByteArray(text);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        const QJsonObject agent = yaml::toJson(yaml::read(text)).toObject();
        QVERIFY(!checkAgainstSchema(agent, agentSchema()).has_value());
        QVERIFY(!SpecDocument(text).diagnostics().isEmpty());
    }

    /// Else an editor would underline what `slipway validate` takes.
    void refusesNothingThatTheReaderTakesWithoutARemark()
    {
        QRandomGenerator chance(1); // NOLINT(bugprone-random-generator-seed): to be repeatable
        constexpr int rounds = testing::sanitized ? 150 : 500;
        int refused = 0;
        for (int round = 0; round < rounds; ++round) {
            const QJsonValue agent = disturbed(everyKey(), chance);
            if (!agent.isObject() || checkAgainstSchema(agent.toObject(), agentSchema()))
                continue;
            ++refused;
            QVERIFY2(!SpecDocument(json::text(agent)).diagnostics().isEmpty(), json::text(agent).constData());
        }
        QVERIFY(refused > rounds / 5);
    }

    void explainsEveryKeyItNotes()
    {
        const QByteArray schema = agentSchemaText();
        for (const SpecKey &key : specKeys())
            QVERIFY2(schema.contains(json::text(QString::fromUtf8(key.meaning))), key.place);
    }
};

QTEST_GUILESS_MAIN(AgentSchemaTest)
#include "AgentSchemaTest.moc"
