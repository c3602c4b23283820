// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/ArgumentForm.h"

#include "ui/editor/bench/JsonPlaces.h"
#include "ui/editor/bench/LooseJson.h"
#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldRows.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/tools/kinds/AnswerField.h"
#include "ui/theme/Controls.h"

#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

QString asChoice(const QJsonValue &value)
{
    return value.isUndefined() ? QString() : QString::fromUtf8(json::text(value));
}

QString asWord(const QJsonValue &value)
{
    return value.isString() ? value.toString() : asChoice(value);
}

NumberRange rangeOf(const ArgumentShape &shape)
{
    const NumberRange any;
    return {shape.schema.value(u"minimum"_s).toDouble(any.least),
            shape.schema.value(u"maximum"_s).toDouble(any.most), shape.type == u"integer"_s};
}

QString exampleIn(const ArgumentShape &shape)
{
    const QJsonValue standard = shape.schema.value(u"default"_s);
    return standard.isUndefined() ? asWord(shape.schema.value(u"examples"_s).toArray().at(0))
                                  : asWord(standard);
}

} // namespace

ArgumentForm::ArgumentForm(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_value(QJsonObject())
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
}

void ArgumentForm::setSchema(const QJsonObject &schema)
{
    if (m_content && schema == m_schema)
        return;
    delete m_content;
    m_schema = schema;
    m_fields.clear();
    m_lists.clear();
    m_content = new QWidget;
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(10);
    fill(column, {shapeOf(schema), {}, {}, true});
    if (column->isEmpty())
        column->addWidget(label(tr("It takes no arguments."), u"hint"_s));
    m_column->addWidget(m_content);
    show();
}

void ArgumentForm::setValue(const QJsonObject &value)
{
    m_value = value;
    show();
}

void ArgumentForm::fill(QVBoxLayout *column, const Part &part)
{
    const QJsonObject properties = part.shape.schema.value(u"properties"_s).toObject();
    const QJsonArray required = part.shape.schema.value(u"required"_s).toArray();
    QStringList names;
    for (const QJsonValue &name : required) {
        if (properties.contains(name.toString()))
            names.append(name.toString());
    }
    names += properties.keys();
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        const ArgumentShape shape = shapeOf(properties.value(name).toObject());
        column->addWidget(
            make({shape, name, json::pointer(part.pointer, name), required.contains(QJsonValue(name))}));
    }
}

QWidget *ArgumentForm::make(const Part &part)
{
    const ArgumentShape &shape = part.shape;
    if (!shape.choices.isEmpty())
        return makeChoice(part);
    if (shape.type == u"object"_s && !shape.schema.value(u"properties"_s).toObject().isEmpty())
        return makeObject(part);
    if (shape.type == u"array"_s && shape.schema.value(u"items"_s).isObject())
        return makeList(part);
    if (shape.type == u"integer"_s || shape.type == u"number"_s)
        return makeLine(part);
    return shape.type == u"string"_s ? makeText(part) : makeJson(part);
}

QWidget *ArgumentForm::makeObject(const Part &part)
{
    auto *frame = new QFrame;
    setLook(frame, u"group"_s);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(12, 2, 0, 2);
    column->setSpacing(8);
    column->addWidget(label(part.name, u"label"_s));
    fill(column, part);
    return frame;
}

QWidget *ArgumentForm::makeList(const Part &part)
{
    const QJsonObject items = part.shape.schema.value(u"items"_s).toObject();
    const auto makeRow = [this, part, items](int row) {
        const QString name = u"%1 %2"_s.arg(part.name).arg(row + 1);
        return make({shapeOf(items), name, json::pointer(part.pointer, row), true});
    };
    auto *rows = new FieldRows(
        m_theme, {tr("Add to %1").arg(part.name), tr("Remove %2 %1").arg(u"%1"_s, part.name)}, makeRow);
    connect(rows, &FieldRows::addRequested, this, [this, part, items] {
        const qsizetype count = valueAt(m_value, part.pointer).toArray().size();
        const QJsonValue list = count == 0 ? QJsonArray() : valueAt(m_value, part.pointer);
        change(part.pointer, withValueAt(list, json::pointer({}, count), firstValue(items)));
        show();
    });
    connect(rows, &FieldRows::removeRequested, this, [this, part](int row) {
        for (const Joined &joined : std::as_const(m_fields)) {
            if (joined.field)
                joined.field->commit(); // the row that goes would have something to say otherwise
        }
        change(json::pointer(part.pointer, row), QJsonValue::Undefined);
        show();
    });
    m_lists.append({rows, part.pointer});
    auto *frame = new QWidget;
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins({});
    column->setSpacing(5);
    column->addWidget(label(part.name, u"label"_s));
    column->addWidget(rows);
    return frame;
}

