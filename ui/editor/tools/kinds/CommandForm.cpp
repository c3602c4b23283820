// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/CommandForm.h"

#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/TextField.h"
#include "ui/editor/tools/TextRows.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Theme.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

CommandForm::CommandForm(const Theme &theme, Form &form)
    : ProgramForm(theme, form)
    , m_arguments(new TextRows(
          theme, form, {tr("Arguments"), tr("Add argument"), tr("Remove argument %1"), tr("Argument %1")}))
{
    auto *program = (new LineField(tr("Program"), {}))->withCode()->withEmptyText();
    program->setPlaceholder(tr("wc, or ./report.sh"));
    auto *folder = (new LineField(tr("Folder it runs in"), {}))->withCode();
    folder->setPlaceholder(tr("The agent file’s"));
    auto *input = new TextField(tr("Standard input"), {}, {1, 8});
    input->edit()->setFont(Theme::codeFont());
    input->setPlaceholder(tr("Nothing; {parameter} is filled in here, too"));
    join(program, u"command/program"_s);
    join(folder, u"command/cwd"_s);
    addRow(new FieldsRow({{program, 1}, {folder, 1}}, 300));
    addRow(m_arguments);
    addRow(join(input, u"command/stdin"_s));
    addRights(u"command"_s);
}

ToolStart CommandForm::start(const SpecDocument &)
{
    return {{u"parameters/type"_s, u"object"_s},
            {u"parameters/properties/text"_s, QJsonObject{{u"type"_s, u"string"_s}}},
            {u"parameters/required"_s, QJsonArray{u"text"_s}},
            {u"command/program"_s, u"echo"_s},
            {u"command/args"_s, QJsonArray{u"{text}"_s}}};
}

void CommandForm::follow(const QString &pointer)
{
    ProgramForm::follow(pointer);
    m_arguments->showAt(pointer.isEmpty() ? QString() : pointer + u"/command/args"_s);
    m_arguments->setHint(tr("Each row is one argument, and no shell reads it. %1")
                             .arg(placesInWords(form().document().readable(), pointer)));
}

} // namespace ui

#include "moc_CommandForm.cpp"
