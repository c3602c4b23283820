// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/JsonParse.h"

#include <QFile>
#include <QTest>

#include <array>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

enum class Colour { Red, Green };

constexpr auto names(Colour)
{
    return std::array{json::Name{Colour::Red, "red"}, json::Name{Colour::Green, "green"}};
}

struct Inner
{
    int count = 1;
    static constexpr auto fields = std::tuple{json::field("count", &Inner::count)};
    bool operator==(const Inner &) const = default;
};

struct Outer
{
    QString name;
    Colour colour = Colour::Red;
    std::optional<double> limit = 2.5;
    QList<Inner> items;
    QMap<QString, QString> labels;
    static constexpr auto fields =
        std::tuple{json::required("name", &Outer::name), json::field("colour", &Outer::colour),
                   json::field("limit", &Outer::limit), json::field("items", &Outer::items),
                   json::field("labels", &Outer::labels)};
    bool operator==(const Outer &) const = default;
};

/// One of each kind that is read.
struct Anything
{
    QString text;
    std::optional<QString> maybe;
    bool flag = false;
    int small = 0;
    qint64 large = 0;
    double number = 0;
    Colour colour = Colour::Red;
    Inner inner;
    QList<Inner> items;
    QMap<QString, int> counts;
    QJsonValue value;
    QJsonObject object;
    static constexpr auto fields =
        std::tuple{json::required("text", &Anything::text),  json::field("maybe", &Anything::maybe),
                   json::field("flag", &Anything::flag),     json::field("small", &Anything::small),
                   json::field("large", &Anything::large),   json::field("number", &Anything::number),
                   json::field("colour", &Anything::colour), json::field("inner", &Anything::inner),
                   json::field("items", &Anything::items),   json::field("counts", &Anything::counts),
                   json::field("value", &Anything::value),   json::field("object", &Anything::object)};
    bool operator==(const Anything &) const = default;
};

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT
private slots:
    void comesBackAsItWas()
    {
        const Outer outer{u"n"_s, Colour::Green, std::nullopt, {{3}, {4}}, {{u"a"_s, u"b"_s}}};
        const auto back = json::fromJson<Outer>(json::toJson(outer));
        QVERIFY(back.has_value());
        QCOMPARE(back->limit, std::optional(2.5)); // an absent key keeps the default
        QCOMPARE(back->items, outer.items);
        QCOMPARE(back->colour, Colour::Green);
        QCOMPARE(back->labels, outer.labels);
    }
    void readsTextsAsItReadsValues_data()
    {
        QTest::addColumn<QByteArray>("text");
        QFile file(QStringLiteral(TEST_DATA "/json/anything.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n'); // the last is empty
        for (const QByteArray &line : lines)
            QTest::newRow(line.constData()) << line;
        QTest::newRow("not UTF-8") << QByteArray("{\"text\":\"\xff\"}");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{\"text\":\"a\"}");
        QTest::newRow("white space") << QByteArray(" \r\n\t{\"text\":\"a\"}\n");
        QTest::newRow("large") << QByteArray("{\"text\":\"") + QByteArray(100'000, 'x') + "\"}";
        QTest::newRow("deep") << QByteArray("{\"text\":\"a\",\"value\":") + QByteArray(2000, '[')
                + QByteArray(2000, ']') + "}";
    }
    void readsTextsAsItReadsValues()
    {
        QFETCH(QByteArray, text);
        const auto quick = json::parse<Anything>(text, json::UnknownKeys::Ignore);
        const auto value = json::parseText(text);
        const auto thorough = value ? json::fromJson<Anything>(*value, json::UnknownKeys::Ignore)
                                    : Result<Anything>(tl::unexpected(value.error()));
        QCOMPARE(quick.has_value(), thorough.has_value());
        if (quick)
            QCOMPARE(*quick, *thorough);
        else
            QCOMPARE(quick.error().message, thorough.error().message);
    }
    void readsNullAsNothing()
    {
        const auto read = json::parse<Outer>(QByteArray(R"({"name":"n","limit":null})"));
        QVERIFY(read.has_value());
        QCOMPARE(read->limit, std::nullopt);
    }
    void namesThePlaceOfAFault_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("message");
        QTest::newRow("missing") << QByteArray("{}") << QString() << u"\"name\" is required"_s;
        QTest::newRow("wrong type") << QByteArray(R"({"name":5})") << u"/name"_s
                                    << u"expected text, found the number 5"_s;
        QTest::newRow("deep") << QByteArray(R"({"name":"n","items":[{},{"count":"x"}]})")
                              << u"/items/1/count"_s << u"expected a whole number, found \"x\""_s;
        QTest::newRow("fraction") << QByteArray(R"({"name":"n","items":[{"count":1.5}]})")
                                  << u"/items/0/count"_s
                                  << u"expected a whole number, found the number 1.5"_s;
        QTest::newRow("misspelt") << QByteArray(R"({"name":"n","nmae":1})") << u"/nmae"_s
                                  << u"unknown key \"nmae\""_s;
        QTest::newRow("enum") << QByteArray(R"({"name":"n","colour":"blue"})") << u"/colour"_s
                              << u"expected one of red, green, found \"blue\""_s;
        QTest::newRow("slash in key")
            << QByteArray(R"({"name":"n","a/b":1})") << u"/a~1b"_s << u"unknown key \"a/b\""_s;
        QTest::newRow("not JSON") << QByteArray(R"({"name":)") << QString() << QString();
        QTest::newRow("two values") << QByteArray("{},{}") << QString() << u"expected one JSON value"_s;
    }
    void namesThePlaceOfAFault()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        QFETCH(QString, message);
        const auto read = json::parse<Outer>(text);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(read.error().where, where);
        if (!message.isEmpty())
            QCOMPARE(read.error().message, message);
    }
    void reportsAllFaultsAndSuggests()
    {
        json::Reader reader;
        Outer out;
        json::read(*json::parseText(R"({"nmae":1,"colour":2})"), out, reader, {});
        QCOMPARE(reader.faults().size(), 3);
        QCOMPARE(reader.faults().constLast().suggestion, u"name"_s);
    }
    void isLenientWithForeignData()
    {
        QVERIFY(json::parse<Outer>(R"({"name":"n","new_thing":1})", json::UnknownKeys::Ignore).has_value());
    }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "JsonTest.moc"
