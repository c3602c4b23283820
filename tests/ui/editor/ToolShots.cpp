// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the tools card with the form of each kind, and the bench in its states, in both themes.
// QT_SCALE_FACTOR=2 gives 200 %.
//     ToolShots <folder for the pictures> [width of the form]
#include "tests/ui/editor/OpenEditor.h"
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"
#include "ui/editor/bench/ToolBench.h"
#include "ui/editor/tools/OpenApiDialog.h"
#include "ui/editor/tools/ToolsCard.h"
#include "ui/editor/tools/ToolsTable.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using testing::FakeServer;

namespace {

const QByteArray agentFile = R"(name: Helper
provider: demo
tools:
  - calculator
  - name: get_forecast
    description: Forecast for a city, up to seven days ahead
    parameters:
      type: object
      properties:
        city: { type: string, description: "Name of the city, in its own language" }
        days: { type: integer, minimum: 1, maximum: 7, default: 3 }
        units: { enum: [metric, imperial] }
        detailed: { type: boolean }
        note: { type: [string, "null"] }
        places:
          type: array
          items: { type: string }
        limits:
          type: object
          properties:
            rain: { type: number }
      required: [city, days]
    http:
      method: GET
      url: https://api.example.com/forecast/{city}
      headers: { Accept: application/json }
  - name: count_words
    description: Counts lines, words and letters of a file
    parameters: { type: object, properties: { file: { type: string } }, required: [file] }
    command:
      program: wc
      args: [-w, --, "{file}"]
      env: { LANG: C }
  - name: shout
    description: Says it louder
    parameters: { type: object, properties: { text: { type: string } } }
    javascript:
      code: |
        // Louder, and with a mark.
        const text = args.text ?? "nothing";
        if (text.length > 100) {
          return { shouted: false, length: text.length };
        }
        return text.toUpperCase() + '!';
  - ./lib/tools.py
  - name: ask_weather
    description: Only pretends
    parameters: { type: object, properties: { city: { type: string } } }
    mock:
      - when: { city: "Par*" }
        json: { degrees: 21, sky: clear }
      - error: There is no city {city}.
        delay: 0.5
  - name: ask_researcher
    agent: researcher
agents:
  researcher: { description: Looks things up }
policy:
  tools:
    get_forecast: ask
    shout: deny
    ask_weather: { action: mock, message: Fine. }
)";

const QByteArray forecast =
    R"([{"day":"Monday","sky":"clear","high":21},{"day":"Tuesday","sky":"rain","high":17}])";

QByteArray toolAnswer(const QString &outcome, const QByteArray &result, int milliseconds)
{
    return FakeServer::answer(200, "application/json",
                              agent::json::text(QJsonObject{{u"tool"_s, u"get_forecast"_s},
                                                            {u"outcome"_s, outcome},
                                                            {u"result"_s, QString::fromUtf8(result)},
                                                            {u"duration_ms"_s, milliseconds}}));
}

