// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/ToolBench.h"
#include "tests/ui/editor/OpenEditor.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"
#include "tests/ui/support/Sweep.h"
#include "ui/editor/bench/ArgumentForm.h"
#include "ui/editor/bench/AttachmentsView.h"
#include "ui/editor/bench/JsonPlaces.h"
#include "ui/editor/bench/LooseJson.h"
#include "ui/editor/bench/TextChanges.h"
#include "ui/editor/form/Field.h"
#include "ui/editor/tools/ToolsTable.h"

#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using testing::FakeServer;
using testing::OpenEditor;
using ui::ServerHost;

namespace {

const QByteArray tools =
    "name: a\nprovider: demo\ntools:\n"
    "  - name: look\n    description: Looks\n    parameters:\n      type: object\n"
    "      properties:\n        city: {type: string}\n        days: {type: integer, minimum: 1}\n"
    "        sky: {enum: [clear, rain]}\n        loud: {type: boolean}\n"
    "        note: {type: [string, \"null\"]}\n"
    "        places: {type: array, items: {type: string}}\n"
    "        limits: {type: object, properties: {rain: {type: number}}}\n"
    "      required: [city]\n"
    "    command:\n      program: echo\n  - ./tools.py\n";

QJsonObject parsed(const QString &text)
{
    return agent::json::parseText(text.toUtf8()).value_or(QJsonValue()).toObject();
}

} // namespace

/// Trying a tool alone: arguments as a form and as JSON, the call, what came back, and what stands in its
/// way.
class ToolBenchTest : public QObject
{
    Q_OBJECT

    QByteArray m_answer;
    QString m_path;
    QJsonArray m_infos;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<testing::FakeHost> m_host;
    std::unique_ptr<OpenEditor> m_editor;

    QByteArray answerTo(const FakeServer::Request &request)
    {
        if (request.path.startsWith("/tools/"))
            return m_answer;
        const QJsonObject served{
            {u"name"_s, u"Served"_s}, {u"path"_s, m_path}, {u"revision"_s, 7}, {u"tools"_s, m_infos}};
        return FakeServer::answer(200, "application/json", agent::json::text(served));
    }
    static QByteArray result(const QString &outcome, const QString &text)
    {
        return FakeServer::answer(200, "application/json",
                                  agent::json::text(QJsonObject{{u"tool"_s, u"look"_s},
                                                                {u"outcome"_s, outcome},
                                                                {u"result"_s, text},
                                                                {u"duration_ms"_s, 12}}));
    }
    static QJsonObject attachment(const QString &type, const QByteArray &bytes, const QString &name)
    {
        return {
            {u"media_type"_s, type}, {u"data"_s, QString::fromLatin1(bytes.toBase64())}, {u"name"_s, name}};
    }
    static QByteArray resultWith(const QJsonArray &attachments)
    {
        const QJsonObject body{{u"tool"_s, u"look"_s},
                               {u"outcome"_s, u"ok"_s},
                               {u"result"_s, u""_s},
                               {u"attachments"_s, attachments}};
        return FakeServer::answer(200, "application/json", agent::json::text(body));
    }
    static QByteArray picture(QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        image.save(&buffer, "png");
        return bytes;
    }
    QStringList namesOf(const QString &objectName)
    {
        QStringList names;
        for (const QWidget *each : m_editor->view().findChildren<QWidget *>(objectName))
            names.append(each->accessibleName());
        return names;
    }
    static QByteArray problem(int status, const QString &detail)
    {
        return FakeServer::answer(status, "application/problem+json",
                                  agent::json::text(QJsonObject{{u"detail"_s, detail}}));
    }

