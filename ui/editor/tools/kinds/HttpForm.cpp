// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/HttpForm.h"

#include "agent/values/ToolSpec.h"
#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/tools/KeyValueRows.h"
#include "ui/editor/tools/kinds/BodyField.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

HttpForm::HttpForm(const Theme &theme, Form &form)
    : ToolForm(theme, form)
    , m_headers(new KeyValueRows(theme, form,
                                 {tr("Headers"), tr("Add header"), tr("Remove header %1"),
                                  tr("Name of header %1"), tr("Value of header %1"), u"X-Header"_s}))
{
    const QList<ChoiceField::Choice> methods{{{}, tr("GET (default)")}, {u"GET"_s, u"GET"_s},
                                             {u"POST"_s, u"POST"_s},    {u"PUT"_s, u"PUT"_s},
                                             {u"PATCH"_s, u"PATCH"_s},  {u"DELETE"_s, u"DELETE"_s}};
    auto *method = join(new ChoiceField(theme, tr("Method"), {}, methods), u"http/method"_s);
    auto *timeout =
        seconds(tr("Timeout, seconds"), u"http/timeout"_s, {0.001, 300, false}, HttpTool().timeout);
    auto *url = (new LineField(tr("URL"), {}))->withCode()->withEmptyText();
    url->setPlaceholder(u"https://example.org/{parameter}"_s);
    addRow(new FieldsRow({{method, 1}, {timeout, 1}}, 260));
    addRow(join(url, u"http/url"_s));
    addRow(m_headers);
    auto *body = new BodyField(tr("Body"));
    body->setPlaceholder(tr("The arguments, as JSON. Or a text or JSON with {parameter} in it"));
    addRow(join(body, u"http/body"_s, bodyWay()));
    auto *response = (new LineField(tr("Part of the answer"), {}))->withCode();
    response->setPlaceholder(tr("All of it. Or a path, such as results.0.name"));
    addRow(join(response, u"http/response"_s));
}

ToolStart HttpForm::start(const SpecDocument &)
{
    return {{u"http/method"_s, u"GET"_s}, {u"http/url"_s, u"https://example.org/"_s}};
}

void HttpForm::follow(const QString &pointer)
{
    m_headers->showAt(pointer.isEmpty() ? QString() : pointer + u"/http/headers"_s);
}

} // namespace ui

#include "moc_HttpForm.cpp"
