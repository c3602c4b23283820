// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/PythonForm.h"

#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/tools/FileField.h"
#include "ui/theme/Theme.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

PythonForm::PythonForm(const Theme &theme, Form &form)
    : ProgramForm(theme, form)
    , m_file(new FileField(tr("Python file"), u"py"_s))
{
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        const QJsonValue entry = document.value(pointer.section(u'/', 0, 2));
        return entry.isString() ? entry : document.value(pointer);
    };
    auto *function = (new LineField(tr("Function"), {}))->withCode();
    function->setPlaceholder(tr("Each one is a tool"));
    join(m_file, u"python/file"_s, {read, {}});
    join(function, u"python/function"_s);
    addRow(new FieldsRow({{m_file, 1}, {function, 1}}, 300));
    addRights(u"python"_s);
}

ToolStart PythonForm::start(const SpecDocument &)
{
    return {{u"python"_s, QJsonObject{{u"file"_s, u"./tools.py"_s}}}};
}

void PythonForm::follow(const QString &pointer)
{
    ProgramForm::follow(pointer);
    m_file->setBeside(form().document().path());
}

} // namespace ui

#include "moc_PythonForm.cpp"
