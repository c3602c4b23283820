// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/ToolFactory.h"
#include "tests/support/Processes.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <grp.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace agent;
using namespace Qt::StringLiterals;
using testing::longNap;
using testing::processesLeft;
using testing::processesWith;

namespace {

constexpr uid_t nobody = 65534;
/// Processes of bubblewrap carry the words of the program too, and others of this user may end meanwhile.
constexpr int slack = 20;

/// The system limits the processes of everyone but root.
bool becomeNobody()
{
    if (::geteuid() != 0)
        return true;
    const bool isDone = ::setgroups(0, nullptr) == 0 && ::setgid(nobody) == 0 && ::setuid(nobody) == 0;
    ::prctl(PR_SET_DUMPABLE, 1); // NOLINT(*-vararg): so that the leak checker may look into it
    return isDone;
}

} // namespace

/// Programs that multiply. They would stop at some thousand, so that this machine lives on where they are not
/// held.
class ForkBombTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    ToolResult ran(const QString &code, Walls walls) const
    {
        ToolEnvironment environment;
        environment.folder = m_home.filePath(u"agents"_s);
        environment.environment = {{u"PATH"_s, u"/usr/bin:/bin"_s}};
        environment.walls = walls;
        CommandTool bomb;
        bomb.program = u"python3"_s;
        bomb.args = {u"-c"_s, code};
        bomb.timeout = testing::sanitized ? 2 : 1;
        ToolSpec spec;
        spec.name = u"bomb"_s;
        spec.kind = bomb;
        const auto tools = testing::await(ToolFactory(environment).make({spec}));
        return tools ? testing::await(tools->constFirst()->call({}, {}))
                     : ToolResult{ToolOutcome::Error, tools.error().message};
    }

    static void bothWalls()
    {
        QTest::addColumn<Walls>("walls");
        QTest::newRow("limits only") << Walls::LimitsOnly;
        if (bestWalls() == Walls::Bubblewrap)
            QTest::newRow("bubblewrap") << Walls::Bubblewrap;
    }

private slots:
    void initTestCase()
    {
        qputenv("HOME", QFile::encodeName(m_home.path()));
        QVERIFY(QDir(m_home.path()).mkdir(u"agents"_s));
        QVERIFY(::geteuid() != 0);
    }

    void isHeld_data() { bothWalls(); }
    void isHeld()
    {
        QFETCH(const Walls, walls);
        qsizetype most = 0;
        QTimer look;
        connect(&look, &QTimer::timeout, this,
                [&most] { most = std::max(most, processesWith(longNap()).size()); });
        look.start(30);
        ran(u"import os, time\n"
            "for _ in range(11):\n"
            "    try: os.fork()\n"
            "    except OSError: pass\n"
            "time.sleep(%1)"_s.arg(longNap()),
            walls);
        QVERIFY2(most <= mostProcesses + slack, qPrintable(QString::number(most)));
        QVERIFY2(most > mostProcesses / 2, qPrintable(QString::number(most)));
        QCOMPARE(processesLeft(), QStringList());
    }

    void threadsAreHeldToo_data() { bothWalls(); }
    void threadsAreHeldToo()
    {
        QFETCH(const Walls, walls);
        const int threads = ran(u"import os, threading, time\n"
                                "started = 0\n"
                                "try:\n"
                                "    while started < 2000:\n"
                                "        threading.Thread(target=time.sleep, args=(4718,)).start()\n"
                                "        started += 1\n"
                                "except RuntimeError: pass\n"
                                "print(started, flush=True)\n"
                                "os._exit(0)"_s,
                                walls)
                                .text.toInt();
        QVERIFY2(threads > mostProcesses / 2 && threads < mostProcesses + slack,
                 qPrintable(QString::number(threads)));
    }
};

int main(int argc, char **argv)
{
    if (!becomeNobody())
        return 1;
    QCoreApplication application(argc, argv);
    ForkBombTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "ForkBombTest.moc"
