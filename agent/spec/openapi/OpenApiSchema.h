// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace agent::openapi {

/// The parts of an OpenAPI document as plain JSON Schema, and what its references lead to. Pure.
class Schemas
{
public:
    explicit Schemas(QJsonObject document)
        : m_document(std::move(document))
    {
    }

    /// `value`, or what it refers to ("$ref": "#/components/…"), however often; nothing where that leads
    /// nowhere, to another file or in a circle.
    QJsonObject resolved(const QJsonValue &value) const;

    /// A schema of the document (OpenAPI 3.0, section "Schema Object", or JSON Schema) as JSON Schema
    /// (2020-12) without references. Where one refers to itself any value fits. What only an answer has
    /// (readOnly) is left out.
    QJsonValue schema(const QJsonValue &written) const;

private:
    struct Way
    {
        QStringList above; ///< The references that led here.
        int *left;         ///< How many more schemas may be written out.
    };
    QJsonValue converted(const QJsonValue &written, const Way &way) const;
    QJsonObject convertedObject(const QJsonObject &written, const Way &way) const;
    QJsonObject properties(const QJsonObject &written, const Way &way) const;

    QJsonObject m_document;
};

} // namespace agent::openapi
