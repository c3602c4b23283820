// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecDocument.h"
#include "tests/support/Testing.h"

#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

QStringList linesOf(const SpecDocument &document)
{
    QStringList lines;
    for (const Diagnostic &diagnostic : document.diagnostics())
        lines.append(toString(diagnostic, u"f"_s));
    return lines;
}

QString firstLine(const QByteArray &text)
{
    const QStringList lines = linesOf(SpecDocument(text));
    return lines.isEmpty() ? QString() : lines.constFirst();
}

} // namespace

class SpecDocumentTest : public QObject
{
    Q_OBJECT
private slots:
    void givesTheDefaultsOfTheContract()
    {
        const SpecDocument document("provider: openai\n", u"/somewhere/helper.yaml"_s);
        QVERIFY2(document.spec(), qPrintable(linesOf(document).join(u'\n')));
        AgentSpec expected;
        expected.name = u"helper"_s;
        QVERIFY(*document.spec() == expected);
        QCOMPARE(document.spec()->maxIterations, 6);
        QCOMPARE(document.spec()->retry.requestTimeout, std::optional(30.0));
    }

    void readsEveryKey()
    {
        const SpecDocument document(testing::data(u"spec/every-key.yaml"_s));
        QCOMPARE(linesOf(document).filter(u"error"_s), QStringList());
        QVERIFY(document.spec());
        const AgentSpec &spec = *document.spec();
        QCOMPARE(spec.name, u"Every key"_s);
        QCOMPARE(spec.description, u"An agent that says everything a file can say."_s);
        QCOMPARE(spec.provider, u"openai"_s);
        QCOMPARE(spec.model, std::optional(u"gpt-5-mini"_s));
        QCOMPARE(spec.baseUrl, std::optional(u"https://api.example.com/v1"_s));
        QCOMPARE(spec.apiKey, std::optional(u"${EXAMPLE_KEY}"_s));
        QCOMPARE(spec.fallbacks.size(), 2);
        QVERIFY(spec.fallbacks[0]
                == (FallbackSpec{u"anthropic"_s, u"claude-haiku-4-5"_s, {}, u"${OTHER_KEY}"_s}));
        QVERIFY(spec.fallbacks[1]
                == (FallbackSpec{u"ollama"_s, {}, u"http://box:11434"_s, {}, {{u"X-Tenant"_s, u"green"_s}}}));
        QCOMPARE(spec.headers,
                 (HeaderMap{{u"X-Tenant"_s, u"blue"_s}, {u"X-Gateway-Key"_s, u"${EXAMPLE_KEY}"_s}}));
        QCOMPARE(spec.temperature, 0.5);
        QCOMPARE(spec.maxTokens, 2000);
        QCOMPARE(spec.maxIterations, 4);
        QCOMPARE(spec.systemPrompt, u"Be brief.\nBe right.\n"_s);
        QVERIFY(spec.verbose && spec.stream);
        QCOMPARE(spec.reasoningStrategy, std::optional(ReasoningStrategy::PlanThenAct));
        QCOMPARE(spec.conversationStarters, (QStringList{u"Hello"_s, u"What can you do?"_s}));
        QCOMPARE(spec.quickReplies, (QStringList{u"Go on"_s, u"Thanks"_s}));
        QVERIFY(spec.retry == (RetrySpec{5, 0.5, std::nullopt, 2.0}));
        QVERIFY(spec.budget == (BudgetSpec{10000, 0.25, 0.1}));
        QVERIFY(spec.limits == (LimitsSpec{20, 60, 4, {100000, 1.5}, {1000000, 5}}));
        QVERIFY(spec.memory == (MemorySpec{40, 8000}));
        QCOMPARE(spec.handOverTo, QStringList{u"helper"_s});
        QCOMPARE(spec.agents.keys(), QStringList{u"helper"_s});
        QVERIFY(spec.agents.first()
                == (MemberSpec{u"Helps."_s,
                               u"anthropic"_s,
                               u"small"_s,
                               u"http://box:8080"_s,
                               u"${OTHER_KEY}"_s,
                               {{u"X-Team"_s, u"blue"_s}},
                               1.0,
                               10,
                               2,
                               u"Help."_s,
                               ReasoningStrategy::Cot,
                               {{u"unit_convert"_s, {}, {}, true, ToolboxTool{u"unit_convert"_s}}},
                               {u"main"_s}}));
        const PolicySpec &policy = spec.policy;
        QCOMPARE(policy.tools.value(u"read_file"_s).rules.constFirst().action, PolicyAction::Ask);
        QVERIFY(policy.tools.value(u"list_files"_s).rules.constFirst()
                == (PolicyRule{{}, PolicyAction::Deny, u"Not here."_s}));
        QCOMPARE(policy.tools.value(u"find_item"_s).rules.size(), 2);
        QCOMPARE(policy.others, std::optional(PolicyAction::Ask));
        QCOMPARE(policy.approvalTimeout, std::optional(60.0));
        QVERIFY(spec.output);
        QCOMPARE(spec.output->name, u"weather"_s);
        QCOMPARE(spec.output->repairs, 2);
        QCOMPARE(spec.output->schema[u"required"].toArray(), QJsonArray{u"city"_s});
        using enum GuardrailPlace;
        using enum PersonalData;
        QCOMPARE(spec.guardrails.size(), 2);
        QVERIFY(spec.guardrails[0]
                == (GuardrailSpec{u"no cards"_s,
                                  {Output, Results},
                                  u"(?i)confidential"_s,
                                  8000,
                                  true,
                                  {Email, Phone, Iban, Card, Ssn, IpAddress},
                                  GuardrailAction::Redact,
                                  {}}));
        QVERIFY(spec.guardrails[1]
                == (GuardrailSpec{u"no new orders"_s,
                                  {Input},
                                  u"ignore .* instructions"_s,
                                  {},
                                  false,
                                  {},
                                  GuardrailAction::Block,
                                  u"This agent takes no new orders."_s}));
        QVERIFY(spec.coherence == (CoherenceSpec{true, u"small"_s, u"openai"_s, true}));
        QVERIFY(spec.compress == (CompressSpec{true, 0.5, 8}));
        QVERIFY(spec.server
                == (ServerSpec{u"127.0.0.1"_s,
                               8123,
                               u"${EXAMPLE_TOKEN}"_s,
                               {u"https://app.example.com"_s},
                               {u"box.lan"_s},
                               false}));
        QVERIFY(spec.trace == (TraceSpec{100, QJsonObject{{u"team"_s, u"a"_s}}, u"r1"_s}));
    }

