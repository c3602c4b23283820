// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/DemoProvider.h"
#include "agent/values/Toolbox.h"
#include "tests/support/Testing.h"

#include <QElapsedTimer>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ModelRequest said(const QString &text)
{
    ModelRequest request;
    request.messages = {{Role::User, text, {}, {}}};
    for (const ToolboxEntry &entry : toolbox())
        request.tools.append(
            {entry.name, entry.description, entry.parameters, u"toolbox"_s, entry.sideEffect});
    return request;
}

} // namespace

class DemoProviderTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_pieces.clear(); }

    void streamsItsTextPieceByPiece()
    {
        DemoProvider provider(0ms);
        const auto reply = testing::await(provider.complete(said(u"hello"_s), sink(), {}));
        QVERIFY_RESULT(reply);
        QVERIFY(m_pieces.size() > 10);
        QCOMPARE(m_pieces.join(QString()), reply->message.text);
        QCOMPARE(reply->finish, FinishReason::Stop);
        QCOMPARE(reply->usage, std::optional(Usage()));
    }
    void asksForToolsWithoutTalking()
    {
        DemoProvider provider(0ms);
        const auto reply = testing::await(provider.complete(said(u"2+2"_s), sink(), {}));
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->finish, FinishReason::ToolCalls);
        QCOMPARE(reply->message.toolCalls.size(), 1);
        QVERIFY(m_pieces.isEmpty());
    }
    void pausesBetweenWords()
    {
        DemoProvider provider(10ms);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(testing::await(provider.complete(said(u"hello"_s), sink(), {})));
        QVERIFY(timer.elapsed() >= 10 * (m_pieces.size() - 1));
    }
    void stopsWithinATurnOfTheEventLoop()
    {
        DemoProvider provider(60s);
        std::stop_source stop;
        std::optional<Result<ModelReply>> reply;
        provider.complete(said(u"hello"_s), sink(), stop.get_token())
            .then([&reply](const Result<ModelReply> &r) { reply = r; });
        QCoreApplication::processEvents();
        QVERIFY(!reply);
        stop.request_stop();
        QCoreApplication::processEvents();
        QVERIFY(reply);
        QCOMPARE(reply->error().kind, ErrorKind::Cancelled);
    }

private:
    ModelSink sink()
    {
        return [this](const ModelDelta &delta) { m_pieces.append(std::get<TextPiece>(delta).text); };
    }

    QStringList m_pieces;
};

QTEST_GUILESS_MAIN(DemoProviderTest)
#include "DemoProviderTest.moc"
