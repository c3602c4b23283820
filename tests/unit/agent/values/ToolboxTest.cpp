// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Toolbox.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

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
