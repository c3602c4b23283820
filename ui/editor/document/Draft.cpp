// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/document/Draft.h"

#include "ui/editor/document/FileText.h"

#include "agent/base/Json.h"

#include <algorithm>

using namespace agent;

namespace ui {

namespace {

bool isInsideCharacter(const QByteArray &text, qsizetype at)
{
    if (at <= 0 || at >= text.size())
        return false;
    const bool continuation = (static_cast<unsigned char>(text.at(at)) & 0xC0) == 0x80;
    return continuation || (text.at(at) == '\n' && text.at(at - 1) == '\r');
}

} // namespace

TextEdit smallestEdit(const QByteArray &before, const QByteArray &after)
{
    const auto shorter = std::min(before.size(), after.size());
    qsizetype head =
        std::mismatch(before.begin(), before.begin() + shorter, after.begin()).first - before.begin();
    while (isInsideCharacter(before, head) || isInsideCharacter(after, head))
        --head;
    const auto limit = shorter - head;
    qsizetype tail =
        std::mismatch(before.rbegin(), before.rbegin() + limit, after.rbegin()).first - before.rbegin();
    while (
        tail > 0
        && (isInsideCharacter(before, before.size() - tail) || isInsideCharacter(after, after.size() - tail)))
        --tail;
    return {head, before.size() - tail, after.mid(head, after.size() - tail - head)};
}

Draft::Draft(SpecDocument start, QString path)
    : m_path(std::move(path))
    , m_environment(environmentBeside(m_path, processEnvironment()))
    , m_start(start.text())
    , m_now(std::move(start))
{
}

void Draft::set(const QString &pointer, const QJsonValue &value)
{
    if (m_outcome && m_now.value(pointer) != value)
        take(m_now.set(pointer, value));
}

void Draft::setInOrder(const QString &pointer, const QList<std::pair<QString, QJsonValue>> &entries)
{
    for (const auto &[key, value] : entries)
        set(json::pointer(pointer, key), value);
}

void Draft::remove(const QString &pointer)
{
    if (m_outcome && !m_now.value(pointer).isUndefined())
        take(m_now.remove(pointer));
}

void Draft::rename(const QString &pointer, const QString &newKey)
{
    if (m_outcome)
        take(m_now.rename(pointer, newKey));
}

void Draft::insert(const QString &pointer, qsizetype index, const QJsonValue &item)
{
    if (m_outcome)
        take(m_now.insert(pointer, index, item));
}

void Draft::move(const QString &pointer, qsizetype from, qsizetype to)
{
    if (m_outcome && from != to)
        take(m_now.move(pointer, from, to));
}

void Draft::refuse(const Error &error)
{
    if (m_outcome)
        m_outcome = tl::unexpected(error);
}

Result<TextEdit> Draft::splice() const
{
    if (!m_outcome)
        return tl::unexpected(m_outcome.error());
    return smallestEdit(m_start, m_now.text());
}

void Draft::take(Result<TextEdit> edit)
{
    if (!edit) {
        m_outcome = tl::unexpected(edit.error());
        return;
    }
    edit->text = withLineEnds(edit->text, hasCarriageReturns(m_now.text()));
    m_now = SpecDocument(edit->appliedTo(m_now.text()), m_path, m_environment);
}

} // namespace ui
