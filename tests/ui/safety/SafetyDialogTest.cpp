// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/safety/SafetyDialog.h"
#include "tests/api/native/support/RunningServer.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"
#include "ui/theme/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using testing::FakeHost;
using testing::FakeServer;

class SafetyDialogTest : public QObject
{
    Q_OBJECT

    ui::Theme m_theme;
    FakeHost m_host;
    std::unique_ptr<ui::SafetyDialog> m_dialog;

    void open(const QUrl &server, const ui::ServedAgent &agent = {})
    {
        m_host.address = server;
        m_host.become(ui::ServerHost::State::Running);
        m_dialog = std::make_unique<ui::SafetyDialog>(m_host, m_theme, agent);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }
    QPushButton *attack() const { return m_dialog->findChild<QPushButton *>(u"attackMe"_s); }
    QString said() const { return m_dialog->findChild<QLabel *>(u"attackSaid"_s)->text(); }
    QTreeWidget *list() const { return m_dialog->findChild<QTreeWidget *>(u"attacks"_s); }
    QStringList paragraphs() const
    {
        QStringList texts;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    }

    static QByteArray event(const QJsonObject &step) { return "data: " + agent::json::text(step) + "\n\n"; }

private slots:
    void cleanup() { m_dialog.reset(); }

    void hasTheServerAttackItself()
    {
        server::AgentServer::Options options;
        options.http.controlToken = m_host.controlToken();
        const testing::RunningServer server("name: Helper\nprovider: local\n", options);
        open(QUrl(u"http://127.0.0.1:%1"_s.arg(server.port())));
        attack()->click();
        QVERIFY(!attack()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(attack()->isEnabled(), 60'000);
        const int all = list()->topLevelItemCount();
        QVERIFY2(all >= 80, qPrintable(said()));
        QCOMPARE(said(), u"All %1 attacks were withstood."_s.arg(all));
        attack()->click(); // once more, from the beginning
        QTRY_VERIFY_WITH_TIMEOUT(attack()->isEnabled(), 60'000);
        QCOMPARE(list()->topLevelItemCount(), all);
    }

    void showsWhatIsOpenFirst()
    {
        const QByteArray steps = event({{u"attacks"_s, 3}})
            + event({{u"name"_s, u"one"_s}, {u"withstood"_s, true}, {u"said"_s, u"403"_s}})
            + event({{u"name"_s, u"two"_s},
                     {u"danger"_s, u"Anybody could."_s},
                     {u"withstood"_s, false},
                     {u"said"_s, u"200"_s}})
            + event({{u"name"_s, u"three"_s}, {u"withstood"_s, true}, {u"said"_s, u"400"_s}});
        const FakeServer server([&](const FakeServer::Request &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(200, "text/event-stream", steps));
        });
        open(server.url());
        attack()->click();
        QTRY_COMPARE(said(), u"1 of 3 attacks were not withstood."_s);
        QCOMPARE(list()->topLevelItem(0)->text(0), u"two"_s);
        QCOMPARE(list()->topLevelItem(0)->text(1), u"200"_s);
        QCOMPARE(list()->topLevelItem(0)->toolTip(0), u"Anybody could."_s);
        QCOMPARE(list()->topLevelItem(2)->text(0), u"three"_s);
    }

    void saysWhenItBreaksOff()
    {
        const FakeServer server([](const FakeServer::Request &, QTcpSocket &socket) {
            socket.write(FakeServer::answer(403, "application/problem+json", R"({"detail": "Not you."})"));
        });
        open(server.url());
        attack()->click();
        QTRY_COMPARE(said(), u"The attacks broke off: Not you."_s);
        QVERIFY(attack()->isEnabled());
    }

    void tellsWhatACallerCanDo()
    {
        ui::ServedAgent agent;
        const auto add = [&agent](const QString &name, agent::SideEffect effect) {
            agent::ToolInfo tool;
            tool.name = name;
            tool.sideEffect = effect;
            agent.tools.append(tool);
        };
        add(u"calculator"_s, agent::SideEffect::None);
        add(u"read_file"_s, agent::SideEffect::Reads);
        add(u"run"_s, agent::SideEffect::Executes);
        add(u"list_files"_s, agent::SideEffect::Reads);
        QCOMPARE(ui::effectsOf(agent.tools),
                 (QStringList{u"Reads: read_file, list_files"_s, u"Executes: run"_s}));
        open(QUrl(u"http://127.0.0.1:1"_s), agent);
        QVERIFY(paragraphs().contains(u"Executes: run"_s));
        m_host.become(ui::ServerHost::State::Stopped);
        QVERIFY(paragraphs().contains(u"Nobody: it is not started."_s));
        QVERIFY(!attack()->isEnabled());
    }
};

QTEST_MAIN(SafetyDialogTest)
#include "SafetyDialogTest.moc"
