// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tokens/TokenFile.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using agent::ErrorKind;
using server::TokenFile;
using server::TokenScope;

class TokenFileTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(u"data/tokens.json"_s); }

    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void write(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void knowsWhatItGaveOut()
    {
        TokenFile file(path());
        QVERIFY(file.isEmpty());
        const auto first = file.give({u"Open WebUI"_s, {TokenScope::Chat, TokenScope::Runs}, 30});
        const auto second = file.give({u"owner"_s, {TokenScope::Admin}, 0});
        QVERIFY(first && second);
        QVERIFY(*first != *second);
        QVERIFY(first->startsWith("slipway_"));
        QVERIFY(first->size() > 50); // 256 bits

        const TokenFile again(path());
        for (const TokenFile *known : {&std::as_const(file), &again}) {
            const auto holder = known->holderOf(*first);
            QVERIFY(holder);
            QCOMPARE(holder->name, u"Open WebUI"_s);
            QCOMPARE(holder->requestsPerMinute, 30);
            QVERIFY(holder->may(http::Scope::Chat) && holder->may(http::Scope::Runs));
            QVERIFY(!holder->may(http::Scope::Tools) && !holder->may(http::Scope::Control));
            QVERIFY(known->holderOf(*second)->may(http::Scope::Tools));
            for (const QByteArray &wrong : {QByteArray(), first->chopped(1), *first + 'x', QByteArray("x")})
                QVERIFY(!known->holderOf(wrong));
            for (const server::Token &token : known->tokens())
                QVERIFY(!known->holderOf(token.hash.toLatin1()));
        }
    }

    void keepsNoTokenAndShowsItsFileToNobodyElse()
    {
        TokenFile file(path());
        const auto secret = file.give({u"a"_s});
        QVERIFY(secret);
        QVERIFY(!content().isEmpty());
        QVERIFY(!content().contains(secret->mid(8)));
        const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(path()).permissions() & others));
    }

    void forgetsWhatIsRevoked()
    {
        TokenFile file(path());
        const auto secret = file.give({u"n8n"_s});
        QVERIFY(secret);
        const auto wrong = file.revoke(u"N8n"_s);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, ErrorKind::NotFound);
        QCOMPARE(wrong.error().message, u"There is no token \"N8n\"; did you mean \"n8n\"?"_s);
        QVERIFY(file.holderOf(*secret));
        QVERIFY(file.revoke(u"n8n"_s));
        QVERIFY(!file.holderOf(*secret));
        QVERIFY(TokenFile(path()).isEmpty());
    }

    void refusesABadWish_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<TokenScope>>("scopes");
        QTest::addColumn<int>("limit");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("where");
        const QList<TokenScope> chat{TokenScope::Chat};
        const ErrorKind bad = ErrorKind::InvalidInput;
        QTest::newRow("no name") << QString() << chat << 0 << bad << u"/name"_s;
        QTest::newRow("a long name") << QString(65, u'a') << chat << 0 << bad << u"/name"_s;
        QTest::newRow("a name with a line end") << u"a\nb"_s << chat << 0 << bad << u"/name"_s;
        QTest::newRow("a name with a slash") << u"a/b"_s << chat << 0 << bad << u"/name"_s;
        QTest::newRow("a name that ends in a space") << u"a "_s << chat << 0 << bad << u"/name"_s;
        QTest::newRow("no scope") << u"a"_s << QList<TokenScope>() << 0 << bad << u"/scopes"_s;
        QTest::newRow("less than none") << u"a"_s << chat << -1 << bad << u"/requests_per_minute"_s;
        QTest::newRow("a name that is taken") << u"taken"_s << chat << 0 << ErrorKind::Conflict << QString();
    }

    void refusesABadWish()
    {
        QFETCH(const QString, name);
        QFETCH(const QList<TokenScope>, scopes);
        QFETCH(const int, limit);
        TokenFile file(path());
        QVERIFY(file.give({u"taken"_s}));
        const QByteArray before = content();
        const auto given = file.give({name, scopes, limit});
        QVERIFY(!given);
        QTEST(given.error().kind, "kind");
        QTEST(given.error().where, "where");
        QCOMPARE(content(), before);
    }

    void noticesWhatAnotherProgramGivesAndRevokes()
    {
        TokenFile ours(path());
        TokenFile theirs(path());
        QSignalSpy changed(&ours, &TokenFile::changed);
        const auto secret = theirs.give({u"a"_s});
        QVERIFY(secret);
        QTRY_VERIFY(ours.holderOf(*secret));
        QVERIFY(ours.give({u"b"_s})); // and loses nothing of theirs
        QTRY_COMPARE(theirs.tokens().size(), 2);
        QVERIFY(theirs.revoke(u"a"_s));
        QTRY_VERIFY(!ours.holderOf(*secret));
        QVERIFY(changed.count() > 0);
    }

    void leavesAFileAloneThatItCannotRead()
    {
        TokenFile file(path());
        const auto secret = file.give({u"a"_s});
        QVERIFY(secret);
        QSignalSpy changed(&file, &TokenFile::changed);
        const QByteArray broken = "{\"tokens\": [{\"name\": 7}]}";
        write(broken);
        QTRY_VERIFY(file.fault());
        QVERIFY(changed.count() > 0);
        const std::optional<agent::Error> fault = file.fault();
        QVERIFY2(fault && fault->message.startsWith(path() + u" is no file of tokens: "_s),
                 qPrintable(fault ? fault->message : QString()));
        QVERIFY(file.holderOf(*secret)); // whoever had access keeps it
        QVERIFY(!file.give({u"b"_s}));
        QVERIFY(!file.revoke(u"a"_s));
        QCOMPARE(content(), broken);
    }

    void givesNothingOutWithoutAFile()
    {
        TokenFile file({});
        QVERIFY(file.isEmpty());
        const auto given = file.give({u"a"_s});
        QVERIFY(!given);
        QCOMPARE(given.error().kind, ErrorKind::Unavailable);
    }

    void saysWhyItCannotWrite()
    {
        QFile blocked(m_folder->filePath(u"data"_s)); // where the folder would be
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        TokenFile file(path());
        const auto given = file.give({u"a"_s});
        QVERIFY(!given);
        QVERIFY(file.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TokenFileTest)
#include "TokenFileTest.moc"
