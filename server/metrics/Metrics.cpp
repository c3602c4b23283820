// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics/Metrics.h"

#include <QSet>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server {
namespace {

using Counters = prometheus::Family<prometheus::Counter>;
using Histograms = prometheus::Family<prometheus::Histogram>;

constexpr qsizetype mostNames = 100;

/// The names one label has had.
class Names
{
public:
    std::string labelOf(const QString &name)
    {
        if (!m_known.contains(name)) {
            if (m_known.size() >= mostNames)
                return "other";
            m_known.insert(name);
        }
        return name.toStdString();
    }

private:
    QSet<QString> m_known;
};

double seconds(std::chrono::duration<double> duration)
{
    return duration.count();
}

const prometheus::Histogram::BucketBoundaries &buckets()
{
    static const prometheus::Histogram::BucketBoundaries boundaries{0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5,
                                                                    1,     2.5,   5,    10,   30,  60,   300};
    return boundaries;
}

} // namespace

class Metrics::Families
{
public:
    void count(const http::RequestRecord &request)
    {
        const std::string route = m_routes.labelOf(QString::fromUtf8(request.route));
        // Where there is no route, the method is whatever the client said.
        const std::string method = request.route.isEmpty() ? std::string() : request.method.toStdString();
        const std::string status = std::to_string(request.status);
        m_requests.Add({{"route", route}, {"method", method}, {"status", status}}).Increment();
        m_requestTime.Add({{"route", route}}, buckets()).Observe(seconds(request.duration));
    }

    void begin() { m_runsInFlight.Increment(); }

    void count(const QString &agentName, const RunFinished &end)
    {
        const std::string agent = m_agents.labelOf(agentName);
        m_runs.Add({{"agent", agent}, {"status", json::toName(end.status).toStdString()}}).Increment();
        m_runTime.Add({{"agent", agent}}, buckets()).Observe(seconds(end.duration));
        m_runsInFlight.Decrement();
    }

    void count(const ModelCalled &call, const ModelReplied &reply)
    {
        const std::string provider = call.provider.toStdString();
        const std::string model = m_models.labelOf(call.model);
        const std::string finish = json::toName(reply.finish).toStdString();
        m_modelCalls.Add({{"provider", provider}, {"model", model}, {"finish", finish}}).Increment();
        m_modelTime.Add({{"provider", provider}, {"model", model}}, buckets())
            .Observe(seconds(reply.duration));
        m_cost.Add({{"provider", provider}, {"model", model}}).Increment(reply.costUsd.value_or(0));
        const auto add = [&](const char *type, qint64 tokens) {
            m_tokens.Add({{"provider", provider}, {"model", model}, {"type", type}})
                .Increment(double(tokens));
        };
        const Usage usage = reply.usage.value_or(Usage());
        add("input", usage.inputTokens);
        add("cached", usage.cachedTokens);
        add("output", usage.outputTokens);
        add("reasoning", usage.reasoningTokens);
    }

    void countFailure(const ModelCalled &call)
    {
        m_modelFailures
            .Add({{"provider", call.provider.toStdString()}, {"model", m_models.labelOf(call.model)}})
            .Increment();
    }

    void count(const ToolFinished &call)
    {
        const std::string tool = m_tools.labelOf(call.name);
        m_toolCalls.Add({{"tool", tool}, {"outcome", json::toName(call.outcome).toStdString()}}).Increment();
        m_toolTime.Add({{"tool", tool}}, buckets()).Observe(seconds(call.duration));
    }

    std::vector<prometheus::MetricFamily> collect() const { return m_registry.Collect(); }

private:
    Counters &counters(const char *name, const char *help)
    {
        return prometheus::BuildCounter().Name(name).Help(help).Register(m_registry);
    }
    Histograms &times(const char *name, const char *help)
    {
        return prometheus::BuildHistogram().Name(name).Help(help).Register(m_registry);
    }

    prometheus::Registry m_registry;
    Names m_routes;
    Names m_agents;
    Names m_models;
    Names m_tools;
    Counters &m_requests = counters("slipway_http_requests_total", "Requests, by route, method and status.");
    Histograms &m_requestTime = times("slipway_http_request_duration_seconds",
                                      "From the whole request to the end of the answer, by route.");
    Counters &m_runs = counters("slipway_runs_total", "Finished runs, by agent and status.");
    Histograms &m_runTime = times("slipway_run_duration_seconds", "How long runs took, by agent.");
    prometheus::Gauge &m_runsInFlight = prometheus::BuildGauge()
                                            .Name("slipway_runs_in_flight")
                                            .Help("Runs in progress.")
                                            .Register(m_registry)
                                            .Add({});
    Counters &m_modelCalls = counters("slipway_model_calls_total",
                                      "Calls of models that were answered, by provider, model and finish.");
    Counters &m_modelFailures = counters("slipway_model_failures_total",
                                         "Calls of models that failed, each attempt, by provider and model.");
    Histograms &m_modelTime = times("slipway_model_call_duration_seconds",
                                    "How long models took to answer, by provider and model.");
    Counters &m_tokens = counters("slipway_tokens_total",
                                  "Tokens as providers tell them, by provider, model and type; cached ones "
                                  "are among the input, reasoning among the output.");
    Counters &m_cost = counters("slipway_cost_usd_total",
                                "Cost in US dollars as far as prices are known, by provider and model.");
    Counters &m_toolCalls = counters("slipway_tool_calls_total", "Calls of tools, by tool and outcome.");
    Histograms &m_toolTime = times("slipway_tool_call_duration_seconds", "How long tools took, by tool.");
};

Metrics::Metrics()
    : m_families(std::make_unique<Families>())
{
}

Metrics::~Metrics() = default;

void Metrics::take(const http::RequestRecord &request)
{
    m_families->count(request);
}

void Metrics::watch(Runs &runs)
{
    connect(&runs, &Runs::started, this, [this](const RunPtr &run) {
        const auto calls = std::make_shared<OpenCalls>();
        const auto taking = [this, calls](const RunEvent &event) { take(event, *calls); };
        connect(&run->journal, &Journal::appended, this, taking);
    });
}

void Metrics::take(const RunEvent &event, OpenCalls &calls)
{
    Families &all = *m_families;
    const auto finished = [&](const RunFinished &end) {
        all.count(event.agent, end);
        if (end.status != RunStatus::Failed)
            return;
        for (const ModelCalled &call : std::as_const(calls)) // no event tells of the one that ended the run
            all.countFailure(call);
    };
    std::visit(Overloaded{[&](const RunStarted &) { all.begin(); },
                          [&](const ModelCalled &call) { calls.insert(call.call, call); },
                          [&](const ModelRetried &retried) { all.countFailure(calls.value(retried.call)); },
                          [&](const ModelFailed &failed) { all.countFailure(calls.take(failed.call)); },
                          [&](const ModelReplied &reply) { all.count(calls.take(reply.call), reply); },
                          [&](const ToolFinished &call) { all.count(call); }, finished, [](const auto &) {}},
               event.body);
}

QByteArray Metrics::text() const
{
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(m_families->collect()));
}

http::Route metricsRoute(const Metrics &metrics)
{
    const auto answer = [&metrics](const http::ExchangePtr &exchange) {
        exchange->answer({200, "text/plain; version=0.0.4; charset=utf-8", metrics.text(), {}});
    };
    return {"GET", "/metrics", http::Scope::Runs, http::Body::None, answer};
}

} // namespace server

#include "moc_Metrics.cpp"
