// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/OpenApiDialog.h"
#include "tests/support/Testing.h"
#include "tests/ui/editor/OpenEditor.h"
#include "tests/ui/support/FakeServer.h"
#include "ui/editor/tools/ToolsTable.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using testing::FakeServer;
using testing::OpenEditor;

/// Tools made of the operations of an OpenAPI document.
class OpenApiDialogTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<OpenEditor> m_editor;
    const QByteArray m_before =
        "name: a\nprovider: demo\ntools:\n  - name: taken # kept\n    agent: b.yaml\n";
    const QByteArray m_api = "openapi: 3.1.0\ninfo: {title: Pets, version: \"1\"}\n"
                             "servers: [{url: https://pets.example}]\npaths:\n"
                             "  /pets:\n    get: {operationId: list, summary: All of them}\n"
                             "    post: {operationId: add}\n"
                             "  /pets/{id}:\n    delete: {operationId: taken}\n";

    template<class T>
    T &part(const QString &name)
    {
        auto *found = m_editor->named<T>(name);
        if (!found)
            qFatal("no %s", qUtf8Printable(name));
        return *found;
    }
    void openDialog()
    {
        m_editor = std::make_unique<OpenEditor>(m_before);
        for (QAction *action : part<QPushButton>(u"addTool"_s).menu()->actions()) {
            if (action->text() == u"From OpenAPI…"_s)
                action->trigger();
        }
    }
    void read(const QString &source)
    {
        part<QLineEdit>(u"openApiSource"_s).setText(source);
        part<QPushButton>(u"openApiRead"_s).click();
    }
    QTreeWidget &list() { return part<QTreeWidget>(u"openApiOperations"_s); }
    QString said() { return part<QLabel>(u"openApiSaid"_s).text(); }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup() { m_editor.reset(); }

    void addsWhatIsChosenInOneStep()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"pets.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(m_api);
        file.close();
        openDialog();
        QVERIFY(!part<QPushButton>(u"openApiAdd"_s).isEnabled());
        read(file.fileName());
        QTRY_COMPARE(list().topLevelItemCount(), 3);
        QVERIFY(list().columnWidth(0) > list().fontMetrics().horizontalAdvance(u"taken"_s) + 16);
        part<QPushButton>(u"openApiAll"_s).click();
        QCOMPARE(part<QPushButton>(u"openApiAdd"_s).text(), u"Add 2 tools"_s);
        part<QPushButton>(u"openApiAdd"_s).click();
        QVERIFY(m_editor->text().startsWith(m_before));
        QVERIFY(m_editor->text().contains("  - name: list\n    description: All of them\n"));
        QVERIFY(m_editor->text().contains("  - name: add\n"));
        QCOMPARE(part<ui::ToolsTable>(u"tools"_s).currentRow(), 1);
        QCOMPARE(part<ui::ToolsTable>(u"tools"_s).model()->rowCount(), 3);
        m_editor->view().undo();
        QCOMPARE(m_editor->text(), m_before);
    }

    void searchesAnAddress()
    {
        FakeServer server([this](const FakeServer::Request &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(200, "application/yaml", m_api));
        });
        openDialog();
        read(server.url().toString());
        QTRY_COMPARE(list().topLevelItemCount(), 3);
        part<QLineEdit>(u"openApiSearch"_s).setText(u"writes"_s);
        part<QPushButton>(u"openApiAll"_s).click();
        QCOMPARE(part<QPushButton>(u"openApiAdd"_s).text(), u"Add 1 tool"_s);
        part<QPushButton>(u"openApiAdd"_s).click();
        QVERIFY(m_editor->text().contains("  - name: add\n"));
        QVERIFY(!m_editor->text().contains("  - name: list\n"));
    }

    void tellsWhatCannotBeRead()
    {
        FakeServer server([](const FakeServer::Request &request, QTcpSocket &socket) {
            const bool isThere = request.path == "/there";
            socket.write(FakeServer::answer(isThere ? 200 : 404, "text/plain", "words"));
        });
        openDialog();
        const QString first = said();
        for (const QString &source : {u"/no/such/file"_s, server.url().toString(),
                                      server.url().resolved(QUrl(u"/there"_s)).toString()}) {
            read(source);
            QCOMPARE(said(), u"Reading …"_s);
            QTRY_VERIFY(said() != u"Reading …"_s);
            QVERIFY(!said().isEmpty() && said() != first);
            QCOMPARE(list().topLevelItemCount(), 0);
        }
        QCOMPARE(m_editor->text(), m_before);
    }
};

QTEST_MAIN(OpenApiDialogTest)
#include "OpenApiDialogTest.moc"
