// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Syntax.h"

#include <algorithm>

namespace http::syntax {
namespace {

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char lower = char(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The byte that two hexadecimal digits stand for.
std::optional<char> hexByte(QByteArrayView text)
{
    const int high = text.size() < 2 ? -1 : hexValue(text[0]);
    const int low = text.size() < 2 ? -1 : hexValue(text[1]);
    return high < 0 || low < 0 ? std::nullopt : std::optional(char(high * 16 + low));
}

bool isControl(char byte)
{
    return uchar(byte) < 0x20 || byte == 0x7f;
}

} // namespace

bool isTokenByte(char byte)
{
    const char lower = char(byte | 0x20);
    if ((lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9'))
        return true;
    return byte != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(byte);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenByte);
}

bool hasControls(QByteArrayView text)
{
    return std::ranges::any_of(text, [](char byte) { return isControl(byte) && byte != '\t'; });
}

QByteArrayView trimmed(QByteArrayView text)
{
    while (text.startsWith(' ') || text.startsWith('\t'))
        text = text.sliced(1);
    while (text.endsWith(' ') || text.endsWith('\t'))
        text.chop(1);
    return text;
}

bool sameWord(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

QList<QByteArrayView> listItems(QByteArrayView value)
{
    QList<QByteArrayView> items;
    while (!value.isEmpty()) {
        const qsizetype comma = value.indexOf(',');
        const QByteArrayView item = trimmed(comma < 0 ? value : value.first(comma));
        if (!item.isEmpty())
            items.append(item);
        value = comma < 0 ? QByteArrayView() : value.sliced(comma + 1);
    }
    return items;
}

std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscape = text[i] == '%';
        const std::optional<char> byte = isEscape ? hexByte(text.sliced(i + 1)) : text[i];
        if (!byte || isControl(*byte))
            return {};
        out.append(*byte);
        i += isEscape ? 2 : 0;
    }
    if (!QByteArrayView(out).isValidUtf8())
        return {};
    return out;
}

bool sameSecret(QByteArrayView given, QByteArrayView expected)
{
    uint difference = uint(given.size() ^ expected.size());
    for (qsizetype i = 0; i < given.size(); ++i)
        difference |=
            uint(uchar(given[i])) ^ (expected.isEmpty() ? 0x100U : uchar(expected[i % expected.size()]));
    return difference == 0 && !expected.isEmpty();
}

} // namespace http::syntax
