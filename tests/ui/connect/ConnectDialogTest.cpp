// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/ConnectDialog.h"
#include "tests/api/native/support/RunningServer.h"
#include "tests/ui/shell/Fakes.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using testing::FakeHost;
using testing::RunningServer;

/// The dialog, and a whole server behind it.
class ConnectDialogTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    ui::Theme m_theme;
    FakeHost m_host;
    std::unique_ptr<RunningServer> m_server;
    std::unique_ptr<ui::ConnectDialog> m_dialog;

    template<class T>
    T *named(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    QString text() const { return named<QPlainTextEdit>(u"connectText"_s)->toPlainText(); }
    QString said() const { return named<QLabel>(u"connectSaid"_s)->text(); }
    QPushButton *make() const { return named<QPushButton>(u"connectToken"_s); }
    QTreeWidget *tokens() const { return named<QTreeWidget>(u"givenTokens"_s); }
    void choose(const QString &program) const
    {
        auto *list = named<QListWidget>(u"programs"_s);
        list->setCurrentItem(list->findItems(program, Qt::MatchExactly).value(0));
    }
    QStringList tokenNames() const
    {
        QStringList names;
        for (int row = 0; row < tokens()->topLevelItemCount(); ++row)
            names.append(tokens()->topLevelItem(row)->text(0));
        return names;
    }

private slots:
    void init()
    {
        server::AgentServer::Options options;
        options.http.controlToken = m_host.controlToken();
        options.http.needsToken = true;
        options.tokenFile =
            m_folder.filePath(u"%1.json"_s.arg(QString::fromLatin1(QTest::currentTestFunction())));
        m_server = std::make_unique<RunningServer>("name: Helper\nprovider: local\n", options);
        m_host.address = QUrl(u"http://127.0.0.1:%1"_s.arg(m_server->port()));
        m_host.become(ui::ServerHost::State::Running);
        m_dialog = std::make_unique<ui::ConnectDialog>(m_host, m_theme, u"Helper"_s);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_server.reset();
    }

    void givesAProgramATokenThatTheServerTakes()
    {
        choose(u"Open WebUI"_s);
        QVERIFY(text().contains(m_host.address.toString() + u"/v1"_s));
        QVERIFY(text().contains(u"Helper"_s));
        QVERIFY(text().contains(u"not-needed"_s));
        make()->click();
        QTRY_COMPARE(said(), u"The server takes this token. It is shown this once."_s);
        QVERIFY(text().contains(u"slipway_"_s));
        QVERIFY(!make()->isEnabled());
        QTRY_COMPARE(tokenNames(), QStringList{u"Open WebUI"_s});
        QCOMPARE(tokens()->topLevelItem(0)->text(1), u"chat, runs"_s);
        named<QPushButton>(u"connectCopy"_s)->click();
        QCOMPARE(QApplication::clipboard()->text(), text());

        choose(u"curl"_s); // has none of its own
        QVERIFY(!text().contains(u"slipway_"_s));
        QVERIFY(make()->isEnabled());
        choose(u"Open WebUI"_s);
        QVERIFY(text().contains(u"slipway_"_s));
    }

    void takesAnotherNameWhereOneIsTaken()
    {
        m_server->post("/control/tokens", {{u"name"_s, u"curl"_s}}, "Authorization: Bearer control\r\n");
        m_dialog = std::make_unique<ui::ConnectDialog>(m_host, m_theme, u"Helper"_s);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        QTRY_COMPARE(tokenNames(), QStringList{u"curl"_s});
        make()->click();
        QTRY_COMPARE(tokenNames(), (QStringList{u"curl"_s, u"curl 2"_s}));
    }

    void revokesAToken()
    {
        make()->click();
        QTRY_COMPARE(tokenNames(), QStringList{u"curl"_s});
        auto *revoke = named<QPushButton>(u"revokeToken"_s);
        QVERIFY(!revoke->isEnabled());
        tokens()->setCurrentItem(tokens()->topLevelItem(0));
        revoke->click();
        QTRY_COMPARE(tokenNames(), QStringList());
        QVERIFY(!text().contains(u"slipway_"_s));
        QVERIFY(make()->isEnabled());
    }

    void saysWhatIsWrong()
    {
        const QString file = m_folder.filePath(u"saysWhatIsWrong.json"_s);
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{");
        broken.close();
        make()->click();
        QTRY_VERIFY2(said().startsWith(file + u" is no file of tokens"_s), qPrintable(said()));
        QVERIFY(make()->isEnabled());
    }

    void explainsWithoutAServer()
    {
        m_host.become(ui::ServerHost::State::Stopped);
        QVERIFY(!make()->isEnabled());
        QCOMPARE(said(), u"The agent is not started."_s);
        QVERIFY(text().contains(u"http://127.0.0.1:8000/invoke"_s));
        m_host.become(ui::ServerHost::State::Running);
        QVERIFY(make()->isEnabled());
    }
};

QTEST_MAIN(ConnectDialogTest)
#include "ConnectDialogTest.moc"
