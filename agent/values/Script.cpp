// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Script.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Words with the blanks around them: joined they are the text again.
QStringList words(const QString &text)
{
    static const QRegularExpression word(u"\\s*\\S+\\s*"_s);
    QStringList found;
    for (auto it = word.globalMatch(text); it.hasNext();)
        found.append(it.next().captured());
    return found.isEmpty() && !text.isEmpty() ? QStringList(text) : found;
}

void checkTime(int milliseconds, const QString &key, json::Reader &reader, const QString &where)
{
    constexpr int longest = 3'600'000;
    if (milliseconds < 0 || milliseconds > longest)
        reader.addMismatch(json::pointer(where, key), u"milliseconds from 0 to 3600000"_s, milliseconds);
}

void checkCalls(const ScriptTurn &turn, json::Reader &reader, const QString &where)
{
    const QString calls = where + u"/tool_calls"_s;
    for (qsizetype i = 0; i < turn.toolCalls.size(); ++i) {
        if (turn.toolCalls[i].name.isEmpty())
            reader.add(json::pointer(calls, i), u"\"name\" is required: the tool to call"_s);
    }
    if (turn.error && !turn.toolCalls.isEmpty())
        reader.add(calls, u"a turn that ends in an error calls no tools"_s);
}

void check(const ScriptTurn &turn, json::Reader &reader, const QString &where)
{
    checkTime(turn.waitMs, u"wait_ms"_s, reader, where);
    checkTime(turn.pauseMs, u"pause_ms"_s, reader, where);
    checkCalls(turn, reader, where);
    if (turn.error && turn.error->retryAfterSeconds.value_or(0) < 0)
        reader.add(where + u"/error/retry_after_seconds"_s, u"expected at least 0 seconds"_s);
}

} // namespace

void readJson(const QJsonValue &value, ScriptText &out, json::Reader &reader, const QString &where)
{
    if (value.isString())
        out.pieces = words(value.toString());
    else if (value.isArray())
        json::read(value, out.pieces, reader, where);
    else
        reader.addMismatch(where, u"a text or a list of its pieces"_s, value);
}

void readScript(const QJsonValue &value, Script &out, json::Reader &reader, const QString &where)
{
    const bool isList = value.isArray();
    if (!isList && !value.isObject()) {
        reader.addMismatch(where, u"a list of turns, or a mapping with \"turns\""_s, value);
        return;
    }
    if (isList)
        json::read(value, out.turns, reader, where);
    else
        json::read(value, out, reader, where);
    const QString turns = isList ? where : where + u"/turns"_s;
    for (qsizetype i = 0; i < out.turns.size(); ++i)
        check(out.turns[i], reader, json::pointer(turns, i));
    if (out.turns.isEmpty() && reader.faults().isEmpty())
        reader.add(where, u"a script has at least one turn, such as \"- text: Hello\""_s);
}

void readJson(const QJsonValue &value, ScriptSource &out, json::Reader &reader, const QString &where)
{
    if (value.isString()) {
        const QString name = value.toString();
        if (name.isEmpty() || name.contains(u'/') || name.contains(u'\\') || name.startsWith(u'.'))
            reader.add(where, u"expected the name of a file beside this one, such as script.yaml"_s);
        out.value = name;
        return;
    }
    Script script;
    readScript(value, script, reader, where);
    out.value = script;
}

} // namespace agent
