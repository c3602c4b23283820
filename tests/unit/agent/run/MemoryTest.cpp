// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Memory.h"

#include "agent/run/Runs.h"
#include "tests/support/agent/ScriptedProvider.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;

namespace {

/// "u a t u": who says each message; each is of 100 tokens.
QList<Message> conversation(const QString &speakers)
{
    QList<Message> list;
    for (const QChar speaker : speakers) {
        Message message{Role::User, QString(qsizetype{96} * 4, speaker), {}, {}};
        if (speaker == u'a')
            message.role = Role::Assistant;
        if (speaker == u't')
            message.role = Role::Tool;
        list.append(message);
    }
    return list;
}

} // namespace

class MemoryTest : public QObject
{
    Q_OBJECT
private slots:
    void keepsTheNewest_data()
    {
        QTest::addColumn<QString>("speakers");
        QTest::addColumn<int>("messages"); // 0: no limit
        QTest::addColumn<int>("tokens");   // 0: no limit
        QTest::addColumn<int>("kept");
        QTest::newRow("all of it") << u"uauau"_s << 0 << 0 << 5;
        QTest::newRow("so many messages") << u"uauau"_s << 3 << 0 << 3;
        QTest::newRow("what was asked, too") << u"uauau"_s << 4 << 0 << 3;
        QTest::newRow("so many tokens") << u"uauau"_s << 0 << 300 << 3;
        QTest::newRow("not one token more") << u"uauau"_s << 0 << 299 << 1;
        QTest::newRow("whichever is less") << u"uauau"_s << 5 << 100 << 1;
        QTest::newRow("at least what was just said") << u"uauau"_s << 1 << 1 << 1;
        QTest::newRow("results with their calls") << u"uatatau"_s << 4 << 0 << 1;
        QTest::newRow("all results with their calls") << u"uauatatau"_s << 8 << 0 << 7;
        QTest::newRow("what came after it") << u"uauata"_s << 2 << 0 << 4;
        QTest::newRow("an answer first") << u"auau"_s << 4 << 0 << 3;
        QTest::newRow("nothing was said") << u"aa"_s << 1 << 0 << 2;
    }
    void keepsTheNewest()
    {
        QFETCH(const QString, speakers);
        QFETCH(const int, messages);
        QFETCH(const int, tokens);
        QFETCH(const int, kept);
        MemorySpec memory;
        if (messages > 0)
            memory.messages = messages;
        if (tokens > 0)
            memory.tokens = tokens;
        const QList<Message> all = conversation(speakers);
        QCOMPARE(remembered(all, memory), all.last(kept));
    }

    void leavesTheRestOutOfARun()
    {
        const auto provider = std::make_shared<ScriptedProvider>();
        const auto agent = std::make_shared<Agent>();
        agent->provider = provider;
        agent->spec.memory.messages = 3;
        provider->steps = {says(u"done"_s)};
        Runs runs;
        const QList<Message> all = conversation(u"uauau"_s);
        const RunPtr run = runs.start(agent, {all, u"test"_s, {}});
        QTRY_VERIFY(run->journal.isFinished());
        QCOMPARE(provider->requests.constFirst().messages, all.last(3));
        QCOMPARE(std::get<RunStarted>(run->journal.events()[0].body).input, all);
        QCOMPARE(std::get<ContextCompressed>(run->journal.events()[2].body), (ContextCompressed{2, {}}));
    }
};

QTEST_GUILESS_MAIN(MemoryTest)
#include "MemoryTest.moc"
