// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/LimitsCard.h"

#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/theme/Controls.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

LimitsCard::LimitsCard(const Theme &theme, Form &form, QWidget *parent)
    : QFrame(parent)
    , m_head(new QToolButton)
{
    setLook(this, u"card"_s);
    m_head->setObjectName(u"limitsHead"_s);
    m_head->setText(tr("Limits and retries"));
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setCheckable(true);
    m_head->setIconSize({19, 15});
    m_head->setFocusPolicy(Qt::TabFocus);
    m_head->setProperty("look", u"fold"_s);
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins({});
    inner->setSpacing(10);
    inner->addWidget(makeBudget(form));
    inner->addWidget(makeLimits(form));
    inner->addWidget(makeCaps(form));
    inner->addWidget(makeMemory(form));
    inner->addWidget(makeRetries(form));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(8);
    column->addWidget(m_head, 0, Qt::AlignLeft);
    column->addWidget(content);
    const auto fold = [this, content, &theme](bool open) {
        m_head->setIcon(theme.icon(open ? u"chevron-down"_s : u"chevron-right"_s));
        content->setVisible(open);
    };
    connect(m_head, &QToolButton::toggled, this, fold);
    fold(false);
    connect(&form.document(), &AgentDocument::checked, this, [this, &form] { showWhatIsWrong(form); });
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

void LimitsCard::open()
{
    m_head->setChecked(true);
}

void LimitsCard::showWhatIsWrong(const Form &form)
{
    for (const Diagnostic &diagnostic : form.document().latest().diagnostics()) {
        const QString key = diagnostic.pointer.section(u'/', 1, 1);
        if (key == u"budget" || key == u"limits" || key == u"memory" || key == u"retry")
            open();
    }
}

} // namespace ui

#include "moc_LimitsCard.cpp"
