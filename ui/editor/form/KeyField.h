// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Environment.h"
#include "ui/editor/form/LineField.h"

namespace ui {

/// The name in "${NAME}"; empty when the text is something else.
QString variableIn(const QString &reference);

/// A field for the API key: the name of the environment variable that holds it, because a key itself must not
/// stand in an agent file. Says whether the variable is set. What it holds is read by nobody here, and a key
/// that stands in the file all the same is not shown.
class KeyField : public LineField
{
    Q_OBJECT
public:
    using LineField::LineField;

    /// Where the variable is looked for; to be told before show(). Without it nothing is said of that.
    void setEnvironment(const agent::Environment &environment) { m_environment = environment; }
    void show(const QJsonValue &value) override;

protected:
    QString textOf(const QJsonValue &value) const override; ///< "${NAME}" as "NAME".
    QJsonValue valueOf(const QString &text) const override; ///< "NAME", "$NAME" or "${NAME}" as the last.
    QString expectation() const override;

private:
    std::optional<agent::Environment> m_environment;
};

} // namespace ui
