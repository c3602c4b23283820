// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/JsonParse.h"
#include "agent/providers/demo/Plan.h"
#include "agent/providers/demo/Report.h"
#include "agent/values/Toolbox.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

QList<ToolInfo> wholeToolbox()
{
    QList<ToolInfo> tools;
    for (const ToolboxEntry &entry : toolbox())
        tools.append({entry.name, entry.description, entry.parameters, u"toolbox"_s, entry.sideEffect});
    return tools;
}

/// "name {arguments}" of each call, one a line, or the text when there is none.
QString picture(const demo::Plan &plan)
{
    QStringList calls;
    for (const ToolCall &call : plan.calls)
        calls.append(call.name + u' ' + QString::fromUtf8(json::text(call.arguments)));
    return calls.isEmpty() ? plan.text : calls.join(u'\n');
}

/// Rows from tests/data/demo/<name>.txt: a prompt, and below it, indented, what is expected.
void addCases(const QString &name)
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("expected");
    QString prompt;
    QStringList expected;
    const auto finishRow = [&] {
        if (!prompt.isEmpty())
            QTest::newRow(qPrintable(prompt)) << prompt << expected.join(u'\n');
        expected.clear();
    };
    for (const QString &line : QString::fromUtf8(testing::data(u"demo/%1.txt"_s.arg(name))).split(u'\n')) {
        if (line.startsWith(u"  "_s)) {
            expected.append(line.trimmed());
            continue;
        }
        finishRow();
        prompt = line;
    }
    finishRow();
}

ModelRequest asked(const QString &prompt)
{
    ModelRequest request;
    request.messages = {{Role::User, prompt, {}, {}}};
    request.tools = wholeToolbox();
    return request;
}

} // namespace

