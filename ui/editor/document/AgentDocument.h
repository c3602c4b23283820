// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/document/Draft.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <functional>

namespace ui {

class TextBuffer;

/// An open agent file: the text in the buffer, what it says, and where it is stored. The text is the truth;
/// what it says is read from it 150 ms after the last key stroke (on another thread, so that typing never
/// waits), and at once after edit(). Window's thread.
class AgentDocument : public QObject
{
    Q_OBJECT
public:
    /// `buffer` must outlive the document.
    explicit AgentDocument(TextBuffer &buffer, QObject *parent = nullptr);
    ~AgentDocument() override;

    /// Reads a file into the buffer: the first time as its beginning, later as one step that can be undone.
    /// Errors as in readText(); everything stays as it was then.
    agent::Result<> open(const QString &path);
    /// Makes this the text, as one step that can be undone, and reads it at once.
    void replace(const QByteArray &text);
    /// Writes the buffer to a file, which is path() from then on. Errors as in writeText().
    agent::Result<> save(const QString &path);

    QString path() const { return m_path; }
    QByteArray text() const;
    TextBuffer &buffer() const { return m_buffer; }

    /// The text that was read last, with its diagnostics.
    const agent::SpecDocument &latest() const { return m_latest; }
    /// The last text that was YAML at all; what a form shows.
    const agent::SpecDocument &readable() const { return m_readable; }
    bool isReadable() const { return m_latest.isReadable(); }
    /// Whether latest() is of text(), not of one a moment ago.
    bool isCurrent() const { return m_current; }
    /// Whether text() has been read and can be served.
    bool isServable() const { return m_current && m_latest.spec().has_value(); }

    using Change = std::function<void(Draft &)>;
    /// Carries out a change of the text as one undo step and reads the outcome at once. Errors: those of
    /// SpecDocument's edits; InvalidInput also when the text cannot be read. Nothing has changed then.
    agent::Result<> edit(const Change &change);
    /// Reads the text now if it was not yet.
    void readNow();

signals:
    void textChanged();
    void checked(); ///< latest() is of text() again.

private:
    void startReading();
    void take(const agent::SpecDocument &document);
    void noteChange();

    TextBuffer &m_buffer;
    QString m_path;
    bool m_byteOrderMark = false;
    agent::SpecDocument m_latest;
    agent::SpecDocument m_readable;
    bool m_current = true;
    bool m_isEditing = false;
    QTimer m_pause;
    QFutureWatcher<agent::SpecDocument> m_reading;
};

} // namespace ui
