// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlText.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>
#include <QStringDecoder>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace agent::yaml {
namespace {

bool isLineBreakElsewhere(char32_t c)
{
    return c == 0x85 || c == 0x2028 || c == 0x2029; // line breaks for a reader of YAML 1.1
}

/// Whether a character can only be written as an escape (YAML 1.2.2, section 5.1).
bool needsEscape(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || isLineBreakElsewhere(c) || c == 0xFEFF || c == 0xFFFE
        || c == 0xFFFF;
}

bool hasOnly(const QByteArray &text, bool (*fits)(char32_t))
{
    const QList<uint> characters = decoded(text).toUcs4();
    return std::ranges::all_of(characters, fits);
}

bool fitsOneLine(char32_t c)
{
    return !needsEscape(c);
}

bool fitsBlock(char32_t c)
{
    return c == '\n' || c == '\t' || !needsEscape(c);
}

QByteArray escaped(char32_t c)
{
    switch (c) {
    case '\n':
        return "\\n";
    case '\t':
        return "\\t";
    case '\r':
        return "\\r";
    default:
        return c < 0x100 ? "\\x" + QByteArray::number(c, 16).rightJustified(2, '0')
                         : "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
    }
}

QByteArray doubleQuoted(const QByteArray &text)
{
    QByteArray out = "\"";
    for (const char32_t c : decoded(text).toUcs4()) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += needsEscape(c) ? escaped(c) : QString::fromUcs4(&c, 1).toUtf8();
    }
    return out + '"';
}

QByteArray singleQuoted(QByteArray text)
{
    return '\'' + text.replace("'", "''") + '\'';
}

/// Stricter than YAML: what is doubtful gets quotes.
bool canBePlain(const QByteArray &text, Spot spot)
{
    if (isAmbiguous(text) || !hasOnly(text, fitsOneLine) || text != text.trimmed())
        return false;
    if (QByteArrayView("-?:,[]{}#&*!|>'\"%@`").contains(text.front()) || text.startsWith("..."))
        return false;
    if (text.contains(": ") || text.contains(" #") || text.endsWith(':'))
        return false;
    constexpr QByteArrayView marks(",[]{}:#?");
    const auto isMark = [&](char c) { return marks.contains(c); };
    return spot == Spot::Block || std::ranges::none_of(text, isMark);
}

QByteArray numberText(double number)
{
    if (std::isnan(number))
        return ".nan";
    if (std::isinf(number))
        return number < 0 ? "-.inf" : ".inf";
    return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
}

QByteArray scalarText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    if (!value.isDouble())
        return "null";
    // Whole numbers are kept exactly; a double of the same size would be written with an exponent.
    const QVariant exact = value.toVariant();
    return exact.typeId() == QMetaType::LongLong ? QByteArray::number(exact.toLongLong())
                                                 : numberText(value.toDouble());
}

bool isEmptyCollection(const QJsonValue &value)
{
    return (value.isObject() && value.toObject().isEmpty()) || (value.isArray() && value.toArray().isEmpty());
}

/// People look for these first; the rest follows in the alphabet.
QStringList keysInReadingOrder(const QJsonObject &object)
{
    static const QStringList first{u"name"_s, u"title"_s, u"description"_s, u"type"_s};
    QStringList keys;
    for (const QString &key : first) {
        if (object.contains(key))
            keys.append(key);
    }
    for (const QString &key : object.keys()) {
        if (!first.contains(key))
            keys.append(key);
    }
    return keys;
}

QByteArray header(char kind, const QByteArray &body, qsizetype newlines, int indent)
{
    QByteArray out(1, kind);
    qsizetype first = 0;
    while (first < body.size() && body[first] == '\n')
        ++first;
    if (first < body.size() && body[first] == ' ')
        out += QByteArray::number(indent);
    if (newlines != 1)
        out += newlines == 0 ? '-' : '+';
    return out;
}

/// Lines of at most about 90 characters, cut at single spaces: a reader joins them with exactly these.
QByteArrayList wrapped(const QByteArray &line)
{
    constexpr qsizetype width = 90;
    QByteArrayList lines;
    qsizetype start = 0;
    qsizetype lastSpace = -1;
    for (qsizetype i = 1; i + 1 < line.size(); ++i) {
        if (line[i] == ' ' && line[i - 1] != ' ' && line[i + 1] != ' ')
            lastSpace = i;
        if (i - start >= width && lastSpace > start) {
            lines.append(line.mid(start, lastSpace - start));
            start = lastSpace + 1;
            lastSpace = -1;
        }
    }
    lines.append(line.mid(start));
    return lines;
}

