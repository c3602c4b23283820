// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;
using namespace testing;

/// What happens when a model does not answer.
class ModelTurnTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;

    RunPtr finished() { return finishedRun(m_agent); }

    static QList<milliseconds> waitsOf(const RunPtr &run)
    {
        QList<milliseconds> waits;
        for (const ModelRetried &retried : all<ModelRetried>(run))
            waits.append(retried.wait);
        return waits;
    }

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = scriptedAgent(m_provider);
    }

    void triesAgainWhatMayPass()
    {
        m_provider->steps = {fails(ErrorKind::Unavailable, u"down"_s),
                             fails(ErrorKind::RateLimited, u"slow down"_s), says(u"there"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).text, u"there"_s);
        QCOMPARE(story(run).count(u"model_retried"_s), 2);
    }

    void givesUpAfterTheLastRetry()
    {
        m_agent->spec.retry.maxRetries = 1;
        m_provider->steps = {fails(ErrorKind::Timeout, u"one"_s), fails(ErrorKind::Timeout, u"two"_s),
                             says(u"three"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Failed);
        QCOMPARE(endOf(run).error->message, u"two"_s);
    }

    void doesNotTryAgainWhatCannotPass()
    {
        m_provider->steps = {fails(ErrorKind::Unauthorized, u"no key"_s), says(u"never"_s)};
        const RunPtr run = finished();
        QCOMPARE(endOf(run).status, RunStatus::Failed);
        QCOMPARE(m_provider->requests.size(), 1);
    }

    void waitsTwiceAsLongEachTime()
    {
        m_agent->spec.retry.maxRetries = 3;
        m_agent->spec.retry.backoffSeconds = 0.008;
        for (int i = 0; i < 3; ++i)
            m_provider->steps.push_back(fails(ErrorKind::Unavailable, u"down"_s));
        m_provider->steps.push_back(says(u"there"_s));
        const QList<milliseconds> waits = waitsOf(finished());
        QCOMPARE(waits.size(), 3);
        for (int i = 0; i < 3; ++i) {
            const milliseconds least(8 << i);
            QVERIFY(waits[i] >= least && waits[i] <= least * 5 / 4);
        }
    }

    void waitsAsLongAsTheProviderAsks()
    {
        m_agent->spec.retry.backoffSeconds = 3600;
        const Error busy{ErrorKind::RateLimited, u"later"_s, {}, std::chrono::seconds(0)};
        m_provider->steps = {{tl::unexpected(busy), {}, {}}, says(u"there"_s)};
        const RunPtr run = finished();
        QCOMPARE(waitsOf(run), QList<milliseconds>{milliseconds(0)});
        QCOMPARE(endOf(run).text, u"there"_s);
    }

    void doesNotWaitAnHour()
    {
        const Error busy{ErrorKind::RateLimited, u"tomorrow"_s, {}, std::chrono::hours(1)};
        m_provider->steps = {{tl::unexpected(busy), {}, {}}, says(u"never"_s)};
        QCOMPARE(endOf(finished()).error->message, u"tomorrow"_s);
    }

    void fallsBackOnTheNextProvider_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("attempts"); // of the first provider
        QTest::addColumn<QString>("text");
        QTest::newRow("down") << int(ErrorKind::Unavailable) << 3 << u"from the second"_s;
        QTest::newRow("no key") << int(ErrorKind::Unauthorized) << 1 << u"from the second"_s;
        QTest::newRow("no such model") << int(ErrorKind::NotFound) << 1 << u"from the second"_s;
        QTest::newRow("wrong request") << int(ErrorKind::InvalidInput) << 1 << QString();
    }
    void fallsBackOnTheNextProvider()
    {
        QFETCH(const int, kind);
        QFETCH(const int, attempts);
        QFETCH(const QString, text);
        const auto broken = std::make_shared<ScriptedProvider>();
        const auto second = std::make_shared<ScriptedProvider>();
        for (int i = 0; i < 3; ++i) {
            m_provider->steps.push_back(fails(ErrorKind(kind), u"no"_s));
            m_provider->steps.back().pieces = {u"half a "_s};
            broken->steps.push_back(fails(ErrorKind::Unauthorized, u"no key"_s));
        }
        second->steps = {says(u"from the second"_s)};
        m_agent->fallbacks = {{broken, u"broken-1"_s, {}}, {second, u"second-1"_s, {}}};
        const RunPtr run = finished();
        QCOMPARE(m_provider->requests.size(), attempts);
        QCOMPARE(endOf(run).text, text);
        QCOMPARE(second->requests.size(), text.isEmpty() ? 0 : 1);
        if (!text.isEmpty())
            QCOMPARE(second->requests.constFirst().model, u"second-1"_s);
        // Every failed attempt is voided before the next one speaks.
        QCOMPARE(story(run).count(u"model_retried"_s), story(run).count(u"model_called"_s) - 1);
    }
};

QTEST_GUILESS_MAIN(ModelTurnTest)
#include "ModelTurnTest.moc"
