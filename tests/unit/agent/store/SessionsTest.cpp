// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/Sessions.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

Message user(const QString &text)
{
    return {Role::User, text, {}, {}};
}

Message assistant(const QString &text, const QStringList &calls = {})
{
    Message message{Role::Assistant, text, {}, {}};
    for (const QString &id : calls)
        message.toolCalls.append(ToolCall{id, u"add"_s, {}, {}});
    return message;
}

Message result(const QString &call)
{
    return {Role::Tool, u"of "_s + call, {}, call};
}

void add(QList<SessionMessage> &history, const QString &run, const QList<Message> &messages,
         bool isValid = true)
{
    for (const Message &message : messages)
        history.append({run, {}, isValid, message});
}

/// "user hello", "assistant [t1 t2] text", "tool t1 text".
QStringList told(const QList<SessionMessage> &history)
{
    QStringList lines;
    for (const Message &message : conversationOf(history)) {
        QStringList calls;
        for (const ToolCall &call : message.toolCalls)
            calls.append(call.id);
        const QString ids = calls.isEmpty() ? message.toolCallId : u'[' + calls.join(u' ') + u']';
        lines.append(QStringList{json::toName(message.role), ids, message.text}.join(u' ').simplified());
    }
    return lines;
}

} // namespace

class SessionsTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhatWasSaid()
    {
        QList<SessionMessage> history;
        add(history, u"a"_s, {user(u"hi"_s), assistant({}, {u"t1"_s}), result(u"t1"_s), assistant(u"2"_s)});
        add(history, u"b"_s, {user(u"and?"_s), assistant(u"3"_s)});
        QCOMPARE(told(history),
                 (QStringList{u"user hi"_s, u"assistant [t1]"_s, u"tool t1 of t1"_s, u"assistant 2"_s,
                              u"user and?"_s, u"assistant 3"_s}));
    }

    void leavesOutWhatCameToNothing()
    {
        QList<SessionMessage> history;
        add(history, u"a"_s, {user(u"hi"_s), assistant(u"wait"_s)}, false);
        add(history, u"b"_s, {user(u"hi again"_s), assistant(u"hi"_s)});
        QCOMPARE(told(history), (QStringList{u"user hi again"_s, u"assistant hi"_s}));
    }

    void leavesOutCallsWithoutAResult()
    {
        QList<SessionMessage> history;
        add(history, u"a"_s, {user(u"hi"_s), assistant(u"wait"_s, {u"t1"_s, u"t2"_s}), result(u"t1"_s)});
        add(history, u"b"_s, {user(u"hi"_s), assistant({}, {u"t3"_s})});
        QCOMPARE(told(history), (QStringList{u"user hi"_s, u"assistant wait"_s, u"user hi"_s}));
    }

    void givesEachCallAnIdOfItsOwn()
    {
        QList<SessionMessage> history;
        add(history, u"a"_s, {assistant({}, {u"t1"_s, u"t2"_s}), result(u"t1"_s), result(u"t2"_s)});
        add(history, u"b"_s, {assistant({}, {u"t1"_s, u"t3"_s}), result(u"t1"_s), result(u"t3"_s)});
        QCOMPARE(told(history),
                 (QStringList{u"assistant [t1 t2]"_s, u"tool t1 of t1"_s, u"tool t2 of t2"_s,
                              u"assistant [t1_2 t3]"_s, u"tool t1_2 of t1"_s, u"tool t3 of t3"_s}));
    }
};
QTEST_APPLESS_MAIN(SessionsTest)
#include "SessionsTest.moc"
