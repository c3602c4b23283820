// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/OutputCard.h"

#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/form/SchemaField.h"
#include "ui/theme/Controls.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

const QString schemaPlace = u"/output/schema"_s;

const QString example = u"type: object\n"
                        "properties:\n"
                        "  answer: { type: string, description: In one sentence }\n"
                        "  sure: { type: boolean }\n"
                        "required: [answer, sure]"_s;

void setSchema(Draft &draft, const QString &pointer, const QJsonValue &written)
{
    if (written.isUndefined())
        draft.remove(u"/output"_s); // its other keys say nothing without it
    else
        setAsWritten(draft, pointer, yaml::read(written.toString().toUtf8()));
}

} // namespace

OutputCard::OutputCard(const Theme &theme, Form &form, QWidget *parent)
    : FoldedCard(theme, form, {u"outputHead"_s, tr("Structured output"), {u"output"_s}}, parent)
{
    add(makeSchema(theme, form));
    add(m_numbers = makeNumbers(form));
    connect(&form.document(), &AgentDocument::checked, this, [this, &form] { follow(form); });
    follow(form);
}

QWidget *OutputCard::makeSchema(const Theme &theme, Form &form)
{
    m_schema = new SchemaField(tr("Schema of the an&swer"), schemaPlace);
    m_schema->setHint(tr("JSON Schema, as YAML or JSON: the final answer is an object that fits it. Empty: "
                         "any text."));
    auto *insert = button(theme, u"plus"_s, tr("Insert an example"), u"ghost"_s);
    insert->setObjectName(u"outputExample"_s);
    m_schema->setAside(m_example = insert);
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        const QString text = writtenAt(document, pointer);
        return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
    };
    form.add(m_schema, {read, setSchema});
    // What was typed may mean what stood there before, in other words: those of the file are shown.
    connect(m_schema, &Field::edited, &form, [this, &form] { form.refresh(m_schema); });
    connect(insert, &QPushButton::clicked, &form, [this, &form] {
        form.change([](Draft &draft) { setSchema(draft, schemaPlace, example); });
        m_schema->setFocus();
    });
    return m_schema;
}

QWidget *OutputCard::makeNumbers(Form &form)
{
    const OutputSpec defaults;
    auto *name =
        (new LineField(tr("Name for the provider"), u"/output/name"_s))->withPlaceholder(defaults.name);
    auto *repairs = (new LineField(tr("Further attempts to fit it"), u"/output/repairs"_s))
                        ->withNumbers({0, 10, true})
                        ->withPlaceholder(QString::number(defaults.repairs));
    form.add(name);
    form.add(repairs);
    return new FieldsRow({{name}, {repairs}}, 300);
}

void OutputCard::follow(const Form &form)
{
    const bool hasSchema = !form.document().readable().value(schemaPlace).isUndefined();
    m_example->setVisible(!hasSchema);
    m_numbers->setEnabled(hasSchema);
}

} // namespace ui

#include "moc_OutputCard.cpp"
