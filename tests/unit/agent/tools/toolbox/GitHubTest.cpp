// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/GitHub.h"

#include "agent/tools/Arguments.h"
#include "agent/tools/ToolFactory.h"
#include "tests/support/Testing.h"
#include "tests/unit/agent/tools/LoopbackServer.h"

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

const QByteArray ofJson = "Content-Type: application/json; charset=utf-8\r\n";
const QByteArray ofAFile = "Content-Type: application/vnd.github.raw+json; charset=utf-8\r\n";
const QString token = u"ghp_planted0123456789"_s;

} // namespace

class GitHubTest : public QObject
{
    Q_OBJECT

    QByteArray m_answer;
    LoopbackServer m_server{[this](const QByteArray &) { return m_answer; }};

    ToolResult called(const QString &tool, const QJsonObject &arguments,
                      const QString &withToken = token) const
    {
        ToolEnvironment environment;
        environment.environment = {{u"GITHUB_API_URL"_s, m_server.url(u"/api/v3/"_s).toString()},
                                   {u"GITHUB_TOKEN"_s, withToken}};
        ToolSpec spec;
        spec.kind = ToolboxTool{tool};
        const auto tools = testing::await(ToolFactory(environment).make({spec}));
        if (!tools)
            return {ToolOutcome::Error, tools.error().message};
        const auto checked = checkedArguments(tools->constFirst()->info(), arguments);
        return checked ? testing::await(tools->constFirst()->call(*checked, {}))
                       : ToolResult{ToolOutcome::Error, checked.error().message};
    }

