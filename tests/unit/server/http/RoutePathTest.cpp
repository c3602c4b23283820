// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RoutePath.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

class RoutePathTest : public QObject
{
    Q_OBJECT
private slots:
    void fitsSegmentBySegment_data()
    {
        QTest::addColumn<QByteArray>("route");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *route, const char *path, bool fits) {
            QTest::addRow("%s %s", route, path) << QByteArray(route) << QByteArray(path) << fits;
        };
        row("/runs", "/runs", true);
        row("/runs", "/runs/", false);
        row("/runs/{run}", "/runs/7", true);
        row("/runs/{run}", "/runs/a.b%20c", true);
        row("/runs/{run}", "/runs/", false);
        row("/runs/{run}", "/runs", false);
        row("/runs/{run}", "/runs/7/steer", false);
        row("/runs/{run}", "/walks/7", false);
        row("/runs/{run}/steer", "/runs/7/steer", true);
        row("/runs/{run}/steer", "/runs//steer", false);
        row("/v1.0", "/v1a0", false); // a dot is a dot
    }
    void fitsSegmentBySegment()
    {
        QFETCH(QByteArray, route);
        QFETCH(QByteArray, path);
        QFETCH(bool, fits);
        QCOMPARE(http::fits(path, route), fits);
        const QRegularExpression expression(QRegularExpression::anchoredPattern(http::expressionFor(route)));
        QCOMPARE(expression.match(QString::fromUtf8(path)).hasMatch(), fits);
    }

    void givesOneSegment()
    {
        const http::Request request{"POST", "/runs/7/steer", {}, {}, {}};
        QCOMPARE(http::segment(request, 0), u"runs"_s);
        QCOMPARE(http::segment(request, 1), u"7"_s);
        QCOMPARE(http::segment(request, 3), QString());
    }
};

QTEST_APPLESS_MAIN(RoutePathTest)
#include "RoutePathTest.moc"
