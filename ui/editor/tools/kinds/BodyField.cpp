// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/BodyField.h"

#include "ui/editor/bench/LooseJson.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Theme.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

/// "{parameter}" alone is a text that is filled in.
bool isJson(const QString &text)
{
    static const QRegularExpression beginning(u"\\A\\s*(?:\\[|\\{\\s*[\"}])"_s);
    return beginning.match(text).hasMatch();
}

} // namespace

BodyField::BodyField(const QString &label)
    : TextField(label, {}, {1, 12})
{
    edit()->setFont(Theme::codeFont());
}

bool BodyField::isAbout(const QString &pointer) const
{
    return TextField::isAbout(pointer) || pointer.startsWith(this->pointer() + u'/');
}

QString BodyField::faultIn(const QString &text) const
{
    if (!isJson(text))
        return {};
    const auto value = readLooseJson(text);
    return value ? QString() : tr("Not JSON yet: %1").arg(value.error().message);
}

Form::Way bodyWay()
{
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        const QJsonValue value = document.value(pointer);
        return value.isObject() || value.isArray() ? QJsonValue(shownJson(value)) : value;
    };
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &value) {
        const QString text = value.toString();
        const auto parsed = isJson(text) ? readLooseJson(text) : Result<QJsonValue>(value);
        if (parsed && !parsed->isUndefined())
            draft.set(pointer, *parsed);
        else
            draft.remove(pointer);
    };
    return {read, write};
}

} // namespace ui

#include "moc_BodyField.cpp"