    void readsMcpServers()
    {
        const SpecDocument document(testing::data(u"spec/every-key.yaml"_s));
        QVERIFY(document.spec());
        const QMap<QString, McpSpec> &servers = document.spec()->mcpServers;
        QCOMPARE(servers.keys(), (QStringList{u"far_away"_s, u"files"_s}));
        const McpSpec &files = *servers.find(u"files"_s);
        QVERIFY(files
                == (McpSpec{McpKind::Stdio,
                            u"npx"_s,
                            {u"-y"_s, u"server"_s, u"data"_s},
                            {{u"TOKEN"_s, u"${EXAMPLE_KEY}"_s}},
                            u"data"_s,
                            {},
                            {},
                            QStringList{u"read"_s},
                            2.5,
                            true}));
        const McpSpec &far = *servers.find(u"far_away"_s);
        QCOMPARE(far.type, std::optional(McpKind::Http));
        QCOMPARE(far.url, std::optional(u"https://example.com/mcp"_s));
        QCOMPARE(far.headers.value(u"Authorization"_s), u"Bearer ${EXAMPLE_KEY}"_s);
        QVERIFY(!far.toolNames);
    }

    void readsMcpServersAsOtherProgramsWriteThem()
    {
        const SpecDocument document("provider: demo\n"
                                    "\"mcpServers\": {\n"
                                    "  \"files\": {\n"
                                    "    \"command\": \"npx\",\n"
                                    "    \"args\": [\"-y\", \"server\"],\n"
                                    "    \"timeout\": 9\n"
                                    "  }\n"
                                    "}\n");
        QCOMPARE(linesOf(document), QStringList());
        QCOMPARE(document.spec()->mcpServers.value(u"files"_s).args, (QStringList{u"-y"_s, u"server"_s}));
        const SpecDocument twice("mcp_servers: {a: {command: b}}\nmcpServers: {c: {command: d}}");
        QCOMPARE(linesOf(twice),
                 QStringList{u"f:2:1: error: \"mcpServers\" is another name for \"mcp_servers\"; put all "
                             "servers under one of them"_s});
        const SpecDocument late("mcpServers: {a: {command: b, timeout: 60000}}");
        QCOMPARE(
            linesOf(late).constFirst(),
            u"f:1:39: error: expected a number of seconds above 0, at most 3600, found the number 60000"_s);
    }

    void keepsTheNamesOfServersToolsForThem()
    {
        const SpecDocument document("tools: [{name: a__b, toolbox: read_file}]\n"
                                    "mcp_servers: {a: {command: c}}\n"
                                    "policy: {tools: {a__x: {when: {y: z}, action: ask}, b__x: ask}}\n");
        QCOMPARE(
            linesOf(document),
            (QStringList{u"f:1:9: error: names that begin with \"a__\" are kept for the tools of the MCP "
                         "server \"a\""_s,
                         u"f:3:53: error: the agent has no tool \"b__x\""_s}));
    }

