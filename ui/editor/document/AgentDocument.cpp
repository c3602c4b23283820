// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/document/AgentDocument.h"

#include "ui/editor/document/FileText.h"
#include "ui/editor/document/TextBuffer.h"

#include <QFileInfo>
#include <QPromise>
#include <QScopedValueRollback>
#include <QThreadPool>

#include <chrono>

using namespace agent;
using namespace std::chrono_literals;

namespace ui {

namespace {

SpecDocument readBeside(const QByteArray &text, const QString &path)
{
    return SpecDocument(text, path, environmentBeside(path, processEnvironment()));
}

QFuture<SpecDocument> readOnAnotherThread(const QByteArray &text, const QString &path)
{
    const auto promise = std::make_shared<QPromise<SpecDocument>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, text, path] {
        promise->addResult(readBeside(text, path));
        promise->finish();
    });
    return promise->future();
}

} // namespace

AgentDocument::AgentDocument(TextBuffer &buffer, QObject *parent)
    : QObject(parent)
    , m_buffer(buffer)
    , m_latest(QByteArray())
    , m_readable(m_latest)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &AgentDocument::startReading);
    connect(&m_buffer, &TextBuffer::changed, this, &AgentDocument::noteChange);
    connect(&m_reading, &QFutureWatcherBase::finished, this, [this] {
        // A reading that was overtaken by further typing says nothing about the text any more.
        if (!m_pause.isActive() && !m_current)
            take(m_reading.result());
    });
}

AgentDocument::~AgentDocument() = default;

Result<> AgentDocument::open(const QString &path)
{
    const auto file = readText(path);
    if (!file)
        return tl::unexpected(file.error());
    const bool isFirst = m_path.isEmpty();
    m_path = QFileInfo(path).absoluteFilePath();
    m_byteOrderMark = file->byteOrderMark;
    if (isFirst)
        m_buffer.reset(file->text);
    else
        m_buffer.splice(smallestEdit(text(), file->text));
    m_buffer.setUnmodified();
    m_current = false;
    readNow();
    return {};
}

void AgentDocument::replace(const QByteArray &text)
{
    m_buffer.splice(smallestEdit(m_buffer.text(), text));
    readNow();
}

Result<> AgentDocument::save(const QString &path)
{
    auto written = writeText(path, {text(), m_byteOrderMark});
    if (!written)
        return written;
    const QString before = std::exchange(m_path, QFileInfo(path).absoluteFilePath());
    m_buffer.setUnmodified();
    if (m_path != before) {
        m_current = false; // an agent without a name has that of its file
        readNow();
    }
    return {};
}

QByteArray AgentDocument::text() const
{
    return m_buffer.text();
}

Result<> AgentDocument::edit(const Change &change)
{
    readNow();
    Draft draft(m_latest, m_path);
    change(draft);
    const auto splice = draft.splice();
    if (!splice)
        return tl::unexpected(splice.error());
    if (splice->text.isEmpty() && splice->begin == splice->end)
        return {};
    {
        const QScopedValueRollback editing(m_isEditing, true);
        m_buffer.splice(*splice);
    }
    take(draft.now());
    return {};
}

void AgentDocument::readNow()
{
    if (!m_current)
        take(readBeside(text(), m_path));
}

void AgentDocument::startReading()
{
    m_reading.setFuture(readOnAnotherThread(text(), m_path));
}

void AgentDocument::take(const SpecDocument &document)
{
    m_pause.stop();
    m_latest = document;
    if (m_latest.isReadable())
        m_readable = m_latest;
    m_current = true;
    emit checked();
}

void AgentDocument::noteChange()
{
    m_current = false;
    emit textChanged();
    if (!m_isEditing)
        m_pause.start();
}

} // namespace ui

#include "moc_AgentDocument.cpp"
