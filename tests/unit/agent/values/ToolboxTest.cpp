// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Toolbox.h"

#include "tests/support/Testing.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

class ToolboxTest : public QObject
{
    Q_OBJECT
private slots:
    void findsAToolByNameAndAlias()
    {
        const auto *byName = agent::toolboxEntry(u"read_file"_s);
        QVERIFY(byName);
        QCOMPARE(agent::toolboxEntry(u"selectools.toolbox.file_tools.read_file"_s), byName);
        QCOMPARE(agent::toolboxEntry(u"selectools.toolbox.web_tools.read_file"_s), nullptr);
    }
    void isDocumented()
    {
        const QString page = QString::fromUtf8(testing::data(u"../../docs/toolbox.md"_s));
        for (const agent::ToolboxEntry &entry : agent::toolbox()) {
            const QString effect = agent::json::toJson(entry.sideEffect).toString();
            const QStringList rows = page.split(u'\n').filter(u"| `%1` |"_s.arg(entry.name));
            QCOMPARE(rows.size(), 1);
            QVERIFY2(rows.constFirst().contains(entry.description), qPrintable(entry.name));
            QVERIFY2(rows.constFirst().endsWith(u"| %1 |"_s.arg(effect)), qPrintable(entry.name));
            for (const QString &parameter : entry.parameters[u"properties"_s].toObject().keys())
                QVERIFY2(rows.constFirst().contains(parameter), qPrintable(entry.name + u' ' + parameter));
        }
    }
    void describesEveryToolForAModel()
    {
        static const QRegularExpression allowed(u"^[a-zA-Z0-9_-]{1,64}$"_s);
        QSet<QString> names;
        for (const agent::ToolboxEntry &entry : agent::toolbox()) {
            QVERIFY2(allowed.match(entry.name).hasMatch(), qPrintable(entry.name));
            QVERIFY2(!names.contains(entry.name), qPrintable(entry.name));
            names.insert(entry.name);
            QVERIFY(!entry.description.isEmpty());
            QCOMPARE(entry.parameters[u"type"_s].toString(), u"object"_s);
            const QJsonObject properties = entry.parameters[u"properties"_s].toObject();
            QVERIFY(!properties.isEmpty());
            for (const QJsonValue &required : entry.parameters[u"required"_s].toArray())
                QVERIFY2(properties.contains(required.toString()), qPrintable(required.toString()));
        }
    }
};

QTEST_APPLESS_MAIN(ToolboxTest)
#include "ToolboxTest.moc"
