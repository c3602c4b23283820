// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/TextEdit.h"

#include <algorithm>

namespace agent {
namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

TextEdit trimmed(const QByteArray &original, TextEdit edit)
{
    qsizetype same = 0;
    const qsizetype most = std::min(edit.end - edit.begin, edit.text.size());
    while (same < most && original[edit.begin + same] == edit.text[same])
        ++same;
    const auto splits = [](const QByteArray &text, qsizetype at) {
        return at < text.size() && (isContinuation(text[at]) || (at > 0 && text[at - 1] == '\r'));
    };
    while (same > 0 && (splits(original, edit.begin + same) || splits(edit.text, same)))
        --same;
    edit.begin += same;
    edit.text.remove(0, same);
    same = 0;
    const qsizetype left = std::min(edit.end - edit.begin, edit.text.size());
    while (same < left && original[edit.end - 1 - same] == edit.text[edit.text.size() - 1 - same])
        ++same;
    while (same > 0 && (splits(original, edit.end - same) || splits(edit.text, edit.text.size() - same)))
        --same;
    edit.end -= same;
    edit.text.chop(same);
    return edit;
}

} // namespace agent
