// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/usage/UsageLedger.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;

namespace {

/// The events of a run, numbered and dated.
class Story
{
public:
    Story(QString run, QString session, QString parent = {}, QString agent = u"tester"_s)
        : m_run(std::move(run))
        , m_parent(std::move(parent))
        , m_agent(std::move(agent))
    {
        RunStarted started{u"openai"_s, u"gpt-5"_s, {}, u"test"_s, u"curl/8.5.0"_s};
        started.session = std::move(session);
        add(started);
    }
    Story &call(const QString &model, std::optional<double> costUsd)
    {
        const QString id = u"c%1"_s.arg(events.size());
        add(ModelCalled{id, u"openai"_s, model});
        add(ModelReplied{id, FinishReason::Stop, Usage{10, 5, 0, 0}, costUsd, 1ms, 2ms});
        return *this;
    }
    Story &add(const RunEventBody &body)
    {
        const QDateTime at({2026, 1, 2}, {3, 4}, QTimeZone::utc());
        events.append({events.size() + 1, at, m_run, m_parent, m_agent, 1, body});
        return *this;
    }
    Story &end() { return add(RunFinished{}); }

    QList<RunEvent> events;

private:
    QString m_run;
    QString m_parent;
    QString m_agent;
};

void take(UsageLedger &ledger, const Story &story)
{
    for (const RunEvent &event : story.events)
        ledger.take(event);
}

QList<UsageTotal> totals(UsageLedger &ledger, const UsageQuery &query)
{
    auto future = ledger.totals(query);
    future.waitForFinished();
    return future.result().value_or(QList<UsageTotal>());
}

} // namespace

class UsageLedgerTest : public QObject
{
    Q_OBJECT
private slots:
    void foldsRunsIntoTotals_data()
    {
        QTest::addColumn<UsageBy>("by");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("calls");
        QTest::addColumn<double>("costUsd");
        QTest::addColumn<int>("unknown");
        QTest::newRow("session") << UsageBy::Session << u"s1"_s << 2 << 3 << 0.75 << 1;
        QTest::newRow("no session") << UsageBy::Session << QString() << 1 << 0 << 0.0 << 0;
        QTest::newRow("day") << UsageBy::Day << u"2026-01-02"_s << 3 << 3 << 0.75 << 1;
        QTest::newRow("client") << UsageBy::Client << u"curl"_s << 3 << 3 << 0.75 << 1;
        QTest::newRow("model") << UsageBy::Model << u"gpt-5"_s << 3 << 2 << 0.75 << 0;
        QTest::newRow("another model") << UsageBy::Model << u"odd"_s << 0 << 1 << 0.0 << 1;
        QTest::newRow("agent") << UsageBy::Agent << u"tester"_s << 3 << 3 << 0.75 << 1;
    }
    void foldsRunsIntoTotals()
    {
        QFETCH(const UsageBy, by);
        QFETCH(const QString, name);
        QFETCH(const int, runs);
        QFETCH(const int, calls);
        QFETCH(const double, costUsd);
        QFETCH(const int, unknown);
        UsageLedger ledger({});
        take(ledger, Story(u"r1"_s, u"s1"_s).call(u"gpt-5"_s, 0.5).call(u"odd"_s, {}).end());
        take(ledger, Story(u"r2"_s, u"s1"_s).call(u"gpt-5"_s, 0.25).end());
        take(ledger, Story(u"r3"_s, {}).end());
        const QList<UsageTotal> found = totals(ledger, {by, 1, name});
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].runs, runs);
        QCOMPARE(found[0].calls, calls);
        QCOMPARE(found[0].tokens, 15 * calls);
        QCOMPARE(found[0].costUsd, costUsd);
        QCOMPARE(found[0].callsOfUnknownCost, unknown);
    }

    void countsAnAgentThatIsAskedAsTheOneThatAsks()
    {
        UsageLedger ledger({});
        Story outer(u"r1"_s, u"s1"_s);
        take(ledger, outer);
        take(ledger, Story(u"r2"_s, u"s1"_s, u"r1"_s, u"expert"_s).call(u"gpt-5"_s, 0.5).end());
        outer.events.clear();
        take(ledger, outer.call(u"gpt-5"_s, 0.25).end());
        const QList<UsageTotal> found = totals(ledger, {UsageBy::Agent});
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].name, u"tester"_s);
        QCOMPARE(found[0].runs, 1);
        QCOMPARE(found[0].calls, 2);
        QCOMPARE(found[0].costUsd, 0.75);
    }

    void writesWhatIsLeftWhenItGoes()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"usage.sqlite"_s);
        {
            UsageLedger ledger(file);
            for (int i = 0; i < 100; ++i)
                take(ledger, Story(QString::number(i), u"s"_s).call(u"gpt-5"_s, 1).end());
        }
        UsageLedger ledger(file);
        QCOMPARE(totals(ledger, {UsageBy::Session}).at(0).runs, 100);
    }

    void tellsOnceThatTheFileCannotBeUsed()
    {
        const QTemporaryDir folder;
        UsageLedger ledger(folder.path()); // a folder is no file
        QSignalSpy failed(&ledger, &UsageLedger::failed);
        take(ledger, Story(u"r1"_s, u"s"_s).call(u"gpt-5"_s, 1).end());
        QTRY_COMPARE(failed.size(), 1);
        take(ledger, Story(u"r2"_s, u"s"_s).call(u"gpt-5"_s, 1).end());
        QCOMPARE(totals(ledger, {UsageBy::Session}).at(0).runs, 2);
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 1);
    }

    void expectsWhatACallMayUseUntilItHasEnded()
    {
        UsageLedger ledger({});
        Story story(u"r1"_s, u"s1"_s);
        take(ledger, story);
        ledger.expect(u"r1"_s, {150, 0.5});
        ledger.expect(u"who?"_s, {150, 0.5});
        QCOMPARE(ledger.expected(u"tester"_s, {}).tokens, 150);
        QCOMPARE(ledger.expected(u"tester"_s, u"s1"_s).costUsd, 0.5);
        QCOMPARE(ledger.expected(u"tester"_s, u"s2"_s).tokens, 0);
        QCOMPARE(ledger.expected(u"another"_s, {}).tokens, 0);
        story.events.clear();
        take(ledger, story.call(u"gpt-5"_s, 0.1));
        QCOMPARE(ledger.expected(u"tester"_s, {}).tokens, 0);
    }

    void namesTheProductOfAClient_data()
    {
        QTest::addColumn<QString>("userAgent");
        QTest::addColumn<QString>("product");
        QTest::newRow("curl") << u"curl/8.5.0"_s << u"curl"_s;
        QTest::newRow("a library") << u"python-requests/2.31.0 (Linux)"_s << u"python-requests"_s;
        QTest::newRow("without version") << u"my_app"_s << u"my_app"_s;
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("no product") << u"(compatible)"_s << QString();
        QTest::newRow("without end") << QString(1000, u'x') << QString(64, u'x');
        QTest::newRow("a browser") << u"Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"_s << u"browser"_s;
        QTest::newRow("the pane") << u"Mozilla/5.0 (X11) QtWebEngine/6.4.2 Chrome/102.0"_s << u"playground"_s;
    }
    void namesTheProductOfAClient()
    {
        QFETCH(const QString, userAgent);
        QFETCH(const QString, product);
        QCOMPARE(productOf(userAgent), product);
    }
};

QTEST_GUILESS_MAIN(UsageLedgerTest)
#include "UsageLedgerTest.moc"
