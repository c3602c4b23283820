// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

namespace {

/// Person and agent in turn, the person last; each message of about 1,000 tokens.
QList<Message> conversation(int messages)
{
    QList<Message> list;
    for (int i = 0; i < messages; ++i)
        list.append(Message{
            i % 2 == 0 ? Role::User : Role::Assistant, QString::number(i) + QString(4000, u'x'), {}, {}});
    return list;
}

} // namespace

class CompressionTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<ScriptedProvider> m_provider;
    std::shared_ptr<Agent> m_agent;

private slots:
    void init()
    {
        m_provider = std::make_shared<ScriptedProvider>();
        m_agent = std::make_shared<Agent>();
        m_agent->provider = m_provider;
        m_agent->model = u"no such model"_s; // so its context counts as 128,000 tokens
        m_agent->spec.compress.enabled = true;
        m_agent->spec.compress.threshold = 0.1;
        m_agent->spec.compress.keepRecent = 2;
    }

    void summarisesWhatIsOld()
    {
        m_provider->steps = {says(u" They spoke of x. "_s), says(u"done"_s)};
        const RunPtr run = finishedRun(m_agent, conversation(15));
        QCOMPARE(m_provider->requests.size(), 2);
        QVERIFY(m_provider->requests[0].messages.constFirst().text.startsWith(u"user: 0xxx"_s));
        const ModelRequest asked = m_provider->requests[1];
        QVERIFY(asked.instructions.endsWith(u"[Compressed context]\nThey spoke of x."_s));
        QCOMPARE(asked.messages, conversation(15).sliced(10));
        QCOMPARE(asked.messages.constFirst().role, Role::User);
        QCOMPARE(all<ContextCompressed>(run), (QList<ContextCompressed>{{10, u"They spoke of x."_s}}));
        QCOMPARE(endOf(run).text, u"done"_s);
        QCOMPARE(endOf(run).usage.totalTokens(), 2 * 15);
    }

    void leavesTheRestAlone_data()
    {
        QTest::addColumn<bool>("enabled");
        QTest::addColumn<int>("messages");
        QTest::newRow("not asked for") << false << 15;
        QTest::newRow("not long enough") << true << 11;
        QTest::newRow("nothing that is old") << true << 3;
    }
    void leavesTheRestAlone()
    {
        QFETCH(bool, enabled);
        QFETCH(int, messages);
        m_agent->spec.compress.enabled = enabled;
        if (messages == 3)
            m_agent->spec.compress.threshold = 0;
        m_provider->steps = {says(u"done"_s)};
        finishedRun(m_agent, conversation(messages));
        QCOMPARE(m_provider->requests.size(), 1);
        QCOMPARE(m_provider->requests[0].messages, conversation(messages));
    }

    void goesOnWholeWithoutASummary()
    {
        m_provider->steps = {fails(ErrorKind::Unavailable, u"down"_s), says(u"done"_s)};
        finishedRun(m_agent, conversation(15));
        QCOMPARE(m_provider->requests[1].messages, conversation(15));
        QVERIFY(!m_provider->requests[1].instructions.contains(u"[Compressed context]"_s));
    }

    void keepsAtLeastWhatWasJustSaid()
    {
        m_agent->spec.compress.keepRecent = 0;
        m_provider->steps = {says(u"Summary."_s), says(u"done"_s)};
        finishedRun(m_agent, conversation(15));
        QCOMPARE(m_provider->requests[1].messages, conversation(15).sliced(14));
    }
};

QTEST_GUILESS_MAIN(CompressionTest)
#include "CompressionTest.moc"
