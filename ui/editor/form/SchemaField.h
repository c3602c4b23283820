// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Yaml.h"
#include "ui/editor/document/Draft.h"
#include "ui/editor/form/TextField.h"

namespace ui {

/// A field for a JSON Schema, as YAML or JSON. Its value is the text, which is a mapping in YAML; what cannot
/// be read as one stays in the field, with the fault under it.
class SchemaField : public TextField
{
    Q_OBJECT
public:
    SchemaField(const QString &label, const QString &pointer, QWidget *parent = nullptr);

    /// The schema itself and everything in it.
    bool isAbout(const QString &pointer) const override;

protected:
    QString faultIn(const QString &text) const override;
};

/// The value at `pointer` as it stands in the file, without the indentation of its place; empty where there
/// is none.
QString writtenAt(const agent::SpecDocument &document, const QString &pointer);

/// Sets the value at `pointer` to a document of its own, key by key: what is new comes in the order it was
/// written in, what is the same in both stays as it is in the file.
void setAsWritten(Draft &draft, const QString &pointer, const agent::yaml::Tree &written, int node = 0);

} // namespace ui
