// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/editor/FakeKeyRing.h"
#include "tests/ui/editor/OpenEditor.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"
#include "tests/ui/support/Sweep.h"

#include <QAccessible>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using testing::FakeServer;
using testing::OpenEditor;
using Place = ui::KeyRing::Place;

namespace {

const QString secret = u"planted-77ab10c9fe"_s;
const QByteArray agentText = "name: a\nprovider: openai # who answers\nmodel: gpt\n";

QByteArray stepEvent(const QString &step, const QString &outcome, const QString &detail)
{
    return "data: "
        + agent::json::text(QJsonObject{{u"step"_s, step}, {u"outcome"_s, outcome}, {u"detail"_s, detail}})
        + "\n\n";
}

QByteArray answerTo(const QByteArray &path)
{
    if (path == "/control/local-servers")
        return FakeServer::answer(
            200, "application/json",
            R"({"servers":[{"title":"Ollama","provider":"ollama","base_url":"http://127.0.0.1:11434","models":["llama3.2","qwen3"]},)"
            R"({"title":"LM Studio","provider":"openai","base_url":"http://127.0.0.1:1234/v1","models":["phi"]}]})");
    if (path == "/control/models")
        return FakeServer::answer(200, "application/json",
                                  R"({"model":"gpt","models":["zeta","gpt","gpt-mini"]})");
    return FakeServer::streamHead() + stepEvent(u"key"_s, u"good"_s, u"OPENAI_API_KEY is set"_s)
        + stepEvent(u"model"_s, u"bad"_s, u"No such model; choose another."_s);
}

} // namespace

class ModelCardTest : public QObject
{
    Q_OBJECT

    testing::FakeKeyRing m_keys;
    testing::FakeHost m_host;
    std::unique_ptr<FakeServer> m_server;