    void open(const QByteArray &text = tools, int row = 0)
    {
        m_editor = std::make_unique<OpenEditor>(text, ui::EditorServices{m_host.get(), nullptr});
        m_path = m_editor->path();
        m_editor->named<ui::ToolsTable>(u"tools"_s)->selectTool(row);
        m_editor->named<QToolButton>(u"tryTool"_s)->click();
    }
    void start()
    {
        m_host->address = m_server->url();
        m_host->start({});
        QTRY_VERIFY(button(u"runTool"_s)->isEnabled());
    }
    QPushButton *button(const QString &name) { return m_editor->named<QPushButton>(name); }
    QPlainTextEdit *json() { return m_editor->named<QPlainTextEdit>(u"argumentsJson"_s); }
    QJsonObject arguments() { return parsed(json()->toPlainText()); }
    QString outcome() { return m_editor->named<QLabel>(u"outcome"_s)->text(); }
    QString resultText() { return m_editor->named<QPlainTextEdit>(u"resultText"_s)->toPlainText(); }
    QString sentence()
    {
        auto *state = m_editor->named<QWidget>(u"benchState"_s);
        return state->isVisible() ? m_editor->named<QLabel>(u"benchSentence"_s)->text() : QString();
    }
    static QStringList rowsOf(const QListWidget &list)
    {
        QStringList rows;
        for (int row = 0; row < list.count(); ++row)
            rows.append(list.item(row)->text());
        return rows;
    }
    static int rowStarting(const QListWidget &list, const QString &start)
    {
        const QStringList rows = rowsOf(list);
        const auto found =
            std::ranges::find_if(rows, [&start](const QString &row) { return row.startsWith(start); });
        return int(found - rows.begin());
    }
    int asked(const QByteArray &path)
    {
        return int(std::ranges::count(m_server->requests, path, &FakeServer::Request::path));
    }
    void run(const QByteArray &answer)
    {
        const int before = asked("/tools/look");
        m_answer = answer;
        button(u"runTool"_s)->click();
        QTRY_COMPARE(asked("/tools/look"), before + 1);
        QTRY_VERIFY(button(u"runTool"_s)->isVisible());
    }

private slots:
    void init()
    {
        m_host = std::make_unique<testing::FakeHost>();
        m_server =
            std::make_unique<FakeServer>([this](const FakeServer::Request &request, QTcpSocket &socket) {
                socket.write(answerTo(request));
            });
    }
    void cleanup()
    {
        m_editor.reset();
        m_host.reset();
        m_server.reset();
        m_infos = {};
    }

