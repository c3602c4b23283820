// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/BasicsCard.h"

#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/form/TextField.h"
#include "ui/theme/Controls.h"

#include <QFileInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

BasicsCard::BasicsCard(Form &form, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
{
    setLook(this, u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 14);
    column->setSpacing(10);
    column->addWidget(label(tr("Agent"), u"heading"_s));
    column->addWidget(makeNames());
    column->addWidget(makeNumbers());
    column->addWidget(makeInstructions());
    connect(&form.document(), &AgentDocument::checked, this, &BasicsCard::showDefaults);
}

QWidget *BasicsCard::makeNames()
{
    m_name = new LineField(tr("&Name"), u"/name"_s);
    auto *description = new LineField(tr("D&escription"), u"/description"_s);
    description->setPlaceholder(tr("What it does, in a sentence"));
    m_form.add(m_name);
    m_form.add(description);
    return new FieldsRow({{m_name, 2}, {description, 3}}, 380);
}

QWidget *BasicsCard::makeNumbers()
{
    const AgentSpec defaults;
    auto *temperature = (new LineField(tr("&Temperature"), u"/temperature"_s))
                            ->withNumbers({0, 2, false})
                            ->withPlaceholder(QString::number(defaults.temperature));
    auto *tokens = (new LineField(tr("Most to&kens an answer"), u"/max_tokens"_s))
                       ->withNumbers({1, 1e9, true})
                       ->withPlaceholder(QString::number(defaults.maxTokens));
    auto *turns = (new LineField(tr("Most t&urns a run"), u"/max_iterations"_s))
                      ->withNumbers({1, 1e6, true})
                      ->withPlaceholder(QString::number(defaults.maxIterations));
    for (LineField *field : {temperature, tokens, turns})
        m_form.add(field);
    return new FieldsRow({{temperature}, {tokens}, {turns}}, 380);
}

QWidget *BasicsCard::makeInstructions()
{
    m_instructions = new TextField(tr("&Instructions"), u"/system_prompt"_s, {3, 16});
    m_instructions->setPlaceholder(tr("Who it is, what it should do, and what not"));
    m_form.add(m_instructions);
    return m_instructions;
}

void BasicsCard::showDefaults()
{
    m_name->setPlaceholder(QFileInfo(m_form.document().path()).completeBaseName());
}

} // namespace ui

#include "moc_BasicsCard.cpp"