    ui::EditorServices services() { return {&m_host, &m_keys}; }
    void run()
    {
        m_server = std::make_unique<FakeServer>([](const FakeServer::Request &request, QTcpSocket &socket) {
            socket.write(answerTo(request.path));
            if (request.path == "/control/check")
                socket.disconnectFromHost();
        });
        m_host.address = m_server->url();
        m_host.start({});
    }
    bool wasAsked(const QByteArray &path) const
    {
        return std::ranges::any_of(m_server->requests, [&](const auto &r) { return r.path == path; });
    }
    static QString stateIn(OpenEditor &editor) { return editor.named<QLabel>(u"keyState"_s)->text(); }
    static QStringList textsIn(OpenEditor &editor, const QString &name)
    {
        QStringList texts;
        for (const QLabel *label : editor.named<QWidget>(name)->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    }

private slots:
    void initTestCase()
    {
        for (const char *name : {"OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY"})
            qunsetenv(name);
    }
    void cleanup()
    {
        m_host.stop();
        m_server.reset();
        m_keys.stored.clear();
        m_keys.states.clear();
        m_keys.next = {Place::Keychain, {}};
    }

    void keepsAKeyAndShowsItNowhere()
    {
        OpenEditor editor(agentText, services());
        auto *line = editor.named<QLineEdit>(u"newKey"_s);
        QVERIFY(stateIn(editor).contains(u"never into the file"_s));
        line->setFocus();
        QTest::keyClicks(line, secret);
        QVERIFY(!QAccessible::queryAccessibleInterface(line)->text(QAccessible::Value).contains(secret));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(m_keys.stored.value(u"OPENAI_API_KEY"_s), secret);
        QVERIFY(line->text().isEmpty());
        line->undo();
        QVERIFY(line->text().isEmpty());
        QVERIFY(stateIn(editor).contains(u"kept in the keychain"_s));
        QCOMPARE(editor.text(), agentText);
        for (const QWidget *widget : editor.view().findChildren<QWidget *>()) {
            QVERIFY(!widget->toolTip().contains(secret));
            QVERIFY(!widget->accessibleName().contains(secret));
            QVERIFY(!widget->accessibleDescription().contains(secret));
        }
        QVERIFY(!editor.view().windowTitle().contains(secret));
    }
    void saysThatThereIsNoKeychain()
    {
        m_keys.next = {Place::Memory, u"no service"_s};
        OpenEditor editor(agentText, services());
        auto *line = editor.named<QLineEdit>(u"newKey"_s);
        line->setText(secret);
        QTest::mouseClick(editor.named<QPushButton>(u"keepKey"_s), Qt::LeftButton);
        QVERIFY(stateIn(editor).contains(u"gone when Slipway ends"_s));
        QVERIFY(stateIn(editor).contains(u"no service"_s));
        editor.named<QToolButton>(u"forgetKey"_s)->click();
        QCOMPARE(m_keys.stored, (QMap<QString, QString>()));
    }
    void handsTheTextOverAgainForAnotherKey()
    {
        OpenEditor editor(agentText, services());
        const QSignalSpy checked(&editor.view(), &ui::DocumentView::checked);
        m_keys.store(u"OPENAI_API_KEY"_s, secret);
        QCOMPARE(checked.count(), 1);
    }
    void asksForTheKeyOfTheService_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("variable"); // empty: none can be given
        QTest::newRow("the default") << QByteArray("name: a\n") << u"OPENAI_API_KEY"_s;
        QTest::newRow("Anthropic") << QByteArray("provider: anthropic\n") << u"ANTHROPIC_API_KEY"_s;
        QTest::newRow("named") << QByteArray("api_key: ${MINE}\n") << u"MINE"_s;
        QTest::newRow("elsewhere, named")
            << QByteArray("api_key: ${MINE}\nbase_url: http://127.0.0.1/v1\n") << u"MINE"_s;
        QTest::newRow("elsewhere") << QByteArray("base_url: http://127.0.0.1/v1\n") << QString();
        QTest::newRow("automatic") << QByteArray("provider: auto\n") << QString();
        QTest::newRow("offline") << QByteArray("provider: demo\n") << QString();
    }
    void asksForTheKeyOfTheService()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, variable);
        OpenEditor editor(text, services());
        auto *line = editor.named<QLineEdit>(u"newKey"_s);
        QCOMPARE(line->isVisible(), !variable.isEmpty());
        if (!variable.isEmpty())
            QVERIFY2(stateIn(editor).contains(variable), qPrintable(stateIn(editor)));
    }
    void leavesTheEnvironmentFirst()
    {
        qputenv("OPENAI_API_KEY", secret.toUtf8());
        OpenEditor editor(agentText, services());
        qunsetenv("OPENAI_API_KEY");
        QVERIFY(!editor.named<QLineEdit>(u"newKey"_s)->isVisible());
        QVERIFY(stateIn(editor).contains(u"counts before"_s));
        QVERIFY(!stateIn(editor).contains(secret));
    }

    void testsTheConnection()
    {
        run();
        OpenEditor editor(agentText, services());
        auto *test = editor.named<QPushButton>(u"testConnection"_s);
        test->setFocus();
        QTest::keyClick(test, Qt::Key_Space);
        QTRY_COMPARE(editor.named<QLabel>(u"testSentence"_s)->text(), u"This agent does not work yet."_s);
        QCOMPARE(textsIn(editor, u"testSteps"_s),
                 (QStringList{u"Key"_s, u"OPENAI_API_KEY is set"_s, u"Answer"_s,
                              u"No such model; choose another."_s}));
        QVERIFY(test->hasFocus());
        const auto &request = m_server->requests.constLast();
        QCOMPARE(request.path, "/control/check");
        QCOMPARE(QJsonDocument::fromJson(request.body)[u"text"_s].toString().toUtf8(), agentText);
        editor.fill(u"/model"_s, u"other"_s);
        QCOMPARE(textsIn(editor, u"testSteps"_s), QStringList()); // they were of another model
    }
    void saysThatTheServerMakesTheTest()
    {
        OpenEditor editor(agentText, services());
        editor.named<QPushButton>(u"testConnection"_s)->click();
        QVERIFY(editor.named<QLabel>(u"testSentence"_s)->text().contains(u"Start"_s));
    }
    void choosesFromTheListOfModels()
    {
        run();
        OpenEditor editor(agentText, services());
        QTest::qWait(0);
        QVERIFY(!wasAsked("/control/models"));
        editor.named<QToolButton>(u"listModels"_s)->click();
        auto *list = editor.named<QListView>(u"modelList"_s);
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->currentIndex().data().toString(), u"gpt"_s);
        auto *search = editor.named<QLineEdit>(u"modelSearch"_s);
        QTest::keyClicks(search, u"gpt"_s);
        QCOMPARE(list->model()->rowCount(), 2);
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(testing::changedLines(agentText, editor.text()),
                 QStringList(u"3: model: gpt -> model: gpt-mini"_s));
        QVERIFY(!list->isVisible());
    }
    void takesALocalServerInOneStep()
    {
        run();
        OpenEditor editor("# mine\n" + agentText + "api_key: ${MINE}\n", services());
        QTRY_VERIFY(editor.named<QPushButton>(u"use LM Studio"_s));
        QVERIFY(textsIn(editor, u"localOffers"_s).contains(u"Ollama on this machine: 2 model(s)"_s));
        const QByteArray before = editor.text();
        editor.named<QPushButton>(u"use LM Studio"_s)->click();
        QCOMPARE(editor.text(),
                 "# mine\nname: a\nprovider: openai # who answers\nmodel: phi\nbase_url: "
                 "http://127.0.0.1:1234/v1\n");
        editor.view().undo();
        QCOMPARE(editor.text(), before);
        QTRY_VERIFY(editor.named<QPushButton>(u"use Ollama"_s));
        editor.named<QPushButton>(u"use Ollama"_s)->click();
        QCOMPARE(editor.text(), "# mine\nname: a\nprovider: ollama # who answers\nmodel: llama3.2\n");
    }
    void isReachedByKeysAndNamed()
    {
        run();
        OpenEditor editor(agentText, services());
        QTRY_VERIFY(editor.named<QPushButton>(u"use Ollama"_s));
        QCOMPARE(testing::unnamedControls(&editor.view()), QStringList());
        QCOMPARE(testing::unreachedControls(&editor.view(), editor.named<QLineEdit>(u"newKey"_s)),
                 QStringList());
    }
};

QTEST_MAIN(ModelCardTest)
#include "ModelCardTest.moc"
