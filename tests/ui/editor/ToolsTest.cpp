// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Testing.h"
#include "tests/ui/editor/OpenEditor.h"
#include "ui/editor/form/Field.h"
#include "ui/editor/source/YamlEdit.h"
#include "ui/editor/tools/ToolInspector.h"
#include "ui/editor/tools/ToolsModel.h"
#include "ui/editor/tools/ToolsTable.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using testing::changedLines;
using testing::OpenEditor;
using ui::ToolRow;
using ui::ToolsModel;

namespace {

/// One row a letter.
QList<ToolRow> rowsNamed(const QString &letters)
{
    QList<ToolRow> rows;
    for (const QChar letter : letters)
        rows.append({letter, u"http"_s, {}, {}, {}, true});
    return rows;
}

void triggerIn(const QMenu &menu, const QString &title)
{
    for (QAction *action : menu.actions()) {
        if (action->text() == title)
            return action->trigger();
    }
    qFatal("nothing called %s in the menu", qUtf8Printable(title));
}

QList<QAction *> offersIn(const QMenu &menu)
{
    QList<QAction *> offers;
    for (QAction *action : menu.actions()) {
        if (action->menu())
            offers.append(offersIn(*action->menu()));
        else if (!action->isSeparator())
            offers.append(action);
    }
    return offers;
}

} // namespace

/// The tools table and the inspector, and what they make of the text.
class ToolsTest : public QObject
{
    Q_OBJECT

    QByteArray m_text;
    std::unique_ptr<OpenEditor> m_editor;

