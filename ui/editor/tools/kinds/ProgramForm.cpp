// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/ProgramForm.h"

#include "agent/values/CommandSpec.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/SwitchField.h"
#include "ui/editor/tools/KeyValueRows.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

void ProgramForm::addRights(const QString &kind)
{
    m_kind = kind;
    auto *timeout =
        seconds(tr("Timeout, seconds"), kind + u"/timeout"_s, {0.001, 600, false}, CommandTool().timeout);
    auto *network = flag(tr("May use the network"), kind + u"/network"_s);
    auto *writes = flag(tr("May change files"), kind + u"/writes"_s);
    writes->setToolTip(tr("In the agent file’s folder; it never may anywhere else."));
    addRow(new FieldsRow({{timeout, 1}, {network, 1}, {writes, 1}}, 360));
    m_env = new KeyValueRows(theme(), form(),
                             {tr("Environment variables"), tr("Add variable"), tr("Remove variable %1"),
                              tr("Name of variable %1"), tr("Value of variable %1"), u"NAME"_s});
    m_env->setToolTip(
        tr("Beside these it sees PATH, HOME and LANG only. ${NAME} takes one of the server’s."));
    addRow(m_env);
}

void ProgramForm::follow(const QString &pointer)
{
    m_env->showAt(pointer.isEmpty() ? QString() : u"%1/%2/env"_s.arg(pointer, m_kind));
}

} // namespace ui

#include "moc_ProgramForm.cpp"
