// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlRefusal.h"

#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::yaml {
namespace {

/// The first byte that is not UTF-8.
std::optional<qsizetype> brokenByte(const QByteArray &text)
{
    const auto isValid = [&](qsizetype size) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
        const QString decoded = decoder.decode(QByteArrayView(text).first(size));
        return !decoder.hasError() && decoded.size() >= 0;
    };
    if (isValid(text.size()))
        return std::nullopt;
    // A prefix may end inside a good character, so the first bad prefix is found from its line's start.
    qsizetype line = 0;
    for (qsizetype next = text.indexOf('\n') + 1; next > 0 && isValid(next);
         next = text.indexOf('\n', next) + 1)
        line = next;
    qsizetype good = line;
    for (qsizetype size = line; size < text.size() && size - line <= 4096; ++size) {
        if (isValid(size))
            good = size;
        else if (size - good >= 4)
            break;
    }
    return good;
}

/// A line that opens more than this many brackets without closing them makes libfyaml read all of it ahead.
std::optional<qsizetype> bracketFlood(const QByteArray &text)
{
    constexpr int tooMany = 10 * maxDepth;
    int open = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n' || c == '\r')
            open = 0;
        else if (c == '[' || c == '{')
            ++open;
        else if (c == ']' || c == '}')
            open = std::max(0, open - 1);
        if (open > tooMany)
            return i;
    }
    return std::nullopt;
}

/// Where the first character stands that YAML 1.2.2 (section 5.1) forbids everywhere; libfyaml lets some of
/// them pass.
qsizetype controlCharacter(const QByteArray &text)
{
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    return std::ranges::find_if(text, isControl) - text.begin();
}

QString controlFault(char character)
{
    const QString code = u"%1"_s.arg(int{character}, 2, 16, QChar(u'0')).toUpper();
    return u"the control character U+00%1 cannot stand in YAML; in double quotes it is written \\x%1"_s.arg(
        code);
}

/// A CR that is not followed by LF: to YAML a line break, to nearly every editor none.
qsizetype loneReturn(const QByteArray &text)
{
    qsizetype at = text.indexOf('\r');
    while (at >= 0 && at + 1 < text.size() && text[at + 1] == '\n')
        at = text.indexOf('\r', at + 1);
    return at;
}

} // namespace

std::optional<Fault> refusal(const QByteArray &text, const Limits &limits)
{
    if (text.size() > limits.bytes) {
        return Fault{u"the file has %1 bytes; at most %2 are read"_s.arg(text.size()).arg(limits.bytes), 0,
                     1};
    }
    if (text.startsWith("\xFF\xFE") || text.startsWith("\xFE\xFF"))
        return Fault{u"the file is UTF-16; save it as UTF-8"_s, 0, 2};
    if (const qsizetype nul = text.indexOf('\0'); nul >= 0)
        return Fault{u"the file contains a NUL byte, so it is not a text"_s, nul, nul + 1};
    if (const qsizetype at = loneReturn(text); at >= 0)
        return Fault{u"a line ends in CR alone here; save the file with LF or CRLF"_s, at, at + 1};
    if (const auto byte = bracketFlood(text))
        return Fault{u"the values are nested more than %1 deep here"_s.arg(maxDepth), *byte, *byte + 1};
    if (const auto byte = brokenByte(text))
        return Fault{u"the file is not UTF-8 from here on; save it as UTF-8"_s, *byte, *byte + 1};
    if (const qsizetype at = controlCharacter(text); at < text.size())
        return Fault{controlFault(text[at]), at, at + 1};
    return std::nullopt;
}

} // namespace agent::yaml
