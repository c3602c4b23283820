// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/CommandLine.h"

#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

Result<> checkCharacters(const QString &line)
{
    static const QRegularExpression refused(u"[;|&`{}<>\\n\\r\\x{0}]|\\$\\("_s);
    const QString found = refused.match(line).captured();
    if (found.isEmpty())
        return {};
    if (found.at(0) < u' ')
        return fail(ErrorKind::InvalidInput, u"the command must be one line"_s);
    return fail(
        ErrorKind::InvalidInput,
        u"the command cannot hold \"%1\": one program is run with its arguments, and no shell reads them"_s
            .arg(found));
}

/// Reads one character after the other.
class Splitter
{
public:
    void take(QChar c)
    {
        if (m_isEscaped)
            takeEscaped(c);
        else if (c == u'\\' && m_quote != u'\'')
            m_isEscaped = true;
        else if (m_quote.isNull() && c.isSpace())
            finishWord();
        else if (c == m_quote)
            m_quote = QChar();
        else if (m_quote.isNull() && (c == u'\'' || c == u'"'))
            open(c);
        else
            add(c);
    }

    Result<QStringList> words()
    {
        if (!m_quote.isNull())
            return fail(ErrorKind::InvalidInput, u"the quote %1 is not closed"_s.arg(m_quote));
        if (m_isEscaped)
            return fail(ErrorKind::InvalidInput, u"nothing stands after the last backslash"_s);
        finishWord();
        if (m_words.isEmpty() || m_words.constFirst().isEmpty())
            return fail(ErrorKind::InvalidInput, u"the command is empty"_s);
        return m_words;
    }

private:
    void takeEscaped(QChar c)
    {
        m_isEscaped = false;
        if (m_quote == u'"' && c != u'"' && c != u'\\' && c != u'$')
            add(u'\\');
        add(c);
    }
    void open(QChar quote)
    {
        m_quote = quote;
        m_word = m_word.value_or(QString()); // "" is a word
    }
    void add(QChar c) { m_word = m_word.value_or(QString()) + c; }
    void finishWord()
    {
        if (m_word)
            m_words.append(*m_word);
        m_word.reset();
    }

    QStringList m_words;
    std::optional<QString> m_word;
    QChar m_quote;
    bool m_isEscaped = false;
};

} // namespace

Result<QStringList> wordsOf(const QString &line)
{
    if (const auto fits = checkCharacters(line); !fits)
        return tl::unexpected(fits.error());
    Splitter splitter;
    for (const QChar c : line)
        splitter.take(c);
    return splitter.words();
}

} // namespace agent
