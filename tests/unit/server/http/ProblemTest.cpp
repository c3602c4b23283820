// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/JsonBody.h"

#include "tests/unit/server/http/FakeExchange.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using agent::ErrorKind;

namespace {

struct Question
{
    QString prompt;
    static constexpr auto fields = std::tuple{agent::json::required("prompt", &Question::prompt)};
};

QJsonObject document(const http::Answer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

} // namespace

class ProblemTest : public QObject
{
    Q_OBJECT
private slots:
    void choosesTheStatus_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<int>("status");
        const auto row = [](ErrorKind kind, int status) {
            QTest::newRow(qPrintable(agent::kindName(kind))) << kind << status;
        };
        row(ErrorKind::InvalidInput, 422);
        row(ErrorKind::NotFound, 404);
        row(ErrorKind::Unauthorized, 401);
        row(ErrorKind::Denied, 403);
        row(ErrorKind::Conflict, 409);
        row(ErrorKind::RateLimited, 429);
        row(ErrorKind::Timeout, 504);
        row(ErrorKind::Unavailable, 502);
        row(ErrorKind::Cancelled, 499);
        row(ErrorKind::Internal, 500);
    }

    void choosesTheStatus()
    {
        QFETCH(const ErrorKind, kind);
        QFETCH(const int, status);
        const http::Answer answer = http::problem({kind, u"It failed."_s, {}});
        QCOMPARE(answer.status, status);
        QCOMPARE(document(answer)[u"status"_s].toInt(), status);
    }

    void isAProblemDocument()
    {
        const http::Answer answer =
            http::problem({ErrorKind::InvalidInput, u"It is no text."_s, u"/prompt"_s});
        QCOMPARE(answer.contentType, QByteArray("application/problem+json"));
        const QJsonObject expected{{u"type"_s, u"about:blank"_s},
                                   {u"title"_s, u"Unprocessable Content"_s},
                                   {u"status"_s, 422},
                                   {u"detail"_s, u"It is no text."_s},
                                   {u"error"_s, u"It is no text."_s},
                                   {u"where"_s, u"/prompt"_s}};
        QCOMPARE(document(answer), expected);
    }

    void readsABody_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("good") << QByteArray("{\"prompt\":\"hi\"}") << 0;
        QTest::newRow("not JSON") << QByteArray("{\"prompt\"") << 400;
        QTest::newRow("empty") << QByteArray() << 400;
        QTest::newRow("a list") << QByteArray("[]") << 422;
        QTest::newRow("wrong type") << QByteArray("{\"prompt\":1}") << 422;
        QTest::newRow("missing") << QByteArray("{}") << 422;
        QTest::newRow("unknown key") << QByteArray("{\"prompt\":\"hi\",\"promt\":1}") << 422;
    }

    void readsABody()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        FakeExchange exchange({"POST", "/invoke", {}, {}, body});
        const auto question = http::readBody<Question>(exchange);
        QCOMPARE(question.has_value(), status == 0);
        QCOMPARE(exchange.answered ? exchange.answered->status : 0, status);
    }
};

QTEST_GUILESS_MAIN(ProblemTest)
#include "ProblemTest.moc"
