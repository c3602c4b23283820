// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics/Metrics.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using server::Metrics;

namespace {

http::RequestRecord request(const QByteArray &route, int status)
{
    http::RequestRecord record;
    record.method = "GET";
    record.route = route;
    record.status = status;
    record.duration = std::chrono::milliseconds(20);
    return record;
}

} // namespace

class MetricsTest : public QObject
{
    Q_OBJECT
private slots:
    void countsRequestsByTheirRoutes()
    {
        Metrics metrics;
        metrics.take(request("/runs/{run}", 200));
        metrics.take(request("/runs/{run}", 200));
        metrics.take(request("/runs/{run}", 404));
        const QByteArray text = metrics.text();
        const QByteArray route = "route=\"/runs/{run}\"";
        QVERIFY(
            text.contains("slipway_http_requests_total{method=\"GET\"," + route + ",status=\"200\"} 2\n"));
        QVERIFY(
            text.contains("slipway_http_requests_total{method=\"GET\"," + route + ",status=\"404\"} 1\n"));
        QVERIFY(text.contains("slipway_http_request_duration_seconds_count{" + route + "} 3\n"));
        QVERIFY(text.contains("slipway_http_request_duration_seconds_bucket{" + route + ",le=\"0.01\"} 0\n"));
        QVERIFY(text.contains("slipway_http_request_duration_seconds_bucket{" + route + ",le=\"0.05\"} 3\n"));
    }

    void takesNoWordOfAClientWhereThereIsNoRoute()
    {
        Metrics metrics;
        http::RequestRecord record = request({}, 501);
        record.method = "BREW";
        record.path = "/coffee";
        metrics.take(record);
        const QByteArray text = metrics.text();
        QVERIFY(text.contains("slipway_http_requests_total{method=\"\",route=\"\",status=\"501\"} 1\n"));
        QVERIFY(!text.contains("BREW") && !text.contains("coffee"));
    }

    void tellsOnlySoManyNamesApart()
    {
        Metrics metrics;
        for (int i = 0; i < 250; ++i)
            metrics.take(request("/" + QByteArray::number(i), 200));
        const QByteArray text = metrics.text();
        QCOMPARE(text.count("slipway_http_requests_total{"), 101);
        QVERIFY(text.contains(
            "slipway_http_requests_total{method=\"GET\",route=\"other\",status=\"200\"} 150\n"));
    }

    void writesLinesThatCanBeRead()
    {
        Metrics metrics;
        metrics.take(request("/a\"b\\c\nd", 200));
        static const QRegularExpression line(
            uR"(\A[a-z_]+(\{([a-z]+="([^"\\\n]|\\["\\n])*",?)*\})? (\d+(\.\d+)?(e-\d+)?|\+Inf)\z)"_s);
        int lines = 0;
        for (const QByteArray &text : metrics.text().split('\n')) {
            if (text.isEmpty() || text.startsWith('#'))
                continue;
            QVERIFY2(line.match(QString::fromUtf8(text)).hasMatch(), text.constData());
            ++lines;
        }
        QVERIFY(lines > 15);
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "MetricsTest.moc"