    void triesTheCasesOfATool()
    {
        open();
        QFile file(m_path.chopped(5) + u".cases.yaml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# mine\n- {name: rain, tool: look, arguments: {city: Oslo}, expect: {contains: wet}}\n"
                   "- {name: other, tool: elsewhere}\n- {name: sun, tool: look, expect: {equals: dry}}\n");
        file.close();
        start();
        auto *list = m_editor->named<QListWidget>(u"caseList"_s);
        QTRY_COMPARE(list->count(), 2);
        m_answer = result(u"ok"_s, u"wet, wet"_s);
        button(u"runCases"_s)->click();
        QTRY_COMPARE(m_editor->named<QLabel>(u"casesSummary"_s)->text(), u"1 of 2 as expected"_s);
        QCOMPARE(asked("/tools/look"), 2);
        QCOMPARE(list->item(0)->text(), u"rain – as expected"_s);
        list->setCurrentRow(1);
        QCOMPARE(m_editor->named<QLabel>(u"caseDifference"_s)->text(),
                 u"equals: expected dry, got wet, wet"_s);
        list->setCurrentRow(0);
        QCOMPARE(arguments(), (QJsonObject{{u"city"_s, u"Oslo"_s}}));
    }
    void keepsACase()
    {
        open();
        start();
        run(result(u"ok"_s, u"dry"_s));
        auto *name = m_editor->named<QLineEdit>(u"caseName"_s);
        QVERIFY(!button(u"saveCase"_s)->isEnabled());
        name->setText(u"sun"_s);
        m_editor->named<QCheckBox>(u"expectResult"_s)->setChecked(true);
        button(u"saveCase"_s)->click();
        QFile file(m_path.chopped(5) + u".cases.yaml"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.startsWith("- name: sun\n  tool: look\n  arguments:")
                     && text.endsWith("    equals: dry\n"),
                 text.constData());
        auto *list = m_editor->named<QListWidget>(u"caseList"_s);
        QCOMPARE(list->count(), 1);
        list->setCurrentRow(0);
        button(u"removeCase"_s)->click();
        QCOMPARE(list->count(), 0);
    }
    void goesToTheEdgesOfTheSchema()
    {
        open();
        start();
        auto *list = m_editor->named<QListWidget>(u"caseList"_s);
        QCOMPARE(list->count(), 0);
        QVERIFY(!button(u"runCases"_s)->isVisible());
        button(u"showEdges"_s)->click();
        const QStringList rows = rowsOf(*list);
        QCOMPARE(rows.constFirst(), u"Edge cases of the schema, not kept"_s);
        QVERIFY(rows.size() <= 41 && rows.contains(u"days: below its minimum, 0"_s));
        m_answer = problem(422, u"That does not fit."_s);
        button(u"runCases"_s)->click();
        QTRY_COMPARE(asked("/tools/look"), int(rows.size()) - 1);
        QTRY_VERIFY(rowsOf(*list).constFirst().startsWith(u"Edge cases of the schema: "_s));
        QTRY_VERIFY(rowsOf(*list).contains(u"days: below its minimum, 0 – refused, as it must be"_s));
        QVERIFY(rowsOf(*list).contains(u"only what is required – refused, though it fits"_s));
        list->setCurrentRow(rowStarting(*list, u"days: below"_s));
        QCOMPARE(m_editor->named<QLabel>(u"caseDifference"_s)->text(), u"That does not fit."_s);
        QCOMPARE(arguments().value(u"days"_s), QJsonValue(0));
        QVERIFY(!button(u"removeCase"_s)->isVisible());
    }
    void tellsWhatTheToolMakesOfTheEdges()
    {
        open();
        start();
        auto *list = m_editor->named<QListWidget>(u"caseList"_s);
        button(u"showEdges"_s)->click();
        m_answer = result(u"error"_s, u"There is no such city."_s);
        button(u"runCases"_s)->click();
        QTRY_VERIFY(rowsOf(*list).contains(u"only what is required – the tool failed"_s));
        QTRY_VERIFY(rowsOf(*list).contains(u"without city – not refused, though it does not fit"_s));
    }
    void keepsAnEdgeCase()
    {
        open();
        start();
        auto *list = m_editor->named<QListWidget>(u"caseList"_s);
        button(u"showEdges"_s)->click();
        const int before = list->count();
        list->setCurrentRow(rowStarting(*list, u"days: below"_s));
        QCOMPARE(m_editor->named<QLineEdit>(u"caseName"_s)->text(), u"days: below its minimum, 0"_s);
        button(u"saveCase"_s)->click();
        QCOMPARE(rowsOf(*list).constFirst(), u"days: below its minimum, 0"_s); // kept, and so no longer below
        QCOMPARE(list->count(), before);
        QFile file(m_path.chopped(5) + u".cases.yaml"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("    outcome: error\n"));
        m_answer = problem(422, u"That does not fit."_s);
        button(u"runCases"_s)->click();
        QTRY_COMPARE(m_editor->named<QLabel>(u"casesSummary"_s)->text(), u"1 of 1 as expected"_s);
        const int all = asked("/tools/look");
        QCOMPARE(all, before - 1); // less the heading
        button(u"runEdges"_s)->click();
        QTRY_COMPARE(asked("/tools/look"), all + before - 2);
        button(u"showEdges"_s)->click();
        QCOMPARE(list->count(), 1);
    }

