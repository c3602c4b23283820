// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/CarefulTool.h"

#include <QCache>

#include <deque>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace agent {
namespace {

constexpr std::array repetitions{500ms, 1000ms};
constexpr qsizetype keptBytes = qsizetype{8} * 1024 * 1024;

/// Lets so many in at a time, in the order in which they came.
class Turnstile
{
public:
    explicit Turnstile(int places)
        : m_free(places)
    {
    }

    /// False when it was stopped before its turn; else leave() is owed.
    QCoro::Task<bool> enter(std::stop_token stop)
    {
        if (m_free > 0) {
            --m_free;
            co_return true;
        }
        Waiter waiter;
        waiter.wake.on(stop);
        m_waiting.push_back(&waiter);
        co_await waiter.wake.wait();
        if (!waiter.isIn)
            std::erase(m_waiting, &waiter);
        co_return waiter.isIn;
    }

    void leave()
    {
        if (m_waiting.empty()) {
            ++m_free;
            return;
        }
        Waiter *next = m_waiting.front();
        m_waiting.pop_front();
        next->isIn = true;
        next->wake.fire();
    }

private:
    struct Waiter
    {
        Wake wake;
        bool isIn = false;
    };

    int m_free;
    std::deque<Waiter *> m_waiting;
};

class CarefulTool : public Tool
{
public:
    CarefulTool(std::shared_ptr<Tool> tool, const ToolCare &care)
        : m_tool(std::move(tool))
        , m_care(care)
        , m_turnstile(care.concurrency.value_or(std::numeric_limits<int>::max()))
    {
    }

    const ToolInfo &info() const override { return m_tool->info(); }

    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override
    {
        const QByteArray key = json::text(arguments);
        if (const ToolResult *known = m_care.pure ? m_known.object(key) : nullptr)
            co_return *known;
        const bool entered = co_await m_turnstile.enter(context.stop);
        if (!entered)
            co_return ToolResult{ToolOutcome::Cancelled, u"The tool was stopped."_s};
        const ToolResult result = co_await repeated(arguments, context);
        m_turnstile.leave();
        if (m_care.pure && result.outcome == ToolOutcome::Ok)
            keep(key, result);
        co_return result;
    }

private:
    QCoro::Task<ToolResult> repeated(QJsonObject arguments, CallContext context)
    {
        ToolResult result = co_await m_tool->call(arguments, context);
        for (const std::chrono::milliseconds wait : repetitions) {
            if (!m_care.idempotent || !result.mayPass)
                break;
            if (context.tell)
                context.tell({{},
                              u"%1 It is tried again in %2 s."_s.arg(result.text)
                                  .arg(std::chrono::duration<double>(wait).count())});
            Wake wake;
            wake.on(context.stop).after(wait);
            co_await wake.wait();
            if (context.stop.stop_requested())
                co_return ToolResult{ToolOutcome::Cancelled, u"The tool was stopped."_s};
            result = co_await m_tool->call(arguments, context);
        }
        co_return result;
    }

    void keep(const QByteArray &key, const ToolResult &result)
    {
        qsizetype bytes = key.size() + result.text.size() * qsizetype(sizeof(QChar));
        for (const Attachment &attachment : result.attachments)
            bytes += attachment.data.size() * qsizetype(sizeof(QChar));
        m_known.insert(key, new ToolResult(result),
                       bytes); // NOLINT(cppcoreguidelines-owning-memory): QCache's
    }

    std::shared_ptr<Tool> m_tool;
    ToolCare m_care;
    Turnstile m_turnstile;
    QCache<QByteArray, ToolResult> m_known{keptBytes};
};

} // namespace

std::shared_ptr<Tool> withCare(std::shared_ptr<Tool> tool, const ToolCare &care)
{
    if (care == ToolCare())
        return tool;
    return std::make_shared<CarefulTool>(std::move(tool), care);
}

} // namespace agent
