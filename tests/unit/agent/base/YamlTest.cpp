// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Yaml.h"
#include "agent/base/Json.h"
#include "agent/base/Lines.h"
#include "tests/support/Testing.h"

#include <QTest>

#include <ctime>

using namespace agent;
using namespace Qt::StringLiterals;

class YamlTest : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatIsMeant_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *json) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(json).replace('\'', '"');
        };
        row("empty", "", "null");
        row("comment only", "# c\n", "null");
        row("words", "{a: true, b: False, c: ~, d: , e: NULL, f: yes}",
            "{'a':true,'b':false,'c':null,'d':null,'e':null,'f':'yes'}");
        row("numbers", "[1, -2, +3, 0x1F, 0o17, 1.5, .5, 1e3, 1_000, 0b1, 1.2.3]",
            "[1,-2,3,31,15,1.5,0.5,1000,'1_000','0b1','1.2.3']");
        row("large numbers", "[9007199254740993, 99999999999999999999]", "[9007199254740993,1e+20]");
        row("quoted", "[\"1\", 'true', \"a\\tb\\u00e9\", 'it''s']",
            "['1','true','a\\tb\xC3\xA9','it\\u0027s']");
        row("literal", "a: |\n  x\n   y\n\n  z\n\n\nb: |-\n  t\nc: |+\n  k\n\n",
            "{'a':'x\\n y\\n\\nz\\n','b':'t','c':'k\\n\\n'}");
        row("folded", "a: >\n  one\n  two\n\n  three\n", "{'a':'one two\\nthree\\n'}");
        row("plain over lines", "a: one\n  two\nb: 1", "{'a':'one two','b':1}");
        row("CRLF", "a: |\r\n  x\r\n  y\r\nb: 1\r\n", "{'a':'x\\ny\\n','b':1}");
        row("byte order mark",
            "\xEF\xBB\xBF"
            "a: 1",
            "{'a':1}");
        row("several of them",
            "\xEF\xBB\xBF\xEF\xBB\xBF\xEF\xBB\xBF"
            "a: 1",
            "{'a':1}");
        row("alias", "a: &x {k: 1}\nb: *x\n", "{'a':{'k':1},'b':{'k':1}}");
        row("merge", "a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3\n", "{'a':{'k':1,'l':2},'b':{'k':3,'l':2}}");
        row("merge of several", "a: [&x {k: 1}, &y {k: 2, m: 3}]\nb: {<<: [*x, *y]}\n",
            "{'a':[{'k':1},{'k':2,'m':3}],'b':{'k':1,'m':3}}");
        row("bracket at the start of a line", "a: [\n  1\n]\nb: 2\n", "{'a':[1],'b':2}");
        row("list not indented", "a:\n- 1\n- 2\n", "{'a':[1,2]}");
        row("explicit key", "? a\n: 1\n", "{'a':1}");
        row("marked document", "%YAML 1.2\n---\na: 1\n...\n", "{'a':1}");
    }
    void readsWhatIsMeant()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const yaml::Tree tree = yaml::read(text);
        QVERIFY2(tree.faults.isEmpty(), tree.faults.isEmpty() ? "" : qPrintable(tree.faults.first().message));
        const auto wanted = json::parseText(expected);
        QVERIFY(wanted.has_value());
        QCOMPARE(yaml::toJson(tree), *wanted);
        for (const yaml::Node &node : tree.nodes)
            QVERIFY(node.begin >= 0 && node.begin <= node.end && node.end <= text.size());
    }

    void knowsThePlaceOfEveryValue_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *pointer, const char *value) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(pointer) << QByteArray(value);
        };
        row("plain", "a: word # c\n", "/a", "word");
        row("double quoted", "a: \"w\\n\" # c\n", "/a", "\"w\\n\"");
        row("single quoted", "a: 'it''s' # c\n", "/a", "'it''s'");
        row("over lines", "a: one\n  two # c\n", "/a", "one\n  two");
        row("literal", "a: | # c: |\n  x\n\n\nb: 1\n", "/a", "| # c: |\n  x\n");
        row("kept", "a: |+\n  x\n\nb: 1\n", "/a", "|+\n  x\n\n");
        row("no final newline", "a: |-\n  x", "/a", "|-\n  x");
        row("kept spaces", "a: |\n  x\n     \n \nb: 1\n", "/a", "|\n  x\n     \n");
        row("block list", "a:\n  # c\n  - x # d\n  - y # e\nb: 1\n", "/a", "- x # d\n  - y");
        row("list item", "a:\n  # - c\n  - x # d\n  # - e\n  - y\n", "/a/1", "y");
        row("flow", "a: [x, {k: v}, 'q'] # c\n", "/a/1", "{k: v}");
        row("behind an anchor", "a: &n # c\n  k: v\n", "/a", "k: v");
        row("after an umlaut", "\xC3\xBC: \xE2\x98\x83\nb: word\n", "/b", "word");
        row("nothing", "a:\nb: 1\n", "/a", "");
        row("escaped pointer", "a/b~: word\n", "/a~1b~0", "word");
        row("through an alias", "a: &x {k: one}\nb: *x\n", "/b/k", "one");
        row("the alias itself", "a: &x {k: one}\nb: *x\n", "/b", "*x");
        row("through a merge", "a: &x {k: one}\nb: {<<: *x}\n", "/b/k", "one");
    }
    void knowsThePlaceOfEveryValue()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, pointer);
        QFETCH(QByteArray, expected);
        const yaml::Tree tree = yaml::read(text);
        QVERIFY(tree.isReadable());
        const yaml::Place place = yaml::find(tree, pointer);
        QCOMPARE(place.missing, QStringList());
        const yaml::Node &node = tree.at(place.node);
        QCOMPARE(text.mid(node.begin, node.end - node.begin), expected);
    }

    void knowsWhereAKeyBeginsThatBeginsWithAColon()
    {
        const yaml::Tree tree = yaml::read("? plain\n:call: 1\n");
        QVERIFY(tree.isReadable());
        const yaml::Entry &second = tree.at(0).entries.at(1);
        QCOMPARE(tree.at(second.key).text, QByteArray(":call"));
        QCOMPARE(tree.at(second.key).begin, 8);
        QCOMPARE(yaml::toJson(tree, second.value), QJsonValue(1));
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("isReadable");
        const auto row = [](const char *name, const QByteArray &text, const char *place, const char *words,
                            bool isReadable) {
            QTest::newRow(name) << text << QString::fromLatin1(place) << QString::fromLatin1(words)
                                << isReadable;
        };
        row("open list", "a: 1\nb: [1, 2\nc: 3\n", "4:1", "closing bracket", false);
        row("open quote", "a: \"x\n", "1:5", "closing quote", false);
        row("tab", "a:\n\t- b\n", "2:1", "tab", false);
        row("two documents", "a: 1\n---\nb: 1\n", "2:1", "second document", false);
        row("two documents, one unmarked", "a: 1\n...\n# c\nb: 1\n", "4:1", "second document", false);
        row("key is a list", "? [a]\n: 1\n", "1:3", "key", false);
        row("NUL", QByteArray("a: 1\nb: \0\n", 10), "2:4", "NUL", false);
        row("control character", "a: 1\nb: '\x1A'\n", "2:5", "U+001A", false);
        row("not UTF-8", "a: 1\nb: x\xFFy\n", "2:5", "UTF-8", false);
        row("cut character", "a: \xC3", "1:4", "UTF-8", false);
        row("UTF-16", QByteArray("\xFF\xFE\x61\x00", 4), "1:1", "UTF-16", false);
        row("CR alone", "a: 1\nb: 2\rc: 3\r\n", "2:5", "CR alone", false);
        row("too large", QByteArray(1024 * 1024 + 1, '#'), "1:1", "bytes", false);
        row("too deep", QByteArray(200, '['), "1:102", "deep", false);
        row("unknown alias", "a: *x\n", "1:4", "no anchor \"&x\"", true);
        row("alias in its anchor", "a: &x\n  b: *x\n", "2:6", "inside its own", true);
        row("key twice", "a: 1\nb: 2\na: 3\n", "3:1", "second time", true);
        row("tag", "a: !secret x\n", "1:4", "!secret", true);
        row("tag before a list", "a: [!!str 1]\n", "1:5", "!!str", true);
        row("merge of a word", "<<: word\n", "1:5", "merges", true);
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        QFETCH(QString, words);
        QFETCH(bool, isReadable);
        const yaml::Tree tree = yaml::read(text);
        QCOMPARE(tree.isReadable(), isReadable);
        QCOMPARE(tree.faults.size(), 1);
        const yaml::Fault &fault = tree.faults.first();
        QVERIFY2(fault.message.contains(words), qPrintable(fault.message));
        const Position position = Lines(text).at(fault.begin);
        QCOMPARE(u"%1:%2"_s.arg(position.line).arg(position.column), place);
        QVERIFY(fault.begin <= fault.end && fault.end <= text.size());
    }

    void endsSoonOnAHostileText_data()
    {
        QTest::addColumn<QByteArray>("text");
        const qsizetype room = qsizetype(1000) * 1000;
        QTest::newRow("brackets") << QByteArray(room, '[');
        QTest::newRow("brackets on lines") << QByteArray("[\n").repeated(room / 2);
        QTest::newRow("brackets with words") << QByteArray("[a, ").repeated(room / 4);
        QTest::newRow("braces") << QByteArray(room, '{');
        QTest::newRow("dashes") << QByteArray("- ").repeated(room / 2);
        QTest::newRow("question marks") << QByteArray("? ").repeated(room / 2);
        QTest::newRow("many keys") << [] {
            QByteArray text;
            for (int i = 40'000; i > 0; --i)
                text += QByteArray::number(i) + ": 1\n";
            return text;
        }();
        QTest::newRow("list of many") << "a: [" + QByteArray("1,").repeated(room / 2) + "]";
        QTest::newRow("anchors") << QByteArray("- &a x\n").repeated(room / 8);
        QTest::newRow("quotes") << QByteArray("\"").repeated(room);
        QTest::newRow("block scalars") << QByteArray("- |\n x\n").repeated(room / 8);
        QTest::newRow("comments") << QByteArray("#\n").repeated(room / 2);
        QTest::newRow("deep blocks") << [] {
            QByteArray text;
            for (int i = 0; i < 1400; ++i)
                text += QByteArray(i, ' ') + "a:\n";
            return text.left(qsizetype(1000) * 1000);
        }();
        QTest::newRow("billion laughs") << [] {
            QByteArray text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
            for (int i = 1; i < 12; ++i) {
                const QByteArray alias = "*a" + QByteArray::number(i - 1) + ",";
                const QByteArray name = "a" + QByteArray::number(i);
                text += name + ": &" + name + " [" + alias.repeated(9) + "]\n";
            }
            return text;
        }();
        QTest::newRow("merge bomb") << [] {
            QByteArray text = "a0: &a0 {k: 1}\n";
            for (int i = 1; i < 30; ++i) {
                const QByteArray name = "a" + QByteArray::number(i);
                const QByteArray alias = "*a" + QByteArray::number(i - 1);
                text += name + ": &" + name + " {<<: [" + alias + ", " + alias + "]}\n";
            }
            return text;
        }();
    }
    void endsSoonOnAHostileText()
    {
        QFETCH(QByteArray, text);
        const std::clock_t start = std::clock(); // processor time: the machine may be busy with other things
        const yaml::Tree tree = yaml::read(text);
        if (tree.isReadable())
            yaml::toJson(tree);
        const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        QVERIFY2(seconds < (testing::sanitized ? 10 : 1), qPrintable(QString::number(seconds)));
        QVERIFY(!tree.isReadable() || tree.nodes.size() <= yaml::maxNodes);
    }
};

QTEST_APPLESS_MAIN(YamlTest)
#include "YamlTest.moc"
