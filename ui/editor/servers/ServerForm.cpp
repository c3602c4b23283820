// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/servers/ServerForm.h"

#include "agent/values/McpSpec.h"
#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/tools/KeyValueRows.h"
#include "ui/editor/tools/TextRows.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

const QString program = u"program"_s;
const QString address = u"address"_s;

QVBoxLayout *columnIn(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->setSpacing(10);
    return column;
}

} // namespace

ServerForm::ServerForm(const Theme &theme, Form &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_name((new LineField(tr("Name"), {}))->withCode())
    , m_kind(new ChoiceField(theme, tr("What it is"), {},
                             {{program, tr("A program on this machine")}, {address, tr("An address")}}))
{
    form.add(m_name, serverNameWay());
    connect(m_kind, &Field::edited, this, [this](const QJsonValue &kind) {
        const ServerKind wanted = kind == address ? ServerKind::Address : ServerKind::Program;
        m_form.change([&](Draft &draft) { changeKind(draft, m_pointer, wanted); });
    });
    auto *timeout = (new LineField(tr("Seconds for each answer"), {}))
                        ->withNumbers({0.001, 3600, false})
                        ->withPlaceholder(QString::number(McpSpec().timeout));
    join(timeout, u"timeout"_s);
    auto *column = columnIn(this);
    column->addWidget(new FieldsRow({{m_name, 1}, {m_kind, 1}}, 300));
    column->addWidget(m_program = makeProgram(theme));
    column->addWidget(m_address = makeAddress(theme));
    column->addWidget(timeout);
}

QWidget *ServerForm::makeProgram(const Theme &theme)
{
    auto *command = (new LineField(tr("Program"), {}))->withCode()->withEmptyText();
    command->setPlaceholder(tr("npx, or ./server.py"));
    auto *folder = (new LineField(tr("Folder it runs in"), {}))->withCode();
    folder->setPlaceholder(tr("The agent file’s"));
    join(command, u"command"_s);
    join(folder, u"cwd"_s);
    m_arguments = new TextRows(
        theme, m_form, {tr("Arguments"), tr("Add argument"), tr("Remove argument %1"), tr("Argument %1")});
    m_environment =
        new KeyValueRows(theme, m_form,
                         {tr("Environment variables"), tr("Add variable"), tr("Remove variable %1"),
                          tr("Name of variable %1"), tr("Value of variable %1"), u"VARIABLE"_s});
    auto *whole = new QWidget;
    auto *column = columnIn(whole);
    column->addWidget(new FieldsRow({{command, 1}, {folder, 1}}, 300));
    column->addWidget(m_arguments);
    column->addWidget(m_environment);
    return whole;
}

QWidget *ServerForm::makeAddress(const Theme &theme)
{
    auto *url = (new LineField(tr("URL"), {}))->withCode()->withEmptyText();
    url->setPlaceholder(u"https://example.org/mcp"_s);
    join(url, u"url"_s);
    m_headers = new KeyValueRows(theme, m_form,
                                 {tr("Headers"), tr("Add header"), tr("Remove header %1"),
                                  tr("Name of header %1"), tr("Value of header %1"), u"Authorization"_s});
    auto *whole = new QWidget;
    auto *column = columnIn(whole);
    column->addWidget(url);
    column->addWidget(m_headers);
    return whole;
}

void ServerForm::join(Field *field, const QString &key)
{
    m_form.add(field);
    m_fields.append({field, key});
}

void ServerForm::showServer(const QString &pointer)
{
    m_pointer = pointer;
    const QJsonValue entry = m_form.document().readable().value(pointer);
    const bool isProgram = kindOf(entry) == ServerKind::Program;
    m_name->setPointer(pointer);
    m_form.refresh(m_name);
    m_kind->show(isProgram ? program : address);
    for (const auto &[field, key] : std::as_const(m_fields)) {
        field->setPointer(pointer + u'/' + key);
        m_form.refresh(field);
    }
    m_program->setVisible(isProgram);
    m_address->setVisible(!isProgram);
    m_arguments->showAt(isProgram ? pointer + u"/args"_s : QString());
    m_environment->showAt(isProgram ? pointer + u"/env"_s : QString());
    m_headers->showAt(isProgram ? QString() : pointer + u"/headers"_s);
}

void ServerForm::editName()
{
    auto *line = m_name->findChild<QLineEdit *>();
    line->setFocus(Qt::OtherFocusReason);
    line->selectAll();
}

} // namespace ui

#include "moc_ServerForm.cpp"
