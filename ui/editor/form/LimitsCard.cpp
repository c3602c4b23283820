// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/LimitsCard.h"

#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

LimitsCard::LimitsCard(const Theme &theme, Form &form, QWidget *parent)
    : FoldedCard(
          theme, form,
          {u"limitsHead"_s, tr("Limits and retries"), {u"budget"_s, u"limits"_s, u"memory"_s, u"retry"_s}},
          parent)
{
    for (QWidget *content :
         {makeBudget(form), makeLimits(form), makeCaps(form), makeMemory(form), makeRetries(form)})
        add(content);
}

QWidget *LimitsCard::makeBudget(Form &form)
{
    const QString none = tr("No limit");
    auto *tokens = (new LineField(tr("Most tokens a run"), u"/budget/max_total_tokens"_s))
                       ->withNumbers({1, 1e15, true})
                       ->withPlaceholder(none);
    auto *cost = (new LineField(tr("Most dollars a run"), u"/budget/max_cost_usd"_s))
                     ->withNumbers({0, 1e9, false})
                     ->withPlaceholder(none);
    auto *warning = (new LineField(tr("Warn from dollars"), u"/budget/cost_warning_threshold"_s))
                        ->withNumbers({0, 1e9, false})
                        ->withPlaceholder(tr("Never"));
    for (LineField *field : {tokens, cost, warning})
        form.add(field);
    return new FieldsRow({{tokens}, {cost}, {warning}}, 400);
}

QWidget *LimitsCard::makeLimits(Form &form)
{
    const QString none = tr("No limit");
    auto *calls = (new LineField(tr("Most tool calls a run"), u"/limits/tool_calls"_s))
                      ->withNumbers({1, 1e6, true})
                      ->withPlaceholder(none);
    auto *seconds = (new LineField(tr("Most seconds a run"), u"/limits/seconds"_s))
                        ->withNumbers({0, 1e6, false})
                        ->withPlaceholder(none);
    for (LineField *field : {calls, seconds})
        form.add(field);
    return new FieldsRow({{calls}, {seconds}}, 300);
}

QWidget *LimitsCard::makeCaps(Form &form)
{
    const auto number = [&form](const QString &label, const QString &pointer, const NumberRange &range) {
        auto *field = (new LineField(label, pointer))->withNumbers(range)->withPlaceholder(tr("No limit"));
        form.add(field);
        return field;
    };
    const NumberRange tokens{1, 1e15, true};
    const NumberRange cost{0, 1e9, false};
    auto *session =
        new FieldsRow({{number(tr("Most tokens a session"), u"/limits/session/tokens"_s, tokens)},
                       {number(tr("Most dollars a session"), u"/limits/session/cost_usd"_s, cost)}},
                      300);
    auto *day = new FieldsRow({{number(tr("Most tokens a day"), u"/limits/day/tokens"_s, tokens)},
                               {number(tr("Most dollars a day"), u"/limits/day/cost_usd"_s, cost)}},
                              300);
    auto *both = new QWidget;
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(session);
    column->addWidget(day);
    return both;
}

QWidget *LimitsCard::makeMemory(Form &form)
{
    auto *messages = new LineField(tr("Most messages remembered"), u"/memory/messages"_s);
    auto *tokens = new LineField(tr("Most tokens remembered"), u"/memory/tokens"_s);
    for (LineField *field : {messages, tokens}) {
        field->withNumbers({1, 1e9, true})->withPlaceholder(tr("All of the conversation"));
        form.add(field);
    }
    return new FieldsRow({{messages}, {tokens}}, 300);
}

QWidget *LimitsCard::makeRetries(Form &form)
{
    const RetrySpec defaults;
    const auto number = [&form](const QString &label, const QString &key, double standard, bool isWhole) {
        auto *field = (new LineField(label, u"/retry/"_s + key))
                          ->withNumbers({0, 1e6, isWhole})
                          ->withPlaceholder(QString::number(standard));
        form.add(field);
        return field;
    };
    auto *first =
        new FieldsRow({{number(tr("Further attempts"), u"max_retries"_s, defaults.maxRetries, true)},
                       {number(tr("Pause, seconds"), u"backoff_seconds"_s, defaults.backoffSeconds, false)}},
                      300);
    auto *second =
        new FieldsRow({{number(tr("Silence allowed, seconds"), u"request_timeout"_s,
                               defaults.requestTimeout.value_or(0), false)},
                       {number(tr("Pause after a rate limit, seconds"), u"rate_limit_cooldown_seconds"_s,
                               defaults.rateLimitCooldownSeconds, false)}},
                      300);
    auto *both = new QWidget;
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(first);
    column->addWidget(second);
    return both;
}

} // namespace ui

#include "moc_LimitsCard.cpp"
