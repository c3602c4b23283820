// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the window with a made-up server and log, in both themes and several sizes.
//     WindowShots <folder for the pictures> [agent file …]
#include "tests/ui/shell/Fakes.h"
#include "tests/ui/support/FakeServer.h"
#include "ui/shell/CassetteDesk.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/MergeDialog.h"
#include "ui/shell/TemplateGallery.h"
#include "ui/theme/Theme.h"
#ifdef HAS_EDITOR
#include "ui/editor/AgentEditor.h"
#endif

#include <QAction>
#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cstdio>

using namespace Qt::StringLiterals;
using testing::FakeServer;

namespace {

QByteArray logEvent(int seq, const QString &level, const QString &source, const QString &message, int status,
                    int duration)
{
    QJsonObject entry{{u"seq"_s, seq},         {u"at"_s, u"2026-01-01T14:02:%1.310Z"_s.arg(10 + seq)},
                      {u"level"_s, level},     {u"source"_s, source},
                      {u"message"_s, message}, {u"duration_ms"_s, duration}};
    if (status > 0)
        entry[u"status"_s] = status;
    return "id: " + QByteArray::number(seq) + "\ndata: " + agent::json::text(entry) + "\n\n";
}

QByteArray logEvents()
{
    return logEvent(1, u"info"_s, u"server"_s, u"POST /stream from Slipway playground"_s, 200, 4)
        + logEvent(2, u"ok"_s, u"query_sqlite"_s,
                   u"SELECT country, sum(amount) FROM orders GROUP BY country"_s, 0, 12)
        + logEvent(3, u"ok"_s, u"evaluate_expression"_s, u"{\"expression\":\"184200 / 412\"}"_s, 0, 1)
        + logEvent(4, u"warn"_s, u"model"_s, u"Retry 1 of 3 after a timeout of 5 s"_s, 0, 5001)
        + logEvent(5, u"error"_s, u"http_get"_s, u"The host example.test does not exist"_s, 502, 388)
        + logEvent(6, u"ok"_s, u"run 3f2a"_s, u"Completed: 2 tool calls, 1,284 tokens"_s, 200, 1904);
}

QJsonObject waitingCall(const QString &id, const QString &tool, const QJsonObject &arguments,
                        const QString &why)
{
    return {{u"approval"_s, id},
            {u"tool_name"_s, tool},
            {u"parameters"_s, arguments},
            {u"reason"_s, why},
            {u"expires_at"_s, u"2026-01-01T14:07:10.000Z"_s}};
}

QJsonObject heldRuns()
{
    const QJsonArray waiting{
        waitingCall(u"a5"_s, u"send_mail"_s,
                    {{u"to"_s, u"ada@example.org"_s}, {u"subject"_s, u"Sales in March"_s}, {u"copies"_s, 2}},
                    u"Mails leave the house: read them before they go."_s),
        waitingCall(u"a9"_s, u"a_tool_with_a_name_that_is_much_longer_than_anybody_would_like_it_to_be"_s, {},
                    {})};
    const QJsonObject limit{{u"name"_s, u"tool_calls"_s}, {u"value"_s, 21}, {u"cap"_s, 20}};
    return {{u"runs"_s,
             QJsonArray{QJsonObject{{u"run_id"_s, u"r2"_s},
                                    {u"agent"_s, u"Data analyst"_s},
                                    {u"prompt"_s, u"Compare every product of every year"_s},
                                    {u"limit"_s, limit}},
                        QJsonObject{{u"run_id"_s, u"r"_s},
                                    {u"agent"_s, u"Data analyst"_s},
                                    {u"prompt"_s, u"Send Ada the sales of March, by country and product"_s},
                                    {u"waiting"_s, waiting}}}}};
}

QJsonObject usedBy(const QByteArray &path)
{
    const QString today = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
    const bool isDay = path.contains("by=day");
    const QJsonObject total{{u"name"_s, isDay ? today : u"march-report"_s},
                            {u"calls"_s, 12},
                            {u"tokens"_s, isDay ? 84212 : 1284},
                            {u"cost_usd"_s, isDay ? 0.42 : 0.0042},
                            {u"calls_of_unknown_cost"_s, isDay ? 1 : 0}};
    return {{u"totals"_s, QJsonArray{total}}};
}

void settle()
{
    QTest::qWait(350);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString folder = arguments.value(1, u"."_s);

    const QJsonObject day{{u"tokens"_s, 100000}, {u"cost_usd"_s, 5}};
    const QJsonObject dayLimits{{u"day"_s, day}};
    FakeServer server([&arguments, &dayLimits](const FakeServer::Request &request, QTcpSocket &socket) {
        if (request.path == "/control/log")
            socket.write(FakeServer::streamHead() + logEvents());
        else if (request.path.startsWith("/runs?"))
            socket.write(FakeServer::answer(200, "application/json", agent::json::text(heldRuns())));
        else if (request.path.startsWith("/control/usage"))
            socket.write(
                FakeServer::answer(200, "application/json", agent::json::text(usedBy(request.path))));
        else if (request.path == "/playground")
            socket.write(FakeServer::answer(200, "text/html", "<!doctype html><body></body>"));
        else
            socket.write(FakeServer::answer(
                200, "application/json",
                agent::json::text(QJsonObject{{u"name"_s, u"Data analyst"_s},
                                              {u"path"_s, arguments.value(2)},
                                              {u"provider"_s, u"demo"_s},
                                              {u"limits"_s, dayLimits},
                                              {u"reason"_s, u"no key set and no Ollama found"_s}})));
    });
    QElapsedTimer clock;
    clock.start();
    ui::Theme theme;
    theme.dress(application);
    testing::FakeHost host;
    host.address = server.url();
    const QTemporaryDir home;
#ifdef HAS_EDITOR
    const ui::DocumentView::Factory documents = ui::agentEditors(theme);
#else
    const ui::DocumentView::Factory documents = [](QWidget *parent) {
        return new testing::FakeDocument(parent);
    };
#endif
    ui::MainWindow window(host, theme, documents,
                          {home.filePath(u"window.ini"_s), home.filePath(u"agents"_s), agent::templates()});
    window.resize(1600, 1000);
    window.begin(arguments.mid(2));
    window.show();
    window.grab();
    std::printf("first picture after %lld ms\n", static_cast<long long>(clock.elapsed()));

    const auto shoot = [&](const QString &name) {
        settle();
        window.grab().save(u"%1/%2.png"_s.arg(folder, name));
    };
    const auto action = [&window](const QString &text) {
        for (QAction *each : window.actions()) {
            if (each->text().remove(u'&') == text)
                return each;
        }
        qFatal("no action %s", qPrintable(text));
    };
    theme.setChoice(ui::Theme::Choice::Light);
    shoot(u"light-stopped"_s);
    action(u"Start"_s)->trigger();
    shoot(u"light"_s);
    theme.setChoice(ui::Theme::Choice::Dark);
    shoot(u"dark"_s);
    action(u"All commands\u2026"_s)->trigger();
    shoot(u"dark-palette"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    for (const auto &[name, choice] :
         {std::pair{u"light"_s, ui::Theme::Choice::Light}, std::pair{u"dark"_s, ui::Theme::Choice::Dark}}) {
        theme.setChoice(choice);
        if (!action(u"Approvals"_s)->isChecked())
            action(u"Approvals"_s)->trigger();
        shoot(name + u"-approvals"_s);
        window.findChild<QToolButton *>(u"usageToday"_s)->click();
        settle();
        QApplication::activePopupWidget()->grab().save(u"%1/%2-usage.png"_s.arg(folder, name));
        QApplication::activePopupWidget()->close();
    }
    for (const auto &[name, choice] :
         {std::pair{u"light"_s, ui::Theme::Choice::Light}, std::pair{u"dark"_s, ui::Theme::Choice::Dark}}) {
        theme.setChoice(choice);
        const QByteArray base = "name: Weather\nmodel: gpt-5\ntemperature: 0\n\ntools:\n  - get_forecast\n";
        ui::MergeDialog merge(
            theme, u"weather.yaml"_s,
            {base, QByteArray(base).replace("Weather", "Weather assistant") + "  - http_get\n",
             QByteArray(base).replace("Weather", "Forecasts").replace("temperature: 0", "temperature: 0.2")},
            &window);
        merge.setAttribute(Qt::WA_DeleteOnClose, false);
        merge.show();
        settle();
        merge.grab().save(u"%1/%2-merge.png"_s.arg(folder, name));
        ui::TemplateGallery gallery(theme, agent::templates(), &window);
        gallery.setAttribute(Qt::WA_DeleteOnClose, false);
        gallery.show();
        settle();
        gallery.grab().save(u"%1/%2-templates.png"_s.arg(folder, name));
    }
    action(u"Approvals"_s)->trigger();
    auto *cassettes = window.findChild<ui::CassetteDesk *>();
    cassettes->record(u"/home/me/demo.cassette"_s, true);
    shoot(u"dark-recording"_s);
    host.cassettes[u"/home/me/a-demo-for-the-board-in-march.cassette"_s] = {u"Data analyst"_s,
                                                                            u"openai"_s,
                                                                            u"gpt-5-mini"_s,
                                                                            u"2026-01-01T14:02:10Z"_s,
                                                                            u"What sold best?"_s,
                                                                            4,
                                                                            2,
                                                                            true};
    cassettes->replay(u"/home/me/a-demo-for-the-board-in-march.cassette"_s);
    theme.setChoice(ui::Theme::Choice::Light);
    shoot(u"light-replaying"_s);
    window.resize(1024, 700);
    action(u"Approvals"_s)->trigger();
    shoot(u"light-1024-approvals"_s);
    action(u"Approvals"_s)->trigger();
    action(u"Back to live"_s)->trigger();
    theme.setChoice(ui::Theme::Choice::Dark);
    window.resize(1280, 800);
    action(u"Design"_s)->trigger();
    shoot(u"dark-1280"_s);
    theme.setChoice(ui::Theme::Choice::Light);
    action(u"YAML"_s)->trigger();
    shoot(u"light-1280-yaml"_s);
    window.resize(1024, 700);
    shoot(u"light-1024"_s);
    host.nextFailure =
        ui::ServerHost::Failure{u"Port 8000 is taken by python3, pid 4711."_s, 8000, u"python3"_s, 8001};
    host.stop();
    action(u"Start"_s)->trigger();
    shoot(u"light-1024-taken"_s);
    action(u"Settings"_s)->trigger();
    settle();
    QApplication::activePopupWidget()->grab().save(folder + u"/light-settings.png"_s);
    QApplication::activePopupWidget()->close();
    return 0;
}