    void aPolicyMayNameWhatAPythonFileHas()
    {
        const auto lines = [](const QByteArray &tools) {
            return linesOf(
                SpecDocument("tools: [" + tools + "]\npolicy: {tools: {f: {when: {y: z}, action: ask}}}\n"));
        };
        QCOMPARE(lines("./a.py"), QStringList());
        QCOMPARE(lines("{python: {file: a.py, function: f}}"), QStringList());
        QCOMPARE(lines("{python: {file: a.py, function: g}}"),
                 QStringList{u"f:2:18: error: the agent has no tool \"f\"; did you mean \"g\"?"_s});
        QCOMPARE(lines("{python: {file: a.py, function: f}, parameters: {properties: {x: {}}}}"),
                 QStringList{u"f:2:29: error: the tool \"f\" has no argument \"y\"; did you mean \"x\"?"_s});
        QCOMPARE(lines("./a.py, {name: f, command: {program: ls}}"),
                 QStringList{u"f:2:29: error: the tool \"f\" has no argument \"y\""_s});
    }

    void readsEveryFormOfATool()
    {
        const SpecDocument document(testing::data(u"spec/every-key.yaml"_s));
        QVERIFY(document.spec());
        const QList<ToolSpec> &tools = document.spec()->tools;
        QCOMPARE(tools.size(), 11);
        QVERIFY(tools[0] == (ToolSpec{u"read_file"_s, {}, {}, true, ToolboxTool{u"read_file"_s}}));
        QVERIFY(tools[1] == (ToolSpec{u"list_files"_s, {}, {}, true, ToolboxTool{u"list_files"_s}}));
        QVERIFY(
            tools[2]
            == (ToolSpec{u"calculate"_s, u"Compute."_s, {}, false, ToolboxTool{u"evaluate_expression"_s}}));
        QVERIFY(tools[7] == (ToolSpec{u"ask_helper"_s, {}, {}, true, AgentTool{u"helper"_s}}));
        const auto *mock = std::get_if<MockTool>(&tools[8].kind);
        QVERIFY(mock);
        const QMap<QString, QString> newCities{{u"city"_s, u"New *"_s}};
        const QJsonArray list{1, u"{city}"_s};
        QVERIFY(*mock
                == (MockTool{{{newCities, u"Rain in {city}."_s, QJsonValue::Undefined, {}, 1.5},
                              {{}, {}, list, {}, 0},
                              {{}, {}, QJsonValue::Undefined, u"No {city}."_s, 0}}}));
        const auto *command = std::get_if<CommandTool>(&tools[4].kind);
        QVERIFY(command);
        QVERIFY(*command
                == (CommandTool{u"wc"_s,
                                {u"-w"_s, u"--"_s, u"{file}"_s},
                                u"{text}"_s,
                                {{u"TOKEN"_s, u"${EXAMPLE_KEY}"_s}},
                                u"data"_s,
                                2.5,
                                true,
                                true}));
        const auto *code = std::get_if<JavaScriptTool>(&tools[5].kind);
        QVERIFY(code && *code == (JavaScriptTool{u"return 2 * args.n;"_s, {}, 1.5, true}));
        const auto *codeFile = std::get_if<JavaScriptTool>(&tools[6].kind);
        QVERIFY(codeFile && *codeFile == (JavaScriptTool{{}, u"./halve.js"_s, 10, false}));
        QVERIFY(tools[9] == (ToolSpec{{}, {}, {}, true, PythonTool{u"./tools.py"_s, {}, {}}}));
        QCOMPARE(tools[10].name, u"forecast"_s);
        const auto *python = std::get_if<PythonTool>(&tools[10].kind);
        QVERIFY(python);
        QVERIFY(
            *python
            == (PythonTool{
                u"data/weather.py"_s, u"forecast"_s, {{u"TOKEN"_s, u"${EXAMPLE_KEY}"_s}}, 2.5, true, true}));
        QCOMPARE(tools[3].care, (ToolCare{2, true, true}));
        const auto *http = std::get_if<HttpTool>(&tools[3].kind);
        QVERIFY(http);
        QCOMPARE(http->method, u"POST"_s);
        QCOMPARE(http->url, u"https://api.example.com/items/{id}?q={words}"_s);
        QCOMPARE(http->headers.value(u"Authorization"_s), u"Bearer ${EXAMPLE_KEY}"_s);
        QVERIFY(http->body == (QJsonObject{{u"words"_s, u"{words}"_s}, {u"limit"_s, 5}}));
        QCOMPARE(http->response, u"items.0"_s);
        QCOMPARE(http->timeout, 5.0);
        QCOMPARE((*tools[3].parameters)[u"type"_s].toString(), u"object"_s);
    }

