// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/WaitingCard.h"

#include "ui/theme/Controls.h"
#include "ui/theme/ElidedLabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

WaitingCard::WaitingCard(const Theme &theme, const Head &head, QWidget *parent)
    : QFrame(parent)
    , m_column(new QVBoxLayout(this))
    , m_fault(label({}, u"error"_s))
    , m_putAway(button(theme, u"x"_s, tr("Put away")))
{
    setLook(this, u"card"_s);
    m_fault->setObjectName(u"fault"_s);
    m_fault->setWordWrap(true);
    m_fault->hide();
    m_putAway->setObjectName(u"putAway"_s);
    m_putAway->hide();
    m_column->setContentsMargins(14, 12, 14, 12);
    m_column->setSpacing(8);
    m_column->addWidget(buildHead(head));
    connect(m_putAway, &QPushButton::clicked, this, &WaitingCard::putAway);
}

QWidget *WaitingCard::buildHead(const Head &head)
{
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->setSpacing(2);
    auto *title = new ElidedLabel(head.title, u"heading"_s);
    title->setObjectName(u"tool"_s);
    const QString who = head.agent.isEmpty() ? tr("An agent") : head.agent;
    auto *asker = new ElidedLabel(
        head.prompt.isEmpty() ? who : tr("%1 \u00b7 \u201c%2\u201d").arg(who, head.prompt), u"hint"_s);
    asker->setObjectName(u"asker"_s);
    auto *reason = label(head.reason);
    reason->setObjectName(u"reason"_s);
    reason->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(asker);
    column->addSpacing(4);
    column->addWidget(reason);
    return widget;
}

void WaitingCard::addAnswer(QWidget *question, QWidget *answers, const QString &name)
{
    if (!name.isEmpty()) {
        auto *title = label(name, u"label"_s);
        title->setBuddy(question);
        m_column->addWidget(title);
    }
    m_question = question;
    m_answers = answers;
    m_column->addWidget(question);
    m_column->addWidget(m_fault);
    m_column->addWidget(answers);
    m_column->addWidget(m_putAway, 0, Qt::AlignRight);
}

void WaitingCard::takeFocus()
{
    (m_ended ? m_putAway : m_question)->setFocus(Qt::TabFocusReason);
}

void WaitingCard::setSent()
{
    m_sent = true;
    setEnabled(false);
}

void WaitingCard::showRefusal(const QString &sentence)
{
    m_sent = false;
    setEnabled(true);
    say(sentence);
    m_question->setFocus();
}

void WaitingCard::end(const QString &sentence)
{
    m_sent = false;
    m_ended = true;
    setEnabled(true);
    m_answers->hide();
    setQuestionReadOnly();
    m_putAway->show();
    say(sentence);
}

void WaitingCard::say(const QString &sentence)
{
    m_fault->setText(sentence);
    m_fault->setVisible(!sentence.isEmpty());
    setStyled(m_question, "invalid", !sentence.isEmpty() && !m_ended);
}

} // namespace ui

#include "moc_WaitingCard.cpp"
