// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/LimitCard.h"

#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QString plain(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

/// "20 tool calls"
QString amount(const WaitingLimit &limit)
{
    const int count = int(std::min(limit.cap, 1e9));
    if (limit.name == u"iterations"_s)
        return LimitCard::tr("%n turns of the model", nullptr, count);
    if (limit.name == u"tokens"_s)
        return LimitCard::tr("%n tokens", nullptr, count);
    if (limit.name == u"tool_calls"_s)
        return LimitCard::tr("%n tool calls", nullptr, count);
    return limit.name == u"cost"_s ? u'$' + plain(limit.cap) : u"%1 (%2)"_s.arg(plain(limit.cap), limit.name);
}

/// Twice as much, and more than was asked for.
double suggestionFor(const WaitingLimit &limit)
{
    const double twice = 2 * limit.cap;
    const double more = twice > limit.value ? twice : 2 * limit.value;
    return more > 0 ? more : 1;
}

WaitingCard::Head headOf(const LimitedRun &run)
{
    return {LimitCard::tr("Limit reached: %1").arg(amount(run.limit)), run.agent, run.prompt,
            LimitCard::tr("The run waits. Let it go on up to a new limit, for this run only; the agent file "
                          "stays as it is.")};
}

} // namespace

LimitCard::LimitCard(const Theme &theme, LimitedRun run, QWidget *parent)
    : WaitingCard(theme, headOf(run), parent)
    , m_run(std::move(run))
    , m_suggested(plain(suggestionFor(m_run.limit)))
    , m_cap(new QLineEdit(m_suggested))
{
    setAccessibleName(tr("%1 waits at its limit of %2").arg(m_run.agent, amount(m_run.limit)));
    m_cap->setObjectName(u"cap"_s);
    m_cap->setAccessibleName(tr("Let it go on up to"));
    addAnswer(m_cap, buildAnswers(theme), tr("Let it go on up to"));
    connect(m_cap, &QLineEdit::textEdited, this, [this] { say({}); });
    connect(m_cap, &QLineEdit::returnPressed, this, &LimitCard::letGoOn);
}

QWidget *LimitCard::buildAnswers(const Theme &theme)
{
    auto *answers = new QWidget;
    auto *raised = button(theme, u"check"_s, tr("Go on"), u"primary"_s);
    raised->setObjectName(u"raise"_s);
    auto *ended = button(theme, {}, tr("End the run"), u"danger"_s);
    ended->setObjectName(u"cancel"_s);
    auto *row = new QHBoxLayout(answers);
    row->setContentsMargins({});
    row->setSpacing(6);
    row->addWidget(raised, 1);
    row->addWidget(ended);
    connect(raised, &QPushButton::clicked, this, &LimitCard::letGoOn);
    connect(ended, &QPushButton::clicked, this, [this] {
        setSent();
        emit cancelled();
    });
    return answers;
}

bool LimitCard::isTouched() const
{
    return m_cap->text() != m_suggested;
}

void LimitCard::setQuestionReadOnly()
{
    m_cap->setReadOnly(true);
}

void LimitCard::letGoOn()
{
    bool isNumber = false;
    // A comma is what many keyboards give for the decimal point.
    const double cap = m_cap->text().trimmed().replace(u',', u'.').toDouble(&isNumber);
    if (!isNumber || cap <= m_run.limit.cap) {
        say(tr("A number above %1.").arg(plain(m_run.limit.cap)));
        m_cap->setFocus();
        return;
    }
    setSent();
    emit raised(cap);
}

} // namespace ui

#include "moc_LimitCard.cpp"
