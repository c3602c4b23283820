// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/local/LocalProvider.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;

class LocalProviderTest : public QObject
{
    Q_OBJECT
private slots:
    void echoesTheLatestUserMessage_data()
    {
        QTest::addColumn<QStringList>("said");
        QTest::addColumn<QString>("answer");
        QTest::newRow("one") << QStringList{u"hi"_s} << u"[local provider: m] hi"_s;
        QTest::newRow("latest") << QStringList{u"first"_s, u"second"_s} << u"[local provider: m] second"_s;
        QTest::newRow("blanks kept") << QStringList{u"a  b\n c "_s} << u"[local provider: m] a  b\n c "_s;
        QTest::newRow("nothing") << QStringList() << u"[local provider: m] No user message provided."_s;
    }
    void echoesTheLatestUserMessage()
    {
        QFETCH(QStringList, said);
        QFETCH(QString, answer);
        const auto reply = ask(said);
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->message.text, answer);
        QCOMPARE(reply->message.role, Role::Assistant);
        QCOMPARE(reply->usage, std::optional(Usage()));
    }
    void streamsWordByWordWithOneBlankEach()
    {
        const auto reply = ask({u"a  b"_s});
        QVERIFY_RESULT(reply);
        QCOMPARE(m_pieces, (QStringList{u"[local "_s, u"provider: "_s, u"m] "_s, u"a "_s, u"b "_s}));
    }
    void doesNotStartOnceStopped()
    {
        m_stop.request_stop();
        const auto reply = ask({u"hi"_s});
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
        QVERIFY(m_pieces.isEmpty());
    }
    void init()
    {
        m_pieces.clear();
        m_stop = std::stop_source();
    }

private:
    Result<ModelReply> ask(const QStringList &said)
    {
        ModelRequest request;
        request.model = u"m"_s;
        for (const QString &text : said)
            request.messages.append({Role::User, text, {}, {}});
        LocalProvider provider;
        const ModelSink sink = [this](const ModelDelta &delta) {
            m_pieces.append(std::get<TextPiece>(delta).text);
        };
        return testing::await(provider.complete(request, sink, m_stop.get_token()));
    }

    QStringList m_pieces;
    std::stop_source m_stop;
};

QTEST_GUILESS_MAIN(LocalProviderTest)
#include "LocalProviderTest.moc"
