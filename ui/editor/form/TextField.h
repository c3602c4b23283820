// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Field.h"

class QPlainTextEdit;

namespace ui {

/// A field for a text of several lines; it grows with it. Tab goes to the next field.
class TextField : public Field
{
    Q_OBJECT
public:
    struct Lines
    {
        int least = 3;
        int most = 16; ///< From here on it scrolls.
    };

    TextField(const QString &label, const QString &pointer, Lines lines, QWidget *parent = nullptr);

    QPlainTextEdit *edit() const { return m_edit; }
    void setPlaceholder(const QString &text);
    void show(const QJsonValue &value) override;
    void commit() override;

protected:
    void setControlLocked(bool locked) override;
    bool canUndoTyping() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void grow();

    QPlainTextEdit *m_edit;
    Lines m_lines;
    QString m_shown;
    bool m_endsLine = false; // the value ends in a line end, as YAML blocks do; it is not shown
};

} // namespace ui
