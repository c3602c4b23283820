// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/CaseCheck.h"
#include "agent/spec/CasesDocument.h"
#include "agent/spec/CasesEdit.h"
#include "tests/support/Testing.h"

#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

AgentSpec agentOf(const QByteArray &text)
{
    const SpecDocument document(text);
    if (!document.spec())
        qFatal("%s", qUtf8Printable(toString(document.diagnostics().constFirst(), u"agent.yaml"_s)));
    return *document.spec();
}

QStringList linesOf(const CasesDocument &document)
{
    QStringList lines;
    for (const Diagnostic &diagnostic : document.diagnostics())
        lines.append(toString(diagnostic, u"f"_s));
    return lines;
}

const QByteArray agentText = "provider: demo\n"
                             "tools:\n"
                             "  - read_file\n"
                             "  - {toolbox: list_files, enabled: false}\n"
                             "  - {name: clerk, agent: clerk}\n"
                             "agents: {clerk: {description: Knows the forms.}}\n"
                             "mcp_servers: {notes: {command: x}}\n";

} // namespace

/// Cases files, and whether a result is as a case expects it.
class CasesTest : public QObject
{
    Q_OBJECT
private slots:
    void findsOneFileBesideTheOther()
    {
        QCOMPARE(casesBeside(u"/a.b/weather.yaml"_s), u"/a.b/weather.cases.yaml"_s);
        QCOMPARE(casesBeside(u"weather.yml"_s), u"weather.cases.yml"_s);
        QCOMPARE(agentBeside(u"/a.b/weather.cases.yaml"_s), u"/a.b/weather.yaml"_s);
        QVERIFY(isCasesFile(u"weather.cases.yml"_s));
        QVERIFY(!isCasesFile(u"weather.yaml"_s));
        QVERIFY(!isCasesFile(u"cases.yaml"_s));
    }

    void readsEveryKey()
    {
        const CasesDocument document(testing::data(u"spec/every-key.cases.yaml"_s), agentOf(agentText));
        QCOMPARE(linesOf(document), QStringList());
        QVERIFY(document.cases());
        QCOMPARE(document.cases()->size(), 3);
        const ToolCase &whole = document.cases()->at(0);
        QCOMPARE(whole.name, u"a whole case"_s);
        QCOMPARE(whole.tool, u"read_file"_s);
        QCOMPARE(whole.arguments, (QJsonObject{{u"filepath"_s, u"a.json"_s}}));
        const CaseExpectation &expect = whole.expect;
        QCOMPARE(expect.outcome, ToolOutcome::Ok);
        QCOMPARE(expect.equals, QJsonValue(QJsonObject{{u"a"_s, 1}}));
        QCOMPARE(expect.contains.texts, QStringList({u"a"_s, u"1"_s}));
        QCOMPARE(expect.matches, std::optional(u"\\d"_s));
        QCOMPARE(expect.json, (QMap<QString, QJsonValue>{{u"/a"_s, 1}, {u""_s, QJsonObject{{u"a"_s, 1}}}}));
        QCOMPARE(expect.schema, std::optional(QJsonObject{{u"required"_s, QJsonArray{u"a"_s}}}));
        const ToolCase &failing = document.cases()->at(1);
        QCOMPARE(failing.expect.outcome, ToolOutcome::Denied);
        QCOMPARE(failing.expect.contains.texts, QStringList(u"outside"_s));
        const ToolCase bare{u"a bare one"_s, u"notes__search"_s, {}, {}};
        QVERIFY(document.cases()->at(2) == bare);
    }

