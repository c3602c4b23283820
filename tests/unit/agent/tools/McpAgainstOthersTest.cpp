// SPDX-License-Identifier: GPL-3.0-or-later
#include "OfferedTools.h"
#include "agent/values/Environment.h"

#include <QTemporaryDir>

using namespace agent;
using namespace agent::mcp;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The reference server of the protocol's makers (tests/clients/package.json).
class McpAgainstOthersTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    Servers m_servers;
    McpSpec m_spec;
    QList<ToolPtr> m_tools;

    ToolPtr tool(const QString &name) const
    {
        for (const ToolPtr &one : m_tools) {
            if (one->info().name == u"every__"_s + name)
                return one;
        }
        qFatal("the server has no tool %s", qPrintable(name));
    }
    ToolResult called(const QString &name, const QJsonObject &arguments = {},
                      const std::stop_token &stop = {}) const
    {
        return testing::await(tool(name)->call(arguments, stop));
    }

private slots:
    void initTestCase()
    {
        m_spec.command = u"node"_s;
        m_spec.args = {
            QStringLiteral(CLIENTS "/node_modules/@modelcontextprotocol/server-everything/dist/index.js"),
            u"stdio"_s};
        m_spec.env = {{u"GIVEN"_s, u"yes"_s}};
        const auto tools =
            testing::toolsOf(m_servers.tools({{u"every"_s, m_spec}}, m_folder.path(), processEnvironment()));
        QVERIFY_RESULT(tools);
        m_tools = *tools;
    }
    void cleanupTestCase() { m_tools.clear(); }

    void listsItsTools()
    {
        QVERIFY(m_tools.size() >= 10);
        const ToolInfo sum = tool(u"get-sum"_s)->info();
        QCOMPARE(sum.parameters[u"properties"][u"a"][u"type"], QJsonValue(u"number"_s));
        QVERIFY(!sum.description.isEmpty());
    }

    void listsWhatElseItHas()
    {
        const auto inventory =
            testing::await(m_servers.inventory(u"every"_s, m_spec, m_folder.path(), processEnvironment()));
        QVERIFY_RESULT(inventory);
        QVERIFY(inventory->tools.size() >= m_tools.size());
        QVERIFY(!inventory->resources.isEmpty());
        QVERIFY(!inventory->prompts.isEmpty());
        QVERIFY(!inventory->title.isEmpty());
    }

    void callsItsTools()
    {
        const ToolResult echo = called(u"echo"_s, {{u"message"_s, u"Grüße, 世界"_s}});
        QCOMPARE(echo.outcome, ToolOutcome::Ok);
        QVERIFY2(echo.text.contains(u"Grüße, 世界"_s), qPrintable(echo.text));
        const ToolResult sum = called(u"get-sum"_s, {{u"a"_s, 2}, {u"b"_s, 40}});
        QVERIFY2(sum.text.contains(u"42"_s), qPrintable(sum.text));
    }

    void givesItNothingButWhatTheFileGives()
    {
        const QString environment = called(u"get-env"_s).text;
        QVERIFY2(environment.contains(u"\"GIVEN\": \"yes\""_s), qPrintable(environment));
        QCOMPARE(environment.count(u"\": \""_s),
                 1 + int(processEnvironment().contains(u"PATH"_s))
                     + int(processEnvironment().contains(u"HOME"_s))
                     + int(processEnvironment().contains(u"LANG"_s)));
    }

    void tellsOfAPicture()
    {
        const ToolResult picture = called(u"get-tiny-image"_s);
        QCOMPARE(picture.outcome, ToolOutcome::Ok);
        QVERIFY2(picture.text.contains(u"[image, image/png, "_s), qPrintable(picture.text));
        QCOMPARE(picture.attachments.size(), 1);
        QVERIFY(
            QByteArray::fromBase64(picture.attachments.constFirst().data.toLatin1()).startsWith("\x89PNG"));
    }

    void passesOnWhatItRefuses()
    {
        const ToolResult refused = called(u"get-sum"_s, {{u"a"_s, u"x"_s}});
        QCOMPARE(refused.outcome, ToolOutcome::Error);
        QVERIFY2(refused.text.contains(u"-32602"_s), qPrintable(refused.text));
    }

    void stopsALongCall()
    {
        std::stop_source stop;
        QTimer::singleShot(200ms, this, [&stop] { stop.request_stop(); });
        const QJsonObject arguments{{u"duration"_s, 60}, {u"steps"_s, 5}};
        QCOMPARE(called(u"trigger-long-running-operation"_s, arguments, stop.get_token()).outcome,
                 ToolOutcome::Cancelled);
        QCOMPARE(called(u"echo"_s, {{u"message"_s, u"on"_s}}).outcome, ToolOutcome::Ok);
    }
};

QTEST_GUILESS_MAIN(McpAgainstOthersTest)
#include "McpAgainstOthersTest.moc"
