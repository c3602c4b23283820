// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/YamlText.h"

#include "ui/editor/source/YamlTokens.h"

#include "agent/values/AgentSpec.h"
#include "agent/values/Toolbox.h"

#include <QMap>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

// --- comments

static bool isBlankLine(QByteArrayView line)
{
    return line.trimmed().isEmpty();
}

QByteArray withCommentsToggled(const QByteArray &lines)
{
    QList<QByteArray> list = lines.split('\n');
    int indent = INT_MAX;
    bool allCommented = true;
    for (const QByteArray &line : std::as_const(list)) {
        if (isBlankLine(line))
            continue;
        indent = std::min(indent, yamlIndent(line));
        allCommented = allCommented && line.trimmed().startsWith('#');
    }
    for (QByteArray &line : list) {
        if (isBlankLine(line))
            continue;
        const int hash = yamlIndent(line);
        if (allCommented)
            line.remove(hash, line.mid(hash).startsWith("# ") ? 2 : 1);
        else
            line.insert(indent, "# ");
    }
    return list.join('\n');
}

// --- the place of the caret

namespace {

/// A line as "indentation, dashes, key:".
struct LineHead
{
    int column = 0;       ///< Of the key, or of the text behind the dashes.
    int dash = -1;        ///< Column of the last dash.
    QByteArray key;       ///< Without the colon; empty if there is none.
    qsizetype value = -1; ///< Where the text behind the colon begins.
};

LineHead headOf(QByteArrayView line)
{
    LineHead head;
    int at = yamlIndent(line);
    while (at + 1 < line.size() && line.at(at) == '-' && line.at(at + 1) == ' ') {
        head.dash = at;
        at += 2 + yamlIndent(line.sliced(at + 2));
    }
    head.column = at;
    const qsizetype colon = line.indexOf(':', at);
    const bool endsKey = colon > at && (colon + 1 == line.size() || line.at(colon + 1) == ' ');
    if (endsKey && line.at(at) != '#') {
        head.key = line.sliced(at, colon - at).toByteArray();
        head.value = colon + 1;
    }
    return head;
}

/// Cuts the last line off a text and gives it, without its line end.
QByteArrayView takeLastLine(QByteArrayView &text)
{
    const qsizetype end = text.lastIndexOf('\n');
    const QByteArrayView line = text.sliced(end + 1);
    text = text.first(std::max<qsizetype>(end, 0));
    return line;
}

/// Goes up from a line to everything that it stands in.
class Climb
{
public:
    Climb(const LineHead &from, QStringList &path)
        : m_path(path)
    {
        enter(from);
    }

    bool isDone() const { return m_column <= 0 && m_list < 0; }

    void see(const LineHead &head)
    {
        if (!head.key.isEmpty() && holds(head)) {
            m_path.prepend(QString::fromUtf8(head.key));
            enter(head);
        } else if (m_list < 0 && head.dash >= 0 && head.column == m_column) {
            enter(head); // a sibling on the line of the dash
        }
    }

private:
    bool holds(const LineHead &head) const
    {
        if (m_list < 0)
            return head.column < m_column;
        return head.column < m_list || (head.column == m_list && head.dash < 0);
    }

    void enter(const LineHead &head)
    {
        m_column = head.column;
        m_list = head.dash;
        if (m_list >= 0)
            m_path.prepend(u"-"_s);
    }

    QStringList &m_path;
    int m_column = 0;
    int m_list = -1; ///< Column of the dashes whose key is looked for; -1: the parent of a mapping is.
};

/// Prepends everything that the line `from` stands in, going up through the lines above it.
void climb(QByteArrayView above, const LineHead &from, QStringList &path)
{
    Climb climb(from, path);
    while (!above.isEmpty() && !climb.isDone()) {
        const QByteArrayView line = takeLastLine(above);
        if (!isBlankLine(line) && !line.trimmed().startsWith('#'))
            climb.see(headOf(line));
    }
}

} // namespace

