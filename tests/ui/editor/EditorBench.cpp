// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/AgentEditor.h"
#include "ui/editor/source/YamlEdit.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

/// About five thousand lines: 600 tools of eight lines, with instructions above them.
QByteArray longFile()
{
    QByteArray text = "# A long file\nname: Long\nprovider: demo\nsystem_prompt: |\n";
    for (int i = 0; i < 200; ++i)
        text += "  Line " + QByteArray::number(i) + " of the instructions.\n";
    text += "tools:\n";
    for (int i = 0; i < 600; ++i) {
        const QByteArray number = QByteArray::number(i);
        text += "  - name: tool_" + number + "\n    description: \"Tool number " + number
            + "\"   # remark\n    http:\n      method: GET\n      url: https://example.org/" + number
            + "\n      headers: { Accept: application/json }\n      timeout: 5\n\n";
    }
    return text;
}

void tell(const char *what, QList<double> &times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-28s p50 %5.1f ms   p99 %5.1f ms   max %5.1f ms\n", what, times.at(times.size() / 2),
                times.at(times.size() * 99 / 100), times.last());
}

} // namespace

/// Types in the middle of a long file and prints how long each key takes until it is painted.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"slipway-bench"_s);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"agent.yaml"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    file.write(longFile());
    file.close();

    ui::Theme theme;
    theme.dress(application);
    ui::AgentEditor editor(theme);
    editor.resize(1200, 900);
    editor.show();
    QElapsedTimer clock;
    clock.start();
    if (!editor.open(path))
        return 1;
    QCoreApplication::processEvents();
    std::printf("%d lines opened and shown in %lld ms\n", int(longFile().count('\n')), clock.elapsed());

    auto &yaml = *editor.findChild<ui::YamlEdit *>();
    yaml.setFocus();
    yaml.setCursorPosition(2500, 0);
    QList<double> keys;
    for (int i = 0; i < 400; ++i) {
        clock.start();
        QTest::keyClick(&yaml, i % 40 == 39 ? Qt::Key_Return : Qt::Key_A);
        QCoreApplication::processEvents();
        keys.append(double(clock.nsecsElapsed()) / 1e6);
    }
    tell("a key in the middle", keys);

    QList<double> waits;
    for (int i = 0; i < 30; ++i) {
        QTest::keyClick(&yaml, Qt::Key_B);
        for (int tick = 0; tick < 60; ++tick) { // the reading comes in between
            clock.start();
            QCoreApplication::processEvents();
            waits.append(double(clock.nsecsElapsed()) / 1e6);
            QTest::qSleep(5);
        }
    }
    tell("the window while it is read", waits);
    return 0;
}
