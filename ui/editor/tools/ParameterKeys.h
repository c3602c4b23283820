// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Form.h"

#include <QJsonObject>

namespace ui {

// How a table of parameters reads and writes JSON Schema. Each way is of a field whose pointer is a property:
// "/tools/1/parameters/properties/city".

/// The name stands in the properties and in the list of those required.
Form::Way propertyNameWay();
Form::Way requiredWay();
/// One word; several are shown as they are: "string | null".
Form::Way propertyTypeWay();
/// A field for one key of the property.
Form::Way propertyPartWay(const QString &part);
/// The values it may have, each changed for itself.
Form::Way choicesWay();
Form::Way itemsTypeWay();

/// Requires the property `key` of the object at `schema`, or not any more.
void setRequired(Draft &draft, const QString &schema, const QString &key, bool required);

/// Where the object is that the property is, or a list of; empty where it is neither.
QString objectWithin(const agent::SpecDocument &document, const QString &property);

/// What is said of the property that the table has no place for: "minimum", "items/enum".
QStringList keysBeyondTable(const QJsonObject &property);

} // namespace ui
