// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/ApprovalsDock.h"

#include "ui/approvals/ApprovalCard.h"
#include "ui/approvals/LimitCard.h"
#include "ui/theme/Controls.h"
#include "ui/theme/DockBar.h"

#include <QEvent>
#include <QLocale>
#include <QMainWindow>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

static constexpr int leastPixels = 320;

ApprovalsDock::ApprovalsDock(const Theme &theme, QWidget *parent)
    : QDockWidget(tr("Approvals"), parent)
    , m_theme(theme)
    , m_pages(new QStackedWidget)
    , m_count(label({}, u"hint"_s))
    , m_scroll(new QScrollArea)
{
    setObjectName(u"approvalsDock"_s); // QMainWindow::saveState finds the dock by this name
    m_count->setObjectName(u"approvalsCount"_s);
    (new DockBar(theme, *this, {u"approvalsClose"_s, tr("Close the approvals")}))->addRemark(m_count);
    auto *list = new QWidget;
    m_column = new QVBoxLayout(list);
    m_column->setContentsMargins(12, 12, 12, 12);
    m_column->setSpacing(10);
    m_column->addStretch();
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(list);
    list->installEventFilter(this);
    fitWidth();
    m_pages->addWidget(m_scroll);
    m_pages->addWidget(buildEmpty());
    setWidget(m_pages);
    showCount();
}

bool ApprovalsDock::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        fitWidth();
    return QDockWidget::eventFilter(watched, event);
}

void ApprovalsDock::fitWidth()
{
    // A scroll area does not care how wide its content must be.
    const int cards = m_scroll->widget()->minimumSizeHint().width();
    const int bar = m_scroll->verticalScrollBar()->sizeHint().width();
    m_pages->setMinimumWidth(std::max(leastPixels, cards + bar));
}

QWidget *ApprovalsDock::buildEmpty()
{
    auto *page = new QWidget;
    setLook(page, u"surface"_s);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(24, 16, 24, 16);
    auto *text = label(
        tr("Nothing waits for you. Calls of a tool whose policy is \u201cask\u201d appear here, and runs "
           "that wait at a limit."),
        u"muted"_s);
    text->setObjectName(u"approvalsEmpty"_s);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    column->addWidget(text);
    return page;
}

QList<WaitingCard *> ApprovalsDock::cards() const
{
    QList<WaitingCard *> cards;
    for (int i = 0; i < m_column->count(); ++i) {
        if (auto *card = qobject_cast<WaitingCard *>(m_column->itemAt(i)->widget()))
            cards.append(card);
    }
    return cards;
}

WaitingCard *ApprovalsDock::cardOf(const Approval &approval) const
{
    for (WaitingCard *each : cards()) {
        const auto *card = qobject_cast<ApprovalCard *>(each);
        if (card && card->approval().isSameAs(approval) && !card->hasEnded())
            return each;
    }
    return nullptr;
}

WaitingCard *ApprovalsDock::cardOf(const LimitedRun &run) const
{
    for (WaitingCard *each : cards()) {
        const auto *card = qobject_cast<LimitCard *>(each);
        if (card && card->run().isSameAs(run) && !card->hasEnded())
            return each;
    }
    return nullptr;
}

void ApprovalsDock::setWaiting(const QList<Approval> &waiting, const QList<LimitedRun> &limited)
{
    QSet<WaitingCard *> kept;
    const auto keep = [this, &kept](const auto &one) { kept.insert(cardOf(one)); };
    std::ranges::for_each(waiting, keep);
    std::ranges::for_each(limited, keep);
    for (WaitingCard *card : cards()) {
        if (card->hasEnded() || kept.contains(card))
            continue;
        if (card->isTouched() && !card->isSent())
            card->end(tr(
                "It does not wait any more: somebody else answered, its time is up, or its run has ended."));
        else
            remove(card);
    }
    const auto addNew = [this](const auto &one) {
        if (!cardOf(one))
            add(newCard(one));
    };
    std::ranges::for_each(waiting, addNew);
    std::ranges::for_each(limited, addNew);
    showCount();
}

WaitingCard *ApprovalsDock::newCard(const Approval &approval)
{
    auto *card = new ApprovalCard(m_theme, approval);
    connect(card, &ApprovalCard::answered, this,
            [this, card](const ApprovalReply &reply) { emit answered(card->approval(), reply); });
    return card;
}

WaitingCard *ApprovalsDock::newCard(const LimitedRun &run)
{
    auto *card = new LimitCard(m_theme, run);
    connect(card, &LimitCard::raised, this, [this, card](double cap) { emit raised(card->run(), cap); });
    connect(card, &LimitCard::cancelled, this, [this, card] { emit cancelled(card->run()); });
    return card;
}

void ApprovalsDock::add(WaitingCard *card)
{
    m_column->insertWidget(m_column->count() - 1, card);
    connect(card, &WaitingCard::putAway, this, [this, card] {
        remove(card);
        showCount();
    });
}

void ApprovalsDock::remove(WaitingCard *card)
{
    const bool hadFocus = card->isSent() || card->isAncestorOf(m_scroll->focusWidget());
    m_column->removeWidget(card);
    card->hide();
    card->deleteLater();
    if (hadFocus && isVisible() && !cards().isEmpty())
        cards().constFirst()->takeFocus();
}

void ApprovalsDock::showRefusal(const Approval &approval, const agent::Error &error)
{
    tell(cardOf(approval), error);
}

void ApprovalsDock::showLimitRefusal(const LimitedRun &run, const agent::Error &error)
{
    tell(cardOf(run), error);
}

void ApprovalsDock::tell(WaitingCard *card, const agent::Error &error)
{
    if (!card)
        return;
    const bool isOver = error.kind == agent::ErrorKind::NotFound || error.kind == agent::ErrorKind::Conflict;
    if (isOver)
        card->end(tr("Too late: %1").arg(error.message));
    else
        card->showRefusal(error.message);
    showCount();
}

void ApprovalsDock::showCount()
{
    const QList<WaitingCard *> all = cards();
    const auto count = std::ranges::count_if(all, [](const auto *card) { return !card->hasEnded(); });
    m_count->setText(count > 0 ? tr("%1 waiting").arg(QLocale().toString(qlonglong(count))) : QString());
    m_pages->setCurrentIndex(all.isEmpty() ? 1 : 0);
}

void ApprovalsDock::open()
{
    auto *window = qobject_cast<QMainWindow *>(parentWidget());
    const bool needsRoom = window && isHidden();
    show();
    raise();
    if (needsRoom) // what it shares its place with leaves it next to none
        window->resizeDocks({this}, {window->height() / 2}, Qt::Vertical);
    if (!cards().isEmpty())
        cards().constFirst()->takeFocus();
}

} // namespace ui

#include "moc_ApprovalsDock.cpp"
