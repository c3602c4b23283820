// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/KeptKeys.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using app::KeptKeys;
using app::Keychain;
using Outcome = Keychain::Answer::Outcome;
using Place = ui::KeyRing::Place;

namespace {

const QString secret = u"planted-4be07a21cc"_s;

/// A keychain that answers when it is told to.
class FakeKeychain : public Keychain
{
public:
    void write(const QString &name, const QString &given, QObject *, const Take &take) override
    {
        waiting.append([=, this] {
            if (trouble.isEmpty())
                secrets.insert(name, given);
            take(trouble.isEmpty() ? Answer{} : Answer{Outcome::Failed, {}, trouble});
        });
    }
    void read(const QString &name, QObject *, const Take &take) override
    {
        asked.append(name);
        waiting.append([=, this] {
            if (!trouble.isEmpty())
                return take({Outcome::Failed, {}, trouble});
            take(secrets.contains(name) ? Answer{Outcome::Done, secrets.value(name), {}}
                                        : Answer{Outcome::Missing, {}, {}});
        });
    }
    void remove(const QString &name, QObject *, const Take &take) override
    {
        waiting.append([=, this] {
            if (trouble.isEmpty())
                secrets.remove(name);
            take(trouble.isEmpty() ? Answer{} : Answer{Outcome::Failed, {}, trouble});
        });
    }
    void answerAll()
    {
        while (!waiting.isEmpty())
            waiting.takeFirst()();
    }

    QMap<QString, QString> secrets;
    QStringList asked;
    QString trouble;
    QList<std::function<void()>> waiting;
};

} // namespace

class KeptKeysTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeKeychain m_keychain;

    QString namesFile() const { return m_folder->filePath(u"keys.ini"_s); }
    QByteArray namesText() const
    {
        QFile file(namesFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain.secrets.clear();
        m_keychain.asked.clear();
        m_keychain.waiting.clear();
        m_keychain.trouble.clear();
    }

    void asksNothingOfAKeychainThatWasGivenNothing()
    {
        const KeptKeys keys(m_keychain, namesFile());
        QCOMPARE(m_keychain.asked, QStringList());
        QCOMPARE(keys.keys(), agent::Environment());
        QCOMPARE(keys.state(u"OPENAI_API_KEY"_s).place, Place::Nowhere);
    }
    void countsAtOnceAndIsKept()
    {
        KeptKeys keys(m_keychain, namesFile());
        const QSignalSpy changed(&keys, &ui::KeyRing::changed);
        keys.store(u"OPENAI_API_KEY"_s, secret);
        QCOMPARE(keys.keys().value(u"OPENAI_API_KEY"_s), secret);
        QCOMPARE(keys.state(u"OPENAI_API_KEY"_s).place, Place::OnItsWay);
        m_keychain.answerAll();
        QCOMPARE(keys.state(u"OPENAI_API_KEY"_s).place, Place::Keychain);
        QCOMPARE(changed.count(), 2);
        QVERIFY(namesText().contains("OPENAI_API_KEY"));
        QVERIFY(!namesText().contains(secret.toUtf8()));
    }
    void isThereTheNextTime()
    {
        {
            KeptKeys before(m_keychain, namesFile());
            before.store(u"A_KEY"_s, secret);
            m_keychain.answerAll();
        }
        const KeptKeys keys(m_keychain, namesFile());
        QCOMPARE(m_keychain.asked, QStringList(u"A_KEY"_s));
        m_keychain.answerAll();
        QCOMPARE(keys.keys().value(u"A_KEY"_s), secret);
        QCOMPARE(keys.state(u"A_KEY"_s).place, Place::Keychain);
    }
    void isHeldInMemoryWithoutAKeychain()
    {
        m_keychain.trouble = u"no keychain service"_s;
        KeptKeys keys(m_keychain, namesFile());
        keys.store(u"A_KEY"_s, secret);
        m_keychain.answerAll();
        QCOMPARE(keys.keys().value(u"A_KEY"_s), secret);
        QCOMPARE(keys.state(u"A_KEY"_s).place, Place::Memory);
        QCOMPARE(keys.state(u"A_KEY"_s).trouble, u"no keychain service"_s);
        QVERIFY(!namesText().contains("A_KEY"));
        keys.remove(u"A_KEY"_s);
        QCOMPARE(keys.keys(), agent::Environment());
    }
    void forgetsAKeyEverywhere()
    {
        KeptKeys keys(m_keychain, namesFile());
        keys.store(u"A_KEY"_s, secret);
        m_keychain.answerAll();
        keys.remove(u"A_KEY"_s);
        m_keychain.answerAll();
        QCOMPARE(keys.keys(), agent::Environment());
        QCOMPARE(m_keychain.secrets, (QMap<QString, QString>()));
        QVERIFY(!namesText().contains("A_KEY"));
    }
    void forgetsAKeyThatIsStillOnItsWay()
    {
        KeptKeys keys(m_keychain, namesFile());
        keys.store(u"A_KEY"_s, secret);
        keys.remove(u"A_KEY"_s);
        m_keychain.answerAll();
        QCOMPARE(keys.state(u"A_KEY"_s).place, Place::Nowhere);
        QCOMPARE(m_keychain.secrets, (QMap<QString, QString>()));
        QVERIFY(!namesText().contains("A_KEY"));
    }
    void saysThatTheKeychainDoesNotLetGo()
    {
        KeptKeys keys(m_keychain, namesFile());
        keys.store(u"A_KEY"_s, secret);
        m_keychain.answerAll();
        m_keychain.trouble = u"locked"_s;
        keys.remove(u"A_KEY"_s);
        m_keychain.answerAll();
        QCOMPARE(keys.state(u"A_KEY"_s).place, Place::Keychain);
        QVERIFY(keys.state(u"A_KEY"_s).trouble.contains(u"locked"_s));
    }
    void saysThatTheKeychainGivesNothing()
    {
        {
            KeptKeys before(m_keychain, namesFile());
            before.store(u"A_KEY"_s, secret);
            m_keychain.answerAll();
        }
        m_keychain.trouble = u"the person said no"_s;
        const KeptKeys keys(m_keychain, namesFile());
        m_keychain.answerAll();
        QCOMPARE(keys.keys(), agent::Environment());
        QVERIFY(keys.state(u"A_KEY"_s).trouble.contains(u"the person said no"_s));
        QVERIFY(namesText().contains("A_KEY")); // the next time it may
    }
    void forgetsTheNameOfAKeyThatIsGone()
    {
        {
            KeptKeys before(m_keychain, namesFile());
            before.store(u"A_KEY"_s, secret);
            m_keychain.answerAll();
        }
        m_keychain.secrets.clear();
        const KeptKeys keys(m_keychain, namesFile());
        m_keychain.answerAll();
        QVERIFY(!namesText().contains("A_KEY"));
    }
    void prefersAKeyGivenWhileTheOldOneIsRead()
    {
        {
            KeptKeys before(m_keychain, namesFile());
            before.store(u"A_KEY"_s, u"old-one-1234"_s);
            m_keychain.answerAll();
        }
        KeptKeys keys(m_keychain, namesFile());
        keys.store(u"A_KEY"_s, secret);
        m_keychain.answerAll();
        QCOMPARE(keys.keys().value(u"A_KEY"_s), secret);
    }
};

QTEST_GUILESS_MAIN(KeptKeysTest)
#include "KeptKeysTest.moc"
