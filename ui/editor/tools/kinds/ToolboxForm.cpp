// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/ToolboxForm.h"

#include "agent/values/Toolbox.h"
#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Controls.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

/// "expression (string, required), digits (integer)"
QString inWords(const QJsonObject &schema)
{
    const QJsonArray required = schema.value(u"required"_s).toArray();
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    QStringList words;
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QString type = it.value().toObject().value(u"type"_s).toString();
        words.append(required.contains(it.key()) ? ToolboxForm::tr("%1 (%2, required)").arg(it.key(), type)
                                                 : u"%1 (%2)"_s.arg(it.key(), type));
    }
    return words.join(u", "_s);
}

QString toolboxNameAt(const SpecDocument &document, const QString &entry)
{
    const QJsonValue value = document.value(entry);
    const QString name = value.isString() ? value.toString() : value[u"toolbox"].toString();
    const ToolboxEntry *known = toolboxEntry(name);
    return known ? known->name : name;
}

} // namespace

ToolboxForm::ToolboxForm(const Theme &theme, Form &form)
    : ToolForm(theme, form)
    , m_parameters(label({}, u"hint"_s))
{
    QList<ChoiceField::Choice> tools;
    for (const ToolboxEntry &entry : agent::toolbox())
        tools.append({entry.name, entry.name});
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        return QJsonValue(toolboxNameAt(document, pointer.section(u'/', 0, 2)));
    };
    addRow(join(new ChoiceField(theme, tr("Built-in tool"), {}, tools), u"toolbox"_s, {read, {}}));
    m_parameters->setWordWrap(true);
    addRow(m_parameters);
}

ToolStart ToolboxForm::start(const SpecDocument &)
{
    return {{u"toolbox"_s, agent::toolbox().constFirst().name}};
}

void ToolboxForm::follow(const QString &pointer)
{
    const ToolboxEntry *entry = toolboxEntry(toolboxNameAt(form().document().readable(), pointer));
    m_parameters->setText(entry ? tr("Takes %1").arg(inWords(entry->parameters)) : QString());
}

} // namespace ui

#include "moc_ToolboxForm.cpp"