    ui::ToolsTable &table() { return *m_editor->named<ui::ToolsTable>(u"tools"_s); }
    void open(const QByteArray &text) { m_editor = std::make_unique<OpenEditor>(text); }
    void press(int row, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        table().selectTool(row);
        table().setFocus();
        QTest::keyClick(&table(), key, modifiers);
    }
    void clickNamed(const QString &accessibleName)
    {
        for (auto *button : m_editor->view().findChildren<QAbstractButton *>()) {
            if (button->accessibleName() == accessibleName || button->text() == accessibleName) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable(u"no button "_s + accessibleName));
    }
    QWidget *controlNamed(const QString &accessibleName)
    {
        for (auto *widget : m_editor->view().findChildren<QWidget *>()) {
            if (widget->accessibleName() == accessibleName)
                return widget;
        }
        qFatal("no control %s", qUtf8Printable(accessibleName));
    }
    QString firstProblem() { return m_editor->view().problems().value(0).message; }
    void undoesTo(const QByteArray &text)
    {
        m_editor->view().undo();
        QCOMPARE(m_editor->text(), text);
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"slipway-test"_s);
        m_text = testing::data(u"editor/agent.yaml"_s);
    }
    void cleanup() { m_editor.reset(); }

    void showsEveryEntry()
    {
        open(m_text);
        const auto &rows = static_cast<ToolsModel *>(table().model())->rows();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.at(0).kind, u"http"_s);
        QCOMPARE(rows.at(1).name, u"read_file"_s);
        QVERIFY(!rows.at(1).description.isEmpty());
        QCOMPARE(rows.at(2).toolbox, u"evaluate_expression"_s);
        QVERIFY(!rows.at(2).enabled);
    }

    void switchesWithSpace()
    {
        open(m_text);
        press(0, Qt::Key_Space);
        QVERIFY(m_editor->text().contains("    enabled: false\n\n  # by its full name"));
        undoesTo(m_text);
        press(2, Qt::Key_Space);
        QCOMPARE(changedLines(m_text, m_editor->text()),
                 QStringList{u"34: enabled: false -> enabled: true"_s});
    }

    void saysWhatHappensWhenTheModelCallsIt_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QByteArray>("after");
        const QByteArray tools = "tools:\n  - read_file # kept\n";
        const QByteArray policy = tools + "policy:\n  tools:\n    read_file: ";
        QTest::newRow("the first word") << tools << u"ask"_s << policy + "ask\n";
        QTest::newRow("another word") << policy + "ask # why\n" << u"deny"_s << policy + "deny # why\n";
        QTest::newRow("none") << policy + "ask\n" << QString() << tools;
        QTest::newRow("a rule keeps its sentence")
            << policy + "\n      action: ask\n      message: Why\n"
            << u"deny"_s << policy + "\n      action: deny\n      message: Why\n";
    }
    void saysWhatHappensWhenTheModelCallsIt()
    {
        QFETCH(QByteArray, before);
        QFETCH(QString, choice);
        open(before);
        table().selectTool(0);
        auto *box = qobject_cast<QComboBox *>(m_editor->field(u"/policy/tools/read_file"_s).focusProxy());
        box->setCurrentIndex(box->findData(choice));
        emit box->activated(box->currentIndex());
        QTEST(m_editor->text(), "after");
        QVERIFY(m_editor->view().isServable());
        undoesTo(before);
    }
    void tellsAPersonWhyItAsks()
    {
        open("tools:\n  - read_file\npolicy:\n  tools:\n    read_file: ask\n");
        table().selectTool(0);
        m_editor->fill(u"/policy/tools/read_file/message"_s, u"Files are private."_s);
        QCOMPARE(m_editor->text(),
                 "tools:\n  - read_file\npolicy:\n  tools:\n    read_file:\n      action: ask\n"
                 "      message: Files are private.\n");
        m_editor->fill(u"/policy/tools/read_file/message"_s, {});
        QCOMPARE(m_editor->text(), "tools:\n  - read_file\npolicy:\n  tools:\n    read_file: ask\n");
    }
    void givesACannedAnswerThatIsThere()
    {
        open("tools:\n  - read_file\n");
        table().selectTool(0);
        auto *box = qobject_cast<QComboBox *>(m_editor->field(u"/policy/tools/read_file"_s).focusProxy());
        box->setCurrentIndex(box->findData(u"mock"_s));
        emit box->activated(box->currentIndex());
        QVERIFY(m_editor->view().isServable());
        QVERIFY(m_editor->text().contains("      action: mock\n      message: "));
    }
    void takesThePolicyAlong()
    {
        const QByteArray text =
            "tools:\n  - toolbox: read_file\n    name: look\npolicy:\n  tools:\n    look: ask\n";
        open(text);
        table().selectTool(0);
        m_editor->fill(u"/tools/0/name"_s, u"peek"_s);
        QVERIFY(m_editor->text().endsWith("    name: peek\npolicy:\n  tools:\n    peek: ask\n"));
        undoesTo(text);
        press(0, Qt::Key_Delete);
        QVERIFY(!m_editor->text().contains("policy"));
        QVERIFY(m_editor->view().isServable());
    }
    void showsInTheRowWhatHappens_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        const QByteArray reads = "tools:\n  - read_file\n";
        const QByteArray runs = "tools:\n  - name: c\n    command:\n      program: ls\n";
        QTest::newRow("one that reads") << reads << u"Live"_s;
        QTest::newRow("one that executes") << runs << u"Ask"_s;
        QTest::newRow("others") << runs + "policy:\n  others: deny\n" << u"Deny"_s;
        QTest::newRow("its own word") << runs + "policy:\n  others: deny\n  tools:\n    c: live\n"
                                      << u"Live"_s;
        QTest::newRow("its own rule")
            << reads + "policy:\n  tools:\n    read_file:\n      action: mock\n      message: M\n"
            << u"Mock"_s;
        QTest::newRow("conditions") << reads + "policy:\n  tools:\n    read_file:\n      - action: ask\n"
                                    << u"Rules"_s;
    }
    void showsInTheRowWhatHappens()
    {
        QFETCH(QByteArray, text);
        open(text);
        QTEST(table().model()->index(0, ToolsModel::Policy).data().toString(), "word");
    }
    void changesInTheRowWhatHappens()
    {
        const QByteArray text = "tools:\n  - read_file # kept\n";
        open(text);
        table().setCurrentIndex(table().model()->index(0, ToolsModel::Policy));
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Space);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        triggerIn(*menu, u"Deny"_s);
        menu->close();
        QCOMPARE(m_editor->text(), text + "policy:\n  tools:\n    read_file: deny\n");
        QCOMPARE(table().model()->index(0, ToolsModel::Policy).data().toString(), u"Deny"_s);
        undoesTo(text);
    }
    void offersByTheMenuKeyWhatCanBeDone()
    {
        open(m_text);
        table().selectTool(0);
        const auto choose = [&](const QString &title) {
            QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
            QApplication::sendEvent(&table(), &wanted);
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            triggerIn(*menu, title);
            menu->close();
        };
        choose(u"Move down"_s);
        QCOMPARE(table().currentRow(), 1);
        undoesTo(m_text);
        table().selectTool(0);
        choose(u"Duplicate"_s);
        QVERIFY(m_editor->text().contains("get_forecast_2"));
        choose(u"Delete"_s);
        QCOMPARE(m_editor->text(), m_text);
        table().selectTool(0);
        choose(u"Switch off"_s);
        QVERIFY(m_editor->text().contains("    enabled: false\n\n  # by its full name"));
    }
    void saysWhatAToolMayDo()
    {
        open("tools:\n  - read_file\n  - name: c\n    command:\n      program: ls\n  - name: m\n    mock:\n"
             "      - text: Hi\n");
        const auto &rows = static_cast<ToolsModel *>(table().model())->rows();
        QCOMPARE(ui::toolEffectTitle(rows.at(0)), u"Reads"_s);
        QCOMPARE(ui::toolEffectTitle(rows.at(1)), u"Executes"_s);
        QCOMPARE(ui::toolEffectTitle(rows.at(2)), QString());
    }
    void leavesRulesToTheSource()
    {
        const QByteArray text =
            "tools:\n  - read_file\npolicy:\n  tools:\n    read_file:\n      - action: ask\n"
            "        when: {path: \"*.md\"}\n";
        open(text);
        table().selectTool(0);
        auto *box = qobject_cast<QComboBox *>(m_editor->field(u"/policy/tools/read_file"_s).focusProxy());
        QCOMPARE(box->currentData().toString(), u"rules"_s);
        QVERIFY(!m_editor->field(u"/policy/tools/read_file/message"_s).isVisible());
        QCOMPARE(m_editor->text(), text);
    }

    void makesAMappingOfANameToSwitchItOff()
    {
        open("tools:\n  - read_file # kept\n");
        press(0, Qt::Key_Space);
        QVERIFY(m_editor->text().contains("toolbox: read_file"));
        QVERIFY(m_editor->text().contains("enabled: false"));
        QVERIFY(m_editor->text().contains("# kept"));
        undoesTo("tools:\n  - read_file # kept\n");
    }

    void makesAMappingOfANameToDescribeIt()
    {
        open(m_text);
        table().selectTool(1);
        m_editor->fill(u"/tools/1/description"_s, u"Reads"_s);
        const QByteArray text = m_editor->text();
        QVERIFY(text.contains("description: Reads"));
        QVERIFY(text.contains("toolbox: selectools.toolbox.file_tools.read_file"));
        QVERIFY(text.contains("  # by its full name\n"));
        QVERIFY(m_editor->view().isServable());
        undoesTo(m_text);
    }

    void removesWithDeleteAndUndoes()
    {
        open(m_text);
        press(1, Qt::Key_Delete);
        QVERIFY(!m_editor->text().contains("read_file"));
        QCOMPARE(table().model()->rowCount(), 2);
        QCOMPARE(table().currentRow(), 1);
        undoesTo(m_text);
        QCOMPARE(table().model()->rowCount(), 3);
    }

    void removesTheLastOne()
    {
        open("name: a\ntools:\n  - read_file\n");
        press(0, Qt::Key_Delete);
        QVERIFY(m_editor->view().isServable());
        QCOMPARE(m_editor->view().card().tools, 0);
        QVERIFY(!m_editor->named<ui::ToolInspector>(u"toolInspector"_s)->isVisible());
        undoesTo("name: a\ntools:\n  - read_file\n");
    }

    void movesByDragging_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("before");
        QTest::addColumn<QStringList>("names");
        const auto names = [](const QString &words) { return words.split(u' '); };
        QTest::newRow("down") << 0 << 2 << names(u"read_file get_forecast calculate"_s);
        QTest::newRow("to the end") << 0 << 3 << names(u"read_file calculate get_forecast"_s);
        QTest::newRow("up") << 2 << 0 << names(u"calculate get_forecast read_file"_s);
        QTest::newRow("to where it is") << 1 << 2 << names(u"get_forecast read_file calculate"_s);
    }
    void movesByDragging()
    {
        QFETCH(int, from);
        QFETCH(int, before);
        open(m_text);
        auto *model = static_cast<ToolsModel *>(table().model());
        QVERIFY(model->flags(model->index(from, 0)).testFlag(Qt::ItemIsDragEnabled));
        const std::unique_ptr<QMimeData> dragged(model->mimeData({model->index(from, 0)}));
        QVERIFY(model->canDropMimeData(dragged.get(), Qt::MoveAction, before, 0, {}));
        model->dropMimeData(dragged.get(), Qt::MoveAction, before, 0, {});
        QStringList names;
        for (const ui::ToolRow &row : model->rows())
            names.append(row.name);
        QTEST(names, "names");
        if (m_editor->text() != m_text)
            undoesTo(m_text);
    }

    void movesWithAlt()
    {
        open(m_text);
        press(2, Qt::Key_Up, Qt::AltModifier);
        QVERIFY(m_editor->text().indexOf("calculate") < m_editor->text().indexOf("read_file"));
        QCOMPARE(table().currentRow(), 1);
        QVERIFY(m_editor->view().isServable());
        undoesTo(m_text);
    }

    void movesWhatIsDropped()
    {
        open(m_text);
        auto *model = table().model();
        const std::unique_ptr<QMimeData> data(model->mimeData({model->index(0, 0)}));
        model->dropMimeData(data.get(), Qt::MoveAction, 3, 0, {});
        QVERIFY(m_editor->text().indexOf("- name: calculate")
                < m_editor->text().indexOf("- name: get_forecast"));
        undoesTo(m_text);
    }

    void addsFromTheMenu()
    {
        open("name: a\nprovider: demo\nagents:\n  helper:\n    description: Helps\n");
        QList<QAction *> offers = offersIn(*m_editor->named<QPushButton>(u"addTool"_s)->menu());
        offers.resize(offers.size() - 2); // the last ones ask, and paste
        for (QAction *offer : std::as_const(offers))
            offer->trigger();
        QCOMPARE(table().model()->rowCount(), offers.size());
        QVERIFY2(m_editor->view().isServable(), qPrintable(firstProblem()));
        QVERIFY(m_editor->text().indexOf("name: http_request")
                < m_editor->text().indexOf("https://example.org"));
        offers.first()->trigger();
        QVERIFY(m_editor->text().contains("http_request_2"));
        QVERIFY2(m_editor->view().isServable(), qPrintable(firstProblem()));
    }

    void duplicates()
    {
        open(m_text);
        table().selectTool(0);
        clickNamed(u"Duplicate"_s);
        QCOMPARE(table().currentRow(), 1);
        QVERIFY(m_editor->text().contains("get_forecast_2"));
        QVERIFY(m_editor->view().isServable());
        undoesTo(m_text);
    }

    void saysHowAToolIsCalled()
    {
        open("name: a\nprovider: demo\ntools:\n  - read_file\n");
        table().selectTool(0);
        m_editor->fill(u"/tools/0/concurrency"_s, u"2"_s);
        clickNamed(u"Repeat what failed"_s);
        QCOMPARE(m_editor->text(),
                 "name: a\nprovider: demo\ntools:\n  - toolbox: read_file\n"
                 "    concurrency: 2\n    idempotent: true\n");
        QVERIFY2(m_editor->view().isServable(), qPrintable(firstProblem()));
        clickNamed(u"Keep its results"_s);
        QVERIFY(m_editor->text().contains("    pure: true\n"));
        for (int i = 0; i < 3; ++i)
            m_editor->view().undo();
        QCOMPARE(m_editor->text(), "name: a\nprovider: demo\ntools:\n  - read_file\n");
    }

    void jumpsToTheLine()
    {
        open(m_text);
        table().selectTool(2);
        clickNamed(u"Line 31"_s);
        int line = 0;
        int column = 0;
        m_editor->yaml().getCursorPosition(&line, &column);
        QCOMPARE(line, 30);
    }

    void editsHeaders()
    {
        open(m_text);
        table().selectTool(0);
        clickNamed(u"Add header"_s);
        QVERIFY(m_editor->text().contains("        X-Header: "));
        QTest::keyClicks(QApplication::focusWidget(), u"X-Trace"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(QApplication::focusWidget(), u"on"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(m_editor->text().contains("X-Trace: \"on\"\n"));
        clickNamed(u"Remove header 1"_s);
        QVERIFY(!m_editor->text().contains("Accept"));
        QVERIFY(m_editor->view().isServable());
    }

    void editsParameters()
    {
        open(m_text);
        table().selectTool(0);
        auto *name = qobject_cast<QLineEdit *>(controlNamed(u"Name of parameter 1"_s));
        QCOMPARE(name->text(), u"city"_s);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"town\t"_s);
        QVERIFY(m_editor->text().contains("town: { type: string"));
        QVERIFY(m_editor->text().contains("required: [town]"));
        auto *required = qobject_cast<QAbstractButton *>(controlNamed(u"Parameter 2 is required"_s));
        required->click();
        QVERIFY(m_editor->text().contains("required: [town, days]"));
        required->click();
        QVERIFY(m_editor->text().contains("required: [town]"));
        clickNamed(u"Add parameter"_s);
        QVERIFY(m_editor->text().contains("parameter:"));
        clickNamed(u"Remove parameter 3"_s);
        QVERIFY(!m_editor->text().contains("parameter:"));
    }

    void writesWhatIsSaidOfAParameter_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QByteArray>("after");
        const QByteArray text = "{ type: string } # kept\n";
        QTest::newRow("values") << text << u"Values of parameter 1"_s << u"big, small"_s
                                << QByteArray("{ type: string, enum: [big, small] } # kept\n");
        const QByteArray sizes = "\n          enum:\n            - big # the first\n            - small\n";
        QTest::newRow("one value more")
            << sizes << u"Values of parameter 1"_s << u"big, small, tiny"_s << sizes + "            - tiny\n";
        QTest::newRow("one value less") << sizes << u"Values of parameter 1"_s << u"big"_s
                                        << QByteArray(sizes).replace("            - small\n", "");
        QTest::newRow("no values") << QByteArray("{ type: string, enum: [a] }\n")
                                   << u"Values of parameter 1"_s << u""_s << QByteArray("{ type: string }\n");
        QTest::newRow("numbers") << QByteArray("{ type: integer, enum: [1] }\n") << u"Values of parameter 1"_s
                                 << u"1, 5"_s << QByteArray("{ type: integer, enum: [1, 5] }\n");
        QTest::newRow("values as JSON") << QByteArray("{ enum: [a] }\n") << u"Values of parameter 1"_s
                                        << u"[\"a\",null,2]"_s << QByteArray("{ enum: [a, null, 2] }\n");
        QTest::newRow("a default") << text << u"Default of parameter 1"_s << u"5"_s
                                   << QByteArray("{ type: string, default: \"5\" } # kept\n");
        QTest::newRow("a default that is a number")
            << QByteArray("{ type: integer, default: 1 }\n") << u"Default of parameter 1"_s << u"5"_s
            << QByteArray("{ type: integer, default: 5 }\n");
        QTest::newRow("not of its type") << QByteArray("{ type: integer }\n") << u"Default of parameter 1"_s
                                         << u"soon"_s << QByteArray("{ type: integer }\n");
        QTest::newRow("of a type that is said elsewhere")
            << QByteArray("{ $ref: \"#/x\" }\n") << u"Default of parameter 1"_s << u"true"_s
            << QByteArray("{ $ref: \"#/x\", default: true }\n");
    }
    void writesWhatIsSaidOfAParameter()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const QByteArray head =
            "name: a\nprovider: demo\ntools:\n  - name: t\n    command:\n      program: ls\n"
            "    parameters:\n      properties:\n        size: ";
        const auto whole = [&](const QByteArray &part) {
            return part.startsWith('\n') ? head.trimmed() + part : head + part;
        };
        open(whole(before));
        clickNamed(u"More about parameter 1"_s);
        QFETCH(QString, field);
        QFETCH(QString, words);
        auto *line = qobject_cast<QLineEdit *>(controlNamed(field));
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Backspace);
        QTest::keyClicks(line, words);
        QTest::keyClick(line, Qt::Key_Tab);
        QCOMPARE(line->text(), words);
        QCOMPARE(m_editor->text(), whole(after));
        if (before != after)
            undoesTo(whole(before));
    }

    void opensWhatIsWithinAParameter()
    {
        const QByteArray before =
            "name: a\nprovider: demo\ntools:\n  - name: t\n    command:\n      program: ls\n"
            "    parameters:\n      properties:\n"
            "        trip:\n          type: object\n          properties:\n"
            "            stops:\n              type: array\n              items:\n"
            "                type: object\n                properties:\n"
            "                  city: { type: string, pattern: a } # kept\n";
        open(before);
        clickNamed(u"More about parameter 1"_s);
        clickNamed(u"More about parameter 1.1"_s);
        auto *name = qobject_cast<QLineEdit *>(controlNamed(u"Name of parameter 1.1.1"_s));
        QCOMPARE(name->text(), u"city"_s);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"town\t"_s);
        QCOMPARE(m_editor->text(), QByteArray(before).replace("city:", "town:"));
        undoesTo(before);
        qobject_cast<QAbstractButton *>(controlNamed(u"Parameter 1.1.1 is required"_s))->click();
        QVERIFY(m_editor->text().startsWith(before));
        QVERIFY(m_editor->text().contains("\n                required:\n                  - city\n"));
        undoesTo(before);
        clickNamed(u"Remove parameter 1.1.1"_s);
        QVERIFY(m_editor->text().endsWith("              items:\n                type: object\n"));
        undoesTo(before);
        const auto hints = m_editor->view().findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(hints, [](const QLabel *hint) {
            return hint->isVisible() && hint->text() == u"Its schema says more: pattern"_s;
        }));
    }

    void showsEachToolItsOwnParametersOnly()
    {
        const QByteArray tool = "    parameters: { properties: { a: { type: string } } }\n    command:\n"
                                "      program: ls\n";
        const QByteArray before =
            "name: a\nprovider: demo\ntools:\n  - name: t\n" + tool + "  - name: u\n" + tool;
        open(before);
        clickNamed(u"Schema"_s);
        clickNamed(u"More about parameter 1"_s);
        auto *schema = qobject_cast<QPlainTextEdit *>(controlNamed(u"Schema of the parameters"_s));
        schema->setPlainText(u"- no schema"_s);
        table().selectTool(1);
        QCOMPARE(schema->toPlainText(), u"{ properties: { a: { type: string } } }"_s);
        table().selectTool(0);
        QCOMPARE(schema->toPlainText(), u"- no schema"_s); // and nothing of what was typed is lost
        QCOMPARE(m_editor->text(), before);
        schema->setPlainText(u"{}"_s);
        table().selectTool(1);
        QCOMPARE(schema->toPlainText(), u"{ properties: { a: { type: string } } }"_s);
        QVERIFY(m_editor->text().contains("- name: t\n    parameters: {}\n"));
    }

    void writesParametersAsASchema()
    {
        const QByteArray before =
            "name: a\nprovider: demo\ntools:\n  - name: t\n    command:\n      program: ls\n"
            "    parameters:\n      properties: # kept\n        size: { type: string }\n";
        open(before);
        clickNamed(u"Schema"_s);
        auto *schema = qobject_cast<QPlainTextEdit *>(controlNamed(u"Schema of the parameters"_s));
        QCOMPARE(schema->toPlainText(), u"properties: # kept\n  size: { type: string }"_s);
        const auto write = [&](const QString &text) {
            schema->setFocus();
            schema->selectAll();
            schema->insertPlainText(text);
            table().setFocus();
        };
        write(u"properties:\n  size: [\n"_s);
        QCOMPARE(m_editor->text(), before);
        QCOMPARE(schema->toPlainText(), u"properties:\n  size: [\n"_s);
        write(u"properties:\n  size: { type: string }\n  color: { anyOf: [{ type: string }] }"_s);
        QVERIFY(m_editor->text().startsWith(before));
        QCOMPARE(qobject_cast<QLineEdit *>(controlNamed(u"Name of parameter 2"_s))->text(), u"color"_s);
        undoesTo(before);
        auto *name = qobject_cast<QLineEdit *>(controlNamed(u"Name of parameter 1"_s));
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"width\t"_s);
        QCOMPARE(schema->toPlainText(), u"properties: # kept\n  width: { type: string }"_s);
    }

    void changesTheKind()
    {
        open("provider: demo\ntools:\n  - read_file\n");
        table().selectTool(0);
        auto *kind = qobject_cast<QComboBox *>(controlNamed(u"Type"_s));
        kind->setCurrentIndex(1);
        emit kind->activated(1);
        QVERIFY(m_editor->text().contains("http:"));
        QVERIFY(!m_editor->text().contains("toolbox"));
        QVERIFY(m_editor->view().isServable());
        undoesTo("provider: demo\ntools:\n  - read_file\n");
    }

    void keepsTheModelConsistent()
    {
        ToolsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (const QString &names :
             {u"abc"_s, u"abxc"_s, u"ac"_s, u"ca"_s, u""_s, u"abcdef"_s, u"def"_s, u"xyz"_s}) {
            model.setRows(rowsNamed(names));
            QCOMPARE(model.rows(), rowsNamed(names));
        }
    }

    void keepsTheSelectionWhenRowsAreInsertedAbove()
    {
        ToolsModel model;
        model.setRows(rowsNamed(u"ab"_s));
        const QPersistentModelIndex second = model.index(1, 0);
        model.setRows(rowsNamed(u"xab"_s));
        QCOMPARE(second.row(), 2);
        QCOMPARE(second.data().toString(), u"b"_s);
    }

    void staysQuickWithFiveHundredTools()
    {
        QByteArray text = "provider: demo\ntools:\n";
        for (int i = 0; i < 500; ++i)
            text += "  - name: tool_" + QByteArray::number(i) + "\n    description: " + QByteArray(200, 'x')
                + "\n    http:\n      url: https://example.org/\n";
        open(text);
        QCOMPARE(table().model()->rowCount(), 500);
        table().setFocus();
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 100; ++i) {
            QTest::keyClick(&table(), Qt::Key_Down);
            QCoreApplication::processEvents();
        }
        qInfo("one step down: %.1f ms", double(clock.elapsed()) / 100);
        QVERIFY(clock.elapsed() < 5'000);
        QCOMPARE(table().currentRow(), 100);
    }
};

QTEST_MAIN(ToolsTest)
#include "ToolsTest.moc"