QByteArray attachmentsAnswer()
{
    QImage map(900, 420, QImage::Format_RGB32);
    map.fill(QColor(70, 140, 180));
    QPainter painter(&map);
    painter.setBrush(QColor(240, 200, 90));
    painter.drawEllipse(QPoint(300, 200), 120, 120);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    map.save(&buffer, "png");
    const QJsonObject picture{{u"media_type"_s, u"image/png"_s},
                              {u"data"_s, QString::fromLatin1(bytes.toBase64())},
                              {u"name"_s, u"sky over Oslo.png"_s}};
    const QJsonObject report{{u"media_type"_s, u"application/pdf"_s},
                             {u"data"_s, QString::fromLatin1(QByteArray(50'000, 'x').toBase64())}};
    return FakeServer::answer(
        200, "application/json",
        agent::json::text(QJsonObject{{u"outcome"_s, u"ok"_s},
                                      {u"result"_s, u"The sky, and a report."_s},
                                      {u"duration_ms"_s, 240},
                                      {u"attachments"_s, QJsonArray{picture, report}}}));
}

class Shots
{
public:
    Shots(QString folder, int width)
        : m_folder(std::move(folder))
        , m_editor(agentFile, {&m_host, nullptr})
    {
        m_editor.view().setMode(ui::DocumentView::Mode::Design);
        m_editor.view().resize(width, 1400);
    }

    ui::Theme &theme() { return m_editor.theme(); }

    void take()
    {
        auto *table = m_editor.named<ui::ToolsTable>(u"tools"_s);
        const QStringList names{u"toolbox"_s, u"http"_s, u"command"_s, u"javascript"_s,
                                u"python"_s,  u"mock"_s, u"agent"_s};
        for (int row = 0; row < names.size(); ++row) {
            table->selectTool(row);
            shoot(u"form-"_s + names.at(row));
        }
        table->selectTool(1);
        for (auto *button : m_editor.view().findChildren<QToolButton *>()) {
            const QString name = button->accessibleName();
            if (name == u"More about parameter 6"_s || name == u"More about parameter 7"_s)
                button->click();
        }
        m_editor.named<QPushButton>(u"parameterSchema"_s)->click();
        shoot(u"parameters"_s);
        m_editor.named<QPushButton>(u"parameterSchema"_s)->click();
        QMenu *menu = m_editor.named<QPushButton>(u"addTool"_s)->menu();
        menu->ensurePolished();
        menu->adjustSize();
        menu->grab().save(m_folder + u"/menu.png"_s);
        const QList<QAction *> offers = menu->actions();
        offers.at(offers.size() - 2)->trigger();
        auto *operations = m_editor.named<ui::OpenApiDialog>(u"openApi"_s);
        operations->findChild<QLineEdit *>(u"openApiSource"_s)
            ->setText(
                QFileInfo(QString::fromLatin1(__FILE__)).dir().filePath(u"../../data/openapi/shop.yaml"_s));
        operations->findChild<QPushButton *>(u"openApiRead"_s)->click();
        QTest::qWait(500);
        operations->findChild<QPushButton *>(u"openApiAll"_s)->click();
        operations->grab().save(m_folder + u"/openapi.png"_s);
        operations->close();
        table->selectTool(1);
        m_editor.named<QToolButton>(u"tryTool"_s)->click();
        shoot(u"bench-stopped"_s);
        m_host.address = m_server.url();
        m_host.start({});
        shoot(u"bench-ready"_s);
        run({}, u"bench-running"_s);
        m_editor.named<QPushButton>(u"cancelTool"_s)->click();
        run(toolAnswer(u"ok"_s, forecast, 182), u"bench-table"_s);
        run(toolAnswer(u"ok"_s, QByteArray(forecast).replace("17", "19"), 1840), u"bench-table-again"_s);
        run(toolAnswer(u"ok"_s, "Partly cloudy.\nHighs of 21 degrees.\n", 12), u"bench-text"_s);
        run(toolAnswer(u"ok"_s, "Partly cloudy.\nHighs of 24 degrees.\n", 12), u"bench-text-again"_s);
        run(toolAnswer(u"error"_s, "The host api.example.com does not exist.", 40), u"bench-error"_s);
        run(attachmentsAnswer(), u"bench-attachments"_s);
        run(FakeServer::answer(403, "application/problem+json",
                               R"({"detail":"The policy of the agent file denies get_forecast."})"),
            u"bench-denied"_s);
        QFile cases(m_editor.path().chopped(5) + u".cases.yaml"_s);
        if (cases.open(QIODevice::WriteOnly))
            cases.write(
                "- {name: a clear Monday, tool: get_forecast, arguments: {city: Oslo, days: 1}, expect: "
                "{contains: Monday}}\n- {name: a dry Tuesday, tool: get_forecast, expect: {json: "
                "{/1/sky: clear}}}\n- {name: no such city, tool: get_forecast, expect: {outcome: error}}\n");
        cases.close();
        run(toolAnswer(u"ok"_s, forecast, 182), u"bench-cases"_s);
        m_editor.named<QPushButton>(u"runCases"_s)->click();
        QTest::qWait(500);
        m_editor.named<QListWidget>(u"caseList"_s)->setCurrentRow(1);
        shoot(u"bench-cases-run"_s);
        m_editor.named<QPushButton>(u"showEdges"_s)->click();
        shoot(u"bench-edges"_s);
        m_answer = FakeServer::answer(422, "application/problem+json",
                                      R"({"detail":"get_forecast needs the argument \"city\""})");
        m_editor.named<QPushButton>(u"runEdges"_s)->click();
        QTest::qWait(1500);
        m_editor.named<QListWidget>(u"caseList"_s)->setCurrentRow(7);
        shoot(u"bench-edges-run"_s);
    }

private:
    void run(const QByteArray &answer, const QString &name)
    {
        m_answer = answer;
        m_editor.named<ui::ToolBench>(u"toolBench"_s)->run();
        shoot(name);
    }
    void shoot(const QString &name)
    {
        QTest::qWait(350);
        m_editor.view().findChild<ui::ToolsCard *>()->grab().save(u"%1/%2.png"_s.arg(m_folder, name));
    }

    QString m_folder;
    QByteArray m_answer;
    FakeServer m_server{[this](const FakeServer::Request &request, QTcpSocket &socket) {
        const QJsonObject served{{u"name"_s, u"Helper"_s}, {u"path"_s, m_editor.path()}, {u"revision"_s, 1}};
        socket.write(request.path.startsWith("/tools/")
                         ? m_answer
                         : FakeServer::answer(200, "application/json", agent::json::text(served)));
    }};
    testing::FakeHost m_host;
    testing::OpenEditor m_editor;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1, u"."_s);
    const int width = QCoreApplication::arguments().value(2, u"620"_s).toInt();
    for (const auto &[name, choice] :
         {std::pair{u"/light"_s, ui::Theme::Choice::Light}, std::pair{u"/dark"_s, ui::Theme::Choice::Dark}}) {
        QDir().mkpath(folder + name);
        Shots shots(folder + name, width);
        shots.theme().setChoice(choice);
        shots.take();
    }
    return 0;
}
