// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/CassetteReader.h"
#include "tests/fuzz/Mutator.h"
#include "tests/unit/agent/cassette/RandomCassette.h"

#include <QRegularExpression>
#include <QTest>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList seeds()
{
    RandomCassette random(7);
    QByteArrayList texts;
    for (int i = 0; i < 20; ++i)
        texts.append(written(random.next()));
    return texts;
}

QByteArrayList tokens()
{
    return {"\n",
            "...\n",
            "---\n",
            "\n...\n---\n",
            "cassette: 2\n",
            "like: 1\n",
            "keep: 99999\n",
            "  ",
            "- ",
            "[",
            "{",
            "\"",
            "'",
            ": ",
            "#",
            "&a ",
            "*a",
            "<<: ",
            "!!binary ",
            "|\n",
            "-1",
            "1e999",
            "\xff",
            "\r",
            "call: 1\n",
            "reply: {at: 1}\n",
            "null",
            "99999999999",
            "[1, \"x\"]",
            "\\ud800",
            "\\x00",
            "at: 5\n",
            QByteArray(1, '\0'),
            QByteArray(300, '[')};
}

} // namespace

class CassetteFuzzTest : public QObject
{
    Q_OBJECT
private slots:
    void readsOrSaysWhere()
    {
        Mutator mutator(4, seeds(), tokens());
        const int inputs = fuzzInputs(5'000);
        int good = 0;
        for (int i = 0; i < inputs; ++i) {
            const QByteArray text = mutator.next();
            const auto read = readCassette(text, u"f"_s);
            if (!read) {
                static const QRegularExpression placed(u"^f:[0-9]+:[0-9]+: ."_s);
                QVERIFY2(placed.match(read.error().message).hasMatch(), qPrintable(read.error().message));
                continue;
            }
            ++good;
            QVERIFY2(readCassette(written(*read), u"f"_s), text.toPercentEncoding().constData());
        }
        // It fuzzes something: neither all is refused nor all is taken.
        QVERIFY2(good > inputs / 50 && good < inputs * 19 / 20, QByteArray::number(good).constData());
    }
};

QTEST_APPLESS_MAIN(CassetteFuzzTest)
#include "CassetteFuzzTest.moc"
