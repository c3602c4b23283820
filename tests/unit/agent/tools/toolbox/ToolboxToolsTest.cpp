// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/ToolboxTools.h"

#include "agent/tools/Arguments.h"
#include "agent/tools/toolbox/Finding.h"
#include "agent/tools/toolbox/Html.h"
#include "tests/support/Testing.h"

#include <QThreadPool>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<ToolPtr> allTools()
{
    QList<ToolSpec> specs;
    for (const ToolboxEntry &entry : toolbox()) {
        ToolSpec spec;
        spec.kind = ToolboxTool{entry.name};
        specs.append(spec);
    }
    return testing::await(ToolFactory(ToolEnvironment()).make(specs)).value_or(QList<ToolPtr>());
}

/// Characters of a long text: what takes quadratic time with so many runs into the program's time limit. The
/// sanitizers look on for ten times as long.
constexpr qsizetype many = testing::sanitized ? 100'000 : 900'000;

} // namespace

class ToolboxToolsTest : public QObject
{
    Q_OBJECT

    const QList<ToolPtr> m_tools = allTools();

    /// Calls a tool as a run does: its arguments are checked first.
    ToolResult called(const QString &name, const QJsonObject &arguments) const
    {
        for (const ToolPtr &tool : m_tools) {
            if (tool->info().name != name)
                continue;
            const auto checked = checkedArguments(tool->info(), arguments);
            return checked ? testing::await(tool->call(*checked, {}))
                           : ToolResult{ToolOutcome::Error, checked.error().message};
        }
        return {ToolOutcome::Error, u"there is no such tool"_s};
    }

private slots:
    void makesEveryToolThatIsDescribed() { QCOMPARE(m_tools.size(), toolbox().size()); }

