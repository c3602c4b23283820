// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Json.h"

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