/// Folding turns a single line break into a space, so each of the text is written as one more.
QByteArrayList foldedLines(const QByteArray &body)
{
    QByteArrayList lines;
    const QByteArrayList parts = body.split('\n');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool joins = i > 0 && !parts[i].isEmpty() && !parts[i - 1].isEmpty();
        if (joins || (i > 0 && parts[i].isEmpty() && !parts[i - 1].isEmpty()))
            lines.append(QByteArray());
        lines += wrapped(parts[i]);
    }
    return lines;
}

bool canFold(const QByteArray &body)
{
    const QByteArrayList parts = body.split('\n');
    return std::ranges::none_of(parts,
                                [](const QByteArray &part) {
                                    return part.startsWith(' ') || part.startsWith('\t')
                                        || part.endsWith(' ');
                                })
        && !body.startsWith('\n');
}

} // namespace

qsizetype behindByteOrderMarks(const QByteArray &text)
{
    constexpr QByteArrayView mark("\xEF\xBB\xBF");
    qsizetype begin = 0;
    while (QByteArrayView(text).sliced(begin).startsWith(mark))
        begin += mark.size();
    return begin;
}

QString decoded(const QByteArray &utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder.decode(utf8);
}

QByteArray inlineText(const QByteArray &text, Style style, Spot spot)
{
    if (style == Style::SingleQuoted && hasOnly(text, fitsOneLine))
        return singleQuoted(text);
    if (style != Style::DoubleQuoted && style != Style::SingleQuoted && !text.isEmpty()
        && canBePlain(text, spot))
        return text;
    return doubleQuoted(text);
}

QByteArray inlineValue(const QJsonValue &value, Style style, Spot spot)
{
    if (value.isString())
        return inlineText(value.toString().toUtf8(), style, spot);
    return value.isObject() || value.isArray() ? flowText(value) : scalarText(value);
}

QByteArray flowText(const QJsonValue &value)
{
    QByteArrayList parts;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QString &key : keysInReadingOrder(object))
            parts.append(inlineText(key.toUtf8(), Style::Plain, Spot::Flow) + ": " + flowText(object[key]));
        return '{' + parts.join(", ") + '}';
    }
    if (!value.isArray())
        return inlineValue(value, Style::Plain, Spot::Flow);
    for (const QJsonValue item : value.toArray())
        parts.append(flowText(item));
    return '[' + parts.join(", ") + ']';
}

std::optional<QByteArrayList> blockScalar(const QByteArray &text, Style style, int indent)
{
    qsizetype size = text.size();
    while (size > 0 && text[size - 1] == '\n')
        --size;
    const QByteArray body = text.left(size);
    const qsizetype newlines = text.size() - size;
    if (body.trimmed().isEmpty() || body.startsWith('\t') || body.contains("\n\t")
        || !hasOnly(body, fitsBlock) || indent < 1 || indent > 9)
        return std::nullopt;
    const bool folds = style == Style::Folded && canFold(body);
    QByteArrayList lines{header(folds ? '>' : '|', body, newlines, indent)};
    lines += folds ? foldedLines(body) : body.split('\n');
    for (qsizetype i = 1; i < newlines; ++i)
        lines.append(QByteArray());
    return lines;
}

QByteArrayList indented(QByteArrayList lines, int spaces)
{
    for (QByteArray &line : lines) {
        if (!line.isEmpty())
            line.prepend(QByteArray(spaces, ' '));
    }
    return lines;
}

QByteArrayList entryLines(const QString &key, const QJsonValue &value, int step)
{
    const QByteArray name = inlineText(key.toUtf8(), Style::Plain, Spot::Key) + ':';
    const QByteArray text = value.toString().toUtf8();
    const auto block = text.contains('\n') ? blockScalar(text, Style::Literal, step) : std::nullopt;
    if (block)
        return QByteArrayList{name + ' ' + block->constFirst()} + indented(block->mid(1), step);
    if (isEmptyCollection(value) || (!value.isObject() && !value.isArray()))
        return {name + ' ' + inlineValue(value, Style::Plain, Spot::Block)};
    return QByteArrayList{name} + indented(blockLines(value, step), step);
}

QByteArrayList blockLines(const QJsonValue &value, int step)
{
    constexpr int dash = 2;
    QByteArrayList lines;
    if (isEmptyCollection(value))
        return {flowText(value)};
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QString &key : keysInReadingOrder(object))
            lines += entryLines(key, object[key], step);
        return lines;
    }
    if (value.isArray()) {
        for (const QJsonValue item : value.toArray()) {
            const QByteArrayList inner = blockLines(item, step);
            lines += QByteArrayList{"- " + inner.constFirst()} + indented(inner.mid(1), dash);
        }
        return lines;
    }
    const QByteArray text = value.toString().toUtf8();
    const auto block = text.contains('\n') ? blockScalar(text, Style::Literal, dash) : std::nullopt;
    return block.value_or(QByteArrayList{inlineValue(value, Style::Plain, Spot::Block)});
}

} // namespace agent::yaml
