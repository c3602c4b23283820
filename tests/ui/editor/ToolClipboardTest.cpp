// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/editor/OpenEditor.h"
#include "ui/editor/tools/ToolsTable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using testing::OpenEditor;

namespace {

const QByteArray agentText = "name: A\n"
                             "tools:\n"
                             "  - read_file\n"
                             "  - name: forecast # of tomorrow\n"
                             "    http:\n"
                             "      url: https://example.org/{city}\n"
                             "      method: GET\n"
                             "    parameters:\n"
                             "      type: object\n"
                             "      properties: { city: { type: string } }\n";
const QString forecast = u"name: forecast # of tomorrow\n"
                         "http:\n"
                         "  url: https://example.org/{city}\n"
                         "  method: GET\n"
                         "parameters:\n"
                         "  type: object\n"
                         "  properties: { city: { type: string } }\n"_s;

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

void press(OpenEditor &editor, int row, const QKeySequence &keys)
{
    auto *table = editor.named<ui::ToolsTable>(u"tools"_s);
    table->selectTool(row);
    table->setFocus();
    QTest::keySequence(table, keys);
}

} // namespace

/// Tools that are copied, cut and pasted.
class ToolClipboardTest : public QObject
{
    Q_OBJECT

private slots:
    void copiesWhatStandsInTheFile()
    {
        OpenEditor editor(agentText);
        press(editor, 1, QKeySequence::Copy);
        QCOMPARE(clipboard(), forecast);
        press(editor, 0, QKeySequence::Copy);
        QCOMPARE(clipboard(), u"read_file\n"_s);
        QCOMPARE(editor.text(), agentText);
    }

    void cuts()
    {
        OpenEditor editor(agentText);
        press(editor, 1, QKeySequence::Cut);
        QCOMPARE(clipboard(), forecast);
        QCOMPARE(editor.text(), "name: A\ntools:\n  - read_file\n");
        editor.view().undo();
        QCOMPARE(editor.text(), agentText);
    }

    void pastesIntoAnotherAgent()
    {
        QGuiApplication::clipboard()->setText(forecast);
        OpenEditor editor("name: B\ntools:\n  - list_files\n  - read_file\n");
        press(editor, 0, QKeySequence::Paste);
        QCOMPARE(editor.text(),
                 "name: B\ntools:\n  - list_files\n"
                 "  - name: forecast\n"
                 "    http:\n"
                 "      url: https://example.org/{city}\n"
                 "      method: GET\n"
                 "    parameters:\n"
                 "      type: object\n"
                 "      properties:\n"
                 "        city:\n"
                 "          type: string\n"
                 "  - read_file\n");
        QCOMPARE(editor.named<ui::ToolsTable>(u"tools"_s)->currentRow(), 1);
        QVERIFY(editor.view().problems().isEmpty());
        editor.view().undo();
        QCOMPARE(editor.text(), "name: B\ntools:\n  - list_files\n  - read_file\n");
    }

    void pastesIntoAnAgentWithoutTools()
    {
        QGuiApplication::clipboard()->setText(u"read_file\n"_s);
        OpenEditor editor("name: B\n");
        const QList<QAction *> actions = editor.named<QPushButton>(u"addTool"_s)->menu()->actions();
        actions.constLast()->trigger();
        QCOMPARE(editor.text(), "name: B\ntools:\n  - read_file\n");
    }

    void findsAFreeName()
    {
        OpenEditor editor(agentText);
        press(editor, 1, QKeySequence::Copy);
        press(editor, 1, QKeySequence::Paste);
        QVERIFY(editor.text().startsWith(agentText + "  - name: forecast_2\n    http:\n"));
        press(editor, 0, QKeySequence::Copy);
        press(editor, 0, QKeySequence::Paste);
        QVERIFY(editor.text().contains("  - toolbox: read_file\n    name: read_file_2\n"));
        QVERIFY(editor.view().problems().isEmpty());
    }

    void pastesSeveral_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a list") << u"- list_files\n- ./tool.py\n"_s;
        QTest::newRow("a piece of a file") << u"tools:\n  - list_files\n  - ./tool.py\nname: C\n"_s;
    }
    void pastesSeveral()
    {
        QFETCH(const QString, text);
        QGuiApplication::clipboard()->setText(text);
        OpenEditor editor("name: B\ntools: [read_file]\n");
        press(editor, 0, QKeySequence::Paste);
        QCOMPARE(editor.text(), "name: B\ntools: [read_file, list_files, ./tool.py]\n");
        editor.view().undo();
        QCOMPARE(editor.text(), "name: B\ntools: [read_file]\n");
    }

    void refusesWhatIsNoTool()
    {
        OpenEditor editor(agentText);
        const QSignalSpy told(&editor.view(), &ui::DocumentView::message);
        for (const QString &text :
             {u"hello"_s, QString(), u"- read_file\n- 7\n"_s, u"{\"a\": [1"_s, u"name: x\n"_s}) {
            QGuiApplication::clipboard()->setText(text);
            press(editor, 0, QKeySequence::Paste);
            QCOMPARE(editor.text(), agentText);
        }
        QCOMPARE(told.size(), 5);
        QVERIFY(told.constFirst().constFirst().toString().startsWith(u"The clipboard holds no tool."_s));
    }
};

QTEST_MAIN(ToolClipboardTest)
#include "ToolClipboardTest.moc"
