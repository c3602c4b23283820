// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/Form.h"

#include "ui/editor/form/Field.h"

#include <QJsonArray>

using namespace agent;

namespace ui {

void removeWithEmptyParents(Draft &draft, const QString &pointer)
{
    const QString parent = pointer.left(pointer.lastIndexOf(u'/'));
    const QJsonValue holder = draft.value(parent);
    const bool isLast = holder.toObject().size() == 1 || holder.toArray().size() == 1;
    const bool isThere = !draft.value(pointer).isUndefined();
    if (isThere && isLast && !parent.isEmpty())
        removeWithEmptyParents(draft, parent);
    else
        draft.remove(pointer);
}

Form::Form(AgentDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&document, &AgentDocument::checked, this, qOverload<>(&Form::refresh));
}

void Form::add(Field *field, const Way &way)
{
    m_fields.append({field, way});
    connect(field, &Field::edited, this,
            [this, field, way](const QJsonValue &value) { write(field, way, value); });
    show(field, way);
}

void Form::write(Field *field, const Way &way, const QJsonValue &value)
{
    const QString pointer = field->pointer();
    const auto done = m_document.edit([&](Draft &draft) {
        if (way.write)
            way.write(draft, pointer, value);
        else if (value.isUndefined())
            removeWithEmptyParents(draft, pointer);
        else
            draft.set(pointer, value);
    });
    if (done)
        return;
    show(field, way);
    field->setFault(done.error().message);
    emit refused(done.error().message);
}

void Form::change(const AgentDocument::Change &change)
{
    commit();
    const auto done = m_document.edit(change);
    if (!done)
        emit refused(done.error().message);
}

void Form::refresh()
{
    m_fields.removeIf([](const auto &entry) { return entry.first.isNull(); });
    const auto fields = m_fields;
    for (const auto &[field, way] : fields) {
        if (field)
            show(field, way);
    }
}

void Form::refresh(Field *field)
{
    for (const auto &[known, way] : std::as_const(m_fields)) {
        if (known == field)
            show(field, way);
    }
}

void Form::show(Field *field, const Way &way)
{
    const SpecDocument &spec = m_document.readable();
    const QString pointer = field->pointer();
    QString fault;
    for (const Diagnostic &diagnostic : m_document.latest().diagnostics()) {
        if (!pointer.isEmpty() && field->isAbout(diagnostic.pointer)) {
            const QString inside = diagnostic.pointer.mid(pointer.size() + 1);
            fault = inside.isEmpty() ? diagnostic.message : tr("%1: %2").arg(inside, diagnostic.message);
            break;
        }
    }
    field->show(way.read ? way.read(spec, pointer) : spec.value(pointer));
    field->setLocked(spec.isShared(pointer) ? tr("Shared with other places; edit it in the source.")
                                            : QString());
    field->setFault(fault);
}

void Form::commit()
{
    const auto fields = m_fields;
    for (const auto &[field, way] : fields) {
        if (field)
            field->commit();
    }
}

} // namespace ui

#include "moc_Form.cpp"
