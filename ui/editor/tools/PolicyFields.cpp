// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/PolicyFields.h"

#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/TextField.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

const QString rules = u"rules"_s; ///< In place of a word: there are conditions.

QString policyPointer(const QString &tool)
{
    return json::pointer(u"/policy/tools"_s, tool);
}

QString ruleOf(const QString &messagePointer)
{
    return messagePointer.left(messagePointer.lastIndexOf(u'/'));
}

QJsonObject ruleWith(const QString &action, const QString &message)
{
    return {{u"action"_s, action}, {u"message"_s, message}};
}

void setAction(Draft &draft, const QString &pointer, const QJsonValue &value)
{
    const QJsonValue before = draft.value(pointer);
    const QString action = value.toString();
    if (value.isUndefined())
        removeWithEmptyParents(draft, pointer);
    else if (action == rules)
        draft.refuse({ErrorKind::InvalidInput, PolicyFields::tr("Write rules in the source."), {}});
    else if (before.isObject() && policyActionIn(before) != rules && action != u"live"_s)
        draft.set(pointer + u"/action"_s, action);
    else if (action == u"mock"_s)
        draft.set(pointer, ruleWith(action, PolicyFields::tr("This is a canned answer.")));
    else
        draft.set(pointer, action);
}

void setMessage(Draft &draft, const QString &pointer, const QJsonValue &value)
{
    const QString rule = ruleOf(pointer);
    const QString action = policyActionIn(draft.value(rule));
    const bool isWord = draft.value(rule).isString();
    if (value.isUndefined() && !isWord)
        draft.set(rule, action);
    else if (isWord && !value.isUndefined())
        draft.set(rule, ruleWith(action, value.toString()));
    else if (!isWord)
        draft.set(pointer, value);
}

QString placeholderFor(const QString &action)
{
    if (action == u"mock"_s)
        return PolicyFields::tr("What the model gets; {argument} is filled in");
    return action == u"ask"_s ? PolicyFields::tr("Why it asks, for whoever answers")
                              : PolicyFields::tr("Why not, for the model");
}

} // namespace

QString policyActionIn(const QJsonValue &policy)
{
    if (policy.isUndefined() || policy.isNull())
        return {};
    const QJsonObject rule = policy.toObject();
    const bool isOne = policy.isString() || (policy.isObject() && !rule.contains(u"when"_s));
    return isOne ? policy.toString(rule[u"action"_s].toString()) : rules;
}

void setPolicy(Draft &draft, const QString &tool, const QString &action)
{
    setAction(draft, policyPointer(tool),
              action.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(action));
}

QList<std::pair<QString, QString>> policyWords()
{
    return {{u"live"_s, PolicyFields::tr("Live")},
            {u"mock"_s, PolicyFields::tr("Mock")},
            {u"ask"_s, PolicyFields::tr("Ask")},
            {u"deny"_s, PolicyFields::tr("Deny")}};
}

PolicyFields::PolicyFields(const Theme &theme, Form &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_action(new ChoiceField(theme, tr("When the model calls it"), {},
                               {{{}, tr("As the policy says for others")},
                                {u"live"_s, tr("Run it")},
                                {u"ask"_s, tr("Ask a person first")},
                                {u"mock"_s, tr("Give a canned answer")},
                                {u"deny"_s, tr("Refuse it")},
                                {rules, tr("Rules in the source")}}))
    , m_message(new TextField(tr("Message"), {}, {1, 4}))
{
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        const QString action = policyActionIn(document.value(pointer));
        return action.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(action);
    };
    m_form.add(m_action, {read, setAction});
    m_form.add(m_message, {{}, setMessage});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_action);
    column->addWidget(m_message);
}

void PolicyFields::showFor(const QString &tool)
{
    const QString pointer = tool.isEmpty() ? QString() : policyPointer(tool);
    const QString action = policyActionIn(m_form.document().readable().value(pointer));
    const bool takesMessage = action == u"ask"_s || action == u"mock"_s || action == u"deny"_s;
    m_message->setVisible(takesMessage);
    m_message->setPlaceholder(placeholderFor(action));
    m_action->setPointer(pointer);
    m_message->setPointer(pointer.isEmpty() ? QString() : pointer + u"/message"_s);
    m_form.refresh(m_action);
    m_form.refresh(m_message);
}

void renamePolicy(Draft &draft, const QString &tool, const QString &newName)
{
    if (tool != newName && !newName.isEmpty() && !draft.value(policyPointer(tool)).isUndefined())
        draft.rename(policyPointer(tool), newName);
}

void removePolicy(Draft &draft, const QString &tool)
{
    if (!draft.value(policyPointer(tool)).isUndefined())
        removeWithEmptyParents(draft, policyPointer(tool));
}

} // namespace ui

#include "moc_PolicyFields.cpp"
