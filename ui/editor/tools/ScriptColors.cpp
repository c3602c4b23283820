// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ScriptColors.h"

#include "ui/theme/Theme.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

/// What a line begins in, from the line before.
enum class Inside { Code, Comment, Template };

/// Where what began before ends in this line; behind the line's end if it does not.
qsizetype endOf(Inside inside, const QString &text, qsizetype from)
{
    const QString closing = inside == Inside::Comment ? u"*/"_s : u"`"_s;
    const qsizetype at = text.indexOf(closing, from);
    return at < 0 ? text.size() + 1 : at + closing.size();
}

/// One thing to be coloured: a comment, a text, a number or a word of the language.
const QRegularExpression &piece()
{
    static const QRegularExpression pattern(
        u"(?<line>//.*$)|(?<comment>/\\*)|(?<template>`)"
        "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"?|'(?:[^'\\\\]|\\\\.)*'?)"
        "|(?<number>\\b\\d[\\w.]*)"
        "|(?<word>\\b(?:async|await|break|case|catch|class|const|continue|default|delete|do|else|finally|for"
        "|function|if|in|instanceof|let|new|of|return|switch|throw|try|typeof|var|void|while|yield)\\b)"
        "|(?<value>\\b(?:true|false|null|undefined|NaN|Infinity|this|args)\\b)"_s);
    return pattern;
}

Token colorOf(const QRegularExpressionMatch &match)
{
    if (!match.captured(u"line"_s).isEmpty() || !match.captured(u"comment"_s).isEmpty())
        return Token::YamlComment;
    if (!match.captured(u"text"_s).isEmpty() || !match.captured(u"template"_s).isEmpty())
        return Token::YamlString;
    if (!match.captured(u"number"_s).isEmpty())
        return Token::YamlNumber;
    return match.captured(u"word"_s).isEmpty() ? Token::YamlBool : Token::YamlKey;
}

Inside opens(const QRegularExpressionMatch &match)
{
    if (!match.captured(u"comment"_s).isEmpty())
        return Inside::Comment;
    return match.captured(u"template"_s).isEmpty() ? Inside::Code : Inside::Template;
}

} // namespace

ScriptColors::ScriptColors(const Theme &theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void ScriptColors::highlightBlock(const QString &text)
{
    const auto color = [&](qsizetype from, qsizetype to, Token token) {
        setFormat(int(from), int(std::min(to, text.size()) - from), m_theme.color(token));
    };
    setCurrentBlockState(int(Inside::Code));
    qsizetype at = 0;
    const auto before = static_cast<Inside>(std::max(0, previousBlockState()));
    if (before != Inside::Code) {
        at = endOf(before, text, 0);
        color(0, at, before == Inside::Comment ? Token::YamlComment : Token::YamlString);
        if (at > text.size())
            return setCurrentBlockState(int(before));
    }
    for (auto match = piece().match(text, at); match.hasMatch(); match = piece().match(text, at)) {
        const Inside inside = opens(match);
        at = inside == Inside::Code ? match.capturedEnd() : endOf(inside, text, match.capturedEnd());
        color(match.capturedStart(), at, colorOf(match));
        if (at > text.size())
            return setCurrentBlockState(int(inside));
    }
}

} // namespace ui

#include "moc_ScriptColors.cpp"
