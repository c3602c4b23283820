// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/bench/ArgumentShape.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace ui {

class Field;
class FieldRows;
class Theme;

/// A form for the arguments of a tool, made from their JSON Schema: texts, numbers, choices, yes and no,
/// lists and objects within; what is too general for a field is written as JSON. Knows no tool.
class ArgumentForm : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    explicit ArgumentForm(const Theme &theme, QWidget *parent = nullptr);

    /// Makes the form anew; the value stays.
    void setSchema(const QJsonObject &schema);
    const QJsonObject &schema() const { return m_schema; }
    void setValue(const QJsonObject &value);
    QJsonObject value() const { return m_value.toObject(); }

signals:
    void edited(); ///< By a person: value() is another.

private:
    /// One value of the form: what is to be known of it to make its field.
    struct Part
    {
        ArgumentShape shape;
        QString name;
        QString pointer;
        bool isRequired = false;
    };
    /// How a field shows a value, and what it means by what it is given. An empty function: as it is.
    struct Way
    {
        std::function<QJsonValue(const QJsonValue &)> shown;
        std::function<QJsonValue(const QJsonValue &)> meant;
    };

    QWidget *make(const Part &part);
    QWidget *makeObject(const Part &part);
    QWidget *makeList(const Part &part);
    QWidget *makeChoice(const Part &part);
    QWidget *makeLine(const Part &part);
    QWidget *makeText(const Part &part);
    QWidget *makeJson(const Part &part);
    void fill(QVBoxLayout *column, const Part &part);
    QWidget *join(Field *field, const Part &part, Way way);
    void addNull(Field *field, const Part &part, Way &way);
    void change(const QString &pointer, const QJsonValue &value);
    void show();

    const Theme &m_theme;
    QJsonObject m_schema;
    QJsonValue m_value;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_column;
    struct Joined
    {
        QPointer<Field> field;
        QString pointer;
        Way way;
    };
    QList<Joined> m_fields;
    QList<std::pair<QPointer<FieldRows>, QString>> m_lists; // with their pointers
};

} // namespace ui
