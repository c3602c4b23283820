// SPDX-License-Identifier: GPL-3.0-or-later
// Pours log rows into a visible log dock and prints how late a 16 ms clock of the window ticks meanwhile.
//     LogBench [rows per second, 10000] [seconds, 6]
#include "ui/logs/LogDock.h"
#include "ui/logs/LogModel.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<ui::LogEntry> batch(qint64 &seq, qsizetype count)
{
    QList<ui::LogEntry> entries;
    for (qsizetype i = 0; i < count; ++i) {
        ui::LogEntry entry;
        entry.seq = ++seq;
        entry.at = u"2026-01-01T12:00:00.123Z"_s;
        entry.level = seq % 13 == 0 ? ui::LogLevel::Warn : ui::LogLevel::Ok;
        entry.source = u"get_forecast"_s;
        entry.message = u"tools/call {\"city\":\"Lisbon\",\"days\":2} number %1"_s.arg(seq);
        entry.durationMs = seq % 4001;
        entries.append(entry);
    }
    return entries;
}

void print(const char *what, QList<qint64> micros)
{
    std::ranges::sort(micros);
    const auto at = [&micros](double part) {
        return double(micros[qsizetype(part * double(micros.size() - 1))]) / 1000.0;
    };
    std::printf("%-28s p50 %.1f  p99 %.1f  max %.1f ms\n", what, at(0.5), at(0.99), at(1.0));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    ui::Theme theme;
    theme.dress(application);
    ui::LogModel model;
    QMainWindow window;
    auto *dock = new ui::LogDock(model, theme);
    window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    window.resize(1400, 600);
    window.show();

    const QStringList arguments = QCoreApplication::arguments();
    const int rate = arguments.value(1, u"10000"_s).toInt();
    const int seconds = arguments.value(2, u"6"_s).toInt();
    qint64 seq = 0;
    model.append(batch(seq, 100'000));

    QElapsedTimer run;
    QElapsedTimer beat;
    QList<qint64> beats;
    QTimer pour;
    QTimer heart;
    pour.setTimerType(Qt::PreciseTimer);
    heart.setTimerType(Qt::PreciseTimer);
    qint64 poured = 0;
    QObject::connect(&pour, &QTimer::timeout, &window, [&] {
        const qint64 due = rate * run.elapsed() / 1000 - poured;
        poured += due;
        model.append(batch(seq, due));
    });
    QObject::connect(&heart, &QTimer::timeout, &window,
                     [&] { beats.append(beat.nsecsElapsed() / 1000), beat.start(); });
    QTimer::singleShot(1s, &window, [&] {
        run.start();
        beat.start();
        pour.start(10);
        heart.start(16);
    });
    QTimer::singleShot(std::chrono::seconds(seconds + 1), &window, [] { QCoreApplication::quit(); });
    QApplication::exec();

    std::printf("%lld rows in %d s, ring of 100000 full\n", static_cast<long long>(poured), seconds);
    print("16 ms clock ticked after", beats);
    QElapsedTimer filter;
    filter.start();
    model.setFilter({u"number 12"_s, ui::LogLevel::Info});
    std::printf("filter over 100000 rows      %lld ms, %d rows\n", static_cast<long long>(filter.elapsed()),
                model.rowCount());
    return 0;
}
