// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/Templates.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    file.write(text);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TemplatesTest : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("SLIPWAY_TEMPLATES", QFile::encodeName(m_folder->path()));
        write(m_folder->filePath(u"zebra/agent.yaml"_s), "name: Zebra\ndescription: |\n  Runs.\n  Fast.\n");
        write(m_folder->filePath(u"ant/agent.yaml"_s), "# no name\nprovider: demo\n");
        write(m_folder->filePath(u"starter/agent.yaml"_s), "name: Starter\ntools: [broken]\n");
        write(m_folder->filePath(u"zebra/data/deep/rows.csv"_s), "a,b\n");
        write(m_folder->filePath(u"no-agent/readme.txt"_s), "x");
    }
    void cleanup() { m_folder.reset(); }

    void areListedWithTheStarterFirst()
    {
        QStringList names;
        for (const Template &one : templates())
            names.append(one.name);
        QCOMPARE(names, (QStringList{u"starter"_s, u"ant"_s, u"zebra"_s}));
    }
    void takeTitleAndSummaryFromTheAgentFile()
    {
        const auto zebra = templateNamed(u"zebra"_s);
        QVERIFY_RESULT(zebra);
        QCOMPARE(zebra->title, u"Zebra"_s);
        QCOMPARE(zebra->summary, u"Runs."_s);
        QCOMPARE(zebra->agentFile, m_folder->filePath(u"zebra/agent.yaml"_s));
        QCOMPARE(templateNamed(u"ant"_s)->title, u"ant"_s);
    }
    void nameTheKnownOnes()
    {
        const auto none = templateNamed(u"zebre"_s);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::NotFound);
        QCOMPARE(none.error().message,
                 u"there is no template \"zebre\"; there are starter, ant, zebra; did you mean \"zebra\"?"_s);
    }
    void areCopiedWithTheirData()
    {
        const QTemporaryDir home;
        const QString source = m_folder->filePath(u"zebra/agent.yaml"_s);
        QFile::setPermissions(source, QFile::ReadOwner);
        const auto first = instantiate(*templateNamed(u"zebra"_s), home.path());
        QVERIFY_RESULT(first);
        QCOMPARE(*first, home.filePath(u"zebra/agent.yaml"_s));
        QCOMPARE(contents(*first), contents(source));
        QCOMPARE(contents(home.filePath(u"zebra/data/deep/rows.csv"_s)), QByteArray("a,b\n"));
        QVERIFY(QFile::permissions(*first) & QFile::WriteOwner);
    }
    void neverOverwrite()
    {
        const QTemporaryDir home;
        const Template zebra = *templateNamed(u"zebra"_s);
        QCOMPARE(*instantiate(zebra, home.path()), home.filePath(u"zebra/agent.yaml"_s));
        QCOMPARE(*instantiate(zebra, home.path()), home.filePath(u"zebra-2/agent.yaml"_s));
        QCOMPARE(*instantiate(zebra, home.path()), home.filePath(u"zebra-3/agent.yaml"_s));
    }
    void sayWhenTheFolderCannotBeWritten()
    {
        const QTemporaryDir home;
        write(home.filePath(u"file"_s), "not a folder");
        const auto refused = instantiate(*templateNamed(u"zebra"_s), home.filePath(u"file"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Denied);
    }
    void sayWhenTheTemplateIsGone()
    {
        const Template zebra = *templateNamed(u"zebra"_s);
        QFile::remove(zebra.agentFile);
        QCOMPARE(instantiate(zebra, m_folder->path()).error().kind, ErrorKind::NotFound);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TemplatesTest)
#include "TemplatesTest.moc"