    void sacrificesNoFileOfCasesItCannotRead()
    {
        open();
        QFile file(m_path.chopped(5) + u".cases.yaml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("- [\n");
        file.close();
        start();
        m_editor->named<QLineEdit>(u"caseName"_s)->setText(u"sun"_s);
        button(u"saveCase"_s)->click();
        QVERIFY(m_editor->named<QLabel>(u"casesSummary"_s)->text().startsWith(u"Not saved: "_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "- [\n");
    }

    void readsWhatPeoplePaste_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("meant");
        QTest::newRow("JSON") << u"{\"a\": [1, -2.5e3, true, null]}"_s << u"{\"a\":[1,-2500,true,null]}"_s;
        QTest::newRow("comments") << u"{ // one\n \"a\": 1, /* two */ # three\n \"b\": \"//no\" }"_s
                                  << u"{\"a\":1,\"b\":\"//no\"}"_s;
        QTest::newRow("commas") << u"{\"a\": [1, 2, ], }"_s << u"{\"a\":[1,2]}"_s;
        QTest::newRow("quotes") << u"{'a': 'it\\'s \"so\"', b_c: 1e5}"_s
                                << u"{\"a\":\"it's \\\"so\\\"\",\"b_c\":100000}"_s;
        QTest::newRow("Python") << u"{'a': True, 'b': None, 'c': False}"_s
                                << u"{\"a\":true,\"b\":null,\"c\":false}"_s;
        QTest::newRow("nonsense") << u"{\"a\": }"_s << QString();
        QTest::newRow("half") << u"{'a': 1"_s << QString();
    }
    void readsWhatPeoplePaste()
    {
        QFETCH(QString, text);
        const auto value = ui::readLooseJson(text);
        const QString read = value ? QString::fromUtf8(agent::json::text(*value)) : QString();
        QTEST(read, "meant");
    }

    void changesValuesInPlace_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("after");
        QTest::newRow("a key") << u"{\"a\":1}"_s << u"/b"_s << u"2"_s << u"{\"a\":1,\"b\":2}"_s;
        QTest::newRow("no key") << u"{\"a\":1}"_s << u"/a"_s << QString() << u"{}"_s;
        QTest::newRow("deep") << u"{}"_s << u"/a/b~1c"_s << u"1"_s << u"{\"a\":{\"b/c\":1}}"_s;
        QTest::newRow("an item") << u"{\"a\":[1,2]}"_s << u"/a/1"_s << u"3"_s << u"{\"a\":[1,3]}"_s;
        QTest::newRow("one more item") << u"{\"a\":[1]}"_s << u"/a/1"_s << u"3"_s << u"{\"a\":[1,3]}"_s;
        QTest::newRow("one item less") << u"{\"a\":[1,2]}"_s << u"/a/0"_s << QString() << u"{\"a\":[2]}"_s;
    }
    void changesValuesInPlace()
    {
        QFETCH(QString, before);
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        const QJsonValue whole = *agent::json::parseText(before.toUtf8());
        const QJsonValue now =
            value.isEmpty() ? QJsonValue(QJsonValue::Undefined) : *agent::json::parseText(value.toUtf8());
        const QJsonValue changed = ui::withValueAt(whole, pointer, now);
        QTEST(QString::fromUtf8(agent::json::text(changed)), "after");
        QVERIFY(value.isEmpty() || ui::valueAt(changed, pointer) == now);
    }

    void tellsLinesApart_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QList<int>>("added");
        QTest::addColumn<int>("removed");
        QTest::newRow("nothing") << u"a\nb"_s << u"a\nb"_s << QList<int>{} << 0;
        QTest::newRow("one") << u"a\nb\nc"_s << u"a\nx\nc"_s << QList<int>{1} << 1;
        QTest::newRow("more") << u"a\nc"_s << u"a\nb\nc\nd"_s << QList<int>{1, 3} << 0;
        QTest::newRow("moved") << u"a\nb\nc"_s << u"b\nc\na"_s << QList<int>{2} << 1;
        QTest::newRow("all") << u"a"_s << u"b"_s << QList<int>{0} << 1;
    }
    void tellsLinesApart()
    {
        QFETCH(QString, before);
        QFETCH(QString, now);
        const ui::TextChanges changes = ui::changesBetween(before, now);
        QTEST(changes.added, "added");
        QTEST(changes.removed, "removed");
    }

    void beginsWithWhatIsRequired_data()
    {
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QString>("arguments");
        const auto required = [](const char *shape) {
            return u"{\"properties\":{\"a\":%1},\"required\":[\"a\"]}"_s.arg(QString::fromLatin1(shape));
        };
        QTest::newRow("text") << required(R"({"type":"string"})") << uR"({"a":""})"_s;
        QTest::newRow("number") << required(R"({"type":"integer","minimum":3})") << uR"({"a":3})"_s;
        QTest::newRow("default") << required(R"({"type":"string","default":"x"})") << uR"({"a":"x"})"_s;
        QTest::newRow("choice") << required(R"({"enum":["u","v"]})") << uR"({"a":"u"})"_s;
        QTest::newRow("yes or no") << required(R"({"type":"boolean"})") << uR"({"a":false})"_s;
        QTest::newRow("list") << required(R"({"type":"array"})") << uR"({"a":[]})"_s;
        QTest::newRow("or null") << required(R"({"anyOf":[{"type":"integer"},{"type":"null"}]})")
                                 << uR"({"a":0})"_s;
        QTest::newRow("optional") << uR"({"properties":{"a":{"type":"string"}}})"_s << u"{}"_s;
    }
    void beginsWithWhatIsRequired()
    {
        QFETCH(QString, schema);
        QFETCH(QString, arguments);
        QCOMPARE(ui::firstArguments(parsed(schema)), parsed(arguments));
    }

