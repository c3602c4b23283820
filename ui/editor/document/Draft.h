// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"

#include <QJsonObject>

namespace ui {

/// Several edits of an agent file that become one step: each is made on the outcome of the one before, and
/// splice() is the smallest replacement that brings all of them about. The first edit that is refused ends
/// the draft; the later ones do nothing. A value type for one thread.
class Draft
{
public:
    /// `path` as SpecDocument takes it.
    explicit Draft(agent::SpecDocument start, QString path = {});

    /// The text with all edits so far.
    const agent::SpecDocument &now() const { return m_now; }
    QJsonValue value(const QString &pointer) const { return m_now.value(pointer); }

    // As in SpecDocument; a value that already stands there changes nothing.
    void set(const QString &pointer, const QJsonValue &value);
    /// Sets the keys one after the other, for their order: a QJsonObject knows only the alphabet.
    void setInOrder(const QString &pointer, const QList<std::pair<QString, QJsonValue>> &entries);
    void remove(const QString &pointer); ///< Nothing if it is not there.
    void rename(const QString &pointer, const QString &newKey);
    void insert(const QString &pointer, qsizetype index, const QJsonValue &item);
    void move(const QString &pointer, qsizetype from, qsizetype to);
    /// Ends the draft with an error of the caller's.
    void refuse(const agent::Error &error);

    /// From the text at the start to now(); an error of the edits if one was refused.
    agent::Result<agent::TextEdit> splice() const;

private:
    void take(agent::Result<agent::TextEdit> edit);

    QString m_path;
    agent::Environment m_environment; // read anew each time, for a file .env may have changed
    QByteArray m_start;
    agent::SpecDocument m_now;
    agent::Result<> m_outcome;
};

/// The smallest replacement that makes `after` of `before`; never cuts a UTF-8 character or a CR LF.
agent::TextEdit smallestEdit(const QByteArray &before, const QByteArray &after);

} // namespace ui
