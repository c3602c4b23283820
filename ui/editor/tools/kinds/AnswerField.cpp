// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/AnswerField.h"

#include "ui/editor/bench/LooseJson.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Theme.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

bool isJsonKey(const QString &pointer)
{
    return lastKey(pointer) == u"json"_s;
}

} // namespace

AnswerField::AnswerField(const QString &name, const QString &label)
    : TextField(label, {}, {2, 12})
{
    edit()->setAccessibleName(name);
    edit()->setFont(Theme::codeFont());
}

void AnswerField::setIsJson(bool isJson)
{
    m_isJson = isJson;
    setPlaceholder(isJson ? u"{\"temperature\": 21}"_s : tr("{parameter} is filled in"));
}

QString AnswerField::faultIn(const QString &text) const
{
    if (!m_isJson || text.isEmpty())
        return {};
    const auto value = readLooseJson(text);
    return value ? QString() : tr("Not JSON yet: %1").arg(value.error().message);
}

Form::Way answerWay()
{
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        const QJsonValue value = document.value(pointer);
        return isJsonKey(pointer) ? QJsonValue(shownJson(value)) : value;
    };
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &value) {
        const auto parsed = isJsonKey(pointer) ? readLooseJson(value.toString()) : Result<QJsonValue>(value);
        // An answer that says nothing is an empty text still.
        draft.set(pointer, parsed && !parsed->isUndefined() ? *parsed : QJsonValue(QString()));
    };
    return {read, write};
}

} // namespace ui

#include "moc_AnswerField.cpp"