    void namesTheFaultsOfCannedAnswers_data()
    {
        QTest::addColumn<QByteArray>("answers");
        QTest::addColumn<QStringList>("lines");
        const QString one = u"expected exactly one of \"text\", \"json\" and \"error\""_s;
        const QString place =
            u"{town} stands for a parameter, but \"parameters\" declares none of that name; "
            "with a space inside the braces it is text"_s;
        QTest::newRow("none") << QByteArray("[]")
                              << QStringList(u"f:4:10: error: expected at least one answer"_s);
        QTest::newRow("two at once") << QByteArray("[{text: a, json: 1}]")
                                     << QStringList(u"f:4:11: error: "_s + one);
        QTest::newRow("nothing") << QByteArray("[{delay: 1}]") << QStringList(u"f:4:11: error: "_s + one);
        QTest::newRow("an unknown argument")
            << QByteArray("[{when: {citi: x}, text: a}]")
            << QStringList(u"f:4:19: error: \"parameters\" declares no \"citi\"; did you mean \"city\"?"_s);
        QTest::newRow("a wrong place")
            << QByteArray("[{text: 'In {town}'}]") << QStringList(u"f:4:18: error: "_s + place);
        QTest::newRow("a wrong place within")
            << QByteArray("[{json: {a: [1, 'In {town}']}}]") << QStringList(u"f:4:26: error: "_s + place);
        QTest::newRow("a long delay")
            << QByteArray("[{text: a, delay: 601}]")
            << QStringList(
                   u"f:4:28: error: expected a number of seconds from 0 to 600, found the number 601"_s);
    }
    void namesTheFaultsOfCannedAnswers()
    {
        QFETCH(const QByteArray, answers);
        QFETCH(const QStringList, lines);
        const SpecDocument document("provider: demo\ntools:\n"
                                    "- {name: w, parameters: {properties: {city: {type: string}}},\n"
                                    "   mock: "
                                    + answers + "}\n");
        QCOMPARE(linesOf(document), lines);
    }

    void saysWhatItWillNotDo()
    {
        const QStringList lines = linesOf(SpecDocument(testing::data(u"spec/every-key.yaml"_s)));
        for (const auto &word : {u"\"trace\""_s, u"\"stream\""_s})
            QCOMPARE(lines.filter(word).size(), 1);
    }

