// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Testing.h"
#include "tests/ui/editor/OpenEditor.h"
#include "tests/ui/support/Sweep.h"
#include "ui/editor/form/Field.h"
#include "ui/editor/source/YamlEdit.h"
#include "ui/editor/tools/ToolsTable.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QStandardPaths>
#include <QToolButton>

using namespace Qt::StringLiterals;
using testing::changedLines;
using testing::OpenEditor;
using Mode = ui::DocumentView::Mode;

/// The editor as a person uses it: the form, the text, and both together.
class AgentEditorTest : public QObject
{
    Q_OBJECT

    QByteArray m_text;

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"slipway-test"_s);
        QAccessible::setActive(true);
        m_text = testing::data(u"editor/agent.yaml"_s);
    }

    void changesOneLineForOneField_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("change");
        QTest::newRow("name") << u"/name"_s << u"Wetter"_s << u"3: name: Weather assistant -> name: Wetter"_s;
        QTest::newRow("model") << u"/model"_s << u"other"_s << u"5: model: demo-1 -> model: other"_s;
        QTest::newRow("number with a comment")
            << u"/temperature"_s << u"1.5"_s
            << u"6: temperature: 0.2   # low: answers are facts -> temperature: 1.5   # low: answers are facts"_s;
        QTest::newRow("decimal comma")
            << u"/temperature"_s << u"1,5"_s
            << u"6: temperature: 0.2   # low: answers are facts -> temperature: 1.5   # low: answers are facts"_s;
        QTest::newRow("description of a tool")
            << u"/tools/0/description"_s << u"Forecast for a town"_s
            << u"14: description: Forecast for a city, up to 7 days   # shown to the model -> description: "
               "Forecast for a town   # shown to the model"_s;
        QTest::newRow("url") << u"/tools/0/http/url"_s << u"https://a.example/{city}"_s
                             << u"17: url: https://api.example.org/forecast?city={city} -> url: "
                                "https://a.example/{city}"_s;
        QTest::newRow("starter") << u"/conversation_starters/1"_s << u"Is it cold?"_s
                                 << u"38: - 'How warm is it?' -> - 'Is it cold?'"_s;
    }
    void changesOneLineForOneField()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, typed);
        QFETCH(QString, change);
        OpenEditor editor(m_text);
        editor.fill(pointer, typed);
        QCOMPARE(changedLines(m_text, editor.text()), QStringList{change});
        QVERIFY(editor.view().isModified());
        editor.view().undo();
        QCOMPARE(editor.text(), m_text);
        QVERIFY(!editor.view().isModified());
        editor.view().redo();
        QCOMPARE(changedLines(m_text, editor.text()), QStringList{change});
    }

    void changesNothingWhenNothingWasTyped()
    {
        OpenEditor editor(m_text);
        for (ui::Field *field : editor.view().findChildren<ui::Field *>()) {
            if (field->focusProxy()->isVisible())
                field->focusProxy()->setFocus();
        }
        editor.yaml().setFocus();
        QCOMPARE(editor.text(), m_text);
        QVERIFY(!editor.view().canUndo());
    }

    void removesTheKeyOfAClearedField()
    {
        OpenEditor editor(m_text);
        editor.fill(u"/model"_s, {});
        QVERIFY(!editor.text().contains("model: demo-1"));
        QCOMPARE(editor.text().count('\n'), m_text.count('\n') - 1);
        editor.fill(u"/model"_s, u"demo-1"_s);
        QVERIFY(editor.text().contains("model: demo-1\n"));
    }

    void refusesWhatIsNoNumber()
    {
        OpenEditor editor(m_text);
        editor.fill(u"/temperature"_s, u"3"_s);
        QCOMPARE(editor.text(), m_text);
        const auto *sentence = editor.field(u"/temperature"_s).findChildren<QLabel *>().last();
        QVERIFY(sentence->isVisible());
        QCOMPARE(sentence->text(), u"A number from 0 to 2."_s);
    }

    void saysUnderTheFieldWhatIsWrong()
    {
        OpenEditor editor("provider: demo\ntemperature: hot\n");
        const auto *sentence = editor.field(u"/temperature"_s).findChildren<QLabel *>().last();
        QVERIFY(sentence->isVisible());
        QVERIFY(!sentence->text().isEmpty());
        QVERIFY(!editor.view().isServable());
    }

    void keepsTheFieldsCursorWhenTheTextIsReadAgain()
    {
        OpenEditor editor(m_text);
        auto *line = qobject_cast<QLineEdit *>(editor.field(u"/name"_s).focusProxy());
        line->setFocus();
        line->setCursorPosition(3);
        QTest::keyClicks(line, u"XY"_s);
        editor.yaml().append(u"# more\n"_s);
        QSignalSpy checked(&editor.view(), &ui::DocumentView::checked);
        QTRY_COMPARE(checked.size(), 1);
        QVERIFY(line->hasFocus());
        QCOMPARE(line->text(), u"WeaXYther assistant"_s);
        QCOMPARE(line->cursorPosition(), 5);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(editor.text().contains("name: WeaXYther assistant\n"));
        QCOMPARE(line->cursorPosition(), 5);
    }

    void takesTheNameOfTheVariableForTheKey_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("a name") << u"SLIPWAY_TEST_KEY"_s;
        QTest::newRow("as a shell writes it") << u"$SLIPWAY_TEST_KEY"_s;
        QTest::newRow("as the file has it") << u"${SLIPWAY_TEST_KEY}"_s;
    }
    void takesTheNameOfTheVariableForTheKey()
    {
        QFETCH(QString, typed);
        qunsetenv("SLIPWAY_TEST_KEY");
        OpenEditor editor("name: a\n");
        editor.fill(u"/api_key"_s, typed);
        const agent::SpecDocument read(editor.text());
        QCOMPARE(read.value(u"/api_key"_s).toString(), u"${SLIPWAY_TEST_KEY}"_s);
        QVERIFY(editor.view().isServable());
        auto *line = static_cast<QLineEdit *>(editor.field(u"/api_key"_s).focusProxy());
        QCOMPARE(line->text(), u"SLIPWAY_TEST_KEY"_s);
        QVERIFY(line->accessibleDescription().contains(u"is set neither"_s));
        qputenv("SLIPWAY_TEST_KEY", "hidden value");
        editor.fill(u"/name"_s, u"b"_s);
        QCOMPARE(line->accessibleDescription(), u"SLIPWAY_TEST_KEY is set."_s);
    }
    void takesNoKeyItself()
    {
        OpenEditor editor("name: a\n");
        editor.fill(u"/api_key"_s, u"sk-1234"_s);
        QCOMPARE(editor.text(), "name: a\n");
        QVERIFY(editor.field(u"/api_key"_s)
                    .focusProxy()
                    ->accessibleDescription()
                    .contains(u"must not stand in the file"_s));
    }
    void doesNotShowAKeyThatStandsInTheFile()
    {
        OpenEditor editor("name: a\napi_key: sk-1234\n");
        auto *line = static_cast<QLineEdit *>(editor.field(u"/api_key"_s).focusProxy());
        QCOMPARE(line->text(), QString());
        QVERIFY(!line->accessibleDescription().isEmpty());
        for (const auto *label : editor.view().findChildren<QLabel *>())
            QVERIFY(!label->text().contains(u"sk-1234"_s));
    }

    void showsTheLastStateWhileTheTextIsBroken()
    {
        OpenEditor editor(m_text);
        editor.yaml().insertAt(u"broken: [\n"_s, 2, 0);
        auto *banner = editor.named<QWidget>(u"brokenText"_s);
        QTRY_VERIFY(banner->isVisible());
        auto *line = qobject_cast<QLineEdit *>(editor.field(u"/name"_s).focusProxy());
        QVERIFY(!line->isEnabled());
        QCOMPARE(line->text(), u"Weather assistant"_s);
        QVERIFY(!editor.view().isServable());
        QCOMPARE(editor.view().problems().size(), 1);
        editor.named<QToolButton>(u"showFault"_s)->click();
        QVERIFY(editor.yaml().hasFocus());
        editor.view().undo();
        QVERIFY(!banner->isVisible());
        QVERIFY(line->isEnabled());
        QCOMPARE(editor.text(), m_text);
    }

    void locksWhatIsShared()
    {
        OpenEditor editor("x-common: &limits\n  max_retries: 3\nprovider: demo\nretry: *limits\n");
        auto *line = qobject_cast<QLineEdit *>(editor.field(u"/retry/max_retries"_s).focusProxy());
        QVERIFY(line->isReadOnly());
        QCOMPARE(line->text(), u"3"_s);
    }

    void keepsCursorAndScrollOfTheTextWhenTheFormEdits()
    {
        OpenEditor editor(m_text);
        editor.yaml().setCursorPosition(36, 4);
        const int before = editor.yaml().verticalScrollBar()->value();
        editor.fill(u"/name"_s, u"A much longer name than before"_s);
        int line = 0;
        int column = 0;
        editor.yaml().getCursorPosition(&line, &column);
        QCOMPARE(std::pair(line, column), std::pair(36, 4));
        QCOMPARE(editor.yaml().verticalScrollBar()->value(), before);
    }

    void takesTheNameOfTheFileItIsSavedAs()
    {
        OpenEditor editor("tools:\n  - read_file\n");
        QCOMPARE(editor.view().card().icon, u"file-text"_s);
        const QString other = QFileInfo(editor.path()).dir().filePath(u"other.yaml"_s);
        QVERIFY(editor.view().saveAs(other).has_value());
        QCOMPARE(editor.view().card().path, other);
        QCOMPARE(editor.view().card().name, u"other"_s);
    }

    void givesItsDivisionToAnother()
    {
        OpenEditor editor("name: a\n");
        OpenEditor other("name: b\n");
        const QByteArray before = editor.view().division();
        auto *handle = editor.view().findChild<QSplitter *>()->handle(1);
        const QSignalSpy moved(&editor.view(), &ui::DocumentView::divisionChanged);
        QTest::mousePress(handle, Qt::LeftButton, {}, {0, 50});
        QTest::mouseMove(handle, {120, 50});
        QTest::mouseRelease(handle, Qt::LeftButton, {}, {120, 50});
        QVERIFY(!moved.isEmpty());
        QVERIFY(editor.view().division() != before);
        other.view().setDivision(editor.view().division());
        QCOMPARE(other.view().findChild<QSplitter *>()->sizes(),
                 editor.view().findChild<QSplitter *>()->sizes());
    }
    void acceptsACompletionByKeyboard()
    {
        OpenEditor editor("name: a\n");
        ui::YamlEdit &yaml = editor.yaml();
        yaml.setFocus();
        yaml.setCursorPosition(1, 0);
        QTest::keyClicks(&yaml, u"temp"_s);
        QVERIFY(yaml.isListActive());
        QTest::keyClick(&yaml, Qt::Key_Return);
        QVERIFY(!yaml.isListActive());
        QCOMPARE(editor.text(), "name: a\ntemperature:");
    }
    void closesTheCompletionsByEscape()
    {
        OpenEditor editor("name: a\n");
        ui::YamlEdit &yaml = editor.yaml();
        yaml.setFocus();
        yaml.setCursorPosition(1, 0);
        QTest::keyClicks(&yaml, u"temp"_s);
        QVERIFY(yaml.isListActive());
        QTest::keyClick(&yaml, Qt::Key_Escape);
        QVERIFY(!yaml.isListActive());
        QCOMPARE(editor.text(), "name: a\ntemp");
        QVERIFY(yaml.hasFocus());
    }
    void findsInTheSource()
    {
        OpenEditor editor("name: rain\ndescription: Rain and snow\n# rain\n");
        ui::YamlEdit &yaml = editor.yaml();
        const auto chosen = [&yaml] {
            int line = -1;
            int column = -1;
            yaml.getCursorPosition(&line, &column);
            return line;
        };
        for (QAction *action : editor.view().actions()) {
            if (action->shortcut() == QKeySequence(QKeySequence::Find))
                action->trigger();
        }
        auto *bar = editor.named<QWidget>(u"findBar"_s);
        auto *words = editor.named<QLineEdit>(u"findWords"_s);
        QVERIFY(bar->isVisible());
        QVERIFY(words->hasFocus());
        QTest::keyClicks(words, u"rain"_s);
        QCOMPARE(yaml.selectedText(), u"rain"_s);
        QCOMPARE(chosen(), 0);
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(chosen(), 1); // whatever the case
        QTest::keyClick(words, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(words, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(chosen(), 2); // around the beginning
        words->clear();
        QTest::keyClicks(words, u"Rain"_s);
        QCOMPARE(chosen(), 1); // a capital letter means the case
        words->clear();
        QTest::keyClicks(words, u"hail"_s);
        QVERIFY(words->property("invalid").toBool());
        QTest::keyClick(words, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QVERIFY(yaml.hasFocus());
    }

    void countsAndShowsProblems()
    {
        OpenEditor editor("provider: demo\nmodle: x\n");
        auto *count = editor.named<QToolButton>(u"problems"_s);
        QVERIFY(count->isVisible());
        count->click();
        auto *fix = editor.named<QPushButton>(u"fixProblem"_s);
        QVERIFY(fix->isVisible());
        fix->click();
        QCOMPARE(editor.text(), QByteArray("provider: demo\nmodel: x\n"));
        QVERIFY(editor.view().isServable());
        QVERIFY(!count->isVisible());
    }

    void leavesTheEditorByEscapeAndTab()
    {
        OpenEditor editor(m_text);
        editor.yaml().setFocus();
        QTest::keyClick(&editor.yaml(), Qt::Key_Tab);
        QVERIFY(editor.yaml().hasFocus());
        QTest::keyClick(&editor.yaml(), Qt::Key_Escape);
        QTest::keyClick(&editor.yaml(), Qt::Key_Tab);
        QVERIFY(!editor.yaml().hasFocus());
    }

    void namesEveryControl()
    {
        OpenEditor editor(m_text);
        editor.named<QToolButton>(u"outputHead"_s)->setChecked(true);
        editor.named<QToolButton>(u"limitsHead"_s)->setChecked(true);
        editor.named<ui::ToolsTable>(u"tools"_s)->selectTool(0);
        QCOMPARE(testing::unnamedControls(&editor.view()), QStringList());
    }

    void reachesEverythingByTab()
    {
        OpenEditor editor(m_text);
        editor.named<QToolButton>(u"outputHead"_s)->setChecked(true);
        editor.named<QToolButton>(u"limitsHead"_s)->setChecked(true);
        QCOMPARE(testing::unreachedControls(&editor.view(), editor.field(u"/name"_s).focusProxy()),
                 QStringList());
    }

    void showsAllLinesOfTheInstructions()
    {
        OpenEditor editor("provider: demo\nsystem_prompt: |\n  1\n  2\n  3\n  4\n  5\n  6\n");
        auto *text = qobject_cast<QPlainTextEdit *>(editor.field(u"/system_prompt"_s).focusProxy());
        const int line = text->fontMetrics().lineSpacing();
        QTRY_VERIFY(text->viewport()->height() >= 6 * line);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(text, Qt::Key_Return);
        QTRY_VERIFY(text->viewport()->height() >= 9 * line);
    }

    void goesThroughTheFormFromTopToBottom()
    {
        OpenEditor editor(m_text);
        QWidget *last = editor.named<QToolButton>(u"limitsHead"_s);
        editor.field(u"/name"_s).focusProxy()->setFocus();
        QPoint before(-1, -1);
        int steps = 0;
        while (QApplication::focusWidget() != last && ++steps < 100) {
            QWidget *here = QApplication::focusWidget();
            const QPoint place = here->mapTo(last->parentWidget()->parentWidget(), QPoint());
            QVERIFY2(place.y() + 20 > before.y(), qPrintable(here->accessibleName()));
            before = place;
            QTest::keyClick(here, Qt::Key_Tab);
        }
        QVERIFY(steps > 20 && steps < 100);
    }

    void showsOneOrBothHalves()
    {
        OpenEditor editor(m_text);
        QSignalSpy changed(&editor.view(), &ui::DocumentView::modeChanged);
        editor.view().setMode(Mode::Yaml);
        QVERIFY(editor.yaml().isVisible() && !editor.field(u"/name"_s).isVisible());
        editor.view().setMode(Mode::Design);
        QVERIFY(!editor.yaml().isVisible() && editor.field(u"/name"_s).isVisible());
        editor.view().showProblem(0);
        QCOMPARE(editor.view().mode(), Mode::Split);
        QCOMPARE(changed.size(), 3);
    }

    void setsWhatASessionAndADayMayUse()
    {
        OpenEditor editor("provider: demo\n");
        editor.named<QToolButton>(u"limitsHead"_s)->setChecked(true);
        editor.fill(u"/limits/day/cost_usd"_s, u"2.5"_s);
        editor.fill(u"/limits/session/tokens"_s, u"1000"_s);
        editor.fill(u"/memory/messages"_s, u"20"_s);
        QCOMPARE(editor.text(),
                 "provider: demo\nlimits:\n  day:\n    cost_usd: 2.5\n  session:\n    tokens: 1000\n"
                 "memory:\n  messages: 20\n");
        QVERIFY(editor.view().isServable());
        for (const auto &pointer :
             {u"/limits/day/cost_usd"_s, u"/limits/session/tokens"_s, u"/memory/messages"_s})
            editor.fill(pointer, {});
        QCOMPARE(editor.text(), "provider: demo\n");
    }

    void setsTheShapeOfTheAnswer()
    {
        OpenEditor editor("provider: demo\n");
        editor.named<QToolButton>(u"outputHead"_s)->setChecked(true);
        QVERIFY(!editor.field(u"/output/name"_s).isEnabled());
        editor.fill(u"/output/schema"_s,
                    u"{\"type\": \"object\", \"properties\": {\"b\": {\"type\": \"string\"}, \"a\": {}}}"_s);
        const QByteArray schema = "provider: demo\noutput:\n  schema:\n    type: object\n    properties:\n"
                                  "      b:\n        type: string\n      a: {}\n";
        QCOMPARE(editor.text(), schema);
        auto *edit = qobject_cast<QPlainTextEdit *>(editor.field(u"/output/schema"_s).focusProxy());
        QCOMPARE(edit->toPlainText(), u"type: object\nproperties:\n  b:\n    type: string\n  a: {}"_s);
        editor.fill(u"/output/repairs"_s, u"2"_s);
        QCOMPARE(editor.text(), schema + "  repairs: 2\n");
        QVERIFY(editor.view().isServable());
        editor.fill(u"/output/schema"_s, {});
        QCOMPARE(editor.text(), "provider: demo\n");
        for (const QByteArray &before : {schema + "  repairs: 2\n", schema, QByteArray("provider: demo\n")}) {
            editor.view().undo();
            QCOMPARE(editor.text(), before);
        }
    }
    void keepsWhatStandsInTheSchema()
    {
        const QByteArray text =
            "provider: demo\noutput:\n  schema: # theirs\n    type: object\n    properties:\n"
            "      city: { type: string } # as on the map\n      degrees: { type: number }\n";
        OpenEditor editor(text);
        editor.named<QToolButton>(u"outputHead"_s)->setChecked(true);
        auto *edit = qobject_cast<QPlainTextEdit *>(editor.field(u"/output/schema"_s).focusProxy());
        const QString shown = edit->toPlainText();
        QCOMPARE(shown,
                 u"type: object\nproperties:\n  city: { type: string } # as on the map\n"
                 "  degrees: { type: number }"_s);
        const auto put = [edit](const QString &changed) {
            edit->setFocus();
            edit->setPlainText(changed);
            QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        };
        put(QString(shown).replace(u"number"_s, u"integer"_s).replace(u" # as on the map"_s, QString()));
        QCOMPARE(changedLines(text, editor.text()),
                 QStringList{u"7: degrees: { type: number } -> degrees: { type: integer }"_s});
        QVERIFY(edit->toPlainText().contains(u"# as on the map"_s));
        put(shown);
        QCOMPARE(editor.text(), text);
        put(shown + u"\n# only a remark"_s);
        QCOMPARE(edit->toPlainText(), shown);
        QCOMPARE(editor.text(), text);
    }
    void saysWhatIsWrongWithTheSchema_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("no YAML") << u"{type: object"_s << u"Line 1: "_s << false;
        QTest::newRow("no mapping") << u"object"_s << u"A schema is a mapping"_s << false;
        QTest::newRow("no schema") << u"{type: object, properties: {a: {type: strin}}}"_s
                                   << u"properties/a/type: "_s << true;
    }
    void saysWhatIsWrongWithTheSchema()
    {
        QFETCH(QString, typed);
        QFETCH(QString, sentence);
        QFETCH(bool, isTaken);
        OpenEditor editor("provider: demo\n");
        editor.named<QToolButton>(u"outputHead"_s)->setChecked(true);
        ui::Field &field = editor.field(u"/output/schema"_s);
        editor.fill(u"/output/schema"_s, typed);
        QCOMPARE(editor.text() != "provider: demo\n", isTaken);
        const QString said = field.focusProxy()->accessibleDescription();
        QVERIFY2(said.startsWith(sentence), qPrintable(said));
        editor.fill(u"/name"_s, u"a"_s); // the text is read again
        auto *edit = qobject_cast<QPlainTextEdit *>(field.focusProxy());
        QCOMPARE(edit->toPlainText() == typed, !isTaken);
        QCOMPARE(field.focusProxy()->accessibleDescription(), said);
    }
    void insertsAnExampleOfASchema()
    {
        OpenEditor editor("provider: demo\n");
        editor.named<QToolButton>(u"outputHead"_s)->setChecked(true);
        auto *insert = editor.named<QPushButton>(u"outputExample"_s);
        insert->click();
        QVERIFY(!insert->isVisible());
        QVERIFY(editor.view().isServable());
        QVERIFY(editor.text().contains("output:\n  schema:\n    type: object\n"));
        editor.view().undo();
        QCOMPARE(editor.text(), "provider: demo\n");
        QVERIFY(insert->isVisible());
    }

    void showsWhatSetsAValue()
    {
        OpenEditor editor(m_text);
        editor.view().setMode(Mode::Yaml);
        editor.view().showPlace(u"/limits/tool_calls"_s);
        QCOMPARE(editor.view().mode(), Mode::Split);
        QVERIFY(editor.field(u"/limits/tool_calls"_s).isVisible());
        QVERIFY(editor.field(u"/limits/tool_calls"_s).focusProxy()->hasFocus());
        editor.view().showPlace(u"/tools/0"_s);
        QVERIFY(editor.yaml().hasFocus());
    }

    /// Pictures for people to look at; what can be checked is that the theme reaches every ground.
    void takesPicturesInBothThemes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("width");
        QByteArray misspelt = m_text;
        misspelt.replace("method: GET", "methd: GET");
        QByteArray broken = m_text;
        broken.replace("required: [city]", "required: [city");
        QTest::newRow("usual") << m_text << 1000;
        QTest::newRow("narrow") << m_text << 560;
        QTest::newRow("problem") << misspelt << 1000;
        QTest::newRow("broken") << broken << 1000;
    }
    void takesPicturesInBothThemes()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, width);
        OpenEditor editor(text);
        editor.view().resize(width, 1500);
        editor.named<QToolButton>(u"limitsHead"_s)->setChecked(true);
        editor.view().showProblem(0);
        for (const auto choice : {ui::Theme::Choice::Light, ui::Theme::Choice::Dark}) {
            editor.theme().setChoice(choice);
            QCoreApplication::processEvents();
            const QImage picture = editor.view().grab().toImage();
            const int scale = int(picture.devicePixelRatio() * 100);
            const QString look = choice == ui::Theme::Choice::Dark ? u"dark"_s : u"light"_s;
            const QString name = QString::fromLatin1(QTest::currentDataTag());
            QVERIFY(picture.save(u"editor-%1-%2-%3.png"_s.arg(name, look).arg(scale)));
            const QPoint margin(4, picture.height() - 4);
            QCOMPARE(picture.pixelColor(margin), editor.theme().color(ui::Token::Window));
        }
    }
};

QTEST_MAIN(AgentEditorTest)
#include "AgentEditorTest.moc"
