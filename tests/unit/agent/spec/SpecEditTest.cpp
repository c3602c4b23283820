// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Json.h"
#include "agent/spec/SpecDocument.h"
#include "tests/support/Testing.h"

#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

/// "set /tools/0/name "x"" or "remove /a", "rename /a b", "insert /tools 1 {…}", "move /tools 0 2".
Result<TextEdit> perform(const SpecDocument &document, const QString &command)
{
    const QString verb = command.section(u' ', 0, 0);
    const QString pointer = command.section(u' ', 1, 1);
    const QString rest = command.section(u' ', 2);
    if (verb == u"set")
        return document.set(pointer, *json::parseText(rest.toUtf8()));
    if (verb == u"remove")
        return document.remove(pointer);
    if (verb == u"rename")
        return document.rename(pointer, rest);
    const int number = rest.section(u' ', 0, 0).toInt();
    if (verb == u"insert")
        return document.insert(pointer, number, *json::parseText(rest.section(u' ', 1).toUtf8()));
    return document.move(pointer, number, rest.section(u' ', 1).toInt());
}

struct Case
{
    QByteArray name;
    QString command;
    QByteArray diff;
};

/// Blocks of "=== name", "$ command" and the lines that go ("-") and come ("+").
QList<Case> casesIn(const QByteArray &file)
{
    QList<Case> cases;
    for (const QByteArray &line : file.split('\n')) {
        if (line.startsWith("=== "))
            cases.append({line.mid(4), {}, {}});
        else if (line.startsWith("$ "))
            cases.last().command = QString::fromUtf8(line.mid(2));
        else if (line.startsWith('-') || line.startsWith('+'))
            cases.last().diff += line + '\n';
    }
    return cases;
}

/// The lines between the first and the last that differ.
QByteArray lineDiff(const QByteArray &before, const QByteArray &after)
{
    const QByteArrayList a = before.split('\n');
    const QByteArrayList b = after.split('\n');
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype front = 0;
    while (front < shorter && a[front] == b[front])
        ++front;
    qsizetype back = 0;
    while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
        ++back;
    QByteArray diff;
    for (qsizetype i = front; i < a.size() - back; ++i)
        diff += '-' + a[i] + '\n';
    for (qsizetype i = front; i < b.size() - back; ++i)
        diff += '+' + b[i] + '\n';
    return diff;
}

} // namespace

class SpecEditTest : public QObject
{
    Q_OBJECT
private slots:
    void changesOnlyTheLinesConcerned_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("diff");
        for (const Case &one : casesIn(testing::data(u"spec/edits.txt"_s)))
            QTest::newRow(one.name.constData()) << one.command << one.diff;
    }
    void changesOnlyTheLinesConcerned()
    {
        QFETCH(QString, command);
        QFETCH(QByteArray, diff);
        const SpecDocument document(testing::data(u"spec/commented.yaml"_s));
        const auto edit = perform(document, command);
        QVERIFY_RESULT(edit);
        QCOMPARE(lineDiff(document.text(), edit->appliedTo(document.text())), diff);
    }

    void refusesWhatItCannotDo_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *text, const char *command, ErrorKind kind,
                            const char *words) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(command) << static_cast<int>(kind)
                                << QString::fromUtf8(words);
        };
        row("not YAML", "a: [", "set /a 1", ErrorKind::InvalidInput, "not YAML");
        row("nothing to remove", "a: 1\n", "remove /b", ErrorKind::NotFound, "/b");
        row("the whole document", "a: 1\n", "remove ", ErrorKind::NotFound, "");
        row("below a word", "a: word\n", "set /a/b 1", ErrorKind::NotFound, "/a/b");
        row("past the end of a list", "a: [1]\n", "set /a/3 1", ErrorKind::NotFound, "/a/3");
        row("into no list", "a: {b: 1}\n", "insert /a 0 1", ErrorKind::NotFound, "/a");
        row("insert past the end", "a: [1]\n", "insert /a 2 1", ErrorKind::NotFound, "/a/2");
        row("move past the end", "a: [1, 2]\n", "move /a 0 2", ErrorKind::NotFound, "/a/2");
        row("rename a list item", "a: [1]\n", "rename /a/0 b", ErrorKind::NotFound, "/a/0");
        row("rename to a key that exists", "a: 1\nb: 2\n", "rename /a b", ErrorKind::Conflict, "\"b\"");
        row("through an alias", "x: &x {k: 1}\ny: *x\n", "set /y/k 2", ErrorKind::Denied, "line 1");
        row("the alias", "x: &x 1\n\ny: *x\n", "set /y 2", ErrorKind::Denied, "line 1");
        row("removing through an alias", "x: &x {k: 1}\ny: *x\n", "remove /y/k", ErrorKind::Denied, "line 1");
        row("an anchor in use", "x: &x 1\ny: *x\n", "remove /x", ErrorKind::Denied, "*x in line 2");
        row("an anchor in use, inside", "x:\n  k: &x 1\ny: *x\n", "set /x 5", ErrorKind::Denied,
            "*x in line 3");
        row("what a merge brings", "x: &x {k: 1}\ny: {<<: *x}\n", "remove /y/k", ErrorKind::Denied, "line 1");
    }
    void refusesWhatItCannotDo()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, command);
        QFETCH(int, kind);
        QFETCH(QString, words);
        const auto edit = perform(SpecDocument(text), command);
        QVERIFY(!edit);
        QCOMPARE(static_cast<int>(edit.error().kind), kind);
        QVERIFY2(edit.error().message.contains(words), qPrintable(edit.error().message));
    }

    void overridesWhatAMergeBrings()
    {
        const SpecDocument document("x: &x {k: 1}\ny:\n  <<: *x\n");
        const auto edit = document.set(u"/y/k"_s, 2);
        QVERIFY_RESULT(edit);
        QCOMPARE(edit->appliedTo(document.text()), QByteArray("x: &x {k: 1}\ny:\n  <<: *x\n  k: 2\n"));
    }

    void givesAnEmptyEditForNoChange()
    {
        const SpecDocument document("a: 'x'\nb: [1, 2]\n");
        for (const QString &command : {u"set /a \"x\""_s, u"rename /a a"_s, u"move /b 1 1"_s}) {
            const auto edit = perform(document, command);
            QVERIFY_RESULT(edit);
            QCOMPARE(edit->appliedTo(document.text()), document.text());
        }
    }

    void touchesAsFewBytesAsItCan()
    {
        const SpecDocument document("temperature: 0.25 # warm\n");
        const auto edit = document.set(u"/temperature"_s, 0.75);
        QVERIFY_RESULT(edit);
        QVERIFY(*edit == (TextEdit{15, 16, "7"}));
    }
};

QTEST_APPLESS_MAIN(SpecEditTest)
#include "SpecEditTest.moc"
