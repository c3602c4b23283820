// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Field.h"

#include <limits>
#include <optional>

class QLineEdit;

namespace ui {

/// The numbers a field takes.
struct NumberRange
{
    double least = std::numeric_limits<double>::lowest();
    double most = std::numeric_limits<double>::max();
    bool isWhole = false;
};

/// A field for a line of text, or for a number. An empty one means no value: the placeholder shows what holds
/// then.
class LineField : public Field
{
    Q_OBJECT
public:
    LineField(const QString &label, const QString &pointer, QWidget *parent = nullptr);

    ~LineField() override;

    LineField *withPlaceholder(const QString &text); ///< Returns itself, to be put into a layout at once.
    LineField *withNumbers(const NumberRange &range);
    LineField *withCode(); ///< In the fixed-width face.
    /// Emptying it sets an empty text instead of removing the key.
    LineField *withEmptyText();
    void setPlaceholder(const QString &text);
    QLineEdit *line() const { return m_line; }

    void show(const QJsonValue &value) override;
    void commit() override;

protected:
    void setControlLocked(bool locked) override;
    bool canUndoTyping() const override;
    /// A value as it is shown.
    virtual QString textOf(const QJsonValue &value) const;
    /// What a text means; null if it cannot be one of this field's values, undefined for none.
    virtual QJsonValue valueOf(const QString &text) const;
    /// What is said of a text that means nothing.
    virtual QString expectation() const;

private:
    void checkTyping();

    QLineEdit *m_line;
    QString m_shown;
    std::optional<NumberRange> m_numbers;
    bool m_keepsEmpty = false;
};

} // namespace ui