    void namesEveryFaultWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *name, const QByteArray &text, const QStringList &lines) {
            QTest::newRow(name) << text << lines;
        };
        row("nothing", "",
            {u"f:1:1: error: a cases file is a list of cases, such as \"- {name: a sum, tool: add, "
             u"arguments: "
             "{a: 1}}\""_s});
        row("not YAML", "- [", {u"f:1:1: error: flow sequence without a closing bracket"_s});
        row("a wrong tool", "- {name: a, tool: reed_file}",
            {u"f:1:19: error: the agent has no tool \"reed_file\"; did you mean \"read_file\"?"_s});
        row("a disabled tool", "- {name: a, tool: list_files}",
            {u"f:1:19: error: the tool \"list_files\" is disabled in the agent file"_s});
        row("an agent", "- {name: a, tool: clerk}",
            {u"f:1:19: error: \"clerk\" is another agent, not a tool that can be called alone"_s});
        row("no name", "- {tool: read_file}", {u"f:1:3: error: \"name\" is required"_s});
        row("a blank name", "- {name: ' ', tool: read_file}",
            {u"f:1:10: error: expected a name of one line"_s});
        row("a name twice", "- {name: a, tool: read_file}\n- {name: a, tool: read_file}",
            {u"f:2:10: error: there is a case \"a\" already"_s});
        row("a wrong key", "- {name: a, tool: read_file, expects: {}}",
            {u"f:1:30: error: unknown key \"expects\"; did you mean \"expect\"?"_s});
        row("a wrong outcome", "- name: a\n  tool: read_file\n  expect:\n    outcome: okay",
            {u"f:4:14: error: expected one of ok, error, denied, timeout, cancelled, unknown, found \"okay\""_s});
        row("no pointer", "- {name: a, tool: read_file, expect: {json: {days: 1}}}",
            {u"f:1:46: error: expected a JSON pointer such as \"/days/0/name\", or \"\" for the whole result"_s});
        row("no schema", "- {name: a, tool: read_file, expect: {schema: {type: strin}}}",
            {u"f:1:47: error: this JSON Schema cannot be used: Unrecognised JSON type name 'strin'"_s});
        row("no pattern", "- {name: a, tool: read_file, expect: {matches: '('}}",
            {u"f:1:48: error: the pattern is not a regular expression: missing closing parenthesis (at "
             u"character "
             "1)"_s});
    }
    void namesEveryFaultWithItsPlace()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QStringList, lines);
        const CasesDocument document(text, agentOf(agentText));
        QCOMPARE(linesOf(document), lines);
        QVERIFY(!document.cases());
    }

    void takesAnyToolWhereItCannotKnow()
    {
        const QByteArray text = "- {name: a, tool: whatever}";
        QVERIFY(CasesDocument(text).cases());
        QVERIFY(!CasesDocument(text, agentOf("provider: demo\n")).cases());
        QVERIFY(CasesDocument(text, agentOf("provider: demo\ntools: [./tools.py]\n")).cases());
    }

    void comparesAResult_data()
    {
        QTest::addColumn<QByteArray>("expect"); // as it stands in the file
        QTest::addColumn<ToolOutcome>("outcome");
        QTest::addColumn<QString>("result");
        QTest::addColumn<QStringList>("differs"); // what, and what it got
        using enum ToolOutcome;
        const auto row = [](const QByteArray &expect, ToolOutcome outcome, const QString &result,
                            const QStringList &differs) {
            QTest::addRow("%s | %s", expect.constData(), qPrintable(result))
                << expect << outcome << result << differs;
        };
        row("{}", Ok, u"x"_s, {});
        row("{}", Timeout, u"late"_s, {u"outcome"_s, u"timeout: late"_s});
        row("{outcome: error, contains: no}", Error, u"there is no"_s, {});
        row("{outcome: error, contains: no}", Ok, u"yes"_s, {u"outcome"_s, u"ok: yes"_s});
        row("{equals: a text}", Ok, u"a text"_s, {});
        row("{equals: a text}", Ok, u"a text "_s, {u"equals"_s, u"a text "_s});
        row("{equals: '42'}", Ok, u"42"_s, {});
        row("{equals: 42}", Ok, u"42"_s, {});
        row("{equals: 42}", Ok, u"42.5"_s, {u"equals"_s, u"42.5"_s});
        row("{equals: {a: [1, b]}}", Ok, u"{ \"a\": [1, \"b\"] }"_s, {});
        row("{equals: [1]}", Ok, u"[2]"_s, {u"equals"_s, u"[\n    2\n]"_s});
        row("{equals: {a: 1}}", Ok, u"a: 1"_s, {u"json"_s, u"a: 1"_s});
        row("{contains: [a, c]}", Ok, u"abc"_s, {});
        row("{contains: [a, d]}", Ok, u"abc"_s, {u"contains"_s, u"abc"_s});
        row("{matches: '^\\d+ °C$'}", Ok, u"21 °C"_s, {});
        row("{matches: '^\\d+$'}", Ok, u"21 °C"_s, {u"matches"_s, u"21 °C"_s});
        row("{json: {/a/1/b: 2}}", Ok, u"{\"a\": [0, {\"b\": 2, \"c\": 3}]}"_s, {});
        row("{json: {/a/1: {b: 2}}}", Ok, u"{\"a\": [0, {\"b\": 2, \"c\": 3}]}"_s, {});
        row("{json: {'': {a: [0, {c: 3}]}}}", Ok, u"{\"a\": [0, {\"b\": 2, \"c\": 3}]}"_s, {});
        row("{json: {/a: [0]}}", Ok, u"{\"a\": [0, 1]}"_s, {u"json /a"_s, u"[\n    0,\n    1\n]"_s});
        row("{json: {/a/7: 1}}", Ok, u"{\"a\": [0]}"_s, {u"json /a/7"_s, u"nothing"_s});
        row("{json: {/a/b: 1}}", Ok, u"{\"a\": \"b\"}"_s, {u"json /a/b"_s, u"nothing"_s});
        row("{json: {/a: null}}", Ok, u"{\"a\": null}"_s, {});
        row("{json: {/a: null}}", Ok, u"{}"_s, {u"json /a"_s, u"nothing"_s});
        row("{schema: {type: array, minItems: 1}}", Ok, u"[1]"_s, {});
        row("{schema: {type: object, required: [a]}}", Ok, u"{}"_s,
            {u"schema"_s, u"the result: missing required property 'a'"_s});
    }
    void comparesAResult()
    {
        QFETCH(const QByteArray, expect);
        QFETCH(const ToolOutcome, outcome);
        QFETCH(const QString, result);
        QFETCH(const QStringList, differs);
        const CasesDocument document("- {name: a, tool: b, expect: " + expect + "}");
        QCOMPARE(linesOf(document), QStringList());
        QStringList found;
        for (const CaseMismatch &one : mismatches(document.cases()->constFirst().expect, outcome, result))
            found += {one.what, one.got};
        QCOMPARE(found, differs);
    }

    void writesACaseInPlace_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const QByteArray rain = "- name: rain\n  tool: look\n  arguments:\n    city: Rome\n  expect:\n"
                                "    equals: wet\n";
        QTest::newRow("an empty file") << QByteArray() << rain;
        QTest::newRow("a file of remarks") << QByteArray("# mine") << "# mine\n" + rain;
        QTest::newRow("an empty list") << QByteArray("[]\n") << rain;
        QTest::newRow("behind others") << QByteArray("# a\n- name: sun # s\n  tool: look\n")
                                       << "# a\n- name: sun # s\n  tool: look\n" + rain;
        QTest::newRow("in place of itself")
            << QByteArray("- tool: look # l\n  name: rain\n  arguments: {city: Oslo} # north\n- {name: b, "
                          "tool: c}\n")
            << QByteArray("- tool: look # l\n  name: rain\n  arguments: {city: Rome} # north\n  expect:\n"
                          "    equals: wet\n- {name: b, tool: c}\n");
    }
    void writesACaseInPlace()
    {
        QFETCH(const QByteArray, before);
        ToolCase wanted{u"rain"_s, u"look"_s, {{u"city"_s, u"Rome"_s}}, {}};
        wanted.expect.equals = u"wet"_s;
        const Result<QByteArray> after = withCase(before, wanted);
        QVERIFY_RESULT(after);
        QTEST(*after, "after");
        QCOMPARE(CasesDocument(*after).cases()->first().name, before.contains("sun") ? u"sun"_s : u"rain"_s);
        const Result<QByteArray> gone = withoutCase(*after, u"rain"_s);
        QVERIFY_RESULT(gone);
        QVERIFY(!gone->contains("rain"));
        QCOMPARE(withoutCase(*gone, u"rain"_s).error().kind, ErrorKind::NotFound);
    }
    void keepsWhatIsExpectedOfACase()
    {
        const QByteArray before = "- name: rain\n  tool: look\n  expect: {contains: [wet]} # yes\n";
        const Result<QByteArray> after = withCase(before, {u"rain"_s, u"look"_s, {{u"a"_s, 1}}, {}});
        QVERIFY_RESULT(after);
        QCOMPARE(*after, before + "  arguments:\n    a: 1\n");
    }
    void writesIntoNoOtherFile()
    {
        const ToolCase wanted{u"rain"_s, u"look"_s, {}, {}};
        QCOMPARE(withCase("name: an agent\n", wanted).error().kind, ErrorKind::InvalidInput);
        QCOMPARE(withCase("- [", wanted).error().kind, ErrorKind::InvalidInput);
    }

    void isNotHeldUpByAPattern()
    {
        CaseExpectation expect;
        expect.matches = u"(a+)+$"_s;
        const QString text = QString(5000, u'a') + u'b';
        const QList<CaseMismatch> found = mismatches(expect, ToolOutcome::Ok, text);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.constFirst().what, u"matches"_s);
    }
};

QTEST_APPLESS_MAIN(CasesTest)
#include "CasesTest.moc"
