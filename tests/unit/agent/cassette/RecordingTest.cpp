// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/Recording.h"
#include "agent/cassette/CassetteReader.h"
#include "tests/support/Testing.h"
#include "tests/support/agent/ScriptedProvider.h"

#include <QTemporaryDir>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ModelSink ignore = [](const ModelDelta &) { };

ModelRequest request(const QString &text)
{
    ModelRequest request;
    request.model = u"m"_s;
    request.messages = {Message{Role::User, text, {}, {}}};
    return request;
}

class Unready : public ScriptedProvider
{
public:
    QUrl baseUrl() const override { return {u"http://model.test/v1"_s}; }
    Result<> ready() const override { return fail(ErrorKind::Unauthorized, u"no key"_s); }
    Capabilities capabilities() const override { return {true, false}; }
};

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<ScriptedProvider> m_model;

    QString path() const { return m_folder.filePath(u"demo.cassette"_s); }

    std::shared_ptr<Recording> begin(bool tools = false, const Redactor &redactor = {})
    {
        const auto recording = Recording::begin({path(), tools, redactor});
        if (!recording)
            qFatal("%s", qPrintable(recording.error().message));
        return *recording;
    }
    std::shared_ptr<Provider> recorded(const std::shared_ptr<Recording> &recording,
                                       const QStringList &secrets = {})
    {
        const QList<ProviderChoice> choices{{m_model, u"m"_s, u"As asked."_s}};
        const auto around = recording->around(u"tester"_s, choices, secrets);
        if (!around)
            qFatal("%s", qPrintable(around.error().message));
        return around->constFirst().provider;
    }
    QByteArray file() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void init()
    {
        QFile::remove(path());
        m_model = std::make_shared<ScriptedProvider>();
    }

    void keepsEachCallAtOnce()
    {
        m_model->steps = {says(u"Hello you."_s), fails(ErrorKind::RateLimited, u"Slow down."_s)};
        const auto recording = begin();
        const auto provider = recorded(recording);
        QCOMPARE(file(), QByteArray());
        const std::stop_token never;
        const auto first = await(provider->complete(request(u"Hi"_s), ignore, never));
        QVERIFY_RESULT(first);
        QCOMPARE(first->message.text, u"Hello you."_s);
        auto read = loadCassette(path()); // while the recording goes on
        QVERIFY_RESULT(read);
        QCOMPARE(read->header.provider, u"scripted"_s);
        QCOMPARE(read->header.agent, u"tester"_s);
        QCOMPARE(read->calls.size(), 1);
        QVERIFY(read->calls[0].reply == first);
        QCOMPARE(read->calls[0].stream.size(), 2);
        const auto second = await(provider->complete(request(u"Again"_s), ignore, never));
        QVERIFY(!second);
        read = loadCassette(path());
        QVERIFY_RESULT(read);
        QCOMPARE(read->calls.size(), 2);
        QVERIFY(read->calls[1].reply == second);
    }

    void doesNotKeepACallThatWasStopped()
    {
        m_model->steps = {says(u"Never."_s), says(u"Well."_s)};
        const auto provider = recorded(begin());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!await(provider->complete(request(u"Hi"_s), ignore, stop.get_token())));
        QCOMPARE(file(), QByteArray());
        const std::stop_token never;
        QVERIFY(await(provider->complete(request(u"Hi"_s), ignore, never)));
        QCOMPARE(loadCassette(path())->calls.size(), 1);
    }

    void keepsNoSecret()
    {
        const QString variable = u"value of a variable"_s;
        const QString key = u"the key in use"_s;
        const QString known = u"sk-"_s + QString(40, u'a');
        const QString all = variable + u" and "_s + key + u" and "_s + known;
        ScriptedProvider::Step step = says(all);
        step.pieces = {all.left(5), all.mid(5, 20), all.mid(25)};
        step.reply->message.toolCalls = {{u"1"_s, u"t"_s, {{u"x"_s, all}}, {}}};
        m_model->steps = {step, fails(ErrorKind::Unauthorized, u"No: "_s + all)};
        const auto recording = begin(true, Redactor({{u"SOME_TOKEN"_s, variable}}));
        const auto provider = recorded(recording, {key});
        const std::stop_token never;
        ModelRequest asked = request(all);
        asked.instructions = all;
        const auto said = await(provider->complete(asked, ignore, never));
        QVERIFY_RESULT(said);
        QCOMPARE(said->message.text, all); // the run itself sees it
        await(provider->complete(asked, ignore, never));
        const auto inner = std::make_shared<ScriptedTool>(
            u"t"_s, [&](const QJsonObject &) { return ToolResult{ToolOutcome::Ok, all}; });
        await(recording->around(inner)->call({{u"x"_s, all}}, never));
        const QByteArray text = file();
        QVERIFY(text.contains("REMOVED and REMOVED and REMOVED"));
        for (const QString &secret : {variable, key, known})
            QVERIFY2(!text.contains(secret.toUtf8()), text.constData());
        QVERIFY_RESULT(loadCassette(path()));
    }

    void keepsNothingRatherThanHalfACall()
    {
        m_model->steps = {says(u"Hello."_s)};
        const auto provider = recorded(begin(false, Redactor({{u"SOME_TOKEN"_s, u"assistant"_s}})));
        const std::stop_token never;
        const auto reply = await(provider->complete(request(u"Hi"_s), ignore, never));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Conflict);
        QCOMPARE(file(), QByteArray());
    }

    void keepsToolCallsOnlyIfAsked_data()
    {
        QTest::addColumn<bool>("asked");
        QTest::newRow("asked") << true;
        QTest::newRow("not asked") << false;
    }
    void keepsToolCallsOnlyIfAsked()
    {
        QFETCH(bool, asked);
        m_model->steps = {says(u"Well."_s)};
        const auto recording = begin(asked);
        const auto provider = recorded(recording);
        const auto inner = std::make_shared<ScriptedTool>(
            u"t"_s, [](const QJsonObject &) { return ToolResult{ToolOutcome::Error, u"No."_s}; });
        const std::stop_token never;
        const ToolResult result = await(recording->around(inner)->call({{u"n"_s, 1}}, never));
        QVERIFY(result == (ToolResult{ToolOutcome::Error, u"No."_s}));
        await(provider->complete(request(u"Hi"_s), ignore, never));
        const auto read = loadCassette(path());
        QVERIFY_RESULT(read);
        QCOMPARE(read->header.tools, asked);
        QCOMPARE(read->toolCalls.size(), asked ? 1 : 0);
        if (asked)
            QVERIFY(read->toolCalls[0].result == result);
    }

    void overwritesNothing()
    {
        QFile other(path());
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4);
        other.close();
        const auto recording = Recording::begin({path()});
        QVERIFY(!recording);
        QCOMPARE(recording.error().kind, ErrorKind::Conflict);
        QCOMPARE(file(), QByteArray("mine"));
    }

    void saysThatItCannotWrite()
    {
        const auto recording = Recording::begin({u"/nonexistent/demo.cassette"_s});
        QVERIFY(!recording);
        QCOMPARE(recording.error().kind, ErrorKind::Denied);
    }

    void refusesAnotherProviderInTheSameFile()
    {
        const auto recording = begin();
        recorded(recording);
        QVERIFY(recording->around(u"tester"_s, {{m_model, u"another model"_s, {}}}, {}));
        const auto other = recording->around(u"tester"_s, {{m_model, u"m"_s, {}}, {m_model, u"m"_s, {}}}, {});
        QVERIFY(!other);
        QCOMPARE(other.error().kind, ErrorKind::Conflict);
    }

    void saysWhoIsRecorded()
    {
        const auto around = begin()->around(u"tester"_s, {{m_model, u"m"_s, u"As asked."_s}}, {});
        QVERIFY_RESULT(around);
        QCOMPARE(around->constFirst().reason, u"As asked. It is recording to demo.cassette."_s);
        QCOMPARE(around->constFirst().provider->name(), u"scripted"_s);
    }

    void standsInForTheProviderInAllItSays()
    {
        const auto inner = std::make_shared<Unready>();
        const auto around = begin()->around(u"tester"_s, {{inner, u"m"_s, {}}}, {});
        QVERIFY_RESULT(around);
        const Provider &provider = *around->constFirst().provider;
        QCOMPARE(provider.baseUrl(), inner->baseUrl());
        QCOMPARE(provider.defaultModel(), inner->defaultModel());
        QVERIFY(provider.capabilities() == inner->capabilities());
        const Result<> ready = provider.ready();
        QVERIFY(!ready);
        QCOMPARE(ready.error().message, u"no key"_s);
    }
};

QTEST_GUILESS_MAIN(RecordingTest)
#include "RecordingTest.moc"
