// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecDocument.h"
#include "agent/tools/Arguments.h"
#include "agent/tools/ToolFactory.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <sqlite3.h>

#include <memory>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)>;

Database opened(const QByteArray &path)
{
    sqlite3 *handle = nullptr;
    sqlite3_open(path.constData(), &handle);
    return {handle, &sqlite3_close_v2};
}

/// The rows a query gives, a line each.
QStringList rows(sqlite3 *database, const QString &sql)
{
    const auto append = [](void *lines, int count, char **cells, char **) {
        QStringList line;
        for (int i = 0; i < count; ++i)
            line.append(cells[i] ? QString::fromUtf8(cells[i]) : u"NULL"_s);
        static_cast<QStringList *>(lines)->append(line.join(u'|'));
        return 0;
    };
    QStringList lines;
    if (sqlite3_exec(database, sql.toUtf8().constData(), append, &lines, nullptr) != SQLITE_OK)
        lines.append(QString::fromUtf8(sqlite3_errmsg(database)));
    return lines;
}

/// The whole schema and the rows of every table, but not the inner tables of full-text search.
QStringList contents(sqlite3 *database)
{
    QStringList all = rows(database, u"SELECT type, name, sql FROM sqlite_master ORDER BY name"_s);
    for (const QString &table :
         rows(database,
              u"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT "
              "LIKE 'sqlite_%' ORDER BY name"_s))
        all += rows(database, u"SELECT '%1', * FROM %1 ORDER BY rowid"_s.arg(table));
    return all;
}

} // namespace

class TemplateToolsTest : public QObject
{
    Q_OBJECT

    const QDir m_templates{QStringLiteral(TEST_DATA "/../../resources/templates")};

    AgentSpec specOf(const QString &name) const
    {
        const QString path = m_templates.filePath(name + u"/agent.yaml"_s);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return SpecDocument(file.readAll(), path).spec().value_or(AgentSpec());
    }

