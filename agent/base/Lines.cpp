// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Lines.h"

#include <algorithm>

namespace agent {
namespace {

bool continuesCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

Lines::Lines(QByteArray text)
    : m_text(std::move(text))
    , m_starts({m_text.startsWith("\xEF\xBB\xBF") ? 3 : 0})
{
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        const bool crBeforeLf = m_text[i] == '\r' && i + 1 < m_text.size() && m_text[i + 1] == '\n';
        if (m_text[i] == '\n' || (m_text[i] == '\r' && !crBeforeLf))
            m_starts.append(i + 1);
    }
}

Position Lines::at(qsizetype byte) const
{
    const auto after = std::upper_bound(m_starts.begin() + 1, m_starts.end(), byte);
    const qsizetype start = *(after - 1);
    const qsizetype stop = std::min(byte, m_text.size());
    Position position{static_cast<int>(after - m_starts.begin()), 1};
    for (qsizetype i = start; i < stop; ++i)
        position.column += continuesCharacter(m_text[i]) ? 0 : 1;
    return position;
}

qsizetype Lines::byteAt(Position position) const
{
    const qsizetype line = std::clamp<qsizetype>(position.line, 1, m_starts.size()) - 1;
    const qsizetype limit = line + 1 < m_starts.size() ? m_starts[line + 1] - 1 : m_text.size();
    qsizetype byte = m_starts[line];
    for (int column = 1; column < position.column && byte < limit; ++column) {
        do
            ++byte;
        while (byte < limit && continuesCharacter(m_text[byte]));
    }
    return byte;
}

} // namespace agent
