// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/YamlTokens.h"

#include <QTest>

using namespace Qt::StringLiterals;
using ui::YamlKind;
using ui::YamlLineState;

namespace {

/// One letter a byte: "kkkk:.ssss".
QString picture(const QByteArray &line, YamlLineState &state)
{
    static const QMap<YamlKind, QChar> letters{
        {YamlKind::Plain, u'.'},  {YamlKind::Comment, u'#'},  {YamlKind::Key, u'k'}, {YamlKind::String, u's'},
        {YamlKind::Number, u'n'}, {YamlKind::Constant, u'c'}, {YamlKind::Mark, u':'}};
    QString out;
    for (const ui::YamlToken &token : ui::yamlTokens(line, state))
        out += QString(token.length, letters.value(token.kind));
    return out;
}

} // namespace

class YamlTokensTest : public QObject
{
    Q_OBJECT
private slots:
    void coloursALine_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *line, const char *expected) {
            QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(expected);
        };
        row("name: Weather", "kkkk:.sssssss");
        row("  - name: x", "..:.kkkk:.s");
        row("temperature: 0.2   # low", "kkkkkkkkkkk:.nnn...#####");
        row("url: http://a/b#c", "kkk:.ssssssssssss");
        row("enabled: true", "kkkkkkk:.cccc");
        row("empty: ~", "kkkkk:.c");
        row("a: { b: 1, c: 'x, y' }", "k:.:.k:.n:.k:.ssssss.:");
        row("\"a b\": 1", "kkkkk:.n");
        row("a: \"#no\" # yes", "k:.sssss.#####");
        row("base: &b x", "kkkk:.cc.s");
        row("retry: *b", "kkkkk:.cc");
        row("# all", "#####");
        row("---", ":::");
        row("a: -", "k:.s");
        row("a: inf", "k:.sss");
    }
    void coloursALine()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, expected);
        YamlLineState state;
        QCOMPARE(picture(line, state), expected);
        QCOMPARE(state, YamlLineState());
    }

    void staysInsideABlockUntilTheIndentationEnds()
    {
        YamlLineState state;
        QCOMPARE(picture("  text: |", state), u"..kkkk:.c"_s);
        QCOMPARE(picture("    # no comment: here", state), QString(22, u's'));
        QCOMPARE(picture("", state), QString());
        QCOMPARE(picture("  next: 1", state), u"..kkkk:.n"_s);
    }

    void staysInsideQuotesOverLines()
    {
        YamlLineState state;
        QCOMPARE(picture("a: \"one", state), u"k:.ssss"_s);
        QCOMPARE(picture("  two\\\" # three", state), QString(15, u's'));
        QCOMPARE(picture("  four\" # five", state), u"sssssss.######"_s);
        QCOMPARE(state, YamlLineState());
    }

    void packsAStateIntoANumberAndBack()
    {
        const YamlLineState state{YamlLineState::Block, 12};
        QCOMPARE(YamlLineState::unpacked(state.packed()), state);
    }

    void coversEveryByteOfAnyLine()
    {
        for (int seed = 0; seed < 5000; ++seed) {
            QByteArray line;
            for (int i = seed, rest = 7919 * seed + 13; i < seed + 24; ++i, rest = rest * 31 + 7)
                line.append("ab:  -\"'#{}[],|>&*!1.\t\xC3\xBC"[static_cast<unsigned>(rest) % 25]);
            YamlLineState state;
            int covered = 0;
            for (const ui::YamlToken &token : ui::yamlTokens(line, state)) {
                QVERIFY(token.length > 0);
                covered += token.length;
            }
            QCOMPARE(covered, int(line.size()));
        }
    }
};

QTEST_APPLESS_MAIN(YamlTokensTest)
#include "YamlTokensTest.moc"
