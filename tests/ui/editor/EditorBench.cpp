// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/Fakes.h"
#include "ui/editor/AgentEditor.h"
#include "ui/editor/source/YamlEdit.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <ctime>

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

double processorMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// What the window's thread spends on one thing after the other: by the clock on the wall, which a busy
/// machine makes longer, and of the processor, which it does not.
class Times
{
public:
    template<class Work>
    void measure(Work work)
    {
        QElapsedTimer wall;
        wall.start();
        const double before = processorMilliseconds();
        work();
        m_processor.append(processorMilliseconds() - before);
        m_wall.append(double(wall.nsecsElapsed()) / 1e6);
    }

    void tell(const char *what)
    {
        std::printf("%-30s", what);
        tell("processor", m_processor);
        tell("wall", m_wall);
        std::printf("\n");
    }

private:
    static void tell(const char *clock, QList<double> &times)
    {
        std::ranges::sort(times);
        std::printf("   %s p50 %5.1f p99 %5.1f max %5.1f ms", clock, times.at(times.size() / 2),
                    times.at(times.size() * 99 / 100), times.last());
    }

    QList<double> m_processor;
    QList<double> m_wall;
};

void typeAndMeasure(ui::YamlEdit &yaml, const char *where)
{
    yaml.setFocus();
    Times keys;
    for (int i = 0; i < 400; ++i) {
        keys.measure([&] {
            QTest::keyClick(&yaml, i % 40 == 39 ? Qt::Key_Return : Qt::Key_A);
            QCoreApplication::processEvents();
        });
    }
    keys.tell(where);
}

/// With pauses, so that the text is read, its problems shown and the lists renewed in between.
void typeSlowlyAndMeasure(ui::YamlEdit &yaml)
{
    Times keys;
    Times others;
    for (int i = 0; i < 30; ++i) {
        keys.measure([&] {
            QTest::keyClick(&yaml, Qt::Key_B);
            QCoreApplication::processEvents();
        });
        for (int tick = 0; tick < 60; ++tick) {
            others.measure([] { QCoreApplication::processEvents(); });
            QTest::qSleep(5);
        }
    }
    keys.tell("a key after a pause");
    others.tell("the window while it is read");
}

} // namespace

/// Types into a long file in the whole window, and prints how long each key takes until it is painted.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"agent.yaml"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    file.write(longFile());
    file.close();

    ui::Theme theme;
    theme.dress(application);
    testing::FakeHost host;
    ui::MainWindow window(host, theme, ui::agentEditors(theme),
                          {folder.filePath(u"window.ini"_s), folder.filePath(u"agents"_s), {}});
    window.resize(1600, 1000);
    window.show();
    QCoreApplication::processEvents();
    std::printf("%d lines\n", int(longFile().count('\n')));
    Times opening;
    opening.measure([&] {
        window.begin({path});
        QCoreApplication::processEvents();
    });
    opening.tell("opened and shown");
    QTest::qWait(500);

    auto &yaml = *window.findChild<ui::YamlEdit *>();
    Times jumps;
    const auto jump = [&](int line) {
        jumps.measure([&] {
            yaml.setCursorPosition(line, 2);
            QCoreApplication::processEvents();
        });
    };
    jump(2500);
    typeAndMeasure(yaml, "a key in the middle");
    jump(10);
    typeAndMeasure(yaml, "a key in the instructions");
    jump(4990);
    typeAndMeasure(yaml, "a key at the end");
    jumps.tell("a jump to another place");
    typeSlowlyAndMeasure(yaml);
    return 0;
}