    QList<ToolPtr> toolsOf(const QString &name) const
    {
        ToolEnvironment environment;
        environment.folder = m_templates.filePath(name);
        return testing::await(ToolFactory(environment).make(specOf(name).tools)).value_or(QList<ToolPtr>());
    }

private slots:
    void loadsWithoutARemark_data()
    {
        QTest::addColumn<int>("tools");
        QTest::newRow("starter") << 5;
        QTest::newRow("customer_support") << 1;
        QTest::newRow("data_analyst") << 2;
        QTest::newRow("research_assistant") << 3;
        QTest::newRow("code_reviewer") << 2;
        QTest::newRow("rag_chatbot") << 1;
        QTest::newRow("blank") << 0;
        QTest::newRow("command_line") << 4;
        QTest::newRow("http_api") << 2;
        QTest::newRow("mcp_server") << 0; // and those of its server
        QTest::newRow("sql_database") << 2;
        QTest::newRow("translator") << 3;
    }
    void loadsWithoutARemark()
    {
        QFETCH(int, tools);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const QString path = m_templates.filePath(name + u"/agent.yaml"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const SpecDocument document(file.readAll(), path);
        for (const Diagnostic &diagnostic : document.diagnostics())
            QFAIL(qPrintable(toString(diagnostic, path)));
        const AgentSpec spec = *document.spec();
        QCOMPARE(spec.provider, u"auto"_s);
        QVERIFY(!spec.name.isEmpty() && !spec.description.isEmpty() && !spec.systemPrompt.isEmpty());
        QVERIFY(name == u"blank" || spec.conversationStarters.size() >= 3);
        QVERIFY(spec.conversationStarters.size() <= 4);
        QCOMPARE(spec.tools.size(), tools);
    }

    void thereAreNoOthers() { QCOMPARE(m_templates.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 12); }

    void everyToolWorks_data()
    {
        QTest::addColumn<QString>("agent");
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *agent, const char *tool, const QJsonObject &arguments,
                            const QString &part) {
            QTest::addRow("%s %s", agent, tool)
                << QString::fromLatin1(agent) << QString::fromLatin1(tool) << arguments << part;
        };
        const auto question = [](const QString &database, const QString &sql) {
            return QJsonObject{{u"db_path"_s, database}, {u"sql"_s, sql}};
        };
        row("starter", "calculator", {{u"expression"_s, u"0.17 * 2340"_s}}, u"= 397.8"_s);
        row("starter", "convert_units",
            {{u"value"_s, u"26.2"_s}, {u"from_unit"_s, u"miles"_s}, {u"to_unit"_s, u"km"_s}},
            u"42.1648128 km"_s);
        row("starter", "clock", {{u"timezone"_s, u"Asia/Tokyo"_s}}, u"JST"_s);
        row("starter", "list_notes", {{u"directory"_s, u"notes"_s}}, u"trip-to-porto.md"_s);
        row("starter", "read_note", {{u"filepath"_s, u"notes/welcome.md"_s}}, u"# Welcome"_s);
        row("customer_support", "query_shop",
            question(u"shop.db"_s,
                     u"SELECT title FROM help_articles WHERE help_articles MATCH 'returning' ORDER "
                     "BY rank LIMIT 1"_s),
            u"Returns and exchanges"_s);
        row("data_analyst", "query_sales",
            question(u"sales.db"_s,
                     u"SELECT p.name, sum(s.quantity) AS sold FROM sales s JOIN products p ON p.id = "
                     "s.product_id GROUP BY 1 ORDER BY 2 DESC LIMIT 1"_s),
            u"Rows: 1"_s);
        row("data_analyst", "calculator", {{u"expression"_s, u"21.90 * 1.06"_s}}, u"= 23.214"_s);
        row("research_assistant", "list_papers", {{u"directory"_s, u"papers"_s}}, u"cool-roofs.md"_s);
        row("research_assistant", "read_paper", {{u"filepath"_s, u"papers/cool-roofs.md"_s}},
            u"White roofs"_s);
        row("code_reviewer", "list_files", {{u"directory"_s, u"sample"_s}, {u"recursive"_s, true}},
            u"tests/test_inventory.py"_s);
        row("code_reviewer", "read_file", {{u"filepath"_s, u"sample/inventory.py"_s}}, u"class Inventory"_s);
        row("rag_chatbot", "search_handbook",
            question(u"handbook.db"_s,
                     u"SELECT section, body FROM handbook WHERE handbook MATCH 'days* OR holiday*' "
                     "ORDER BY rank LIMIT 3"_s),
            u"28 days of holiday"_s);
    }
    void everyToolWorks()
    {
        QFETCH(QString, agent);
        QFETCH(QString, tool);
        QFETCH(QJsonObject, arguments);
        QFETCH(QString, part);
        for (const ToolPtr &candidate : toolsOf(agent)) {
            if (candidate->info().name != tool)
                continue;
            const auto checked = checkedArguments(candidate->info(), arguments);
            QVERIFY_RESULT(checked);
            const ToolResult result = testing::await(candidate->call(*checked, {}));
            QVERIFY2(result.outcome == ToolOutcome::Ok && result.text.contains(part),
                     qPrintable(result.text));
            return;
        }
        QFAIL("there is no such tool");
    }

    // The network is not there in a test: what counts is that the guard stands in the template too.
    void theResearcherFetchesNothingPrivate()
    {
        const QList<ToolPtr> tools = toolsOf(u"research_assistant"_s);
        QCOMPARE(tools.size(), 3);
        const ToolResult result =
            testing::await(tools.last()->call({{u"url"_s, u"http://127.0.0.1/"_s}}, {}));
        QCOMPARE(result.outcome, ToolOutcome::Error);
        QVERIFY(result.text.contains(u"not a public address"_s));
    }

    void theDatabasesAreWhatTheirSqlSays_data()
    {
        QTest::addColumn<QString>("path");
        for (QDirIterator it(m_templates.path(), {u"*.db"_s}, QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();) {
            const QString path = it.next();
            QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
        }
    }
    void theDatabasesAreWhatTheirSqlSays()
    {
        QFETCH(QString, path);
        QFile script(path.chopped(3) + u".sql"_s);
        QVERIFY(script.open(QIODevice::ReadOnly));
        const Database fresh = opened(":memory:");
        QCOMPARE(sqlite3_exec(fresh.get(), script.readAll().constData(), nullptr, nullptr, nullptr),
                 SQLITE_OK);
        const Database kept = opened(QFile::encodeName(path));
        const QStringList lines = contents(kept.get());
        QVERIFY(lines.size() > 20);
        QCOMPARE(lines, contents(fresh.get()));
        QVERIFY(QFileInfo(path).size() < 200'000);
    }
};

QTEST_GUILESS_MAIN(TemplateToolsTest)
#include "TemplateToolsTest.moc"