    void showsTheFormAndTheJsonAlike()
    {
        open();
        QCOMPARE(arguments(), parsed(u"{\"city\":\"\"}"_s));
        auto *city = qobject_cast<QPlainTextEdit *>(m_editor->field(u"arguments/city"_s).focusProxy());
        QTest::keyClicks(city, u"Par"_s);
        QCOMPARE(arguments().value(u"city"_s).toString(), u"Par"_s); // while it is being typed
        auto *days = qobject_cast<QLineEdit *>(m_editor->field(u"arguments/days"_s).focusProxy());
        QTest::keyClicks(days, u"3"_s);
        auto *sky = qobject_cast<QComboBox *>(m_editor->field(u"arguments/sky"_s).focusProxy());
        sky->setCurrentText(u"rain"_s);
        emit sky->activated(sky->currentIndex());
        auto *rain = qobject_cast<QLineEdit *>(m_editor->field(u"arguments/limits/rain"_s).focusProxy());
        QTest::keyClicks(rain, u"0.5"_s);
        QCOMPARE(arguments(),
                 parsed(u"{\"city\":\"Par\",\"days\":3,\"sky\":\"rain\",\"limits\":{\"rain\":0.5}}"_s));
        json()->setPlainText(u"{city: 'Rome', places: ['a', 'b'], loud: True, note: null,}"_s);
        QCOMPARE(city->toPlainText(), u"Rome"_s);
        QCOMPARE(days->text(), QString());
        auto *second = qobject_cast<QPlainTextEdit *>(m_editor->field(u"arguments/places/1"_s).focusProxy());
        QCOMPARE(second->toPlainText(), u"b"_s);
        QCOMPARE(m_editor->text(), tools);
    }

    void addsToListsAndTakesFromThem()
    {
        open();
        const auto click = [this](const QString &name) {
            for (auto *each : m_editor->view().findChildren<QAbstractButton *>()) {
                if (each->accessibleName() == name || each->text() == name)
                    return each->click();
            }
            qFatal("no button %s", qUtf8Printable(name));
        };
        click(u"Add to places"_s);
        click(u"Add to places"_s);
        QCOMPARE(arguments().value(u"places"_s).toArray(), (QJsonArray{u""_s, u""_s}));
        auto *second = m_editor->field(u"arguments/places/1"_s).focusProxy();
        second->setFocus();
        QTest::keyClicks(second, u"x"_s);
        click(u"Remove places 1"_s);
        QCOMPARE(arguments().value(u"places"_s).toArray(), QJsonArray{u"x"_s});
        click(u"note is null"_s);
        QVERIFY(arguments().value(u"note"_s).isNull());
        click(u"note is null"_s);
        QVERIFY(!arguments().contains(u"note"_s));
    }

    void asksForAServer()
    {
        open();
        QVERIFY(sentence().contains(u"not started"_s));
        QVERIFY(!button(u"runTool"_s)->isEnabled());
        const QSignalSpy wanted(&m_editor->view(), &ui::DocumentView::startWanted);
        button(u"benchStart"_s)->click();
        QCOMPARE(wanted.size(), 1);
        m_host->become(ServerHost::State::Starting);
        QVERIFY(sentence().contains(u"starting"_s));
        start();
        QTRY_COMPARE(sentence(), QString());
    }

    void callsTheToolAsTheFileHasItNow()
    {
        open();
        start();
        m_editor->named<QPlainTextEdit>(u"argumentsJson"_s)->setPlainText(u"{\"city\": \"Rome\"}"_s);
        run(result(u"ok"_s, u"Sunny"_s));
        QCOMPARE(asked("/tools/look"), 1);
        const FakeServer::Request &call = m_server->requests.last();
        QCOMPARE(call.method, "POST");
        QCOMPARE(call.headers.value("authorization"), "Bearer control");
        QCOMPARE(parsed(QString::fromUtf8(call.body)), parsed(u"{\"city\":\"Rome\"}"_s));
        const auto put = std::ranges::find(m_server->requests, "PUT", &FakeServer::Request::method);
        QCOMPARE(parsed(QString::fromUtf8(put->body)).value(u"text"_s).toString().toUtf8(), tools);
        QTRY_COMPARE(outcome(), u"Done"_s);
        QCOMPARE(resultText(), u"Sunny"_s);
        run(result(u"ok"_s, u"Sunny"_s)); // the same text is not handed over again
        QCOMPARE(std::ranges::count(m_server->requests, "PUT", &FakeServer::Request::method), 1);
    }

