// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/CallSplitter.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr QStringView fence(u"```");

/// The call an object describes; nothing if it names no tool.
std::optional<ToolCall> callIn(const QString &object)
{
    const QJsonObject read = QJsonDocument::fromJson(object.toUtf8()).object();
    for (const auto &key : {u"tool_name"_s, u"tool"_s, u"name"_s}) {
        if (!read.value(key).isString())
            continue;
        for (const auto &arguments : {u"parameters"_s, u"arguments"_s, u"params"_s}) {
            if (read.value(arguments).isObject())
                return ToolCall{{}, read.value(key).toString(), read.value(arguments).toObject(), {}};
        }
        return ToolCall{{}, read.value(key).toString(), {}, {}};
    }
    return std::nullopt;
}

ToolCall unreadable(const QString &text)
{
    return {{}, {}, {}, text};
}

template<class Skipped>
qsizetype skip(QStringView text, qsizetype at, Skipped isSkipped)
{
    while (at < text.size() && isSkipped(text[at]))
        ++at;
    return at;
}

qsizetype skipSpace(QStringView text, qsizetype at)
{
    return skip(text, at, [](QChar c) { return c.isSpace(); });
}

/// Whether a fence may begin there, but more of the text must come before that is known.
bool mayBecomeFence(QStringView text, qsizetype at)
{
    return text.size() - at < fence.size() && fence.startsWith(text.sliced(at));
}

/// How much at the end of a text may be the beginning of a marker, and the white space before that.
qsizetype undecided(QStringView text)
{
    qsizetype size = std::min(callMarker.size() - 1, text.size());
    while (!text.endsWith(callMarker.first(size)))
        --size;
    while (size < text.size() && text[text.size() - size - 1].isSpace())
        ++size;
    return size;
}

QString withoutSpaceAtEnd(QStringView text)
{
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text.toString();
}

/// What stands in a code fence, if the whole text does.
QString unwrapped(const QString &text)
{
    const QString whole = text.trimmed();
    const bool isFenced = whole.startsWith(fence) && whole.endsWith(fence) && whole.contains(u'\n');
    return isFenced ? whole.section(u'\n', 1).chopped(fence.size()).trimmed() : whole;
}

} // namespace

qsizetype ObjectEnd::in(QStringView text, qsizetype begin)
{
    m_at = std::max(m_at, begin);
    while (!m_isClosed && m_at < text.size()) {
        const QChar c = text[m_at++];
        if (m_isText && c == u'\\')
            ++m_at;
        else if (c == u'"')
            m_isText = !m_isText;
        else if (!m_isText && c == u'{')
            ++m_depth;
        else if (!m_isText && c == u'}')
            m_isClosed = --m_depth == 0;
    }
    return m_isClosed ? m_at : -1;
}

QString CallSplitter::take(const QString &piece)
{
    m_rest += piece;
    if (!m_isPlain) {
        const qsizetype begin = skipSpace(m_rest, 0);
        const bool mayBeOneObject = begin == m_rest.size() || m_rest[begin] == u'{' || m_rest[begin] == u'`';
        m_isPlain = !mayBeOneObject;
    }
    return m_isPlain ? split(false) : QString();
}

QString CallSplitter::end()
{
    if (!m_isPlain) {
        const QString inside = unwrapped(m_rest);
        if (const auto call = onlyCall(inside)) {
            m_calls.append(*call);
            return {};
        }
        if (inside.startsWith(callMarker))
            m_rest = inside;
    }
    return split(true);
}

/// Without a marker an object counts only if it is all that was said and names a tool.
std::optional<ToolCall> CallSplitter::onlyCall(const QString &text) const
{
    if (!text.startsWith(u'{') || ObjectEnd().in(text, 0) != text.size())
        return std::nullopt;
    const std::optional<ToolCall> call = callIn(text);
    const bool isNamed = call && std::ranges::find(m_tools, call->name, &ToolInfo::name) != m_tools.end();
    return isNamed ? call : std::nullopt;
}

QString CallSplitter::split(bool isEnd)
{
    QString out;
    while (true) {
        if (m_isInCall && !takeCall(isEnd))
            return out;
        const qsizetype marker = m_rest.indexOf(callMarker);
        if (marker < 0)
            break;
        out += said(withoutSpaceAtEnd(QStringView(m_rest).first(marker)));
        m_rest.remove(0, marker + callMarker.size());
        m_isInCall = true;
    }
    const qsizetype known = m_rest.size() - (isEnd ? 0 : undecided(m_rest));
    out += said(m_rest.first(known));
    m_rest.remove(0, known);
    return out;
}

/// Whether the call is whole now, and taken.
bool CallSplitter::takeCall(bool isEnd)
{
    const QStringView rest(m_rest);
    qsizetype at = skip(rest, 0, [](QChar c) { return c.isSpace() || c == u':'; });
    const bool isFenced = rest.sliced(at).startsWith(fence);
    if (isFenced)
        at = skipSpace(rest, skip(rest, at + fence.size(), [](QChar c) { return c.isLetterOrNumber(); }));
    if (!isEnd && mayBecomeFence(rest, at))
        return false;
    const bool isObject = at < rest.size() && rest[at] == u'{';
    return isObject ? takeObject(at, isFenced, isEnd) : takeWords(isEnd);
}

bool CallSplitter::takeObject(qsizetype begin, bool isFenced, bool isEnd)
{
    const qsizetype end = m_objectEnd.in(m_rest, begin);
    if (end < 0) {
        if (isEnd)
            finishCall(unreadable(m_rest.sliced(begin)), m_rest.size());
        return isEnd;
    }
    const QString object = m_rest.sliced(begin, end - begin);
    const qsizetype closing = isFenced ? skipSpace(m_rest, end) : end;
    if (isFenced && !isEnd && mayBecomeFence(m_rest, closing))
        return false;
    const bool isClosed = isFenced && QStringView(m_rest).sliced(closing).startsWith(fence);
    finishCall(callIn(object).value_or(unreadable(object)), isClosed ? closing + fence.size() : end);
    return true;
}

/// What stands behind a marker and is no object, up to the next marker.
bool CallSplitter::takeWords(bool isEnd)
{
    const qsizetype next = m_rest.indexOf(callMarker, m_looked);
    m_looked = std::max<qsizetype>(0, m_rest.size() - callMarker.size());
    if (next < 0 && !isEnd)
        return false;
    const qsizetype size = next < 0 ? m_rest.size() : next;
    finishCall(unreadable(m_rest.first(size)), size);
    return true;
}

void CallSplitter::finishCall(const ToolCall &call, qsizetype size)
{
    m_calls.append(call);
    m_rest.remove(0, size);
    m_isInCall = false;
    m_isAfterCall = true;
    m_objectEnd = {};
    m_looked = 0;
}

/// A text as it is given out: a line of its own after a call.
QString CallSplitter::said(const QString &text)
{
    const QString kept = m_isAfterCall ? text.sliced(skipSpace(text, 0)) : text;
    if (kept.isEmpty())
        return {};
    const bool needsLine = std::exchange(m_isAfterCall, false) && m_hasSaid;
    m_hasSaid = true;
    return needsLine ? u'\n' + kept : kept;
}

} // namespace agent