    void namesEveryFaultWithItsPlace()
    {
        const QStringList expected =
            QString::fromUtf8(testing::data(u"spec/faults.txt"_s)).split(u'\n', Qt::SkipEmptyParts);
        const QStringList actual = linesOf(SpecDocument(testing::data(u"spec/faults.yaml"_s)));
        for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i)
            QCOMPARE(actual[i], expected[i]);
        QCOMPARE(actual.size(), expected.size());
    }

    void saysWhatIsWrongWithTheOutput_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *output, const QString &line) {
            QTest::newRow(output) << QByteArray(output) << line;
        };
        row("{repairs: 1}", u"f:1:9: error: \"schema\" is required"_s);
        row("{schema: {type: array}}",
            u"f:1:18: error: expected a JSON Schema of \"type: object\", since an answer has named fields"_s);
        row("{schema: {type: object, properties: {a: {type: txt}}}}",
            u"f:1:56: error: expected one of string, number, integer, boolean, array, object, null, found \"txt\""_s);
        row("{schema: {type: object, propertis: {}}}",
            u"f:1:33: warning: \"propertis\" is not a word of JSON Schema; did you mean \"properties\"?"_s);
        row("{schema: {type: object}, name: 'a b'}",
            u"f:1:40: error: expected 1 to 64 letters, digits, \"_\" or \"-\", found \"a b\""_s);
        row("{schema: {type: object}, repairs: 11}",
            u"f:1:43: error: expected a whole number from 0 to 10, found the number 11"_s);
    }
    void saysWhatIsWrongWithTheOutput()
    {
        QFETCH(QByteArray, output);
        QFETCH(QString, line);
        QCOMPARE(linesOf(SpecDocument("output: " + output)), QStringList{line});
    }
    void saysWhatIsWrongWithTheServer_data()
    {
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *server, const QString &line) {
            QTest::newRow(server) << QByteArray(server) << QStringList{u"f:"_s + line};
        };
        const QString noAddress = u"1:16: error: expected an IP address such as 127.0.0.1, found "_s;
        for (const char *host : {"example.com", "127.0.0", "127.0.0.256", "1.2.3.4.5", "0", ""}) {
            const QByteArray server = QByteArray("{host: \"") + host + "\", token: \"${T}\"}";
            row(server.constData(), noAddress + u"\"%1\""_s.arg(QString::fromLatin1(host)));
        }
        row("{host: 'fe80::x', token: '${T}'}", noAddress + u"\"fe80::x\""_s);
        row("{host: 0.0.0.0}",
            u"1:16: warning: listening on 0.0.0.0 lets other machines use this agent, so a token is needed: "
            "name its variable with \"token\", or give it at the start"_s);
        row("{port: 65536}", u"1:16: error: expected a port from 0 to 65535, found the number 65536"_s);
        row("{port: -1}", u"1:16: error: expected a port from 0 to 65535, found the number -1"_s);
        row("{port: http}", u"1:16: error: expected a whole number, found \"http\""_s);
        for (const char *token : {"planted-token", "${A}-b", "5"}) {
            const QByteArray server = QByteArray("{token: '") + token + "'}";
            row(server.constData(),
                u"1:17: error: expected the name of an environment variable, written ${AGENT_TOKEN}; a token "
                "itself must not stand in an agent file"_s);
        }
        const QString noOrigin =
            u"1:26: error: expected an origin as browsers send it, such as https://app.example.com, found "_s;
        for (const char *origin :
             {"*", "null", "app.example.com", "https://app.example.com/", "HTTPS://A.B"}) {
            const QByteArray server = QByteArray("{allow_origins: ['") + origin + "']}";
            row(server.constData(), noOrigin + u"\"%1\""_s.arg(QString::fromLatin1(origin)));
        }
        row("{allow_hosts: ['http://box']}",
            u"1:24: error: expected a name of this machine such as box.lan, found \"http://box\""_s);
        row("{adress: a}", u"1:10: error: unknown key \"adress\""_s);
        row("8000", u"1:9: error: expected an object, found the number 8000"_s);
    }
    void saysWhatIsWrongWithTheServer()
    {
        QFETCH(QByteArray, server);
        QFETCH(QStringList, lines);
        QCOMPARE(linesOf(SpecDocument("server: " + server)), lines);
    }
    void takesEveryAddressAndOrigin_data()
    {
        QTest::addColumn<QByteArray>("server");
        for (const char *server :
             {"{host: localhost}", "{host: 127.0.0.1}", "{host: '::1'}", "{host: '0.0.0.0', token: '${T}'}",
              "{host: 'fd00::1', token: '${T}'}", "{port: 0}",
              "{allow_origins: ['http://localhost:3000', 'http://[::1]:80', 'tauri://localhost']}",
              "{allow_hosts: [box, 'box.lan:8000', '[fd00::1]:80']}", "{playground: no}"})
            QTest::newRow(server) << QByteArray(server);
    }
    void takesEveryAddressAndOrigin()
    {
        QFETCH(QByteArray, server);
        QCOMPARE(linesOf(SpecDocument("server: " + server)).filter(u"error"_s), QStringList());
        QCOMPARE(linesOf(SpecDocument("server: " + server)).filter(u"warning"_s), QStringList());
    }
    void saysWhatIsWrongWithAGuardrail_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *rule, const QString &line) {
            QTest::newRow(rule) << QByteArray(rule) << line;
        };
        row("{name: a, match: 'a(b'}",
            u"f:1:33: error: this regular expression cannot be used: missing closing parenthesis, at its "
            "character 4"_s);
        row("{name: a, match: ''}", u"f:1:33: error: expected a regular expression"_s);
        row("{name: a, match: 5}", u"f:1:33: error: expected text, found the number 5"_s);
        row("{name: a}",
            u"f:1:16: error: a guardrail needs something to look for: match, max_length, secrets "
            "or personal_data"_s);
        row("{match: a}", u"f:1:16: error: \"name\" is required"_s);
        row("{name: '', match: a}", u"f:1:23: error: expected a name"_s);
        row("{name: a, match: a, on: []}",
            u"f:1:40: error: expected at least one of input, output, arguments, results"_s);
        row("{name: a, match: a, on: [outptu]}",
            u"f:1:41: error: expected one of input, output, arguments, results, found \"outptu\""_s);
        row("{name: a, max_length: 0}", u"f:1:38: error: expected at least 1, found the number 0"_s);
        row("{name: a, match: a, action: warn, message: m}",
            u"f:1:50: error: only the action \"block\" says a message"_s);
        row("{name: a, match: a}, {name: a, match: b}",
            u"f:1:44: error: there is already a guardrail named \"a\""_s);
        row("a", u"f:1:16: error: expected an object, found \"a\""_s);
    }
    void saysWhatIsWrongWithAGuardrail()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QString, line);
        QCOMPARE(linesOf(SpecDocument("guardrails: [  " + rule + "]")), QStringList{line});
    }
    void readsAGuardrailsSwitchInAnyWord()
    {
        const SpecDocument document("guardrails: [{name: a, secrets: yes}]");
        QVERIFY(document.spec() && document.spec()->guardrails.constFirst().secrets);
    }

    void fillsInVariables()
    {
        const Environment environment{{u"WHO"_s, u"Ann"_s},   {u"WARMTH"_s, u"0.5"_s}, {u"LOUD"_s, u"true"_s},
                                      {u"MODEL"_s, u"5"_s},   {u"KEY"_s, u"secret"_s}, {u"HOST"_s, u"box"_s},
                                      {u"TOOL"_s, u"clock"_s}};
        const SpecDocument document(testing::data(u"spec/variables.yaml"_s), {}, environment);
        QCOMPARE(linesOf(document), QStringList());
        const AgentSpec &spec = *document.spec();
        QCOMPARE(spec.name, u"Agent of Ann"_s);
        QCOMPARE(spec.description, u"Costs ${WHO} nothing"_s);
        QCOMPARE(spec.model, std::optional(u"5"_s));
        QCOMPARE(spec.temperature, 0.5);
        QCOMPARE(spec.maxTokens, 200);
        QVERIFY(spec.verbose);
        QCOMPARE(spec.apiKey, std::optional(u"${KEY}"_s));
        QCOMPARE(spec.conversationStarters, QStringList{u"Ask Ann"_s});
        QCOMPARE(spec.tools.constFirst().name, u"clock"_s);
        const auto &http = std::get<HttpTool>(spec.tools.constFirst().kind);
        QCOMPARE(http.url, u"http://box:8080/time"_s);
        QCOMPARE(http.headers.value(u"Authorization"_s), u"Bearer ${KEY}"_s);
        QCOMPARE(document.value(u"/name"_s), QJsonValue(u"Agent of ${WHO}"_s));
    }
    void saysOnceThatAVariableIsNotSet()
    {
        QCOMPARE(
            linesOf(SpecDocument("temperature: ${WARMTH}\nname: hi ${WHO}\n")),
            (QStringList{u"f:1:14: error: the environment variable WARMTH is not set; write ${WARMTH:-…} to "
                         "give it a default"_s,
                         u"f:2:7: error: the environment variable WHO is not set; write ${WHO:-…} to give it "
                         "a default"_s}));
    }
    void checksWhatAVariableHolds()
    {
        const SpecDocument document("temperature: ${WARMTH}\nmax_tokens: ${MANY}\n", {},
                                    {{u"WARMTH"_s, u"7"_s}, {u"MANY"_s, u"many"_s}});
        QCOMPARE(linesOf(document),
                 (QStringList{u"f:1:14: error: expected a number from 0 to 2, found the number 7"_s,
                              u"f:2:13: error: expected a whole number, found \"many\""_s}));
    }

    void keepsAKeyAtAWrongPlaceToItself()
    {
        const SpecDocument document("max_tokens: ${OPENAI_API_KEY}\nname: '${OPENAI_API_KEY}\n\n b'\n", {},
                                    {{u"OPENAI_API_KEY"_s, u"planted-secret"_s}});
        QCOMPARE(document.diagnostics().size(), 2);
        QVERIFY(!linesOf(document).join(u' ').contains(u"planted"_s));
    }

    void refusesOneThing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *line) {
            QTest::newRow(name) << QByteArray(text) << u"f:"_s + QString::fromUtf8(line);
        };
        row("empty", "",
            "1:1: error: the file is empty; an agent file is a mapping of keys to values, such as "
            "\"provider: demo\"");
        row("list", "- a\n",
            "1:1: error: an agent file is a mapping of keys to values, such as \"provider: demo\"");
        row("not YAML", "a: [\n", "2:1: error: flow sequence without a closing bracket");
        row("key twice", "model: a\nmodel: b\n", "2:1: error: the key \"model\" stands here a second time");
        row("number as text", "model: 5\n", "1:8: error: expected text, found the number 5");
        row("text as number", "temperature: hot\n", "1:14: error: expected a number, found \"hot\"");
        row("not a number", "temperature: .nan\n",
            "1:14: error: expected a number from 0 to 2, found the number nan");
        row("fraction", "max_tokens: 1.5\n", "1:13: error: expected a whole number, found the number 1.5");
        row("quoted yes", "verbose: 'yes'\n", "1:10: error: expected true or false, found \"yes\"");
        row("literal key", "api_key: sk-1234\n",
            "1:10: error: expected the name of an environment variable, written ${OPENAI_API_KEY}; a key "
            "itself must "
            "not stand in an agent file");
        row("base_url with password", "base_url: https://me:pw@host/v1\n",
            "1:11: error: an address with a user name or password is not allowed; use api_key");
        row("plain string of tools", "tools: read_file\n",
            "1:8: error: expected a list, found \"read_file\"");
        row("scripted without a script", "provider: scripted\n",
            "1:11: error: the provider \"scripted\" needs a script, such as \"script: [{text: Hello}]\"");
        row("script that is a number", "script: 5\n",
            "1:9: error: expected a list of turns, or a mapping with \"turns\", found the number 5");
        row("script in another folder", "script: ../other.yaml\n",
            "1:9: error: expected the name of a file beside this one, such as script.yaml");
        row("script without turns", "script: []\n",
            "1:9: error: a script has at least one turn, such as \"- text: Hello\"");
        row("turn with a misspelt key", "provider: scripted\nscript:\n  - txt: Hello\n",
            "3:5: error: unknown key \"txt\"; did you mean \"text\"?");
        row("turn that waits too long", "provider: scripted\nscript:\n  - wait_ms: -1\n",
            "3:14: error: expected milliseconds from 0 to 3600000, found the number -1");
        row("turn with an unknown error", "provider: scripted\nscript:\n  - error: {kind: broken}\n",
            "3:19: error: expected one of invalid_input, not_found, unauthorized, denied, conflict, "
            "rate_limited, timeout, unavailable, cancelled, internal, found \"broken\"");
        row("tool call without a name", "provider: scripted\nscript:\n  - tool_calls: [{arguments: {}}]\n",
            "3:18: error: \"name\" is required: the tool to call");
        row("error with tool calls",
            "provider: scripted\nscript:\n  - tool_calls: [{name: a}]\n    error: {kind: timeout}\n",
            "3:17: error: a turn that ends in an error calls no tools");
        row("no provider of ours", "provider: bedrock\n",
            "1:11: error: unknown provider \"bedrock\"; there are auto, anthropic, demo, gemini, local, "
            "ollama, "
            "openai, openai-responses, scripted");
        row("fallback without provider", "fallbacks:\n  - model: x\n",
            "2:5: error: \"provider\" is required");
        row("unknown fallback", "fallbacks:\n  - provider: openia\n",
            "2:15: error: unknown provider \"openia\"; there are auto, anthropic, demo, gemini, local, "
            "ollama, "
            "openai, openai-responses, scripted; did you mean \"openai\"?");
        row("fallback with a key", "fallbacks:\n  - provider: openai\n    api_key: sk-1234\n",
            "3:14: error: expected the name of an environment variable, written ${OPENAI_API_KEY}; a key "
            "itself "
            "must not stand in an agent file");
        row("fallback with a bad address", "fallbacks:\n  - provider: openai\n    base_url: nowhere\n",
            "3:15: error: expected an http or https address such as http://localhost:11434/v1");
        row("starter without words", "conversation_starters: [Hi, ' ']\n",
            "1:29: error: expected a text that is not empty");
        row("quick reply without words", "quick_replies: ['']\n",
            "1:17: error: expected a text that is not empty");
        row("quick reply twice", "quick_replies: [Yes, No, Yes]\n",
            "1:26: error: this text is offered already");
        row("one quick reply", "quick_replies: Yes\n", "1:16: error: expected a list, found \"Yes\"");
        row("unknown alias", "model: *m\n", "1:8: error: there is no anchor \"&m\" before this alias");
    }
    void refusesOneThing()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(firstLine(text), expected);
        QVERIFY(!SpecDocument(text).spec());
    }

    void saysWhatIsWrongWithAHeader_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *text, const QString &line) {
            QTest::newRow(text) << QByteArray(text) << line;
        };
        row("headers: {Authorization: x}",
            u"f:1:11: error: the header \"Authorization\" carries the key; name its variable with \"api_key\""_s);
        row("provider: anthropic\nheaders: {x-API-key: x}",
            u"f:2:11: error: the header \"x-API-key\" carries the key; name its variable with \"api_key\""_s);
        row("provider: auto\nheaders: {x-goog-api-key: x}",
            u"f:2:11: error: the header \"x-goog-api-key\" carries the key; name its variable with \"api_key\""_s);
        row("provider: anthropic\nheaders: {anthropic-version: '1'}",
            u"f:2:11: error: the header \"anthropic-version\" is set by Slipway itself"_s);
        for (const QString &name : {u"Host"_s, u"content-length"_s, u"CONTENT-TYPE"_s, u"Connection"_s,
                                    u"Transfer-Encoding"_s, u"User-Agent"_s, u"Proxy-Authorization"_s}) {
            const QByteArray text = "headers: {" + name.toLatin1() + ": x}";
            row(text.constData(), u"f:1:11: error: the header \"%1\" is set by Slipway itself"_s.arg(name));
        }
        row("headers: {X y: x}", u"f:1:11: error: \"X y\" cannot be the name of a header"_s);
        row("headers: {\"X\\r\\nHost\": x}",
            u"f:1:11: error: \"X\r\nHost\" cannot be the name of a header"_s);
        row("headers: {X-A: \"a\\r\\nHost: b\"}",
            u"f:1:16: error: expected a header value of one line, without control characters"_s);
        row("headers: {X-A: \"a\\0\"}",
            u"f:1:16: error: expected a header value of one line, without control characters"_s);
        row("headers: {X-A: a, x-a: b}",
            u"f:1:19: error: there is already a header \"x-a\", in other letters"_s);
        row("headers: {X-A: 5}", u"f:1:16: error: expected text, found the number 5"_s);
        row("headers: {X-Key: 1234567}", u"f:1:18: error: expected text, found the number REMOVED"_s);
        row("headers: [X-A]", u"f:1:10: error: expected an object, found a list"_s);
        row("fallbacks: [{provider: gemini, headers: {x-goog-api-key: x}}]",
            u"f:1:42: error: the header \"x-goog-api-key\" carries the key; name its variable with \"api_key\""_s);
        row("provider: demo\nheaders: {X-A: a}",
            u"f:2:1: warning: the provider \"demo\" works without a server and ignores this"_s);
    }
    void saysWhatIsWrongWithAHeader()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, line);
        QCOMPARE(linesOf(SpecDocument(text)), QStringList{line});
    }
    void takesTheHeadersThatGatewaysWant()
    {
        const SpecDocument document("provider: openai\nheaders: {x-api-key: \"${NOT_SET}\", Cookie: a=b}\n");
        QCOMPARE(linesOf(document), QStringList());
        QCOMPARE(document.spec()->headers.value(u"x-api-key"_s), u"${NOT_SET}"_s);
    }

    void neverRepeatsAKey_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"sk-planted-secret", "\"sk-planted-secret\"", "[sk-planted-secret]",
                                  "{k: sk-planted-secret}", "1234567890123", "${A}sk-planted-secret",
                                  "${sk-planted-secret}", "|\n  sk-planted-secret", "&sk-planted-secret x"})
            QTest::newRow(value) << QByteArray(value);
    }
    void neverRepeatsAKey()
    {
        QFETCH(QByteArray, value);
        const SpecDocument document("api_key: " + value + "\n");
        QVERIFY(!document.spec());
        QVERIFY(!linesOf(document).join(u'\n').contains(u"planted"_s));
        QVERIFY(!linesOf(document).join(u'\n').contains(u"123456"_s));
    }

    void takesWordsOfYaml11WhereABooleanIsExpected()
    {
        const SpecDocument document(
            "verbose: yes\ntools:\n  - toolbox: read_file\n    enabled: off\nname: no\n");
        QVERIFY(document.spec());
        QVERIFY(document.spec()->verbose);
        QVERIFY(!document.spec()->tools[0].enabled);
        QCOMPARE(document.spec()->name, u"no"_s);
        QCOMPARE(linesOf(document).filter(u"note: \""_s).size(), 2);
    }

    void takesAKeyWithoutValueAsAbsent()
    {
        const SpecDocument document("tools:\nretry:\nsystem_prompt: null\nmodel: ~\n");
        QVERIFY(document.spec());
        QCOMPARE(linesOf(document),
                 (QStringList{u"f:1:1: note: \"tools\" has no value, so its default is used"_s,
                              u"f:2:1: note: \"retry\" has no value, so its default is used"_s}));
    }

    void leavesAPlaceForAnchors()
    {
        const SpecDocument document(
            "x-common: &c\n  max_retries: 7\nretry:\n  <<: *c\n  backoff_seconds: 2\n");
        QVERIFY2(document.spec(), qPrintable(linesOf(document).join(u'\n')));
        QCOMPARE(document.spec()->retry.maxRetries, 7);
        QCOMPARE(linesOf(document), QStringList());
        QVERIFY(document.isShared(u"/retry/max_retries"_s));
        QVERIFY(!document.isShared(u"/retry/backoff_seconds"_s));
    }

    void pointsAtTheFaultWhereItIsWritten()
    {
        const SpecDocument document("x-common: &c\n  max_retries: -7\nretry: *c\n");
        QCOMPARE(document.diagnostics().size(), 1);
        QCOMPARE(document.diagnostics()[0].line, 2);
        QCOMPARE(document.diagnostics()[0].pointer, u"/retry/max_retries"_s);
    }

    void coversTheFaultInBytes()
    {
        const QByteArray text = "name: \xC3\xBC\nmodle: x\n";
        const SpecDocument document(text);
        const Diagnostic fault = document.diagnostics().first();
        QCOMPARE(text.mid(fault.begin, fault.end - fault.begin), QByteArray("modle"));
        QCOMPARE(fault.suggestion, u"model"_s);
    }

    void findsValuesAndPlaces()
    {
        const SpecDocument document("a: 1\nb: [x, {k: v}]\n");
        QCOMPARE(document.value(u"/b/1/k"_s), QJsonValue(u"v"_s));
        QCOMPARE(document.value(u"/b/7"_s), QJsonValue(QJsonValue::Undefined));
        QCOMPARE(document.value({}).toObject().size(), 2);
        QCOMPARE(document.placeOf(u"/b/0"_s), (std::pair<qsizetype, qsizetype>(9, 10)));
        QCOMPARE(document.placeOf(u"/b/0/none"_s), (std::pair<qsizetype, qsizetype>(9, 10)));
    }

    void staysUsefulOnATextThatIsNotYaml()
    {
        const SpecDocument document("a: [");
        QVERIFY(!document.isReadable());
        QCOMPARE(document.value(u"/a"_s), QJsonValue(QJsonValue::Undefined));
        QCOMPARE(document.placeOf(u"/a"_s), (std::pair<qsizetype, qsizetype>(0, 0)));
    }
};

QTEST_APPLESS_MAIN(SpecDocumentTest)
#include "SpecDocumentTest.moc"
