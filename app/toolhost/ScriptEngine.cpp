// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toolhost/ScriptEngine.h"

#include "agent/tools/javascript/ScriptWire.h"
#include "app/toolhost/Channel.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace toolhost {
namespace {

const QString fileName = u"code.js"_s;

// The code's first line is the first, and a comment in its last one ends.
QString asFunction(const QString &code)
{
    return u"(function (args) {"_s + code + u"\n})"_s;
}

QString ours(const QString &name)
{
    QFile file(u":/toolhost/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString shortened(const QString &text)
{
    if (text.size() <= agent::mostScriptCharacters)
        return text;
    return text.left(agent::mostScriptCharacters)
        + u"\n\n(cut: the first %1 of %2 characters)"_s.arg(agent::mostScriptCharacters).arg(text.size());
}

} // namespace

void Native::note(const QString &line)
{
    m_notes = (m_notes + line + u'\n').right(agent::mostNoteCharacters);
}

QString Native::fetch(const QString &wish)
{
    if (wish.size() > agent::mostFetchCharacters)
        return textOf({{u"error"_s, u"a request of more than 1 MiB cannot be sent"_s}});
    m_channel.write({{u"fetch"_s, QJsonDocument::fromJson(wish.toUtf8()).object()}});
    const std::optional<QJsonObject> answer = m_channel.read();
    if (!answer)
        std::exit(0); // nobody waits any more
    return textOf(*answer);
}

void Native::settle()
{
    QCoreApplication::sendPostedEvents();
}

ScriptEngine::ScriptEngine(Channel &channel)
    : m_native(channel)
{
    QJSEngine::setObjectOwnership(&m_native, QJSEngine::CppOwnership);
    m_prelude = evaluated(u"prelude.js"_s);
}

QJSValue ScriptEngine::evaluated(const QString &name)
{
    return m_engine.evaluate(ours(name), name)
        .call({m_engine.globalObject(), m_engine.newQObject(&m_native)});
}

QJsonObject ScriptEngine::answer(const QJsonObject &request)
{
    const QString code = request[u"code"].toString();
    m_lines = static_cast<int>(code.count(u'\n')) + (code.endsWith(u'\n') ? 0 : 1);
    return request.contains(u"args") ? run(code, request) : check(code);
}

QJsonObject ScriptEngine::check(const QString &code)
{
    // All of it is read before any of it runs, and nothing of the tool's does.
    const QJSValue thrown = m_engine.evaluate(u"throw 0;"_s + asFunction(code), fileName);
    return thrown.isError() ? failure(thrown) : QJsonObject{{u"text"_s, QString()}};
}

QJsonObject ScriptEngine::run(const QString &code, const QJsonObject &request)
{
    if (request[u"fetch"].toBool())
        evaluated(u"fetch.js"_s);
    const QJSValue function = m_engine.evaluate(asFunction(code), fileName);
    if (function.isError())
        return failure(function);
    const QJSValue outcome =
        m_prelude.property(u"run"_s).call({function, textOf(request[u"args"].toObject())});
    if (!outcome.hasProperty(u"text"_s)) {
        QJsonObject failed = failure(outcome.isError() ? outcome : outcome.property(u"error"_s));
        if (failed[u"error"].toString() == u"ReferenceError: fetch is not defined")
            failed[u"error"] =
                u"ReferenceError: fetch is not defined; \"network: true\" below \"javascript\" in the "
                "agent file allows it"_s;
        return failed;
    }
    return {{u"text"_s, shortened(outcome.property(u"text"_s).toString())}, {u"notes"_s, m_native.notes()}};
}

int ScriptEngine::lineOf(const QJSValue &error) const
{
    static const QRegularExpression place(u"code\\.js:(\\d+)"_s);
    int line = place.match(error.property(u"stack"_s).toString()).captured(1).toInt();
    if (line == 0 && error.property(u"fileName"_s).toString().endsWith(fileName))
        line = error.property(u"lineNumber"_s).toInt(); // where it could not be read
    return std::min(line, m_lines);                     // an end that is missing is missed after it
}

QJsonObject ScriptEngine::failure(const QJSValue &error)
{
    constexpr qsizetype longest = 1000;
    const QString message = m_prelude.property(u"shown"_s).call({error}).toString().left(longest);
    return {{u"error"_s, message}, {u"line"_s, lineOf(error)}, {u"notes"_s, m_native.notes()}};
}

} // namespace toolhost

#include "moc_ScriptEngine.cpp"
