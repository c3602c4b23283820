// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Shelf.h"
#include "ui/shell/AgentListModel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::AgentListModel;

class ShelfTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString write(const QString &name, const QByteArray &text)
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        file.open(QIODevice::WriteOnly);
        file.write(text);
        return path;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void findsTheFolderAndWhatWasOpenedBefore()
    {
        write(u"agents/b/agent.yaml"_s, "name: Zeta\ntools:\n  - toolbox: query_sqlite\n    name: q\n");
        write(u"agents/a.yaml"_s, "modle: x\n");
        const QString elsewhere = write(u"else/c.yaml"_s, "name: Alpha\n");
        ui::Shelf shelf(m_folder->filePath(u"agents"_s));
        shelf.remember(m_folder->filePath(u"gone.yaml"_s));
        shelf.remember(elsewhere);
        const QList<ui::AgentCard> agents = shelf.agents();
        QStringList names;
        for (const ui::AgentCard &card : agents)
            names.append(card.name);
        QCOMPARE(names, (QStringList{u"a"_s, u"Alpha"_s, u"Zeta"_s}));
        QCOMPARE(agents[0].problems, 1);
        QCOMPARE(agents[1].problems, 0);
        QCOMPARE(agents[2].tools, 1);
        QCOMPARE(agents[2].icon, u"database"_s);
    }
    void readsAFileAgainOnlyWhenItChanged()
    {
        const QString path = write(u"agents/a.yaml"_s, "name: A\n");
        ui::Shelf shelf(m_folder->filePath(u"agents"_s));
        QCOMPARE(shelf.agents()[0].name, u"A"_s);
        write(u"agents/a.yaml"_s, "name: B\n");
        QFile file(path);
        file.open(QIODevice::ReadWrite);
        file.setFileTime(QDateTime::currentDateTime().addSecs(5), QFileDevice::FileModificationTime);
        file.close();
        QCOMPARE(shelf.agents()[0].name, u"B"_s);
    }
    void listsAgentsWithTheirState()
    {
        AgentListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAgents(
            {{u"/a"_s, u"Weather"_s, u"bot"_s, 4, 0}, {u"/b"_s, u"Repository"_s, u"bot"_s, 12, 1}});
        model.setServed(u"/a"_s);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(1).data(AgentListModel::StateRole).toInt(), int(AgentListModel::State::Running));
        QCOMPARE(model.index(2).data(AgentListModel::StateRole).toInt(), int(AgentListModel::State::Faulty));
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u"running"_s));
        QVERIFY(!model.flags(model.index(0)).testFlag(Qt::ItemIsSelectable));
        model.setSearch(u"repo"_s);
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.indexOf(u"/a"_s).isValid());
        model.setSearch(u"nothing like it"_s);
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(ShelfTest)
#include "ShelfTest.moc"
