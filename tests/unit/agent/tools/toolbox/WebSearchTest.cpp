// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/WebSearch.h"
#include "agent/tools/Arguments.h"
#include "agent/tools/ToolFactory.h"
#include "tests/support/Testing.h"
#include "tests/unit/agent/tools/LoopbackServer.h"

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

/// The page as DuckDuckGo writes it, or any other text.
FetchReply pageOf(const QByteArray &body, int status = 200)
{
    FetchReply reply;
    reply.status = status;
    reply.reason = u"Reason"_s;
    reply.contentType = u"text/html; charset=UTF-8"_s;
    reply.body = body;
    reply.url = QUrl(u"https://search.example/html/"_s);
    return reply;
}

QByteArray result(const QByteArray &href, const QByteArray &title, const QByteArray &snippet)
{
    return "<div class=\"result\"><h2 class=\"result__title\"><a rel=\"nofollow\" class=\"result__a\" href=\""
        + href + "\">" + title + "</a></h2><a class=\"result__url\" href=\"" + href
        + "\">shown</a><a class=\"result__snippet\" href=\"" + href + "\">" + snippet + "</a></div>";
}

ToolResult called(const QString &query, const Environment &environment, int most = 5)
{
    ToolEnvironment around;
    around.environment = environment;
    ToolSpec spec;
    spec.kind = ToolboxTool{u"web_search"_s};
    const auto tools = testing::await(ToolFactory(around).make({spec}));
    if (!tools)
        return {ToolOutcome::Error, tools.error().message};
    const QJsonObject arguments{{u"query"_s, query}, {u"num_results"_s, most}};
    const auto checked = checkedArguments(tools->constFirst()->info(), arguments);
    return checked ? testing::await(tools->constFirst()->call(*checked, {}))
                   : ToolResult{ToolOutcome::Error, checked.error().message};
}

} // namespace

class WebSearchTest : public QObject
{
    Q_OBJECT
private slots:
    void readsThePage_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QString>("text");
        const QString head = u"Search results for: q\n\n1. "_s;
        const QString none = u"No results found for: q"_s;
        const auto row = [](const char *name, const QByteArray &page, const QString &text) {
            QTest::newRow(name) << page << text;
        };
        row("a direct link",
            result("https://a.example/x?y=1&amp;z=2", "One &amp; <b>two</b>", "It\n is <b>so</b>."),
            head + u"One & two\n   URL: https://a.example/x?y=1&z=2\n   It is so."_s);
        row("a link through the engine",
            result("//duckduckgo.com/l/?uddg=https%3A%2F%2Fa.example%2Fx%3Fy%3D1&amp;rut=ff", "A", ""),
            head + u"A\n   URL: https://a.example/x?y=1"_s);
        row("an advertisement",
            result("//duckduckgo.com/l/?uddg=https%3A%2F%2Fduckduckgo.com%2Fy.js%3Fad_domain%3Dx", "Buy",
                   "now")
                + result("https://a.example/", "A", "s"),
            head + u"A\n   URL: https://a.example/\n   s"_s);
        row("no web page",
            result("javascript:alert(1)", "Bad", "x") + result("file:///etc/passwd", "Bad", "x"), none);
        row("quotes of the other kind", "<a href='https://a.example/' class='x result__a y'>A</a>",
            head + u"A\n   URL: https://a.example/"_s);
        row("a title that is not closed", "<a class=\"result__a\" href=\"https://a.example/\">A", none);
        row("a snippet without a title", "<a class=\"result__snippet\">s</a>", none);
        row("no page", "{\"a\": 1}", none);
        row("nothing", "", none);
        row("bytes", QByteArray("\0\xff\xfe<a class=\"result__a\"", 22), none);
        row("very many tags", QByteArray("<a class=\"result__a\" ").repeated(40'000), none);
        row("very many titles without an end",
            QByteArray("<a class=\"result__a\" href=\"x\">").repeated(30'000), none);
    }
    void readsThePage()
    {
        QFETCH(const QByteArray, page);
        QFETCH(const QString, text);
        const auto read = searchResults(pageOf(page), u" q "_s, 5);
        QVERIFY_RESULT(read);
        QCOMPARE(*read, text);
    }

    void givesNoMoreThanAsked_data()
    {
        QTest::addColumn<qint64>("asked");
        QTest::addColumn<int>("given");
        QTest::newRow("some") << qint64(3) << 3;
        QTest::newRow("none") << qint64(0) << 1;
        QTest::newRow("below none") << qint64(-7) << 1;
        QTest::newRow("far too many") << qint64(1'000'000) << 20;
    }
    void givesNoMoreThanAsked()
    {
        QFETCH(const qint64, asked);
        QFETCH(const int, given);
        const QByteArray page = result("https://a.example/", "A", "s").repeated(50);
        QCOMPARE(searchResults(pageOf(page), u"q"_s, asked)->count(u"URL: "_s), given);
    }

    void tellsWhyThereIsNothing()
    {
        const auto puzzle = searchResults(pageOf("<form id=\"challenge-form\">", 202), u"q"_s, 5);
        QCOMPARE(puzzle.error().kind, ErrorKind::RateLimited);
        const auto down = searchResults(pageOf("oops", 503), u"q"_s, 5);
        QCOMPARE(down.error().kind, ErrorKind::Unavailable);
    }

    void asksForWhatWasWritten()
    {
        LoopbackServer server([](const QByteArray &) {
            return answer("200 OK", "Content-Type: text/html\r\n", result("https://a.example/", "A", "s"));
        });
        const Environment environment{{u"SLIPWAY_SEARCH_URL"_s, server.url(u"/html/?kl=uk-en"_s).toString()}};
        const ToolResult found = called(u"c++ & \"Grüße\" #1%20\n+x"_s, environment);
        QCOMPARE(found.text,
                 u"Search results for: c++ & \"Grüße\" #1%20 +x\n\n1. A\n   URL: https://a.example/\n   s"_s);
        QCOMPARE(server.requests().size(), 1);
        const QByteArray line = server.requests().constFirst().split('\r').constFirst();
        QCOMPARE(line,
                 "GET /html/?kl=uk-en&q=c%2B%2B%20%26%20%22Gr%C3%BC%C3%9Fe%22%20%231%2520%20%2Bx HTTP/1.1");
    }

    void refusesWhatCannotBeAsked()
    {
        QCOMPARE(called(u" \n"_s, {}).text, u"the query must have 1 to 500 characters"_s);
        QCOMPARE(called(QString(501, u'x'), {}).text, u"the query must have 1 to 500 characters"_s);
        QCOMPARE(called(u"q"_s, {{u"SLIPWAY_SEARCH_URL"_s, u"file:///etc/passwd"_s}}).outcome,
                 ToolOutcome::Error);
    }

    /// A page that a person chose may be anywhere; where it sends to may not.
    void followsNoRedirectIntoThePrivateNetwork()
    {
        LoopbackServer inner([](const QByteArray &) { return answer("200 OK", {}, "secret"); });
        LoopbackServer server([&](const QByteArray &) {
            return answer("302 Found", "Location: " + inner.url().toEncoded() + "\r\n");
        });
        const ToolResult found = called(u"q"_s, {{u"SLIPWAY_SEARCH_URL"_s, server.url().toString()}});
        QCOMPARE(found.outcome, ToolOutcome::Error);
        QVERIFY2(found.text.contains(u"not a public address"_s), qPrintable(found.text));
        QVERIFY(inner.requests().isEmpty());
    }
};

QTEST_GUILESS_MAIN(WebSearchTest)
#include "WebSearchTest.moc"
