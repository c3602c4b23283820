// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Plan.h"
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
};

QTEST_APPLESS_MAIN(DemoPlanTest)
#include "DemoPlanTest.moc"