    QByteArray lastLine() const { return m_server.requests().constLast().split('\r').constFirst(); }

private slots:
    void asks_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char *name, const QString &tool, const QJsonObject &arguments,
                            const QByteArray &target) {
            QTest::newRow(name) << tool << arguments << "GET /api/v3" + target + " HTTP/1.1";
        };
        const QString search = u"github_search_repos"_s;
        const QString file = u"github_get_file"_s;
        const QString issues = u"github_list_issues"_s;
        const QString repo = u"qt/qtbase"_s;
        row("search", search, {{u"query"_s, u" qt  language:c++&x=1"_s}},
            "/search/repositories?q=qt%20language%3Ac%2B%2B%26x%3D1&per_page=5");
        row("search for far too many", search, {{u"query"_s, u"a"_s}, {u"max_results"_s, 1000}},
            "/search/repositories?q=a&per_page=30");
        row("search for none", search, {{u"query"_s, u"a"_s}, {u"max_results"_s, -1}},
            "/search/repositories?q=a&per_page=1");
        row("a file", file, {{u"repo"_s, repo}, {u"path"_s, u"src/a.cpp"_s}},
            "/repos/qt/qtbase/contents/src/a.cpp?ref=main");
        row("a file of odd names", file,
            {{u"repo"_s, u"o/.r_1"_s}, {u"path"_s, u"/a b/%2e%2e/ü?#&.md"_s}, {u"ref"_s, u"v1&x=1#y"_s}},
            "/repos/o/.r_1/contents/a%20b/%252e%252e/%C3%BC%3F%23%26.md?ref=v1%26x%3D1%23y");
        row("issues", issues, {{u"repo"_s, repo}}, "/repos/qt/qtbase/issues?state=open&per_page=20");
        row("all issues", issues, {{u"repo"_s, repo}, {u"state"_s, u"all"_s}, {u"max_results"_s, 9999}},
            "/repos/qt/qtbase/issues?state=all&per_page=100");
    }
    void asks()
    {
        QFETCH(const QString, tool);
        QFETCH(const QJsonObject, arguments);
        QFETCH(const QByteArray, line);
        m_answer = answer("200 OK", ofJson, "{}");
        called(tool, arguments);
        QCOMPARE(lastLine(), line);
        QVERIFY(
            m_server.requests().constLast().contains("\r\nAuthorization: Bearer " + token.toUtf8() + "\r\n"));
        called(tool, arguments, {});
        QVERIFY(!m_server.requests().constLast().contains("Authorization"));
    }

    void refusesWhatCannotBeAsked_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("message");
        const QString noRepository = u"a repository is written owner/name, such as qt/qtbase"_s;
        for (const char *bad : {"", "qt", "qt/", "/qt", "a/b/c", "a/..", "../a", "a/.", "a b/c", "a/b?x=1",
                                "a/b#c", "a/b%2f", "a/ü", "a/b\n", "http://127.0.0.1/x"}) {
            const QString repo = QString::fromUtf8(bad);
            QTest::addRow("file of \"%s\"", bad)
                << u"github_get_file"_s << QJsonObject{{u"repo"_s, repo}, {u"path"_s, u"a"_s}}
                << noRepository;
            QTest::addRow("issues of \"%s\"", bad)
                << u"github_list_issues"_s << QJsonObject{{u"repo"_s, repo}} << noRepository;
        }
        for (const char *bad : {"", "/", "..", "a/../../../user", "./a", "a//b", "a/"}) {
            const QString path = QString::fromUtf8(bad);
            QTest::addRow("the path \"%s\"", bad)
                << u"github_get_file"_s << QJsonObject{{u"repo"_s, u"a/b"_s}, {u"path"_s, path}}
                << u"\"%1\" is not the path of a file in a repository"_s.arg(path);
        }
        QTest::newRow("a state") << u"github_list_issues"_s
                                 << QJsonObject{{u"repo"_s, u"a/b"_s}, {u"state"_s, u"open&x"_s}}
                                 << u"\"state\" must be one of open, closed, all"_s;
        QTest::newRow("no query") << u"github_search_repos"_s << QJsonObject{{u"query"_s, u" "_s}}
                                  << u"the query must have 1 to 256 characters"_s;
    }
    void refusesWhatCannotBeAsked()
    {
        QFETCH(const QString, tool);
        QFETCH(const QJsonObject, arguments);
        QFETCH(const QString, message);
        const qsizetype before = m_server.requests().size();
        QCOMPARE(called(tool, arguments), (ToolResult{ToolOutcome::Error, message}));
        QCOMPARE(m_server.requests().size(), before);
    }

    void tells_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &tool, const QByteArray &given,
                            const QString &text) { QTest::newRow(name) << tool << given << text; };
        const auto ok = [](const QByteArray &body) { return answer("200 OK", ofJson, body); };
        const QString search = u"github_search_repos"_s;
        const QString file = u"github_get_file"_s;
        const QString issues = u"github_list_issues"_s;
        row("repositories", search, ok(testing::data(u"tools/github-repositories.json"_s)),
            u"Repositories for: q (41 in all)\n\n1. qt/qtbase (2345 stars, C++)\n   Qt Base\n   URL: "
            "https://github.com/qt/qtbase\n\n2. o/r (0 stars)\n   URL: https://github.com/o/r"_s);
        row("no repositories", search, ok("{\"total_count\":0,\"items\":[]}"),
            u"No repositories found for: q"_s);
        row("another shape", search, ok("[1,{\"items\":7}]"), u"No repositories found for: q"_s);
        row("odd values", search, ok("{\"items\":[1,null,{\"full_name\":{},\"stargazers_count\":\"x\"}]}"),
            u"Repositories for: q (0 in all)\n\n1.  (0 stars)\n   URL: \n\n2.  (0 stars)\n   URL: \n\n3.  (0 "
            u"stars)"
            "\n   URL:"_s);
        row("no JSON", search, ok("<html>"), u"127.0.0.1 answered no JSON"_s);
        row("a file", file, answer("200 OK", ofAFile, "{\"Grüße\": 1}\n"), u"{\"Grüße\": 1}\n"_s);
        row("a folder", file, ok("[{\"name\":\"b.md\"},{\"name\":\"c\"}]"),
            u"\"a\" is a folder; in it are b.md, c"_s);
        row("a picture", file, answer("200 OK", ofAFile, QByteArray("\x89PNG\0", 5)),
            u"\"a\" is not a text file"_s);
        row("issues", issues, ok(testing::data(u"tools/github-issues.json"_s)),
            u"Issues of a/b\n\n#7 [open] It breaks\n   Labels: bug, P1\n   By: ana\n   URL: "
            "https://github.com/a/b/issues/7\n\n#5 [open] It bends\n   By: bo\n   URL: "
            "https://github.com/a/b/issues/5"_s);
        row("only pull requests", issues, ok("[{\"number\":1,\"pull_request\":{}}]"),
            u"No issues found in a/b"_s);
        row("more than is read", issues, ok("[\"" + QByteArray(maxFetchBytes, 'x') + "\"]"),
            u"GitHub's answer is longer than 1 MiB; ask for fewer results"_s);
        const QString missing =
            u"GitHub has no such thing, or does not show it without a token in GITHUB_TOKEN"_s;
        row("not there", file, answer("404 Not Found", ofJson, "{}"), missing);
        row("a wrong token", file, answer("401 Unauthorized", ofJson, "Bearer " + token.toUtf8()),
            u"GitHub does not accept the token in GITHUB_TOKEN"_s);
        const QString usedUp =
            u"GitHub allows no more requests for now; with a token in GITHUB_TOKEN it allows more"_s;
        row("used up", search, answer("403 Forbidden", "X-RateLimit-Remaining: 0\r\n", "{}"), usedUp);
        row("too many", search, answer("429 Too Many Requests", ofJson, "{}"), usedUp);
        row("the token comes back", file, answer("200 OK", ofAFile, "it is " + token.toUtf8()),
            u"it is REMOVED"_s);
        row("down", search, answer("502 Bad Gateway", {}, "oops"),
            u"127.0.0.1 answered 502 Bad Gateway: oops"_s);
    }
    void tells()
    {
        QFETCH(const QString, tool);
        QFETCH(const QByteArray, given);
        QFETCH(const QString, text);
        m_answer = given;
        const QMap<QString, QJsonObject> arguments{
            {u"github_search_repos"_s, {{u"query"_s, u"q"_s}}},
            {u"github_get_file"_s, {{u"repo"_s, u"a/b"_s}, {u"path"_s, u"a"_s}}},
            {u"github_list_issues"_s, {{u"repo"_s, u"a/b"_s}, {u"max_results"_s, 2}}}};
        QCOMPARE(called(tool, arguments.value(tool)).text, text);
    }

    void carriesTheTokenNoFurther()
    {
        LoopbackServer elsewhere([](const QByteArray &) { return answer("200 OK", ofJson, "{}"); });
        m_answer = answer("302 Found", "Location: " + elsewhere.url().toEncoded() + "\r\n");
        const ToolResult result = called(u"github_search_repos"_s, {{u"query"_s, u"q"_s}});
        QVERIFY2(result.text.contains(u"not a public address"_s), qPrintable(result.text));
        QVERIFY(elsewhere.requests().isEmpty());
    }

    void refusesATokenThatBreaksTheHeader()
    {
        const ToolResult result =
            called(u"github_search_repos"_s, {{u"query"_s, u"q"_s}}, u"planted\r\nX-Evil: 1"_s);
        QCOMPARE(result.text, u"GITHUB_TOKEN holds what cannot be a token"_s);
    }
};

QTEST_GUILESS_MAIN(GitHubTest)
#include "GitHubTest.moc"