QWidget *ArgumentForm::makeChoice(const Part &part)
{
    QList<ChoiceField::Choice> choices;
    if (!part.isRequired)
        choices.append({{}, tr("Not given")});
    for (const QJsonValue &value : part.shape.choices)
        choices.append({asChoice(value), asWord(value)});
    if (part.shape.isNullable)
        choices.append({u"null"_s, u"null"_s});
    const auto shown = [](const QJsonValue &value) { return QJsonValue(asChoice(value)); };
    const auto meant = [](const QJsonValue &choice) {
        return choice.isUndefined()
            ? choice
            : json::parseText(choice.toString().toUtf8()).value_or(QJsonValue(QJsonValue::Undefined));
    };
    return join(new ChoiceField(m_theme, part.name, {}, choices), part, {shown, meant});
}

QWidget *ArgumentForm::makeLine(const Part &part)
{
    auto *field = (new LineField(part.name, {}))->withNumbers(rangeOf(part.shape));
    field->setPlaceholder(exampleIn(part.shape));
    return join(field, part, {});
}

QWidget *ArgumentForm::makeText(const Part &part)
{
    auto *field = new TextField(part.name, {}, {1, 8});
    field->setPlaceholder(exampleIn(part.shape));
    const auto meant = [isRequired = part.isRequired](const QJsonValue &value) {
        return value.isUndefined() && isRequired ? QJsonValue(QString()) : value;
    };
    return join(field, part, {{}, meant});
}

QWidget *ArgumentForm::makeJson(const Part &part)
{
    auto *field = new AnswerField(part.name, part.name);
    field->setIsJson(true);
    field->setPlaceholder(tr("JSON"));
    const auto shown = [](const QJsonValue &value) { return QJsonValue(shownJson(value)); };
    const auto meant = [](const QJsonValue &text) {
        const auto value = readLooseJson(text.toString());
        return value ? *value : QJsonValue(QJsonValue::Undefined);
    };
    return join(field, part, {shown, meant});
}

void ArgumentForm::addNull(Field *field, const Part &part, Way &way)
{
    auto *isNull = new QToolButton;
    isNull->setText(u"null"_s);
    isNull->setCheckable(true);
    isNull->setAccessibleName(tr("%1 is null").arg(part.name));
    isNull->setProperty("look", u"aside"_s);
    isNull->setFocusPolicy(Qt::TabFocus);
    field->setAside(isNull);
    connect(isNull, &QToolButton::clicked, this, [this, pointer = part.pointer](bool on) {
        change(pointer, on ? QJsonValue(QJsonValue::Null) : QJsonValue(QJsonValue::Undefined));
        show();
    });
    way.shown = [isNull, shown = way.shown](const QJsonValue &value) {
        isNull->setChecked(value.isNull());
        if (value.isNull())
            return QJsonValue(QJsonValue::Undefined);
        return shown ? shown(value) : value;
    };
}

QWidget *ArgumentForm::join(Field *field, const Part &part, Way way)
{
    field->setPointer(u"arguments"_s + part.pointer);
    QString hint = part.shape.schema.value(u"description"_s).toString();
    if (!part.isRequired)
        hint = hint.isEmpty() ? tr("Optional") : tr("Optional. %1").arg(hint);
    field->setHint(hint);
    if (part.shape.isNullable && part.shape.choices.isEmpty())
        addNull(field, part, way);
    const auto take = [this, pointer = part.pointer, meant = way.meant](const QJsonValue &value) {
        change(pointer, meant ? meant(value) : value);
    };
    connect(field, &Field::edited, this, take);
    connect(field, &Field::typing, this, take);
    m_fields.append({field, part.pointer, way});
    return field;
}

void ArgumentForm::change(const QString &pointer, const QJsonValue &value)
{
    const QJsonValue before = m_value;
    m_value = withValueAt(m_value, pointer, value);
    if (m_value != before)
        emit edited();
}

void ArgumentForm::show()
{
    // A row may bring lists of its own.
    qsizetype at = 0;
    while (at < m_lists.size()) {
        const auto [rows, pointer] = m_lists.at(at++);
        if (rows)
            rows->setCount(int(valueAt(m_value, pointer).toArray().size()));
    }
    m_lists.removeIf([](const auto &list) { return list.first.isNull(); });
    m_fields.removeIf([](const Joined &joined) { return joined.field.isNull(); });
    for (const Joined &joined : std::as_const(m_fields)) {
        const QJsonValue value = valueAt(m_value, joined.pointer);
        joined.field->show(joined.way.shown ? joined.way.shown(value) : value);
    }
}

} // namespace ui

#include "moc_ArgumentForm.cpp"
