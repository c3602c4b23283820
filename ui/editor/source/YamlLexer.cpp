// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/YamlLexer.h"

#include "ui/editor/source/YamlTokens.h"
#include "ui/theme/Theme.h"

#include <Qsci/qsciscintilla.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kinds = static_cast<int>(YamlKind::Mark) + 1;

Token tokenOf(YamlKind kind)
{
    switch (kind) {
    case YamlKind::Comment:
        return Token::YamlComment;
    case YamlKind::Key:
        return Token::YamlKey;
    case YamlKind::String:
        return Token::YamlString;
    case YamlKind::Number:
        return Token::YamlNumber;
    case YamlKind::Constant:
        return Token::YamlBool;
    case YamlKind::Mark:
        return Token::Faint;
    case YamlKind::Plain:
        break;
    }
    return Token::Text;
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
        line.chop(1);
    return line;
}

bool isComment(const QsciScintilla &editor, int line)
{
    const long begin = editor.SendScintilla(QsciScintilla::SCI_GETLINEINDENTPOSITION, line);
    return editor.SendScintilla(QsciScintilla::SCI_GETCHARAT, begin) == '#';
}

/// The depth of a line for folding; -1 for a blank one, which belongs to whatever stands around it.
int depthOf(const QsciScintilla &editor, int line)
{
    const long begin = editor.SendScintilla(QsciScintilla::SCI_GETLINEINDENTPOSITION, line);
    if (begin >= editor.SendScintilla(QsciScintilla::SCI_GETLINEENDPOSITION, line))
        return -1;
    // A dash is deeper than the key above it, even in the same column, and its item's keys deeper still.
    const bool isItem = editor.SendScintilla(QsciScintilla::SCI_GETCHARAT, begin) == '-';
    return 2 * int(editor.SendScintilla(QsciScintilla::SCI_GETLINEINDENTATION, line)) + (isItem ? 1 : 0);
}

/// The depth of the next line that is not blank; -1 if there is none.
int depthBelow(const QsciScintilla &editor, int line)
{
    int depth = -1;
    for (int next = line + 1; depth < 0 && next < editor.lines(); ++next)
        depth = depthOf(editor, next);
    return depth;
}

} // namespace

YamlLexer::YamlLexer(const Theme &theme, QObject *parent)
    : QsciLexerCustom(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &YamlLexer::dress);
    dress();
}

QString YamlLexer::description(int style) const
{
    return style < kinds ? QString::number(style) : QString();
}

QColor YamlLexer::defaultColor(int style) const
{
    return m_theme.color(tokenOf(static_cast<YamlKind>(style < kinds ? style : 0)));
}

QColor YamlLexer::defaultPaper(int) const
{
    return m_theme.color(Token::Surface);
}

QFont YamlLexer::defaultFont(int style) const
{
    // QScintilla takes a font's size in points only.
    QFont font = Theme::codeFont();
    if (font.pixelSize() > 0)
        font.setPointSizeF(font.pixelSize() * 0.75);
    font.setItalic(static_cast<YamlKind>(style) == YamlKind::Comment);
    return font;
}

void YamlLexer::styleText(int start, int end)
{
    const QsciScintilla &code = *editor();
    const int first = int(code.SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, start));
    const int last = int(code.SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, end));
    YamlLineState state;
    if (first > 0)
        state = YamlLineState::unpacked(int(code.SendScintilla(QsciScintilla::SCI_GETLINESTATE, first - 1)));
    const long begin = code.SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, first);
    const long behind = code.SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, last)
        + code.SendScintilla(QsciScintilla::SCI_LINELENGTH, last);
    const QByteArray text = code.bytes(int(begin), int(behind)); // with a NUL behind it
    QByteArray styles;
    styles.reserve(behind - begin);
    for (int line = first; line <= last; ++line) {
        const long length = code.SendScintilla(QsciScintilla::SCI_LINELENGTH, line);
        const QByteArrayView whole = QByteArrayView(text).sliced(styles.size(), length);
        const QByteArrayView words = withoutLineEnd(whole);
        for (const YamlToken &token : yamlTokens(words, state))
            styles.append(token.length, static_cast<char>(token.kind));
        styles.append(whole.size() - words.size(), static_cast<char>(YamlKind::Plain));
        code.SendScintilla(QsciScintilla::SCI_SETLINESTATE, static_cast<unsigned long>(line),
                           static_cast<long>(state.packed()));
    }
    // All at once: each call is told to everybody who listens.
    startStyling(int(begin));
    code.SendScintilla(QsciScintilla::SCI_SETSTYLINGEX, static_cast<uintptr_t>(styles.size()),
                       styles.constData());
    foldLines(first, last);
}

void YamlLexer::foldLines(int first, int last)
{
    const QsciScintilla &code = *editor();
    // What stands above may have become a fold, or no longer be one.
    first = std::max(0, first - 1);
    while (first > 0 && depthOf(code, first) < 0)
        --first;
    int depth = 0;
    for (int line = first; line <= last; ++line) {
        const int own = depthOf(code, line);
        depth = own < 0 ? depth : own;
        long level = QsciScintilla::SC_FOLDLEVELBASE + depth;
        if (own < 0)
            level |= QsciScintilla::SC_FOLDLEVELWHITEFLAG;
        else if (depthBelow(code, line) > own && !isComment(code, line))
            level |= QsciScintilla::SC_FOLDLEVELHEADERFLAG;
        if (code.SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL, line) != level)
            code.SendScintilla(QsciScintilla::SCI_SETFOLDLEVEL, static_cast<unsigned long>(line), level);
    }
}

void YamlLexer::dress()
{
    for (int style = 0; style < kinds; ++style) {
        setColor(defaultColor(style), style);
        setPaper(defaultPaper(style), style);
        setFont(defaultFont(style), style);
    }
    setDefaultColor(m_theme.color(Token::Text));
    setDefaultPaper(m_theme.color(Token::Surface));
    setDefaultFont(defaultFont(0));
}

} // namespace ui

#include "moc_YamlLexer.cpp"
