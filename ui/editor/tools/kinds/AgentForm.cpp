// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/AgentForm.h"

#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Controls.h"

#include <QDir>
#include <QFileInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

const QString agents = u"/agents"_s;

/// The other agent files beside this one, as a tool names them.
QStringList filesBeside(const QString &path)
{
    if (path.isEmpty())
        return {};
    const QFileInfo own(path);
    QStringList names;
    for (const QString &name : own.dir().entryList({u"*.yaml"_s, u"*.yml"_s}, QDir::Files, QDir::Name)) {
        if (name != own.fileName() && !name.endsWith(u".cases.yaml"))
            names.append(u"./"_s + name);
    }
    return names;
}

} // namespace

AgentForm::AgentForm(const Theme &theme, Form &form)
    : ToolForm(theme, form)
    , m_agent(new ChoiceField(theme, tr("Agent"), {}, {}))
    , m_empty(new QWidget)
{
    auto *sentence = label(tr("The file has no other agent yet. It needs one that can be asked."), u"hint"_s);
    sentence->setWordWrap(true);
    auto *add = button(theme, u"plus"_s, tr("Add an agent to the file"));
    add->setObjectName(u"addAgent"_s);
    auto *column = new QVBoxLayout(m_empty);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(sentence);
    column->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, &AgentForm::addAgent);
    addRow(join(m_agent, u"agent"_s));
    addRow(m_empty);
}

ToolStart AgentForm::start(const SpecDocument &document)
{
    return {{u"agent"_s, keysInTextOrder(document, agents).value(0, u"helper"_s)}};
}

void AgentForm::follow(const QString &pointer)
{
    m_pointer = pointer;
    const QStringList names = keysInTextOrder(form().document().readable(), agents);
    QList<ChoiceField::Choice> choices;
    for (const QString &name : names)
        choices.append({name, name});
    const QStringList files = filesBeside(form().document().path());
    for (const QString &file : files)
        choices.append({file, file});
    m_agent->setChoices(choices);
    form().refresh(m_agent);
    m_agent->setHint(tr("It is asked with one message, and its answer is the result."));
    m_empty->setVisible(names.isEmpty() && files.isEmpty());
}

void AgentForm::addAgent()
{
    const QString name = form().document().readable().value(m_pointer + u"/agent"_s).toString();
    const QString key = name.isEmpty() ? u"helper"_s : name;
    form().change([&](Draft &draft) {
        const QString place = json::pointer(agents, key);
        draft.set(place + u"/description"_s, tr("Say what it is good at"));
        draft.set(place + u"/system_prompt"_s, tr("You answer questions briefly."));
        draft.set(m_pointer + u"/agent"_s, key);
    });
}

} // namespace ui

#include "moc_AgentForm.cpp"
