// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Field.h"
#include "ui/theme/GrowingEdit.h"

namespace ui {

/// A field for a text of several lines; it grows with it. Tab goes to the next field.
class TextField : public Field
{
    Q_OBJECT
public:
    TextField(const QString &label, const QString &pointer, GrowingEdit::Lines lines,
              QWidget *parent = nullptr);

    GrowingEdit *edit() const { return m_edit; }
    void setPlaceholder(const QString &text);
    void show(const QJsonValue &value) override;
    void commit() override;
    /// What was typed and cannot be a value; empty if it can.
    QString refusedText() const;
    /// Puts such a text back, to be typed on.
    void bringBack(const QString &text);

protected:
    void setControlLocked(bool locked) override;
    bool canUndoTyping() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// Why a text cannot be a value of this field; it stays in the field then, and is told to nobody.
    virtual QString faultIn(const QString &) const { return {}; }

private:
    void checkTyping();
    QJsonValue valueOf(const QString &text) const;

    GrowingEdit *m_edit;
    QString m_shown;
    bool m_isFaulty = false; // what is typed was told to be wrong
    bool m_endsLine = false; // the value ends in a line end, as YAML blocks do; it is not shown
};

} // namespace ui
