// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Redactor.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

// Put together here, so that nothing in the source looks like a key.
QString key(const char *start, int length = 32)
{
    return QString::fromLatin1(start) + QString(length, u'a') + u'7';
}

const QMap<QString, QString> &environment()
{
    static const QMap<QString, QString> variables{{u"OPENAI_API_KEY"_s, u"plain/secret \"1\""_s},
                                                  {u"db_password"_s, u"correct horse"_s},
                                                  {u"SERVICE_TOKEN"_s, u"short"_s},
                                                  {u"HOME"_s, u"/home/me/somewhere"_s}};
    return variables;
}

} // namespace

class RedactorTest : public QObject
{
    Q_OBJECT
private slots:
    void takesOut_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::newRow("OpenAI") << key("sk-");
        QTest::newRow("OpenAI of a project") << key("sk-proj-");
        QTest::newRow("Anthropic") << key("sk-ant-api03-");
        QTest::newRow("Google") << key("AIza");
        QTest::newRow("Slack") << key("xoxb-");
        QTest::newRow("GitHub") << key("ghp_");
        QTest::newRow("GitHub, fine-grained") << key("github_pat_");
        QTest::newRow("Amazon") << u"AKIA"_s + QString(16, u'B');
        QTest::newRow("private key") << u"-----BEGIN "_s
                + u"PRIVATE KEY-----\nabc\ndef\n-----END PRIVATE KEY-----"_s;
        QTest::newRow("variable") << u"plain/secret \"1\""_s;
        QTest::newRow("variable in an address") << u"plain%2Fsecret%20%221%22"_s;
        QTest::newRow("variable in JSON") << u"plain/secret \\\"1\\\""_s;
        QTest::newRow("password") << u"correct horse"_s;
        QTest::newRow("told of") << u"tellme"_s;
    }
    void takesOut()
    {
        QFETCH(QString, secret);
        const Redactor redactor(environment(), {u"tellme"_s});
        const QString text = u"before "_s + secret + u" after"_s;
        QCOMPARE(redactor.text(text), u"before REMOVED after"_s);
        QCOMPARE(redactor.bytes(text.toUtf8()), QByteArray("before REMOVED after"));
        QCOMPARE(redactor.text(redactor.text(text)), redactor.text(text));
        const QJsonValue value = QJsonObject{{secret, QJsonArray{secret, 1}}};
        QCOMPARE(redactor.json(value), QJsonValue(QJsonObject{{u"REMOVED"_s, QJsonArray{u"REMOVED"_s, 1}}}));
    }

    void takesOutOnlyTheSecretPart()
    {
        const Redactor redactor;
        QCOMPARE(redactor.text(u"Authorization: Bearer abc.def-123456"_s),
                 u"Authorization: Bearer REMOVED"_s);
        QCOMPARE(redactor.text(u"postgres://me:hunter2@db/x"_s), u"postgres://me:REMOVED@db/x"_s);
        QCOMPARE(redactor.text(u"redis://:hunter2@db/0"_s), u"redis://:REMOVED@db/0"_s);
    }

    void leavesAlone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("words") << u"the bearer of good news asks a task-force about risk-free ideas"_s;
        QTest::newRow("short") << u"sk-short AIza ghp_1 xoxb-1"_s;
        QTest::newRow("value too short to be a secret") << u"a short text"_s;
        QTest::newRow("variable that is none") << u"/home/me/somewhere"_s;
        QTest::newRow("address") << u"http://localhost:8000/a?b=c@d"_s;
    }
    void leavesAlone()
    {
        QFETCH(QString, text);
        QCOMPARE(Redactor(environment()).text(text), text);
    }

    void leavesOtherBytesAsTheyAre()
    {
        const Redactor redactor({}, {u"Schlüssel"_s});
        QCOMPARE(redactor.bytes(QByteArray("\xff\x01 Schl\xc3\xbcssel \xfe")),
                 QByteArray("\xff\x01 REMOVED \xfe"));
    }

    void findsASecretThatWasCut()
    {
        const Redactor redactor;
        const QString secret = key("sk-");
        const QString text = u"say "_s + secret + u" again "_s + secret + u'.';
        for (qsizetype size = 1; size < text.size(); ++size) {
            QStringList pieces;
            for (qsizetype at = 0; at < text.size(); at += size)
                pieces.append(text.mid(at, size));
            const QStringList clean = redactor.pieces(pieces);
            QCOMPARE(clean.size(), pieces.size());
            QCOMPARE(clean.join(QString()), u"say REMOVED again REMOVED."_s);
        }
    }
};

QTEST_APPLESS_MAIN(RedactorTest)
#include "RedactorTest.moc"
