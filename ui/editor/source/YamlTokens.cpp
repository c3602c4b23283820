// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/YamlTokens.h"

#include <QByteArray>

#include <algorithm>
#include <cstring>

namespace ui {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isNumber(QByteArrayView word)
{
    bool good = false;
    [[maybe_unused]] const double number = word.toDouble(&good);
    return good && (word.back() == '.' || (word.back() >= '0' && word.back() <= '9'));
}

bool isConstant(QByteArrayView word)
{
    const QByteArray lower = word.toByteArray().toLower();
    return lower == "true" || lower == "false" || lower == "null" || lower == "~";
}

/// Walks one line from left to right.
class LineCutter
{
public:
    LineCutter(QByteArrayView line, YamlLineState &state)
        : m_line(line)
        , m_state(state)
    {
    }

    QList<YamlToken> cut()
    {
        if (m_state.inside == YamlLineState::Block && continuesBlock())
            return {{YamlKind::String, int(m_line.size())}};
        if (m_state.inside == YamlLineState::Block)
            m_state = {};
        if (m_state.inside != YamlLineState::Nothing)
            closeQuotes();
        while (m_at < m_line.size())
            step();
        return m_tokens;
    }

private:
    bool continuesBlock() const { return yamlIndent(m_line) > m_state.indent || m_line.trimmed().isEmpty(); }

    void add(YamlKind kind, qsizetype length)
    {
        if (length <= 0)
            return;
        if (!m_tokens.isEmpty() && m_tokens.last().kind == kind)
            m_tokens.last().length += int(length);
        else
            m_tokens.append({kind, int(length)});
        m_at += length;
    }

    char at(qsizetype i) const { return i < m_line.size() ? m_line.at(i) : ' '; }

    void step()
    {
        const char c = m_line.at(m_at);
        const bool startsWord = m_at == 0 || isBlank(m_line.at(m_at - 1));
        if (isBlank(c))
            add(YamlKind::Plain, 1);
        else if (c == '#' && startsWord)
            add(YamlKind::Comment, m_line.size() - m_at);
        else if (isIndicator(c))
            add(YamlKind::Mark, 1);
        else if (c == '"' || c == '\'')
            quoted(c);
        else if (std::strchr("[]{},", c) != nullptr)
            bracket(c);
        else if ((c == '|' || c == '>') && startsWord && m_depth == 0)
            blockHeader();
        else if (m_at == 0 && isForParsers())
            add(YamlKind::Mark, m_line.size());
        else
            word();
    }

    /// "-" of a list item or "?" of a key.
    bool isIndicator(char c) const { return (c == '-' || c == '?') && isBlank(at(m_at + 1)) && m_isIndent; }
    /// The edge of a document, or a directive.
    bool isForParsers() const
    {
        return m_line.startsWith("---") || m_line.startsWith("...") || m_line.startsWith('%');
    }

    void bracket(char c)
    {
        if (c == '[' || c == '{')
            ++m_depth;
        else if (c != ',')
            m_depth = std::max(0, m_depth - 1);
        m_isIndent = false;
        add(YamlKind::Mark, 1);
    }

    void quoted(char quote)
    {
        const qsizetype end = endOfQuotes(m_at + 1, quote);
        const bool isKey = end > 0 && m_line.sliced(end).trimmed().startsWith(':');
        if (end < 0)
            m_state = {quote == '"' ? YamlLineState::DoubleQuotes : YamlLineState::SingleQuotes, 0};
        m_isIndent = false;
        add(isKey ? YamlKind::Key : YamlKind::String, (end < 0 ? m_line.size() : end) - m_at);
        if (isKey)
            add(YamlKind::Mark, m_line.indexOf(':', m_at) + 1 - m_at);
    }

    void closeQuotes()
    {
        const qsizetype end = endOfQuotes(0, m_state.inside == YamlLineState::DoubleQuotes ? '"' : '\'');
        if (end >= 0)
            m_state = {};
        m_isIndent = false;
        add(YamlKind::String, end < 0 ? m_line.size() : end);
    }

    /// Behind the closing quote, or -1.
    qsizetype endOfQuotes(qsizetype from, char quote) const
    {
        for (qsizetype i = from; i < m_line.size(); ++i) {
            const char escape = quote == '"' ? '\\' : '\'';
            const bool isEscaped = m_line.at(i) == escape && (quote == '"' || at(i + 1) == quote);
            if (isEscaped)
                ++i;
            else if (m_line.at(i) == quote)
                return i + 1;
        }
        return -1;
    }

    void blockHeader()
    {
        const auto *end = std::find_if(m_line.begin() + m_at, m_line.end(), isBlank);
        m_state = {YamlLineState::Block, m_keyIndent >= 0 ? m_keyIndent : yamlIndent(m_line)};
        add(YamlKind::Constant, end - (m_line.begin() + m_at));
    }

    void word()
    {
        const qsizetype end = endOfWord();
        const QByteArrayView text = m_line.sliced(m_at, end - m_at).trimmed();
        if (at(end) == ':' && end < m_line.size()) {
            m_keyIndent = m_depth == 0 ? int(m_at) : m_keyIndent;
            add(YamlKind::Key, end - m_at);
            add(YamlKind::Mark, 1);
        } else if (text.startsWith('&') || text.startsWith('*') || text.startsWith('!')) {
            add(YamlKind::Constant, std::ranges::find_if(text, isBlank) - text.begin());
            return;
        } else {
            const YamlKind other = isConstant(text) ? YamlKind::Constant : YamlKind::String;
            add(isNumber(text) ? YamlKind::Number : other, end - m_at);
        }
        m_isIndent = false;
    }

    /// A plain scalar ends at ": ", at " #" and, within brackets, at a comma or bracket.
    qsizetype endOfWord() const
    {
        qsizetype i = m_at;
        for (; i < m_line.size(); ++i) {
            const char c = m_line.at(i);
            if (c == ':' && isBlank(at(i + 1)))
                break;
            if (c == '#' && i > m_at && isBlank(m_line.at(i - 1)))
                break;
            if (m_depth > 0 && std::strchr("[]{},", c) != nullptr)
                break;
        }
        while (i > m_at + 1 && isBlank(m_line.at(i - 1)))
            --i;
        return std::max(i, m_at + 1);
    }

    QByteArrayView m_line;
    YamlLineState &m_state;
    QList<YamlToken> m_tokens;
    qsizetype m_at = 0;
    int m_depth = 0;        // open brackets
    int m_keyIndent = -1;   // column of the last key, which a block scalar hangs on
    bool m_isIndent = true; // only blanks and dashes so far
};

} // namespace

QList<YamlToken> yamlTokens(QByteArrayView line, YamlLineState &state)
{
    return LineCutter(line, state).cut();
}

int yamlIndent(QByteArrayView line)
{
    return int(std::ranges::find_if(line, [](char c) { return c != ' '; }) - line.begin());
}

} // namespace ui
