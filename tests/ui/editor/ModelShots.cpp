// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the form's model card in its states, in both themes. QT_SCALE_FACTOR=2 gives 200 %.
//     ModelShots <folder for the pictures>
#include "tests/ui/editor/FakeKeyRing.h"
#include "tests/ui/editor/OpenEditor.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"
#include "ui/editor/model/ModelCard.h"

#include <QApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using testing::FakeServer;
using Place = ui::KeyRing::Place;

namespace {

QByteArray stepEvent(const QString &step, const QString &outcome, const QString &detail)
{
    return "data: "
        + agent::json::text(QJsonObject{{u"step"_s, step}, {u"outcome"_s, outcome}, {u"detail"_s, detail}})
        + "\n\n";
}

QByteArray steps()
{
    return stepEvent(u"provider"_s, u"good"_s, u"The agent file asks for OpenAI."_s)
        + stepEvent(u"key"_s, u"good"_s, u"OPENAI_API_KEY is set"_s)
        + stepEvent(u"connection"_s, u"good"_s, u"api.openai.com:443 in 38 ms"_s)
        + stepEvent(u"encryption"_s, u"good"_s, u"TLSv1.3, certificate valid until 2027-01-01"_s)
        + stepEvent(u"model list"_s, u"remark"_s, u"41 offered, gpt-5-mini not among them"_s)
        + stepEvent(
               u"model"_s, u"bad"_s,
               u"The model gpt-5-mini does not exist, or this key may not use it. Choose another from the "
               u"list, or ask whoever owns the key."_s);
}

QByteArray answerTo(const QByteArray &path)
{
    if (path == "/control/local-servers")
        return FakeServer::answer(
            200, "application/json",
            agent::json::text(QJsonObject{
                {u"servers"_s,
                 QJsonArray{QJsonObject{{u"title"_s, u"Ollama"_s},
                                        {u"provider"_s, u"ollama"_s},
                                        {u"base_url"_s, u"http://127.0.0.1:11434"_s},
                                        {u"models"_s, QJsonArray{u"llama3.2"_s, u"qwen3"_s}}}}}}));
    QJsonArray models;
    for (int i = 0; i < 300; ++i)
        models.append(u"vendor-%1/model-%2"_s.arg(i % 9).arg(i));
    models.append(u"gpt-5-mini"_s);
    if (path == "/control/models")
        return FakeServer::answer(
            200, "application/json",
            agent::json::text(QJsonObject{{u"model"_s, u"gpt-5-mini"_s}, {u"models"_s, models}}));
    return FakeServer::streamHead() + steps();
}

class Shots
{
public:
    explicit Shots(QString folder)
        : m_folder(std::move(folder))
        , m_editor("name: Helper\nprovider: openai\nmodel: gpt-5-mini\n", {&m_host, &m_keys})
    {
        m_editor.view().setMode(ui::DocumentView::Mode::Design);
        m_editor.view().resize(620, 1000);
    }

    void take()
    {
        shoot(u"stopped"_s);
        m_host.address = m_server.url();
        m_host.start({});
        m_keys.next = {Place::Memory, u"No keychain service is available."_s};
        m_editor.named<QLineEdit>(u"newKey"_s)->setText(u"not-a-key"_s);
        shoot(u"typed"_s);
        m_editor.named<QPushButton>(u"keepKey"_s)->click();
        m_editor.named<QPushButton>(u"testConnection"_s)->click();
        shoot(u"tested"_s);
        m_keys.put(u"OPENAI_API_KEY"_s, {Place::Keychain, {}});
        m_editor.view().resize(340, 1200);
        shoot(u"narrow"_s);
        m_editor.view().resize(620, 1000);
        m_editor.named<QToolButton>(u"listModels"_s)->click();
        QTest::qWait(300);
        QApplication::activePopupWidget()->grab().save(m_folder + u"/list.png"_s);
        QApplication::activePopupWidget()->close();
    }

    ui::Theme &theme() { return m_editor.theme(); }

private:
    void shoot(const QString &name)
    {
        QTest::qWait(1500);
        m_editor.view().findChild<ui::ModelCard *>()->grab().save(u"%1/%2.png"_s.arg(m_folder, name));
    }

    QString m_folder;
    FakeServer m_server{[](const FakeServer::Request &request, QTcpSocket &socket) {
        socket.write(answerTo(request.path));
        if (request.path == "/control/check")
            socket.disconnectFromHost();
    }};
    testing::FakeHost m_host;
    testing::FakeKeyRing m_keys;
    testing::OpenEditor m_editor;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1, u"."_s);
    for (const auto &[name, choice] :
         {std::pair{u"/light"_s, ui::Theme::Choice::Light}, std::pair{u"/dark"_s, ui::Theme::Choice::Dark}}) {
        QDir().mkpath(folder + name);
        Shots shots(folder + name);
        shots.theme().setChoice(choice);
        shots.take();
    }
    return 0;
}
