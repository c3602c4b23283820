// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/HandedBack.h"

#include "server/dialects/RequestRules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace server;

namespace {

const QString runId(32, u'a');

Message user(const QString &text)
{
    return {Role::User, text, {}, {}};
}

Message calling(const QStringList &ids)
{
    Message message{Role::Assistant, {}, {}, {}};
    for (const QString &id : ids)
        message.toolCalls.append({id, u"tool"_s, {}, {}});
    return message;
}

Message result(const QString &id, const QString &text)
{
    return {Role::Tool, text, {}, id};
}

RunPtr begun(const QString &id = runId)
{
    const auto run = std::make_shared<Run>(Journal::Heading{id, {}, u"Clerk"_s}, std::make_shared<Agent>(),
                                           RunRequest(), systemClock);
    run->journal.append(RunStarted());
    run->journal.append(MessageAdded{user(u"hello"_s)});
    run->journal.beginTurn();
    return run;
}

void finish(Run &run, RunStatus status = RunStatus::Completed)
{
    RunFinished finished;
    finished.status = status;
    run.journal.append(finished);
}

/// A run that calls a tool of its own, and then one of its own and two of the client's.
RunPtr handing()
{
    const RunPtr run = begun();
    Message first = calling({u"1"_s});
    first.keepsake = Keepsake{u"p"_s, {u"signed"_s}};
    run->journal.append(MessageAdded{first});
    run->journal.append(MessageAdded{result(u"1"_s, u"ours"_s)});
    run->journal.append(MessageAdded{calling({u"x"_s, u"2"_s, u"y"_s})});
    run->journal.append(MessageAdded{result(u"2"_s, u"ours too"_s)});
    return run;
}

const QString idOfX = u"call_"_s + runId + u"_0"_s;
const QString idOfY = u"call_"_s + runId + u"_1"_s;

/// What the client sends after it.
QList<Message> clientsView()
{
    return {user(u"hello"_s), calling({idOfX, idOfY}), result(idOfY, u"Y"_s), result(idOfX, u"X"_s)};
}

} // namespace

class HandedBackTest : public QObject
{
    Q_OBJECT
private slots:
    void namesTheRunInTheIds()
    {
        const RunPtr run = handing();
        finish(*run);
        const QList<ToolCall> calls = handedBack(run->journal.events());
        QCOMPARE(calls.size(), 2);
        QCOMPARE(calls[0].id, idOfX);
        QCOMPARE(calls[1].id, idOfY);
        QVERIFY(idOfX.size() <= 40);
    }

    void handsNothingBackThatEndedOtherwise()
    {
        const RunPtr run = handing();
        finish(*run, RunStatus::Limited);
        QCOMPARE(handedBack(run->journal.events()), QList<ToolCall>());
    }

    void putsBackWhatTheClientHasNotSeen()
    {
        const RunPtr run = handing();
        HandedBack handed;
        handed.follow(run);
        QCOMPARE(handed.restored(clientsView(), {}), clientsView()); // it is not finished
        finish(*run);
        const QList<Message> whole = handed.restored(clientsView(), {});
        QCOMPARE(whole.size(), 7);
        QCOMPARE(whole[0], user(u"hello"_s));
        QCOMPARE(whole[1].keepsake, (Keepsake{u"p"_s, {u"signed"_s}}));
        QCOMPARE(whole[2], result(u"1"_s, u"ours"_s));
        QCOMPARE(whole[3], calling({u"x"_s, u"2"_s, u"y"_s}));
        QCOMPARE(whole[4], result(u"2"_s, u"ours too"_s));
        QCOMPARE(whole[5], result(u"y"_s, u"Y"_s));
        QCOMPARE(whole[6], result(u"x"_s, u"X"_s));
        QVERIFY(checkConversation(whole));
        QCOMPARE(handed.restored(clientsView(), {}), whole); // any number of times
    }

    void tellsNobodyElse()
    {
        const RunPtr run = handing();
        run->request.principal = u"mine"_s;
        finish(*run);
        HandedBack handed;
        handed.follow(run);
        QCOMPARE(handed.restored(clientsView(), {}), clientsView());
        QCOMPARE(handed.restored(clientsView(), u"yours"_s), clientsView());
        QCOMPARE(handed.restored(clientsView(), u"mine"_s).size(), 7);
    }

    void followsARunThatHasFinished()
    {
        const RunPtr run = handing();
        finish(*run);
        HandedBack handed;
        handed.follow(run);
        QCOMPARE(handed.restored(clientsView(), {}).size(), 7);
    }

    void leavesOthersCallsAlone_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("another run") << u"call_"_s + QString(32, u'b') + u"_0"_s;
        QTest::newRow("another server") << u"call_1"_s;
        QTest::newRow("nonsense") << u"call_"_s + runId + u"_x"_s;
    }
    void leavesOthersCallsAlone()
    {
        QFETCH(const QString, id);
        const RunPtr run = handing();
        finish(*run);
        HandedBack handed;
        handed.follow(run);
        const QList<Message> said{user(u"hello"_s), calling({id}), result(id, u"X"_s)};
        QCOMPARE(handed.restored(said, {}), said);
    }

    void forgetsWhatIsTooMuch()
    {
        HandedBack handed;
        const RunPtr run = begun();
        run->journal.append(MessageAdded{calling({u"1"_s})});
        run->journal.append(MessageAdded{result(u"1"_s, QString(65 << 20, u'x'))});
        run->journal.append(MessageAdded{calling({u"x"_s, u"y"_s})});
        finish(*run);
        handed.follow(run);
        QCOMPARE(handed.restored(clientsView(), {}), clientsView());
    }

    void wantsAResultForEachCall_data()
    {
        QTest::addColumn<QList<Message>>("messages");
        QTest::addColumn<bool>("fits");
        const Message call = calling({u"1"_s, u"2"_s});
        const Message one = result(u"1"_s, u"a"_s);
        const Message two = result(u"2"_s, u"b"_s);
        const Message hello = user(u"hello"_s);
        QTest::newRow("none") << QList{hello} << true;
        QTest::newRow("both") << QList{hello, call, two, one} << true;
        QTest::newRow("both, and on") << QList{hello, call, one, two, hello} << true;
        QTest::newRow("one is missing") << QList{hello, call, one} << false;
        QTest::newRow("one is missing, and on") << QList{hello, call, one, hello} << false;
        QTest::newRow("one is there twice") << QList{hello, call, one, two, two} << false;
        QTest::newRow("no call") << QList{hello, one} << false;
    }
    void wantsAResultForEachCall()
    {
        QFETCH(const QList<Message>, messages);
        QTEST(checkConversation(messages).has_value(), "fits");
    }
};

QTEST_GUILESS_MAIN(HandedBackTest)
#include "HandedBackTest.moc"
