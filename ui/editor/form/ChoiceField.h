// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Field.h"

#include <QList>

namespace ui {

class ComboBox;
class Theme;

/// A field for one of a few words.
class ChoiceField : public Field
{
    Q_OBJECT
public:
    struct Choice
    {
        QString value; ///< As the file has it; empty: no value.
        QString text;  ///< As a person reads it.

        bool operator==(const Choice &) const = default;
    };

    ChoiceField(const Theme &theme, const QString &label, const QString &pointer,
                const QList<Choice> &choices);

    ComboBox *box() const { return m_box; }
    /// Other words from now on; what the value is has to be shown again.
    void setChoices(const QList<Choice> &choices);
    /// A word that is not among the choices is shown as it is, so that nothing is lost.
    void show(const QJsonValue &value) override;
    void commit() override { }

protected:
    void setControlLocked(bool locked) override;

private:
    QList<Choice> m_choices;
    ComboBox *m_box;
};

} // namespace ui
