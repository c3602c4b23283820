// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Run.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

AgentPtr agentNamed(const QString &name)
{
    const auto made = std::make_shared<Agent>();
    made->spec.name = name;
    return made;
}

RunPtr runOf(const AgentPtr &agent, const QString &session, const QString &id = u"r1"_s)
{
    RunRequest request;
    request.session = session;
    return std::make_shared<Run>(Journal::Heading{id, {}, agent->spec.name}, agent, request, systemClock);
}

} // namespace

class ConsentsTest : public QObject
{
    Q_OBJECT
private slots:
    void holdForOneToolOfOneSession()
    {
        Consents consents;
        const AgentPtr agent = agentNamed(u"a"_s);
        consents.allow(*runOf(agent, u"s"_s), u"send"_s);
        QVERIFY(consents.isAllowed(*runOf(agent, u"s"_s, u"r2"_s), u"send"_s));
        QVERIFY(!consents.isAllowed(*runOf(agent, u"s"_s), u"read"_s));
        QVERIFY(!consents.isAllowed(*runOf(agent, u"t"_s), u"send"_s));
        QVERIFY(!consents.isAllowed(*runOf(agent, {}), u"send"_s));
    }

    void holdForOneRunWithoutASession()
    {
        Consents consents;
        const AgentPtr agent = agentNamed(u"a"_s);
        consents.allow(*runOf(agent, {}), u"send"_s);
        QVERIFY(consents.isAllowed(*runOf(agent, {}), u"send"_s));
        QVERIFY(!consents.isAllowed(*runOf(agent, {}, u"r2"_s), u"send"_s));
        const RunPtr asked = runOf(agent, {}, u"r2"_s);
        asked->parent = runOf(agent, {});
        QVERIFY(consents.isAllowed(*asked, u"send"_s));
    }

    void holdForOneAgentOfTheFile()
    {
        Consents consents;
        const AgentPtr helper = agentNamed(u"helper"_s);
        const auto first = std::make_shared<Agent>();
        first->spec.name = u"helper"_s; // the file may be named as it likes
        first->team.insert(u"helper"_s, helper);
        consents.allow(*runOf(first, u"s"_s), u"send"_s);
        QVERIFY(!consents.isAllowed(*runOf(helper, u"s"_s), u"send"_s));
    }

    void areForgottenWhereThereAreTooMany()
    {
        Consents consents;
        const AgentPtr agent = agentNamed(u"a"_s);
        for (int i = 0; i < Consents::mostSessions; ++i)
            consents.allow(*runOf(agent, QString::number(i)), u"send"_s);
        QVERIFY(consents.isAllowed(*runOf(agent, u"0"_s), u"send"_s)); // now 1 is the oldest
        consents.allow(*runOf(agent, u"new"_s), u"send"_s);
        QVERIFY(consents.isAllowed(*runOf(agent, u"0"_s), u"send"_s));
        QVERIFY(consents.isAllowed(*runOf(agent, u"new"_s), u"send"_s));
        QVERIFY(!consents.isAllowed(*runOf(agent, u"1"_s), u"send"_s));
    }
};

QTEST_GUILESS_MAIN(ConsentsTest)
#include "ConsentsTest.moc"
