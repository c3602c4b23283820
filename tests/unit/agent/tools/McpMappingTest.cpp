// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/JsonParse.h"
#include "agent/tools/Arguments.h"
#include "agent/tools/mcp/Mapping.h"
#include "tests/support/Testing.h"

#include <QJsonArray>

using namespace agent;
using namespace agent::mcp;
using namespace Qt::StringLiterals;

namespace {

ListedTool listed(const QByteArray &text)
{
    const auto tool = json::parse<ListedTool>(text, json::UnknownKeys::Ignore);
    if (!tool)
        qFatal("%s", qPrintable(tool.error().message));
    return *tool;
}

} // namespace

class McpMappingTest : public QObject
{
    Q_OBJECT
private slots:
    void givesResultsAsText_data()
    {
        QTest::addColumn<QJsonObject>("row");
        const auto rows = json::parseText(testing::data(u"tools/mcp-results.json"_s));
        QVERIFY_RESULT(rows);
        for (const QJsonValue &row : rows->toArray())
            QTest::newRow(qPrintable(row[u"name"].toString())) << row.toObject();
    }
    void givesResultsAsText()
    {
        QFETCH(QJsonObject, row);
        const auto result = json::fromJson<CallResult>(row[u"result"], json::UnknownKeys::Ignore);
        QVERIFY_RESULT(result);
        const ToolResult mapped = toolResultOf(*result);
        QCOMPARE(json::toName(mapped.outcome), row[u"outcome"].toString());
        QCOMPARE(mapped.text, row[u"text"].toString());
        QJsonArray attached;
        for (const Attachment &one : mapped.attachments)
            attached.append(QJsonObject{{u"media_type"_s, one.mediaType}, {u"data"_s, one.data}});
        QCOMPARE(attached, row[u"attached"].toArray());
    }

    void cutsWhatIsTooLong()
    {
        ContentPiece piece;
        piece.type = u"text"_s;
        piece.text = QString(2'000'000, u'x');
        CallResult result;
        result.content = QList{piece};
        const QString text = toolResultOf(result).text;
        QVERIFY(text.size() < 1'100'000);
        QVERIFY(text.endsWith(u"(cut: the first 1048576 of 2000000 characters)"_s));
    }

    void namesToolsSoThatAModelMayCallThem_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"read-file"_s << u"files__read-file"_s;
        QTest::newRow("dotted") << u"read.file"_s << u"files__read_file_dd32cdf5"_s;
        QTest::newRow("underlined") << u"read_file"_s << u"files__read_file"_s;
        QTest::newRow("long") << QString(80, u'a')
                              << u"files__aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_0f45e858"_s;
    }
    void namesToolsSoThatAModelMayCallThem()
    {
        QFETCH(QString, tool);
        const QString name = toolName(u"files"_s, tool);
        QTEST(name, "name");
        QVERIFY(name.size() <= 64);
    }

    void labelsWhatAToolMayDo_data()
    {
        QTest::addColumn<QByteArray>("annotations");
        QTest::addColumn<QString>("ofAProgram");
        QTest::addColumn<QString>("ofAnotherMachine");
        const auto row = [](const QByteArray &annotations, const QString &ofAProgram,
                            const QString &ofAnother) {
            QTest::newRow(annotations.constData()) << annotations << ofAProgram << ofAnother;
        };
        row("null", u"executes"_s, u"network"_s);
        row("{}", u"executes"_s, u"network"_s);
        row("{\"readOnlyHint\":false,\"openWorldHint\":false}", u"executes"_s, u"network"_s);
        row("{\"destructiveHint\":false}", u"executes"_s, u"network"_s);
        row("{\"destructiveHint\":true}", u"writes"_s, u"writes"_s);
        row("{\"readOnlyHint\":true,\"destructiveHint\":true}", u"network"_s, u"network"_s);
        row("{\"readOnlyHint\":true}", u"network"_s, u"network"_s);
        row("{\"readOnlyHint\":true,\"openWorldHint\":false,\"title\":\"x\"}", u"reads"_s, u"reads"_s);
    }
    void labelsWhatAToolMayDo()
    {
        QFETCH(QByteArray, annotations);
        const ListedTool tool = listed("{\"name\":\"t\",\"annotations\":" + annotations + "}");
        const ToolInfo ofAProgram = infoOf(u"s"_s, tool, SideEffect::Executes);
        QTEST(json::toName(ofAProgram.sideEffect), "ofAProgram");
        QTEST(json::toName(infoOf(u"s"_s, tool, SideEffect::Network).sideEffect), "ofAnotherMachine");
        QCOMPARE(ofAProgram.kind, u"mcp"_s);
    }

    void describesATool()
    {
        QCOMPARE(infoOf(u"s"_s, listed("{\"name\":\"t\",\"title\":\"T\",\"description\":\"Does.\"}"),
                        SideEffect::Network)
                     .description,
                 u"Does."_s);
        QCOMPARE(infoOf(u"s"_s, listed("{\"name\":\"t\",\"title\":\"T\"}"), SideEffect::Network).description,
                 u"T"_s);
        QCOMPARE(
            infoOf(u"s"_s, listed("{\"name\":\"t\",\"description\":\" \"}"), SideEffect::Network).description,
            u"The tool \"t\" of the server \"s\"."_s);
    }

    void alwaysGivesASchemaThatArgumentsCanBeCheckedAgainst_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<bool>("takesAnything");
        QTest::newRow("none") << QByteArray("null") << false;
        QTest::newRow("empty") << QByteArray("{}") << false;
        QTest::newRow("draft 2020-12") << QByteArray(
            "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
            "\"properties\":{\"a\":{\"$ref\":\"#/$defs/b\"}},\"$defs\":{\"b\":{\"type\":\"string\"}}}")
                                       << false;
        QTest::newRow("composed") << QByteArray(
            "{\"type\":\"object\",\"anyOf\":[{\"properties\":{\"a\":{}}},{\"properties\":{\"b\":{}}}]}")
                                  << true;
        QTest::newRow("unusable") << QByteArray(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"txt\"}}}")
                                  << true;
    }
    void alwaysGivesASchemaThatArgumentsCanBeCheckedAgainst()
    {
        QFETCH(QByteArray, schema);
        QFETCH(bool, takesAnything);
        const ToolInfo info =
            infoOf(u"s"_s, listed("{\"name\":\"t\",\"inputSchema\":" + schema + "}"), SideEffect::Network);
        QVERIFY_RESULT(checkParameters(info.parameters));
        QVERIFY_RESULT(checkedArguments(info, {}));
        QCOMPARE(checkedArguments(info, {{u"z"_s, 1}}).has_value(), takesAnything);
    }
};

QTEST_GUILESS_MAIN(McpMappingTest)
#include "McpMappingTest.moc"
