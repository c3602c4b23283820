// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray desk =
    "name: Desk\nprovider: scripted\nmodel: m1\ntools: [evaluate_expression]\nretry: {max_retries: 0}\n"
    "script:\n"
    "  - tool_calls: [{ name: evaluate_expression, arguments: { expression: 6*7 } }]\n"
    "    usage: { input_tokens: 10, output_tokens: 3 }\n"
    "  - text: It is 42.\n"
    "    usage: { input_tokens: 20, output_tokens: 4 }\n"
    "  - error: { kind: unavailable }\n";

} // namespace

/// What a Prometheus is told.
class MetricsApiTest : public QObject
{
    Q_OBJECT

    static server::AgentServer::Options with(bool metrics)
    {
        server::AgentServer::Options options;
        options.metrics = metrics;
        return options;
    }

private slots:
    void areThereOnlyWhenAskedFor()
    {
        const RunningServer server(desk, with(false));
        QCOMPARE(server.ask("GET", "/metrics").status, 404);
    }

    void wantTheTokenIfThereIsOne()
    {
        server::AgentServer::Options options = with(true);
        options.http.token = "s3cret";
        const RunningServer server(desk, options);
        QCOMPARE(server.ask("GET", "/metrics").status, 401);
        QCOMPARE(server.ask("GET", "/metrics", {}, "Authorization: Bearer s3cret\r\n").status, 200);
    }

    void countWhatRunsDid()
    {
        const RunningServer server(desk, with(true));
        QCOMPARE(server.post("/invoke", {{u"prompt"_s, u"6*7?"_s}}).status, 200);
        QCOMPARE(server.post("/invoke", {{u"prompt"_s, u"And now?"_s}}).status, 502);
        const Reply reply = server.ask("GET", "/metrics");
        QCOMPARE(reply.header("content-type"), QByteArray("text/plain; version=0.0.4; charset=utf-8"));
        const QByteArray of = "model=\"m1\",provider=\"scripted\"";
        const QByteArrayList lines{
            "slipway_runs_total{agent=\"Desk\",status=\"completed\"} 1",
            "slipway_runs_total{agent=\"Desk\",status=\"failed\"} 1",
            "slipway_runs_in_flight 0",
            "slipway_run_duration_seconds_count{agent=\"Desk\"} 2",
            "slipway_model_calls_total{finish=\"tool_calls\"," + of + "} 1",
            "slipway_model_calls_total{finish=\"stop\"," + of + "} 1",
            "slipway_model_failures_total{" + of + "} 1",
            "slipway_tokens_total{" + of + ",type=\"input\"} 30",
            "slipway_tokens_total{" + of + ",type=\"output\"} 7",
            "slipway_tool_calls_total{outcome=\"ok\",tool=\"evaluate_expression\"} 1",
            "slipway_http_requests_total{method=\"POST\",route=\"/invoke\",status=\"200\"} 1",
        };
        for (const QByteArray &line : lines)
            QVERIFY2(reply.body.contains('\n' + line + '\n'), line + "\n" + reply.body);
    }
};

QTEST_GUILESS_MAIN(MetricsApiTest)
#include "MetricsApiTest.moc"
