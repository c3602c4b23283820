// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/ApprovalsDock.h"

#include "ui/approvals/ApprovalCard.h"
#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMainWindow>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

ApprovalsDock::ApprovalsDock(const Theme &theme, QWidget *parent)
    : QDockWidget(tr("Approvals"), parent)
    , m_theme(theme)
    , m_pages(new QStackedWidget)
    , m_scroll(new QScrollArea)
{
    setObjectName(u"approvalsDock"_s); // QMainWindow::saveState finds the dock by this name
    setFeatures(DockWidgetClosable | DockWidgetMovable | DockWidgetFloatable);
    setTitleBarWidget(buildBar());
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
    m_pages->setMinimumWidth(320);
    m_pages->addWidget(m_scroll);
    m_pages->addWidget(buildEmpty());
    setWidget(m_pages);
    showCount();
}

QWidget *ApprovalsDock::buildBar()
{
    auto *bar = new QWidget;
    setLook(bar, u"bar"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(14, 5, 8, 5);
    row->setSpacing(6);
    m_count = label({}, u"hint"_s);
    m_count->setObjectName(u"approvalsCount"_s);
    auto *close = iconButton(m_theme, u"x"_s, tr("Close the approvals"));
    close->setObjectName(u"approvalsClose"_s);
    connect(close, &QToolButton::clicked, this, &QWidget::close);
    row->addWidget(label(tr("Approvals"), u"heading"_s));
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(close);
    return bar;
}

QWidget *ApprovalsDock::buildEmpty()
{
    auto *page = new QWidget;
    setLook(page, u"surface"_s);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(24, 16, 24, 16);
    auto *text =
        label(tr("Nothing waits for you. Calls of a tool whose policy is \u201cask\u201d appear here."),
              u"muted"_s);
    text->setObjectName(u"approvalsEmpty"_s);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    column->addWidget(text);
    return page;
}

QList<ApprovalCard *> ApprovalsDock::cards() const
{
    QList<ApprovalCard *> cards;
    for (int i = 0; i < m_column->count(); ++i) {
        if (auto *card = qobject_cast<ApprovalCard *>(m_column->itemAt(i)->widget()))
            cards.append(card);
    }
    return cards;
}

ApprovalCard *ApprovalsDock::cardOf(const Approval &approval) const
{
    const QList<ApprovalCard *> all = cards();
    const auto found = std::ranges::find_if(all, [&approval](const ApprovalCard *card) {
        return card->approval().isSameAs(approval) && !card->hasEnded();
    });
    return found == all.end() ? nullptr : *found;
}

void ApprovalsDock::setWaiting(const QList<Approval> &waiting)
{
    for (ApprovalCard *card : cards()) {
        const auto isItsOwn = [card](const Approval &each) { return each.isSameAs(card->approval()); };
        if (card->hasEnded() || std::ranges::any_of(waiting, isItsOwn))
            continue;
        if (card->isTouched() && !card->isSent())
            card->end(tr(
                "It does not wait any more: somebody else answered, its time is up, or its run has ended."));
        else
            remove(card);
    }
    for (const Approval &approval : waiting) {
        if (!cardOf(approval))
            add(approval);
    }
    showCount();
}

void ApprovalsDock::add(const Approval &approval)
{
    auto *card = new ApprovalCard(m_theme, approval);
    m_column->insertWidget(m_column->count() - 1, card);
    connect(card, &ApprovalCard::answered, this,
            [this, card](const ApprovalReply &reply) { emit answered(card->approval(), reply); });
    connect(card, &ApprovalCard::putAway, this, [this, card] {
        remove(card);
        showCount();
    });
}

void ApprovalsDock::remove(ApprovalCard *card)
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
    ApprovalCard *card = cardOf(approval);
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
    const QList<ApprovalCard *> all = cards();
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