    void marksWhatIsNew()
    {
        open();
        start();
        run(result(u"ok"_s, u"one\ntwo"_s));
        QTRY_COMPARE(resultText(), u"one\ntwo"_s);
        run(result(u"ok"_s, u"one\nthree"_s));
        QTRY_COMPARE(resultText(), u"one\nthree"_s);
        const auto marks = m_editor->named<QPlainTextEdit>(u"resultText"_s)->extraSelections();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.constFirst().cursor.blockNumber(), 1);
        QVERIFY(m_editor->named<QLabel>(u"resultChange"_s)->text().contains(u"before: 1, gone: 1."_s));
    }

    void showsAListOfObjectsAsATable()
    {
        open();
        start();
        run(result(u"ok"_s, u"[{\"day\":\"Mon\",\"high\":21},{\"day\":\"Tue\",\"wind\":{\"kn\":5}}]"_s));
        auto *table = m_editor->view().findChild<QTableWidget *>();
        QTRY_VERIFY(table->isVisible());
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->columnCount(), 3);
        QCOMPARE(table->item(0, 1)->text(), u"21"_s);
        QCOMPARE(table->item(1, 2)->text(), u"{\"kn\":5}"_s);
    }

    void showsPicturesAndNamesFiles()
    {
        open();
        start();
        auto *view = m_editor->named<ui::AttachmentsView>(u"attachments"_s);
        QVERIFY(!view->isVisible());
        run(resultWith({attachment(u"image/png"_s, picture({400, 560}), u"map.png"_s),
                        attachment(u"application/pdf"_s, "%PDF-", {}),
                        attachment(u"image/png"_s, "no picture", u"broken.png"_s),
                        attachment(u"image/svg+xml"_s, "<svg/>", u"drawing.svg"_s)}));
        QTRY_VERIFY(view->isVisible());
        QVERIFY(!m_editor->named<QPlainTextEdit>(u"resultText"_s)->isVisible()); // there is no text
        QCOMPARE(namesOf(u"picture"_s), QStringList(u"map.png"_s));
        QCOMPARE(m_editor->named<QWidget>(u"picture"_s)->height(), 280);
        QStringList lines;
        for (const QLabel *each : view->findChildren<QLabel *>())
            lines.append(each->text());
        QCOMPARE(lines,
                 QStringList({u"map.png"_s,
                              u"image/png, 400 × 560, "_s
                                  + QLocale().formattedDataSize(picture({400, 560}).size(), 1,
                                                                QLocale::DataSizeTraditionalFormat),
                              u"result.pdf"_s, u"application/pdf, 5 bytes"_s, u"broken.png"_s,
                              u"image/png, 10 bytes"_s, u"drawing.svg"_s, u"image/svg+xml, 6 bytes"_s}));
        QCOMPARE(testing::unnamedControls(&m_editor->view()), QStringList());
        run(resultWith({}));
        QTRY_VERIFY(!view->isVisible());
        QVERIFY(m_editor->named<QLabel>(u"resultChange"_s)->text().contains(u"what is attached is not"_s));
        run(problem(403, u"No."_s));
        QTRY_COMPARE(resultText(), u"No."_s);
    }

    void savesWhatAToolGave()
    {
        open();
        start();
        run(resultWith({attachment(u"application/pdf"_s, "%PDF-1.7", u"../.bashrc"_s)}));
        auto *view = m_editor->named<ui::AttachmentsView>(u"attachments"_s);
        QTRY_VERIFY(view->isVisible());
        view->findChild<QPushButton *>()->click();
        auto *dialog = view->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"bashrc"_s);
        const QTemporaryDir folder;
        emit dialog->fileSelected(folder.filePath(u"a.pdf"_s));
        QFile file(folder.filePath(u"a.pdf"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "%PDF-1.7");
        emit dialog->fileSelected(folder.filePath(u"none/a.pdf"_s));
        const auto *box = view->findChild<QMessageBox *>();
        QVERIFY(box && box->text().contains(u"none/a.pdf cannot be written: "_s));
        delete dialog;
    }

    void namesFilesSafely_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("name");
        QTest::newRow("its own") << u"Bild 1.png"_s << u"image/png"_s << u"Bild 1.png"_s;
        QTest::newRow("no folders") << u"/etc/passwd"_s << u"text/plain"_s << u"passwd"_s;
        QTest::newRow("nor Windows ones") << u"C:\\a\\b.txt"_s << u"text/plain"_s << u"b.txt"_s;
        QTest::newRow("not hidden") << u"...profile"_s << u"text/plain"_s << u"profile"_s;
        QTest::newRow("no lines or marks") << u"a\n<b>.txt"_s << u"text/plain"_s << u"ab.txt"_s;
        QTest::newRow("by its type") << QString() << u"image/png"_s << u"result.png"_s;
        QTest::newRow("only dots") << u".."_s << u"no/such"_s << u"result"_s;
    }
    void namesFilesSafely()
    {
        QFETCH(QString, given);
        QFETCH(QString, type);
        QTEST(ui::fileNameFor({type, {}, given}), "name");
    }

    void saysHowItWent_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("text");
        QTest::newRow("error") << result(u"error"_s, u"No such city"_s) << u"Error"_s << u"No such city"_s;
        QTest::newRow("timeout") << result(u"timeout"_s, u"Too slow"_s) << u"Timed out"_s << u"Too slow"_s;
        QTest::newRow("denied by the tool") << result(u"denied"_s, u"No"_s) << u"Denied"_s << u"No"_s;
        QTest::newRow("denied") << problem(403, u"The policy says no."_s) << u"Denied"_s
                                << u"The policy says no."_s;
        QTest::newRow("unknown") << problem(404, u"There is no tool \"look\"."_s) << u"Not run"_s
                                 << u"There is no tool \"look\"."_s;
        QTest::newRow("wrong") << problem(422, u"\"city\" is missing."_s) << u"Not run"_s
                               << u"\"city\" is missing."_s;
    }
    void saysHowItWent()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, word);
        QFETCH(QString, text);
        open();
        start();
        run(answer);
        QTRY_COMPARE(outcome(), word);
        QCOMPARE(resultText(), text);
    }

    void cancels()
    {
        open();
        start();
        m_answer.clear(); // never comes
        json()->setFocus();
        QTest::keyClick(json(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(asked("/tools/look"), 1);
        QVERIFY(button(u"cancelTool"_s)->isVisible());
        button(u"cancelTool"_s)->click();
        QVERIFY(button(u"runTool"_s)->isVisible());
        run(result(u"ok"_s, u"Later"_s));
        QTRY_COMPARE(resultText(), u"Later"_s);
    }

    void runsNothingOfAnotherAgent()
    {
        open();
        m_path = u"/elsewhere/agent.yaml"_s;
        m_host->address = m_server->url();
        m_host->start({});
        QTRY_VERIFY(sentence().contains(u"another agent, Served"_s));
        QVERIFY(!button(u"runTool"_s)->isEnabled());
        QCOMPARE(button(u"benchStart"_s)->text(), u"Start this agent"_s);
    }

    void saysThatAnEditIsNotAppliedYet()
    {
        open(QByteArray(tools).replace("provider: demo", "provider: nobody"));
        start();
        QVERIFY(sentence().startsWith(u"Not applied yet"_s));
        run(result(u"ok"_s, u"As before"_s));
        QTRY_COMPARE(resultText(), u"As before"_s);
        QCOMPARE(std::ranges::count(m_server->requests, "PUT", &FakeServer::Request::method), 0);
    }

    void triesTheFunctionsOfAFile()
    {
        m_infos = {QJsonObject{{u"name"_s, u"greet"_s},
                               {u"kind"_s, u"python"_s},
                               {u"parameters"_s,
                                parsed(u"{\"properties\":{\"who\":{\"type\":\"string\"}},"
                                       "\"required\":[\"who\"]}"_s)}}};
        open(tools, 1);
        start();
        QTRY_COMPARE(arguments(), parsed(u"{\"who\":\"\"}"_s));
        m_answer = result(u"ok"_s, u"Hello"_s);
        button(u"runTool"_s)->click();
        QTRY_COMPARE(asked("/tools/greet"), 1);
    }

    void hasANameForEverything()
    {
        open();
        start();
        run(result(u"ok"_s, u"[{\"a\":1}]"_s));
        QCOMPARE(testing::unnamedControls(&m_editor->view()), QStringList());
    }
};

QTEST_MAIN(ToolBenchTest)
#include "ToolBenchTest.moc"
