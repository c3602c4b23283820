// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/RequestRecord.h"
#include "server/http/Route.h"

#include <QObject>

#include <memory>

namespace server {

/// Counts what the server does, for a Prometheus that asks now and then. Fed by the finished requests and by
/// the journals of runs. What agents, models, tools and routes are called becomes labels; of each so many
/// names are told apart, and what comes later is "other", so that nothing a client sends makes it grow.
/// Server thread only.
class Metrics : public QObject
{
    Q_OBJECT
public:
    Metrics();
    ~Metrics() override;

    void take(const http::RequestRecord &request);
    /// From now on every run is counted. `runs` must live as long as this object or end its runs before.
    void watch(agent::Runs &runs);

    /// All of it in Prometheus' text format 0.0.4.
    QByteArray text() const;

private:
    class Families;
    using OpenCalls = QHash<QString, agent::ModelCalled>; // of one run, by their ids

    void take(const agent::RunEvent &event, OpenCalls &calls);

    std::unique_ptr<Families> m_families;
};

/// GET /metrics, for who may look at runs. `metrics` must outlive it.
http::Route metricsRoute(const Metrics &metrics);

} // namespace server