    void answers_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<ToolResult>("result");
        const auto cases = json::parseText(testing::data(u"tools/toolbox.json"_s));
        QVERIFY(cases);
        for (const QJsonValue &one : cases->toArray()) {
            const QJsonValue error = one[u"error"_s];
            const ToolResult result = error.isString()
                ? ToolResult{ToolOutcome::Error, error.toString()}
                : ToolResult{ToolOutcome::Ok, one[u"result"_s].toString()};
            QTest::newRow(qPrintable(one[u"name"_s].toString()))
                << one[u"tool"_s].toString() << one[u"arguments"_s].toObject() << result;
        }
    }
    void answers()
    {
        QFETCH(QString, tool);
        QFETCH(QJsonObject, arguments);
        QFETCH(ToolResult, result);
        const ToolResult found = called(tool, arguments);
        QCOMPARE(found.text, result.text);
        QCOMPARE(found.outcome, result.outcome);
    }

    void refusesATextOfTwentyMillionCharacters()
    {
        const ToolResult result = called(u"count_text"_s, {{u"text"_s, QString(20'000'000, u'a')}});
        QCOMPARE(result,
                 (ToolResult{ToolOutcome::Error,
                             u"\"text\" has more than 1000000 characters, which is too long"_s}));
    }

    /// Short texts that would become gigabytes or take hours.
    void survivesHostileInput_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QJsonObject>("arguments");
        const auto row = [](const char *name, const QString &tool, const QJsonObject &arguments) {
            QTest::newRow(name) << tool << arguments;
        };
        const QString long_(many, u'a');
        row("deep JSON", u"parse_json"_s, {{u"json_string"_s, QString(many, u'[')}});
        row("JSON that grows when it is laid out", u"parse_json"_s,
            {{u"json_string"_s,
              QString(490, u'[') + u"1"_s + u",1"_s.repeated(many / 2) + QString(490, u']')}});
        row("a column in each row", u"format_table"_s, {{u"data"_s, columns(many / 20)}});
        row("columns that are empty in most rows", u"json_to_csv"_s,
            {{u"json_string"_s, columns(many / 20)}});
        row("one row of many columns", u"csv_to_json"_s,
            {{u"csv_string"_s, u"a,"_s.repeated(many / 5) + u"\n1"_s.repeated(many / 5)}});
        row("names that are longer than their rows", u"csv_to_json"_s,
            {{u"csv_string"_s, QString(many / 9, u'n') + u"\n1"_s.repeated(many / 3)}});
        row("a replacement that explodes", u"replace_text"_s,
            {{u"text"_s, long_}, {u"pattern"_s, u"a+"_s}, {u"replacement"_s, u"\\0"_s.repeated(many / 3)}});
        row("replacements that add up", u"replace_text"_s,
            {{u"text"_s, long_}, {u"pattern"_s, u"a"_s}, {u"replacement"_s, long_}});
    }
    void survivesHostileInput()
    {
        QFETCH(QString, tool);
        QFETCH(QJsonObject, arguments);
        const ToolResult result = called(tool, arguments);
        QVERIFY2(result.outcome != ToolOutcome::Ok, qPrintable(result.text.left(100)));
        QVERIFY2(result.text.size() < 200, qPrintable(result.text.left(300)));
    }

    void readsLongTextsSoon_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("text");
        for (const QString &tool : {u"extract_emails"_s, u"extract_urls"_s, u"count_text"_s}) {
            for (const QString &part : {u"a"_s, u"@"_s, u"a@"_s, u"a@b."_s, u"http://"_s, u"://"_s, u"\n"_s})
                QTest::newRow(qPrintable(tool + u' ' + part)) << tool << part.repeated(many / part.size());
        }
    }
    void readsLongTextsSoon()
    {
        QFETCH(QString, tool);
        QFETCH(QString, text);
        QCOMPARE(called(tool, {{u"text"_s, text}}).outcome, ToolOutcome::Ok);
    }

    void givesUpAPatternThatTakesTooLong_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const QString &pattern :
             {u"(a+)+$b"_s, u"(a|aa)+$b"_s, u"(?:a|a?)+[bc]"_s, u"(.*a){12}b"_s, u"a[ab]*[cd]"_s,
              u"a.*a.*[bc]"_s, u"(?=(a+))[bc]"_s, u"(?:[ab]*[cd]|a)*[ef]"_s, u"(a*)*\\1b"_s, u"(?R)?a*b"_s})
            QTest::newRow(qPrintable(pattern)) << pattern;
    }
    void givesUpAPatternThatTakesTooLong()
    {
        QFETCH(QString, pattern);
        const auto found = searchText(QString(many, u'a'), {pattern, Qt::CaseSensitive, 100ms}, true);
        QVERIFY(!found || found->startsWith(u"No matches"_s));
    }

    void refusesHalfACharacter()
    {
        const auto found = searchText(QString(QChar(0xd800)) + u'a', {u"a"_s}, true);
        QVERIFY(!found);
        QCOMPARE(found.error().message, u"the text is not valid Unicode"_s);
    }

    void readsThePage_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("element");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &html, const QString &element,
                            const QString &text) { QTest::newRow(name) << html << element << text; };
        row("blocks and words", u"<h1>A  b</h1>\n<p>One <b>t</b>wo\nthree<br>four"_s, {},
            u"A b\nOne two three\nfour"_s);
        row("nothing of scripts", u"<title>T</title><script>a<b></script><STYLE>x</sTyLe ><!-- <p> -->z"_s,
            {}, u"T\nz"_s);
        row("characters", u"&lt;&amp;&nbsp;&eacute;&#8364;&#x1F600;&mdash;&unknown;&#0;&; &"_s, {},
            u"<& é€😀—&unknown;&#0;&; &"_s);
        row("preformatted", u"<pre>a\n  b</pre>"_s, {}, u"a\n  b"_s);
        row("a sign in an attribute", u"<a title=\"a>b\" href='>'>x</a>"_s, {}, u"x"_s);
        row("no tags at all", u"1 < 2 and 3<4"_s, {}, u"1 < 2 and 3<4"_s);
        row("cells", u"<table><tr><td>a<td>b<tr><td>c</table>"_s, {}, u"a b\nc"_s);
        row("only the paragraphs", u"a<p>b<p>c</p>d<P class=x>e</P>"_s, u"P"_s, u"b\nc\ne"_s);
        row("one in another", u"a<div>b<div>c</div>d</div>e"_s, u"div"_s, u"b\nc\nd"_s);
        row("broken off in a tag", u"a<p class="_s, {}, u"a"_s);
        row("broken off in a comment", u"a<!-- b"_s, {}, u"a"_s);
        row("broken off in a script", u"a<script>b"_s, {}, u"a"_s);
        row("an end without a beginning", u"a</div></p></script>b"_s, u"div"_s, QString());
        row("null", u"a"_s + QChar(0) + u"b"_s, {}, u"a"_s + QChar(0) + u"b"_s);
    }
    void readsThePage()
    {
        QFETCH(QString, html);
        QFETCH(QString, element);
        QFETCH(QString, text);
        QCOMPARE(htmlText(html, element).text, text);
    }

    void readsHostilePagesSoon_data()
    {
        QTest::addColumn<QString>("part");
        for (const QString &part : {u"<"_s, u"<!--"_s, u"<a b=\""_s, u"<script>"_s, u"</script"_s, u"&"_s,
                                    u"<p>"_s, u"<script></script>"_s, u"<!"_s})
            QTest::newRow(qPrintable(part)) << part;
    }
    void readsHostilePagesSoon()
    {
        QFETCH(QString, part);
        const HtmlText page = htmlText(part.repeated(many / part.size()), u"p"_s);
        QVERIFY(page.text.size() <= many);
    }

private:
    /// A list whose objects each have a name of their own.
    static QString columns(int count)
    {
        QStringList objects;
        for (int i = 0; i < count; ++i)
            objects.append(u"{\"c%1\":1}"_s.arg(i));
        return u'[' + objects.join(u',') + u']';
    }
};

QTEST_GUILESS_MAIN(ToolboxToolsTest)
#include "ToolboxToolsTest.moc"
