// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/DemoProvider.h"

#include "agent/providers/demo/Fitting.h"
#include "agent/providers/demo/Plan.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using std::chrono::milliseconds;

/// Words with the blanks that follow them: joined they are the text again.
QStringList pieces(const QString &text)
{
    static const QRegularExpression word(u"\\s*\\S+\\s*"_s);
    QStringList found;
    for (auto it = word.globalMatch(text); it.hasNext();)
        found.append(it.next().captured());
    return found;
}

QCoro::Task<> rest(milliseconds pause, std::stop_token stop)
{
    if (pause.count() == 0 || stop.stop_requested())
        co_return;
    Wake wake;
    wake.on(stop).after(pause);
    co_await wake.wait();
}

Task<ModelReply> speak(demo::Plan plan, milliseconds wordPause, ModelSink sink, std::stop_token stop)
{
    constexpr milliseconds longest(4000);
    const QStringList words = pieces(plan.text);
    const milliseconds pause =
        words.isEmpty() ? wordPause : std::min(wordPause, milliseconds(longest.count() / words.size()));
    for (const QString &word : words) {
        co_await rest(pause, stop);
        if (stop.stop_requested())
            break;
        sink(TextPiece{word});
    }
    if (stop.stop_requested())
        co_return fail(ErrorKind::Cancelled, u"The model call was stopped"_s);
    const FinishReason finish = plan.calls.isEmpty() ? FinishReason::Stop : FinishReason::ToolCalls;
    co_return ModelReply{{Role::Assistant, plan.text, plan.calls, {}}, finish, Usage()};
}

} // namespace

DemoProvider::DemoProvider(milliseconds wordPause)
    : m_wordPause(wordPause)
{
}

QString DemoProvider::name() const
{
    return u"demo"_s;
}

QString DemoProvider::defaultModel() const
{
    return u"slipway-demo"_s;
}

Task<ModelReply> DemoProvider::complete(ModelRequest request, ModelSink sink, std::stop_token stop)
{
    demo::Plan plan = demo::plan(request);
    if (request.outputSchema && plan.calls.isEmpty()) {
        const QJsonObject answer = demo::fitting(request.outputSchema->schema, plan.text);
        plan.text = QString::fromUtf8(json::text(answer));
    }
    return speak(std::move(plan), m_wordPause, std::move(sink), std::move(stop));
}

} // namespace agent
