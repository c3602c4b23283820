// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/Mutator.h"
#include "tests/api/gate/support/RawClient.h"
#include "tests/api/gate/support/ServerThread.h"
#include "tests/api/gate/support/TestRoutes.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QTest>

using namespace testing;
using namespace Qt::StringLiterals;

namespace {

/// Those that the fuzzer of the parser begins with, too.
QByteArrayList requests()
{
    QByteArrayList requests;
    for (const QString &name : QDir(u"" TEST_DATA "/../fuzz/corpus/http"_s).entryList(QDir::Files))
        requests.append(testing::data(u"../fuzz/corpus/http/"_s + name));
    return requests;
}

} // namespace

class GateFuzzTest : public QObject
{
    Q_OBJECT
private slots:
    void survivesWhateverIsSent()
    {
        Counters counters;
        http::ServerOptions options = anyPort();
        options.allowedHosts = {"localhost"};
        options.limits.lingerTime = std::chrono::milliseconds(200);
        ServerThread server(options, testRoutes(counters));
        Mutator mutator(2, requests());
        const int inputs = fuzzInputs(20'000);
        for (int i = 0; i < inputs; ++i)
            attack(server, mutator);
        // Handlers were reached as well as refused, and all is well.
        QVERIFY(counters.begun > inputs / 100);
        RawClient client(server.port());
        QVERIFY(client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        QVERIFY(client.awaitReplies(1));
        QCOMPARE(client.replies().statuses(), QList<int>{200});
    }

private:
    static void attack(const ServerThread &server, Mutator &mutator)
    {
        const QByteArray bytes = mutator.next();
        const int cut = mutator.below(int(bytes.size()) + 1);
        const int manner = mutator.below(10);
        RawClient client(server.port());
        client.send(bytes.first(cut));
        client.send(bytes.mid(cut));
        if (manner < 5)
            client.finish();
        if (manner < 8)
            client.readUntil([&client] { return !client.received().isEmpty(); },
                             std::chrono::milliseconds(2));
        if (manner == 9)
            client.reset();
    }
};

QTEST_GUILESS_MAIN(GateFuzzTest)
#include "GateFuzzTest.moc"
