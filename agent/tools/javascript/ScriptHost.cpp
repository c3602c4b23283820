// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/javascript/ScriptHost.h"

#include "agent/base/Json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

std::chrono::milliseconds until(std::chrono::steady_clock::time_point end)
{
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    return std::max(rest, std::chrono::milliseconds(0));
}

} // namespace

ScriptHost::ScriptHost(Program program)
    : m_process(std::move(program))
{
    QObject::connect(&m_process, &ServerProcess::lineRead, &m_process,
                     [this](const QByteArray &line) { m_lines.append(line); });
    QObject::connect(&m_process, &ServerProcess::ended, &m_process,
                     [this](const QString &why) { m_end = why; });
    m_process.start();
}

ScriptHost::~ScriptHost()
{
    end();
}

void ScriptHost::end()
{
    m_process.giveUp(u"was ended"_s);
}

void ScriptHost::send(const QJsonObject &message)
{
    m_process.send(json::text(message));
}

std::optional<Result<QJsonObject>> ScriptHost::said()
{
    if (!m_lines.isEmpty()) {
        const Result<QJsonValue> value = json::parseText(m_lines.takeFirst());
        return value ? value->toObject() : QJsonObject();
    }
    if (!isRunning())
        return fail(ErrorKind::Unavailable, m_end);
    return std::nullopt;
}

Task<QJsonObject> ScriptHost::next(ScriptPatience patience)
{
    while (true) {
        if (const auto something = said())
            co_return *something;
        if (patience.stop.stop_requested())
            co_return fail(ErrorKind::Cancelled, u"was stopped"_s);
        if (until(patience.end).count() == 0)
            co_return fail(ErrorKind::Timeout, u"took too long"_s);
        Wake wake;
        wake.on(&m_process, &ServerProcess::lineRead).on(&m_process, &ServerProcess::ended);
        wake.on(patience.stop).after(until(patience.end));
        co_await wake.wait();
    }
}

Result<QJsonObject> ScriptHost::nextNow(std::chrono::steady_clock::time_point end)
{
    while (true) {
        if (const auto something = said())
            return *something;
        if (until(end).count() == 0)
            return fail(ErrorKind::Timeout, u"took too long"_s);
        m_process.waitForSomething(until(end));
    }
}

} // namespace agent
