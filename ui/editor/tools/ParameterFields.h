// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/LineField.h"

namespace ui {

/// A field for a value of a type that a JSON Schema names, such as a default. A string is typed as it is, all
/// else as JSON; without a type, whatever JSON it is, else a string.
class ValueField : public LineField
{
    Q_OBJECT
public:
    using LineField::LineField;

    /// What the next show() and what is typed then are of.
    void setType(const QString &type) { m_type = type; }

protected:
    QString textOf(const QJsonValue &value) const override;
    QJsonValue valueOf(const QString &text) const override;
    QString expectation() const override;
    const QString &type() const { return m_type; }

private:
    QString m_type;
};

/// A field for the values a parameter may have: with commas between them, or as a JSON list where that would
/// not tell them apart.
class ChoicesField : public ValueField
{
    Q_OBJECT
public:
    using ValueField::ValueField;

protected:
    QString textOf(const QJsonValue &value) const override;
    QJsonValue valueOf(const QString &text) const override;
    QString expectation() const override;

private:
    QJsonArray itemsOf(const QString &text) const;
};

} // namespace ui
