// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/document/AgentDocument.h"

#include <QPointer>

namespace ui {

class Field;

/// Joins fields to a document: shows each field its value, fault and lock after each reading, and turns each
/// edit into one change of the text.
class Form : public QObject
{
    Q_OBJECT
public:
    /// `document` must outlive the form.
    explicit Form(AgentDocument &document, QObject *parent = nullptr);

    AgentDocument &document() const { return m_document; }
    /// How a field's value is got from the text and put into it, where that is not simply the value at the
    /// field's pointer. An empty function means the usual way.
    struct Way
    {
        std::function<QJsonValue(const agent::SpecDocument &, const QString &pointer)> read;
        std::function<void(Draft &, const QString &pointer, const QJsonValue &value)> write;
    };
    /// The field may be deleted at any time.
    void add(Field *field, const Way &way = {});
    /// Carries out a change; a refusal is told by refused().
    void change(const AgentDocument::Change &change);
    /// Shows every field what the document says now.
    void refresh();
    void refresh(Field *field); ///< The same for one, after its pointer has changed.
    /// Makes what is being typed part of the text.
    void commit();

signals:
    void refused(const QString &sentence); ///< An edit could not be made; its field says so too.

private:
    void write(Field *field, const Way &way, const QJsonValue &value);
    void show(Field *field, const Way &way);

    AgentDocument &m_document;
    QList<std::pair<QPointer<Field>, Way>> m_fields;
};

/// Removes a value, and with it what would be empty then ("budget: {}" says nothing).
void removeWithEmptyParents(Draft &draft, const QString &pointer);

} // namespace ui
