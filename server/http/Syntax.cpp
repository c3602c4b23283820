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
        char byte = text[i];
        if (byte == '%') {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return {};
            byte = char(high * 16 + low);
            i += 2;
        }
        if (isControl(byte))
            return {};
        out.append(byte);
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