YamlPlace yamlPlaceAt(QByteArrayView textBeforeCaret)
{
    QByteArrayView above = textBeforeCaret;
    const QByteArrayView current = takeLastLine(above);
    const LineHead head = headOf(current);
    YamlPlace place;
    place.key = QString::fromUtf8(head.key);
    const qsizetype wordBegin =
        1 + std::max({current.lastIndexOf(' '), current.lastIndexOf('{'), current.lastIndexOf('[')});
    place.typed = current.sliced(wordBegin).toByteArray();
    place.isItem = head.dash >= 0 && head.key.isEmpty();
    place.isComment = current.trimmed().startsWith('#') || current.contains(" #");

    climb(above, head, place.path);
    return place;
}

// --- completion

namespace {

QStringList topKeys()
{
    return {u"name"_s,          u"description"_s, u"provider"_s,
            u"model"_s,         u"base_url"_s,    u"api_key"_s,
            u"temperature"_s,   u"max_tokens"_s,  u"max_iterations"_s,
            u"system_prompt"_s, u"tools"_s,       u"conversation_starters"_s,
            u"retry"_s,         u"budget"_s,      u"reasoning_strategy"_s,
            u"verbose"_s,       u"stream"_s,      u"coherence"_s,
            u"compress"_s,      u"trace"_s};
}

QStringList keysAt(const QStringList &path)
{
    static const QMap<QString, QStringList> known{
        {u""_s, topKeys()},
        {u"retry"_s, json::keys<RetrySpec>()},
        {u"budget"_s, json::keys<BudgetSpec>()},
        {u"coherence"_s, json::keys<CoherenceSpec>()},
        {u"compress"_s, json::keys<CompressSpec>()},
        {u"trace"_s, json::keys<TraceSpec>()},
        {u"tools/-"_s, {u"name"_s, u"description"_s, u"toolbox"_s, u"http"_s, u"parameters"_s, u"enabled"_s}},
        {u"tools/-/http"_s, json::keys<HttpTool>()},
        {u"tools/-/parameters"_s, {u"type"_s, u"properties"_s, u"required"_s}},
    };
    const QString place = path.join(u'/');
    if (path.size() == 5 && place.startsWith(u"tools/-/parameters/properties/"_s))
        return {u"type"_s, u"description"_s, u"default"_s, u"enum"_s};
    return known.value(place);
}

QStringList toolNames()
{
    QStringList names;
    for (const ToolboxEntry &entry : toolbox())
        names.append(entry.name);
    return names;
}

QStringList valuesOf(const YamlPlace &place)
{
    static const QStringList booleans{u"true"_s, u"false"_s};
    static const QMap<QString, QStringList> known{
        {u"provider"_s, knownProviders()},
        {u"reasoning_strategy"_s, {u"react"_s, u"cot"_s, u"plan_then_act"_s}},
        {u"verbose"_s, booleans},
        {u"stream"_s, booleans},
        {u"coherence/enabled"_s, booleans},
        {u"coherence/fail_closed"_s, booleans},
        {u"compress/enabled"_s, booleans},
        {u"tools/-/enabled"_s, booleans},
        {u"tools/-/toolbox"_s, toolNames()},
        {u"tools/-/http/method"_s, {u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s}},
    };
    const QString pointer = (place.path + QStringList{place.key}).join(u'/');
    if (pointer.startsWith(u"tools/-/parameters"_s) && place.key == u"type"_s)
        return {u"string"_s, u"integer"_s, u"number"_s, u"boolean"_s, u"array"_s, u"object"_s};
    return known.value(pointer);
}

} // namespace

QStringList yamlCompletions(const YamlPlace &place)
{
    QStringList all;
    if (place.isComment)
        return all;
    if (!place.key.isEmpty()) {
        all = valuesOf(place);
    } else {
        for (const QString &key : keysAt(place.path))
            all.append(key + u':');
        if (place.isItem && place.path == QStringList{u"tools"_s, u"-"_s})
            all = toolNames() + all;
    }
    const QString typed = QString::fromUtf8(place.typed);
    all.removeIf([&](const QString &word) {
        return !word.startsWith(typed, Qt::CaseInsensitive) || word.chopped(word.endsWith(u':')) == typed;
    });
    return all;
}

} // namespace ui
