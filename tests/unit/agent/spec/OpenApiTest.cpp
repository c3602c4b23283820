// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/openapi/OpenApi.h"

#include "agent/spec/SpecDocument.h"
#include "tests/support/Testing.h"

using namespace agent;
using namespace Qt::StringLiterals;

class OpenApiTest : public QObject
{
    Q_OBJECT
private slots:
    void makesToolsOfOperations()
    {
        const auto document = openapi::read(testing::data(u"openapi/shop.yaml"_s));
        QVERIFY_RESULT(document);
        QCOMPARE(document->title, u"Garden shop"_s);
        QCOMPARE(
            document->remarks,
            (QStringList{
                u"PUT /plants/{plant id}/photo: its body is image/png, and a tool sends JSON or text"_s}));
        const QByteArray before = "name: Gardener # mine\ntools:\n  - read_file # the catalogue\nmodel: x\n";
        const auto after = openapi::withTools(before, document->operations);
        QVERIFY_RESULT(after);
        QCOMPARE(QString::fromUtf8(*after), QString::fromUtf8(testing::data(u"openapi/gardener.yaml"_s)));
        const SpecDocument agent(*after, {}, {{u"GARDEN_SHOP_TOKEN"_s, u"t"_s}});
        QVERIFY2(agent.spec(),
                 agent.diagnostics().isEmpty() ? "" : qPrintable(agent.diagnostics().constFirst().message));
        QCOMPARE(agent.spec()->tools.size(), 1 + document->operations.size());
        QVERIFY(agent.diagnostics().isEmpty());
        const auto again = openapi::withTools(*after, document->operations);
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::Conflict);
    }

    void saysWhatIsLeftOut()
    {
        const auto document = openapi::read(testing::data(u"openapi/shop.yaml"_s));
        QVERIFY_RESULT(document);
        const auto isIt = [](const openapi::Operation &operation) {
            return operation.tool == u"listPlants"_s;
        };
        const auto list = std::ranges::find_if(document->operations, isIt);
        QVERIFY(list != document->operations.end());
        QCOMPARE(list->remarks, (QStringList{u"the cookie \"session\" is left out"_s}));
    }

    void findsTheServer_data()
    {
        QTest::addColumn<QByteArray>("servers");
        QTest::addColumn<QUrl>("origin");
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("url");
        QTest::newRow("absolute") << QByteArray("[{url: 'http://a.example/x/'}]") << QUrl() << QString()
                                  << u"http://a.example/x/p"_s;
        QTest::newRow("path") << QByteArray("[{url: /api}]") << QUrl(u"https://b.example/docs/o.json"_s)
                              << QString() << u"https://b.example/api/p"_s;
        QTest::newRow("none, but an origin") << QByteArray("[]") << QUrl(u"https://b.example/o.json"_s)
                                             << QString() << u"https://b.example/p"_s;
        QTest::newRow("given") << QByteArray("[{url: 'http://a.example'}]") << QUrl()
                               << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080/p"_s;
        QTest::newRow("none") << QByteArray("[]") << QUrl() << QString() << QString();
        QTest::newRow("a file") << QByteArray("[{url: 'file:///etc'}]") << QUrl() << QString() << QString();
    }
    void findsTheServer()
    {
        QFETCH(QByteArray, servers);
        QFETCH(QUrl, origin);
        QFETCH(QString, given);
        QFETCH(QString, url);
        const QByteArray text =
            "openapi: 3.1.0\nservers: " + servers + "\npaths: {/p: {get: {responses: {}}}}\n";
        const auto document = openapi::read(text, origin, given);
        QCOMPARE(document.has_value(), !url.isEmpty());
        if (document)
            QCOMPARE(document->operations.constFirst().http.url, url);
        else
            QVERIFY(document.error().message.contains(u"name its server"_s));
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QByteArray() << u"no OpenAPI document"_s;
        QTest::newRow("list") << QByteArray("[1]") << u"no OpenAPI document"_s;
        QTest::newRow("no YAML") << QByteArray("{a: [") << u"neither JSON nor YAML"_s;
        QTest::newRow("Swagger") << QByteArray("swagger: '2.0'") << u"Swagger 2.0"_s;
        QTest::newRow("no paths") << QByteArray("openapi: 3.1.0") << u"no operations"_s;
        QTest::newRow("circle of references")
            << QByteArray("openapi: 3.1.0\npaths: {/p: {$ref: '#/paths/~1q'}, /q: {$ref: '#/paths/~1p'}}")
            << u"no operations"_s;
    }
    void refusesWhatIsNone()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const auto document = openapi::read(text);
        QVERIFY(!document);
        QVERIFY2(document.error().message.contains(words), qPrintable(document.error().message));
    }

    void writesOutNoMoreThanFits()
    {
        QByteArray text =
            "openapi: 3.1.0\nservers: [{url: 'http://a'}]\npaths: {/p: {post: {requestBody: {content: "
            "{application/json: {schema: {$ref: '#/components/schemas/S0'}}}}}}}\ncomponents:\n  schemas:\n";
        for (int i = 0; i < 30; ++i) { // twice as large with each
            const QByteArray next = "{$ref: '#/components/schemas/S" + QByteArray::number(i + 1) + "'}";
            text += "    S" + QByteArray::number(i) + ": {type: object, properties: {a: " + next
                + ", b: " + next + "}}\n";
        }
        const auto document = openapi::read(text);
        QVERIFY_RESULT(document);
        QVERIFY(json::text(document->operations.constFirst().parameters).size() < 200'000);
    }
};

QTEST_APPLESS_MAIN(OpenApiTest)
#include "OpenApiTest.moc"
