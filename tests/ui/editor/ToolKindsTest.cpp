// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolKinds.h"
#include "agent/spec/ToolEntry.h"
#include "tests/ui/editor/OpenEditor.h"
#include "ui/editor/form/Field.h"
#include "ui/editor/tools/FileField.h"
#include "ui/editor/tools/ToolsModel.h"
#include "ui/editor/tools/ToolsTable.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using testing::OpenEditor;

/// The form of each kind of tool, and what it makes of the text.
class ToolKindsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<OpenEditor> m_editor;

    ui::ToolsTable &table() { return *m_editor->named<ui::ToolsTable>(u"tools"_s); }
    void open(const QByteArray &text, int row = 0)
    {
        m_editor = std::make_unique<OpenEditor>("name: a\nprovider: demo\n" + text);
        table().selectTool(row);
    }
    QByteArray text() const { return m_editor->text().mid(int(qstrlen("name: a\nprovider: demo\n"))); }
    template<class T>
    T *called(const QString &accessibleName)
    {
        for (auto *widget : m_editor->view().findChildren<T *>()) {
            auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool isCalled =
                widget->accessibleName() == accessibleName || (button && button->text() == accessibleName);
            if (isCalled && widget->isVisible())
                return widget;
        }
        qFatal("nothing called %s", qUtf8Printable(accessibleName));
    }
    void click(const QString &name) { called<QAbstractButton>(name)->click(); }
    void choose(const QString &name, const QString &value)
    {
        auto *box = called<QComboBox>(name);
        box->setCurrentIndex(box->findData(value));
        emit box->activated(box->currentIndex());
    }
    void type(const QString &words)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), words);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QString firstProblem() { return m_editor->view().problems().value(0).message; }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup() { m_editor.reset(); }

    void knowsEveryKindOfTheAgentFile()
    {
        QStringList known;
        for (const ui::ToolKind &kind : ui::toolKinds())
            known.append(kind.key);
        QStringList wanted = agent::toolKinds();
        std::ranges::sort(known);
        std::ranges::sort(wanted);
        QCOMPARE(known, wanted);
    }

    void writesWhatIsTyped_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QByteArray>("after");
        const QByteArray command = "tools:\n  - name: count # it counts\n    command:\n      program: wc\n";
        QTest::newRow("a program") << command << u"command/program"_s << u"ls"_s
                                   << QByteArray(command).replace("wc", "ls");
        QTest::newRow("a folder") << command << u"command/cwd"_s << u"data"_s
                                  << command + "      cwd: data\n";
        QTest::newRow("a timeout") << command << u"command/timeout"_s << u"5"_s
                                   << command + "      timeout: 5\n";
        QTest::newRow("an input") << command << u"command/stdin"_s << u"Hello"_s
                                  << command + "      stdin: Hello\n";
        const QByteArray script = "tools:\n  - name: up\n    javascript:\n      code: return 1\n";
        QTest::newRow("code") << script << u"javascript/code"_s << u"return 2"_s
                              << QByteArray(script).replace("return 1", "return 2");
        const QByteArray python = "tools:\n  - python:\n      file: ./a.py\n";
        QTest::newRow("a function") << python << u"python/function"_s << u"greet"_s
                                    << python + "      function: greet\n";
        QTest::newRow("a file, of a word")
            << QByteArray("tools:\n  - ./a.py # mine\n") << u"python/file"_s << u"./b.py"_s
            << QByteArray("tools:\n  - # mine\n    python:\n      file: ./b.py\n");
        const QByteArray mock = "tools:\n  - name: m\n    mock:\n      - text: Hi\n";
        QTest::newRow("an answer") << mock << u"mock/0/text"_s << u"Hello"_s
                                   << QByteArray(mock).replace("Hi", "Hello");
        const QByteArray http =
            "tools:\n  - name: h\n    http:\n      method: POST\n      url: https://a.example/\n";
        QTest::newRow("a part of an answer")
            << http << u"http/response"_s << u"data.0.name"_s << http + "      response: data.0.name\n";
        QTest::newRow("a body of text")
            << http << u"http/body"_s << u"Hello"_s << http + "      body: Hello\n";
        QTest::newRow("a body of JSON")
            << http + "      body:\n        a: 1 # one\n        b: 2\n"
            << u"http/body"_s << u"{\"a\": 1, \"b\": [3]}"_s
            << http + "      body:\n        a: 1 # one\n        b:\n          - 3\n";
        QTest::newRow("a delay") << mock << u"mock/0/delay"_s << u"0.5"_s << mock + "        delay: 0.5\n";
    }
    void writesWhatIsTyped()
    {
        QFETCH(QByteArray, before);
        QFETCH(QString, key);
        QFETCH(QString, words);
        open(before);
        m_editor->fill(u"/tools/0/"_s + key, words);
        QTEST(text(), "after");
        QVERIFY2(m_editor->view().isServable(), qPrintable(firstProblem()));
        m_editor->view().undo();
        QCOMPARE(text(), before);
    }

    void editsArguments()
    {
        open("tools:\n  - name: t\n    command:\n      program: tail\n      args: [-n, \"5\"] # lines\n");
        click(u"Add argument"_s);
        type(u"./log.txt"_s);
        QVERIFY2(text().endsWith("      args: [-n, \"5\", \"./log.txt\"] # lines\n"), text().constData());
        click(u"Remove argument 1"_s);
        QVERIFY2(text().endsWith("      args: [\"5\", \"./log.txt\"] # lines\n"), text().constData());
        QCOMPARE(called<QLineEdit>(u"Argument 2"_s)->text(), u"./log.txt"_s);
        click(u"Remove argument 1"_s);
        click(u"Remove argument 1"_s);
        QVERIFY2(text().endsWith("      program: tail\n"), text().constData());
    }

    void saysWhatStandsForAnArgument()
    {
        open("tools:\n  - name: t\n    parameters:\n      properties:\n        file: {type: string}\n"
             "    command:\n      program: wc\n      args: [\"{file}\"]\n");
        bool isSaid = false;
        for (const auto *label : m_editor->view().findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(u"{file} stands for"_s));
        QVERIFY(isSaid);
    }

    void grantsRightsAndTakesThemBack()
    {
        const QByteArray before = "tools:\n  - name: t\n    command:\n      program: ls\n";
        open(before);
        click(u"May use the network"_s);
        QCOMPARE(text(), before + "      network: true\n");
        click(u"May use the network"_s);
        QCOMPARE(text(), before + "      network: false\n");
        click(u"May change files"_s);
        QCOMPARE(text(), before + "      network: false\n      writes: true\n");
    }

    void editsVariables()
    {
        open("tools:\n  - python:\n      file: ./a.py\n");
        click(u"Add variable"_s);
        type(u"MODE"_s);
        type(u"fast"_s);
        QVERIFY2(text().endsWith("      file: ./a.py\n      env:\n        MODE: \"fast\"\n"),
                 text().constData());
        click(u"Remove variable 1"_s);
        QVERIFY2(text().endsWith("      file: ./a.py\n"), text().constData());
    }

    void showsTheFunctionsOfAFileUnderTheFilesName()
    {
        open("tools:\n  - ./lib/weather.py\n");
        const auto &row = static_cast<ui::ToolsModel *>(table().model())->rows().at(0);
        QCOMPARE(row.kind, u"python"_s);
        QCOMPARE(ui::toolTitle(row), u"weather.py"_s);
        QVERIFY(!m_editor->field(u"/tools/0/name"_s).isVisible());
        m_editor->fill(u"/tools/0/python/function"_s, u"forecast"_s);
        QVERIFY(m_editor->field(u"/tools/0/name"_s).isVisible());
        QVERIFY2(m_editor->view().isServable(), qPrintable(firstProblem()));
    }

    void offersTheFilesBesideTheAgent()
    {
        open("tools:\n  - python:\n      file: ./a.py\n");
        const QDir folder = QFileInfo(m_editor->path()).dir();
        QVERIFY(folder.mkpath(u"lib"_s));
        for (const QString &name : {u"lib/b.py"_s, u"c.py"_s, u"notes.txt"_s}) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QCOMPARE(ui::filesBeside(m_editor->path(), u"py"_s), (QStringList{u"./c.py"_s, u"./lib/b.py"_s}));
        QMenu *menu = called<QToolButton>(u"Choose Python file"_s)->menu();
        emit menu->aboutToShow();
        menu->actions().last()->trigger();
        QVERIFY(text().endsWith("      file: ./lib/b.py\n"));
    }

    void movesCodeIntoAFileAndBack()
    {
        const QByteArray before = "tools:\n  - name: up\n    javascript:\n      code: |\n        return 1;\n";
        open(before);
        choose(u"The code is"_s, u"file"_s);
        QVERIFY2(text().endsWith("    javascript:\n      file: ./tool.js\n"), text().constData());
        QVERIFY(m_editor->field(u"/tools/0/javascript/file"_s).isVisible());
        QVERIFY(!m_editor->field(u"/tools/0/javascript/code"_s).isVisible());
        m_editor->view().undo();
        QCOMPARE(text(), before);
        QVERIFY(m_editor->field(u"/tools/0/javascript/code"_s).isVisible());
    }

    void keepsTheIndentationOfCode()
    {
        open("tools:\n  - name: up\n    javascript:\n      code: return 1\n");
        auto *code =
            qobject_cast<QPlainTextEdit *>(m_editor->field(u"/tools/0/javascript/code"_s).focusProxy());
        code->setFocus();
        code->selectAll();
        QTest::keyClicks(code, u"if (args.a) {"_s);
        QTest::keyClick(code, Qt::Key_Return);
        QTest::keyClicks(code, u"return 2;"_s);
        QTest::keyClick(code, Qt::Key_Return);
        QCOMPARE(code->toPlainText(), u"if (args.a) {\n  return 2;\n  "_s);
    }

    void colorsCode()
    {
        open("tools:\n  - name: up\n    javascript:\n      code: |\n        /* a\n        b */ return \"x\"; "
             "// c\n");
        auto *code =
            qobject_cast<QPlainTextEdit *>(m_editor->field(u"/tools/0/javascript/code"_s).focusProxy());
        const auto colors = [&](int line) {
            QStringList seen;
            for (const auto &range : code->document()->findBlockByNumber(line).layout()->formats())
                seen.append(range.format.foreground().color().name());
            return seen;
        };
        const auto name = [&](ui::Token token) { return m_editor->theme().color(token).name(); };
        using enum ui::Token;
        QCOMPARE(colors(0), QStringList{name(YamlComment)});
        QCOMPARE(colors(1),
                 (QStringList{name(YamlComment), name(YamlKey), name(YamlString), name(YamlComment)}));
    }

    void editsCannedAnswers()
    {
        open("tools:\n  - name: m\n    parameters:\n      properties:\n        city: {type: string}\n"
             "    mock:\n      - text: Hi\n");
        click(u"Add condition"_s);
        type(u"city"_s);
        type(u"Par*"_s);
        QVERIFY2(text().endsWith("      - text: Hi\n        when:\n          city: \"Par*\"\n"),
                 text().constData());
        click(u"Add answer"_s);
        choose(u"Answer 2"_s, u"error"_s);
        QVERIFY2(text().endsWith("      - error: This is a canned answer.\n"), text().constData());
        choose(u"Answer 2"_s, u"json"_s);
        m_editor->fill(u"/tools/0/mock/1/json"_s, u"{\"degrees\": 21}"_s);
        QVERIFY2(text().contains("degrees: 21"), text().constData());
        QVERIFY2(m_editor->view().isServable(), qPrintable(firstProblem()));
        const QByteArray good = text();
        m_editor->fill(u"/tools/0/mock/1/json"_s, u"{\"degrees\": "_s);
        QCOMPARE(text(), good);
        click(u"Remove answer 2"_s);
        QVERIFY(!text().contains("degrees"));
    }

    void asksAnotherAgent()
    {
        open("tools:\n  - name: ask\n    agent: b\nagents:\n  b:\n    description: B\n  c:\n    description: "
             "C\n");
        choose(u"Agent"_s, u"c"_s);
        QVERIFY(text().startsWith("tools:\n  - name: ask\n    agent: c\n"));
    }

    void asksAnAgentOfAnotherFile()
    {
        open("tools:\n  - name: ask\n    agent: b\nagents:\n  b:\n    description: B\n");
        QFile helper(QFileInfo(m_editor->path()).dir().filePath(u"helper.yaml"_s));
        QVERIFY(helper.open(QIODevice::WriteOnly));
        m_editor->fill(u"/tools/0/description"_s, u"Ask"_s); // what lies there is looked at anew
        choose(u"Agent"_s, u"./helper.yaml"_s);
        QVERIFY2(text().contains("    agent: ./helper.yaml\n"), text().constData());
        QVERIFY2(m_editor->view().isServable(), qPrintable(firstProblem()));
    }
    void keepsABodyThatIsNoJsonYet()
    {
        open("tools:\n  - name: h\n    http: {method: POST, url: \"https://a.example/\", body: x}\n");
        const QByteArray before = text();
        m_editor->fill(u"/tools/0/http/body"_s, u"{\"a\": "_s);
        QCOMPARE(text(), before);
        m_editor->fill(u"/tools/0/http/body"_s, QString());
        QVERIFY2(!text().contains("body"), text().constData());
    }

    void makesTheAgentThatIsMissing()
    {
        open("tools:\n  - name: ask\n    agent: helper\n");
        QVERIFY(!m_editor->view().isServable());
        click(u"Add an agent to the file"_s);
        QVERIFY2(text().contains("agents:\n  helper:\n    description: "), text().constData());
        QVERIFY2(m_editor->view().isServable(), qPrintable(firstProblem()));
    }

    void fitsIntoANarrowForm_data()
    {
        QTest::addColumn<QString>("key");
        for (const ui::ToolKind &kind : ui::toolKinds())
            QTest::addRow("%s", qUtf8Printable(kind.key)) << kind.key;
    }
    void fitsIntoANarrowForm()
    {
        QFETCH(QString, key);
        ui::Draft draft(agent::SpecDocument("agents:\n  b:\n    description: B\n", {}));
        ui::addTool(draft, *ui::toolKind(key));
        open(draft.now().text());
        m_editor->view().resize(340, 900);
        const auto widest = [this] {
            QString found;
            int width = 300;
            for (const auto *widget :
                 m_editor->named<QFrame>(u"toolInspector"_s)->findChildren<QWidget *>()) {
                if (widget->isVisible() && widget->minimumSizeHint().width() > width) {
                    width = widget->minimumSizeHint().width();
                    found = u"%1 %2 %3"_s
                                .arg(QString::fromLatin1(widget->metaObject()->className()),
                                     widget->accessibleName())
                                .arg(width);
                }
            }
            return found;
        };
        QCOMPARE(widest(), QString());
    }

    void writesANewCommandLineByLine()
    {
        ui::Draft draft(agent::SpecDocument("provider: demo\ntools:\n  - read_file\nmax_tokens: 9\n", {}));
        ui::addTool(draft, *ui::toolKind(u"command"_s));
        QCOMPARE(draft.now().text(),
                 "provider: demo\ntools:\n  - read_file\n"
                 "  - name: run_command\n"
                 "    description: Say when the model should use it\n"
                 "    parameters:\n"
                 "      type: object\n"
                 "      properties:\n"
                 "        text:\n"
                 "          type: string\n"
                 "      required:\n"
                 "        - text\n"
                 "    command:\n"
                 "      program: echo\n"
                 "      args:\n"
                 "        - \"{text}\"\n"
                 "max_tokens: 9\n");
    }

    void turnsEachKindIntoEachOther_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        for (const ui::ToolKind &from : ui::toolKinds()) {
            for (const ui::ToolKind &to : ui::toolKinds()) {
                if (from.key != to.key)
                    QTest::addRow("%s to %s", qUtf8Printable(from.key), qUtf8Printable(to.key))
                        << from.key << to.key;
            }
        }
    }
    void turnsEachKindIntoEachOther()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto made = [&](const auto &change) {
            ui::Draft draft(agent::SpecDocument("provider: demo\nagents:\n  b:\n    description: B\n", {}));
            change(draft);
            return draft;
        };
        const ui::Draft draft = made([&](ui::Draft &draft) {
            ui::addTool(draft, *ui::toolKind(from));
            ui::changeKind(draft, 0, *ui::toolKind(to));
        });
        QVERIFY2(draft.splice().has_value(), draft.now().text().constData());
        QVERIFY2(draft.now().spec().has_value(), draft.now().text().constData());
        QCOMPARE(ui::toolRow(draft.now(), 0).kind, to);
    }
};

QTEST_MAIN(ToolKindsTest)
#include "ToolKindsTest.moc"
