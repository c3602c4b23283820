// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Html.h"

#include "agent/tools/toolbox/HtmlEntities.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool isBlock(const QString &name)
{
    static const QSet<QString> blocks = [] {
        const QStringList names = u"address article aside blockquote body br button caption dd details div "
                                  u"dl dt fieldset figcaption "
                                  "figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main "
                                  "nav ol option p pre section "
                                  "summary table tbody tfoot thead title tr ul"_s.split(u' ');
        return QSet<QString>(names.begin(), names.end());
    }();
    return blocks.contains(name);
}

bool isEmptyElement(const QString &name)
{
    static const QSet<QString> names{u"area"_s, u"base"_s,  u"br"_s,   u"col"_s,  u"embed"_s,  u"hr"_s,
                                     u"img"_s,  u"input"_s, u"link"_s, u"meta"_s, u"source"_s, u"wbr"_s};
    return names.contains(name);
}

/// What is between "<" and ">".
struct Tag
{
    QString name; ///< In small letters; empty for a comment or declaration.
    bool isEnd = false;
};

class Reader
{
public:
    Reader(QStringView html, QString element)
        : m_html(html)
        , m_element(std::move(element))
    {
    }

    HtmlText read()
    {
        while (m_at < m_html.size()) {
            const qsizetype open = m_html.indexOf(u'<', m_at);
            const qsizetype end = open < 0 ? m_html.size() : open;
            addText(m_html.sliced(m_at, end - m_at));
            m_at = end;
            if (open >= 0)
                readMarkup();
        }
        return {tidied(), m_found};
    }

private:
    bool isWanted() const { return m_element.isEmpty() || m_depth > 0; }

    void addText(QStringView text)
    {
        if (!isWanted())
            return;
        const QString decoded = withoutEntities(text);
        for (const QChar c : decoded) {
            if (m_preformatted > 0 || !c.isSpace() || c == QChar::Nbsp)
                m_out += c == QChar::Nbsp ? u' ' : c;
            else if (!m_out.isEmpty() && !m_out.back().isSpace())
                m_out += u' ';
        }
    }

    void breakLine()
    {
        if (isWanted() && !m_out.isEmpty() && m_out.back() != u'\n')
            m_out += u'\n';
    }

    /// Behind `mark`, or at the end of the text when there is none.
    void skipBehind(QStringView mark)
    {
        const qsizetype found = m_html.indexOf(mark, m_at, Qt::CaseInsensitive);
        m_at = found < 0 ? m_html.size() : found + mark.size();
    }

    // A ">" in a quoted attribute does not end the tag.
    void skipAttributes()
    {
        while (m_at < m_html.size() && m_html[m_at] != u'>') {
            const QChar c = m_html[m_at++];
            const bool isValue = m_at >= 2 && m_html[m_at - 2] == u'=';
            if ((c == u'"' || c == u'\'') && isValue)
                skipBehind(QStringView(&c, 1));
        }
        ++m_at;
    }

    void readMarkup()
    {
        const QChar next = m_at + 1 < m_html.size() ? m_html[m_at + 1] : QChar();
        if (m_html.sliced(m_at).startsWith(u"<!--"_s))
            return skipBehind(u"-->");
        if (next == u'!' || next == u'?')
            return skipBehind(u">");
        const bool isEnd = next == u'/';
        qsizetype end = m_at + (isEnd ? 2 : 1);
        const qsizetype begin = end;
        while (end < m_html.size() && (m_html[end].isLetterOrNumber() || m_html[end] == u'-'))
            ++end;
        if (end == begin || !m_html[begin].isLetter()) {
            addText(u"<");
            ++m_at;
            return;
        }
        m_at = end;
        skipAttributes();
        readTag({m_html.sliced(begin, end - begin).toString().toLower(), isEnd});
    }

    void readTag(const Tag &tag)
    {
        if (!tag.isEnd && (tag.name == u"script"_s || tag.name == u"style"_s || tag.name == u"template"_s)) {
            skipBehind(QString(u"</"_s + tag.name));
            return skipBehind(u">");
        }
        if (tag.name == u"pre"_s)
            m_preformatted = std::max(0, m_preformatted + (tag.isEnd ? -1 : 1));
        if (isBlock(tag.name))
            breakLine();
        if (tag.name == u"td"_s || tag.name == u"th"_s)
            addText(u" ");
        if (tag.name == m_element)
            countElement(tag);
    }

    // A paragraph ends where the next begins.
    void countElement(const Tag &tag)
    {
        if (tag.isEnd) {
            breakLine();
            m_depth = std::max(0, m_depth - 1);
            return;
        }
        ++m_found;
        if (!isEmptyElement(tag.name))
            m_depth = tag.name == u"p"_s ? 1 : m_depth + 1;
    }

    QString tidied() const
    {
        QStringList lines;
        for (const QString &line : m_out.split(u'\n')) {
            const QString kept = line.trimmed().isEmpty() ? QString() : QString(line).remove(u'\r');
            if (!kept.isEmpty() || (!lines.isEmpty() && !lines.constLast().isEmpty()))
                lines.append(kept.startsWith(u"  "_s) ? kept : kept.trimmed());
        }
        return lines.join(u'\n').trimmed();
    }

    QStringView m_html;
    QString m_element;
    qsizetype m_at = 0;
    int m_depth = 0; ///< Of elements of the wanted name.
    int m_found = 0;
    int m_preformatted = 0;
    QString m_out;
};

} // namespace

HtmlText htmlText(const QString &html, const QString &element)
{
    return Reader(html, element.trimmed().toLower()).read();
}

} // namespace agent