class DemoPlanTest : public QObject
{
    Q_OBJECT
private slots:
    void picksTheToolAndItsArguments_data() { addCases(u"toolbox"_s); }
    void picksTheToolAndItsArguments()
    {
        QFETCH(QString, prompt);
        QFETCH(QString, expected);
        QCOMPARE(picture(demo::plan(asked(prompt))), expected);
    }
    void offersExamplesThatWork_data()
    {
        QTest::addColumn<QString>("instructions");
        QTest::addColumn<bool>("hasOwnTools");
        QTest::newRow("toolbox") << QString() << false;
        QTest::newRow("database") << QString::fromUtf8(testing::data(u"demo/shop.instructions.txt"_s))
                                  << false;
        QTest::newRow("own tools") << QString() << true;
    }
    void offersExamplesThatWork()
    {
        QFETCH(QString, instructions);
        QFETCH(bool, hasOwnTools);
        ModelRequest request = asked(u"hello"_s);
        request.instructions = instructions;
        if (hasOwnTools)
            request.tools += *json::parse<QList<ToolInfo>>(testing::data(u"demo/inline.tools.json"_s));
        const QStringList examples = demo::plan(request).text.split(u"\n- "_s).mid(1);
        QCOMPARE(examples.size(), 3);
        for (const QString &example : examples) {
            request.messages = {{Role::User, example, {}, {}}};
            QVERIFY2(!demo::plan(request).calls.isEmpty(), qPrintable(example));
        }
    }
    void asksTheDatabase_data() { addCases(u"shop"_s); }
    void asksTheDatabase()
    {
        QFETCH(QString, prompt);
        QFETCH(QString, expected);
        ModelRequest request = asked(prompt);
        request.instructions = QString::fromUtf8(testing::data(u"demo/shop.instructions.txt"_s));
        const demo::Plan plan = demo::plan(request);
        QCOMPARE(plan.calls.size(), 1);
        const QJsonObject arguments = plan.calls.constFirst().arguments;
        QCOMPARE(arguments.value(u"sql"_s).toString(), expected);
        QCOMPARE(arguments.value(u"db_path"_s).toString(), u"shop.db"_s);
    }
    void looksAtTheTablesFirstWhereNothingIsKnownOfThem()
    {
        ModelRequest request = asked(u"How many books are there?"_s);
        request.instructions = u"The library is in library.sqlite."_s;
        const demo::Plan look = demo::plan(request);
        QCOMPARE(look.calls.size(), 1);
        request.messages.append({Role::Assistant, {}, look.calls, {}});
        request.messages.append(
            {Role::Tool,
             u"name | sql\n-----+----\nbooks | CREATE TABLE books (id INTEGER PRIMARY KEY, "
             "title VARCHAR(80), author_id INT REFERENCES authors(id))\n\nRows: 1"_s,
             {},
             look.calls.constFirst().id});
        const demo::Plan plan = demo::plan(request);
        QCOMPARE(plan.calls.size(), 1);
        QCOMPARE(plan.calls.constFirst().arguments.value(u"sql"_s).toString(),
                 u"SELECT COUNT(*) AS count FROM books"_s);
        QVERIFY(plan.calls.constFirst().id != look.calls.constFirst().id);
    }
    void usesToolsItHasNeverSeen_data() { addCases(u"inline"_s); }
    void usesToolsItHasNeverSeen()
    {
        QFETCH(QString, prompt);
        QFETCH(QString, expected);
        ModelRequest request = asked(prompt);
        request.tools += *json::parse<QList<ToolInfo>>(testing::data(u"demo/inline.tools.json"_s));
        const QString got = picture(demo::plan(request));
        QVERIFY2(got.endsWith(expected), qPrintable(got));
    }
    void completesWhatWasAskedFor()
    {
        ModelRequest request = asked(u"What is the weather?"_s);
        request.tools += *json::parse<QList<ToolInfo>>(testing::data(u"demo/inline.tools.json"_s));
        request.messages.append({Role::Assistant, demo::plan(request).text, {}, {}});
        request.messages.append({Role::User, u"Oslo"_s, {}, {}});
        QCOMPARE(demo::plan(request).calls.value(0).arguments.value(u"city"_s).toString(), u"Oslo"_s);
    }
    void offersExamplesWhenNothingFits()
    {
        const demo::Plan plan = demo::plan(asked(u"Tell me a story"_s));
        QVERIFY(plan.calls.isEmpty());
        QCOMPARE(plan.text.count(u"\n- "_s), 3);
    }
    void saysFirstThatItIsNoAi()
    {
        ModelRequest request = asked(u"hello"_s);
        QVERIFY(demo::plan(request).text.contains(u"not an AI"_s));
        request.messages.append({Role::Assistant, u"Hello!"_s, {}, {}});
        request.messages.append({Role::User, u"hello again"_s, {}, {}});
        QVERIFY(!demo::plan(request).text.contains(u"not an AI"_s));
        request.messages.append({Role::User, u"What are you?"_s, {}, {}});
        QVERIFY(demo::plan(request).text.contains(u"not an AI"_s));
    }
    void tellsEachResultInItsForm_data() { addCases(u"reports"_s); }
    void tellsEachResultInItsForm()
    {
        QFETCH(QString, prompt);
        QFETCH(QString, expected);
        const auto unfolded = [](QString text) { return text.replace(u"\\n"_s, u"\n"_s); };
        const QString name = prompt.section(u" → "_s, 0, 0);
        ToolCall call{u"c"_s, name.section(u' ', 0, 0), {}, {}};
        call.arguments = json::parseText(name.section(u' ', 1).toUtf8())->toObject();
        QCOMPARE(demo::report({{call, unfolded(prompt.section(u" → "_s, 1))}}), unfolded(expected));
    }
    void tellsWhatTheToolGave()
    {
        ModelRequest request = asked(u"26.2 miles in km"_s);
        const demo::Plan plan = demo::plan(request);
        request.messages.append({Role::Assistant, {}, plan.calls, {}});
        request.messages.append({Role::Tool, u"26.2 mi = 42.1648128 km"_s, {}, plan.calls.constFirst().id});
        const demo::Plan answer = demo::plan(request);
        QVERIFY(answer.calls.isEmpty());
        QVERIFY(answer.text.contains(u"**26.2 mi = 42.1648128 km**"_s));
        QVERIFY(answer.text.contains(u"not an AI"_s));
    }
    void saysWhichToolFailed()
    {
        const ToolCall call{u"c"_s, u"http_get"_s, {{u"url"_s, u"https://example.com"_s}}, {}};
        QCOMPARE(demo::report({{call, u"There is no host example.com"_s, true}}),
                 u"The tool `http_get` failed:\n\n> There is no host example.com"_s);
    }
};

QTEST_APPLESS_MAIN(DemoPlanTest)
#include "DemoPlanTest.moc"
