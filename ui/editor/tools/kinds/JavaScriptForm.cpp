// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/JavaScriptForm.h"

#include "agent/values/JavaScriptSpec.h"
#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/SwitchField.h"
#include "ui/editor/tools/CodeField.h"
#include "ui/editor/tools/FileField.h"
#include "ui/editor/tools/ToolKeys.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

const QString codeKey = u"code"_s;
const QString fileKey = u"file"_s;

QString startingCode()
{
    return u"return args.text.toUpperCase();\n"_s;
}

/// Where the code is: which of the two keys there is.
Form::Way placeWay()
{
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        return QJsonValue(document.value(pointer)[fileKey].isUndefined() ? codeKey : fileKey);
    };
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &key) {
        const bool toFile = key.toString() == fileKey;
        draft.set(json::pointer(pointer, toFile ? fileKey : codeKey),
                  toFile ? u"./tool.js"_s : startingCode());
        draft.remove(json::pointer(pointer, toFile ? codeKey : fileKey));
    };
    return {read, write};
}

} // namespace

JavaScriptForm::JavaScriptForm(const Theme &theme, Form &form)
    : ToolForm(theme, form)
    , m_code(new CodeField(theme, tr("Body of a function of args"), {}))
    , m_file(new FileField(tr("JavaScript file"), u"js"_s))
{
    auto *place = new ChoiceField(theme, tr("The code is"), {},
                                  {{codeKey, tr("In the agent file")}, {fileKey, tr("In a file beside it")}});
    auto *timeout = seconds(tr("Timeout, seconds"), u"javascript/timeout"_s, {0.001, 600, false},
                            JavaScriptTool().timeout);
    auto *network = flag(tr("May use the network"), u"javascript/network"_s);
    network->setToolTip(tr("Gives it fetch(), for public addresses only."));
    join(place, u"javascript"_s, placeWay());
    addRow(new FieldsRow({{place, 1}, {timeout, 1}, {network, 1}}, 360));
    addRow(join(m_code, u"javascript/code"_s));
    addRow(join(m_file, u"javascript/file"_s));
}

ToolStart JavaScriptForm::start(const SpecDocument &)
{
    return {{u"parameters/type"_s, u"object"_s},
            {u"parameters/properties/text"_s, QJsonObject{{u"type"_s, u"string"_s}}},
            {u"parameters/required"_s, QJsonArray{u"text"_s}},
            {u"javascript/code"_s, startingCode()}};
}

void JavaScriptForm::follow(const QString &pointer)
{
    const SpecDocument &document = form().document().readable();
    const bool isInFile = !document.value(pointer + u"/javascript/file"_s).isUndefined();
    m_code->setVisible(!isInFile);
    m_file->setVisible(isInFile);
    m_file->setBeside(form().document().path());
    QStringList names = parametersOf(document, pointer);
    for (QString &name : names)
        name.prepend(u"args."_s);
    m_code->setHint(names.isEmpty()
                        ? tr("What it returns is the result.")
                        : tr("It is given %1; what it returns is the result.").arg(names.join(u", "_s)));
}

} // namespace ui

#include "moc_JavaScriptForm.cpp"
