// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Plan.h"
#include "agent/spec/SpecDocument.h"
#include "agent/spec/Templates.h"
#include "agent/values/Toolbox.h"
#include "tests/support/Testing.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

AgentSpec specOf(const Template &source)
{
    QFile file(source.agentFile);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(source.agentFile));
    return SpecDocument(file.readAll(), source.agentFile).spec().value_or(AgentSpec());
}

QList<ToolInfo> toolsOf(const AgentSpec &spec)
{
    QList<ToolInfo> tools;
    for (const ToolSpec &tool : spec.tools) {
        const auto *known = std::get_if<ToolboxTool>(&tool.kind);
        const ToolboxEntry *entry = known ? toolboxEntry(known->tool) : nullptr;
        const QJsonObject parameters = entry ? entry->parameters : QJsonObject();
        tools.append({tool.name, tool.description, tool.parameters.value_or(parameters),
                      known ? u"toolbox"_s : u"http"_s, SideEffect::None});
    }
    return tools;
}

/// How many rows a SELECT gives; -1 when the database refuses it.
int rowsOf(const QString &database, const QString &sql)
{
    sqlite3 *handle = nullptr;
    sqlite3_open_v2(database.toUtf8().constData(), &handle, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_stmt *statement = nullptr;
    int rows =
        sqlite3_prepare_v2(handle, sql.toUtf8().constData(), -1, &statement, nullptr) == SQLITE_OK ? 0 : -1;
    while (rows >= 0 && sqlite3_step(statement) == SQLITE_ROW)
        ++rows;
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return rows;
}

} // namespace

/// Every template can be shown offline: what its starters ask, the demo asks its tools, and finds.
class DemoTemplatesTest : public QObject
{
    Q_OBJECT
private slots:
    void worksOffWhatATemplateSuggests_data()
    {
        QTest::addColumn<QString>("agentFile");
        QTest::addColumn<QString>("prompt");
        for (const Template &source : templates()) {
            if (!specOf(source).mcpServers.isEmpty())
                continue; // only its server knows its tools
            for (const QString &starter : specOf(source).conversationStarters)
                QTest::newRow(qPrintable(source.name + u": "_s + starter)) << source.agentFile << starter;
        }
    }
    void worksOffWhatATemplateSuggests()
    {
        QFETCH(QString, agentFile);
        QFETCH(QString, prompt);
        const AgentSpec spec = specOf({{}, {}, {}, agentFile});
        ModelRequest request;
        request.instructions = spec.systemPrompt;
        request.tools = toolsOf(spec);
        request.messages = {{Role::User, prompt, {}, {}}};
        const demo::Plan plan = demo::plan(request);
        QVERIFY2(!plan.calls.isEmpty(), qPrintable(plan.text));
        const QString folder = QFileInfo(agentFile).path() + u'/';
        for (const ToolCall &call : plan.calls) {
            const QJsonObject &arguments = call.arguments;
            for (const QString &path : {u"filepath"_s, u"directory"_s, u"db_path"_s})
                QVERIFY2(QFileInfo::exists(folder + arguments.value(path).toString()), qPrintable(path));
            const QString sql = arguments.value(u"sql"_s).toString();
            QVERIFY2(sql.isEmpty() || rowsOf(folder + arguments.value(u"db_path"_s).toString(), sql) > 0,
                     qPrintable(sql));
        }
    }
};

QTEST_GUILESS_MAIN(DemoTemplatesTest)
#include "DemoTemplatesTest.moc"
