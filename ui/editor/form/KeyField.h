// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Environment.h"
#include "ui/editor/form/LineField.h"

namespace ui {

/// A field for the API key: the name of the environment variable that holds it, because a key itself must not
/// stand in an agent file. Says whether the variable is set. What it holds is read by nobody here, and a key
/// that stands in the file all the same is not shown.
class KeyField : public LineField
{
    Q_OBJECT
public:
    using LineField::LineField;

    /// Where the variable is looked for; to be told before show().
    void setEnvironment(const agent::Environment &environment) { m_environment = environment; }
    void show(const QJsonValue &value) override;

protected:
    QString textOf(const QJsonValue &value) const override; ///< "${NAME}" as "NAME".
    QJsonValue valueOf(const QString &text) const override; ///< "NAME", "$NAME" or "${NAME}" as the last.
    QString expectation() const override;

private:
    agent::Environment m_environment;
};

} // namespace ui
