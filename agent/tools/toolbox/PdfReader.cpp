// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/PdfReader.h"

#include <QProcess>
#include <QStandardPaths>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

// In the child, between fork and exec: only what is safe there.
void restrain()
{
    constexpr rlim_t memory = 1UL << 30;
    constexpr rlim_t seconds = 30;
    const auto limit = [](auto what, rlim_t most) {
        const rlimit both{most, most};
        setrlimit(what, &both);
    };
    limit(RLIMIT_AS, memory);
    limit(RLIMIT_CPU, seconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
}

void prepare(QProcess &child, const PdfCall &call, const QString &path)
{
    QProcessEnvironment bare;
    bare.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    child.setProcessEnvironment(bare);
    child.setWorkingDirectory(u"/"_s);
    child.setStandardInputFile(QProcess::nullDevice());
    child.setStandardErrorFile(QProcess::nullDevice());
    child.setChildProcessModifier(restrain);
    child.setProgram(path);
    child.setArguments(call.arguments);
}

Result<QByteArray> outputOf(QProcess &child, const PdfCall &call, const std::stop_token &stop)
{
    constexpr int between = 20; // milliseconds
    QByteArray out;
    while (child.state() != QProcess::NotRunning && out.size() < call.maxBytes) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"the reading was stopped"_s);
        if (call.deadline.hasExpired())
            return fail(ErrorKind::Timeout, u"the PDF takes too long to read; ask for fewer pages"_s);
        child.waitForReadyRead(between);
        out += child.readAllStandardOutput();
    }
    return out + child.readAllStandardOutput();
}

} // namespace

Result<QByteArray> runPdfProgram(const PdfCall &call, const std::stop_token &stop)
{
    const QString path = QStandardPaths::findExecutable(call.program);
    if (path.isEmpty())
        return fail(ErrorKind::Unavailable,
                    u"PDF files need the program %1; install poppler-utils"_s.arg(call.program));
    QProcess child;
    prepare(child, call, path);
    child.start();
    if (!child.waitForStarted())
        return fail(ErrorKind::Unavailable, u"%1 cannot be started"_s.arg(call.program));
    auto out = outputOf(child, call, stop);
    if (!out || out->size() >= call.maxBytes) {
        child.kill();
        child.waitForFinished();
        return out;
    }
    if (child.exitStatus() == QProcess::CrashExit)
        return fail(ErrorKind::InvalidInput, u"the PDF is broken, or too large to read"_s);
    if (child.exitCode() != 0)
        return fail(ErrorKind::InvalidInput,
                    u"the file is not a PDF that can be read: it is broken or needs a password"_s);
    return out;
}

} // namespace agent
