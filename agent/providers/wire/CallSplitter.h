// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"
#include "agent/values/ToolInfo.h"

namespace agent {

/// What stands before a call in a text.
constexpr QStringView callMarker(u"TOOL_CALL");

/// Where an object in a text ends. The text may come in pieces; nothing is looked at twice.
class ObjectEnd
{
public:
    /// Behind the "}" that belongs to the "{" at `begin`, the same in every call; -1: it has not come yet.
    qsizetype in(QStringView text, qsizetype begin);

private:
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_isText = false; // braces within texts do not count
    bool m_isClosed = false;
};

/// Takes tool calls out of a text that comes in pieces, cut anywhere; see TextCalls.h for what a call is.
/// What is no call is given out as soon as that is known, and nothing of it is lost but white space around
/// calls; a text without calls comes out as it went in. Pure.
class CallSplitter
{
public:
    explicit CallSplitter(const QList<ToolInfo> &tools)
        : m_tools(tools)
    {
    }

    /// The text that is surely none of a call.
    QString take(const QString &piece);
    /// The rest of it, when the text has ended.
    QString end();
    /// In the order of the text, without ids.
    const QList<ToolCall> &calls() const { return m_calls; }

private:
    QString split(bool isEnd);
    bool takeCall(bool isEnd);
    bool takeObject(qsizetype begin, bool isFenced, bool isEnd);
    bool takeWords(bool isEnd);
    void finishCall(const ToolCall &call, qsizetype size);
    QString said(const QString &text);
    std::optional<ToolCall> onlyCall(const QString &text) const;

    QList<ToolInfo> m_tools;
    QList<ToolCall> m_calls;
    QString m_rest;             // what is not decided yet
    bool m_isPlain = false;     // the whole is not one object
    bool m_isInCall = false;    // m_rest begins behind a marker
    bool m_isAfterCall = false; // nothing was said since
    bool m_hasSaid = false;
    ObjectEnd m_objectEnd;  // of the call
    qsizetype m_looked = 0; // through so much of m_rest for the next marker
};

} // namespace agent
