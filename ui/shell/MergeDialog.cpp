// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MergeDialog.h"

#include "ui/shell/MergeCard.h"
#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using agent::MergeChunk;

namespace ui {

MergeDialog::MergeDialog(const Theme &theme, const QString &fileName, const Sides &sides, QWidget *parent)
    : QDialog(parent)
    , m_chunks(agent::mergeChunks(QString::fromUtf8(sides.base), QString::fromUtf8(sides.mine),
                                  QString::fromUtf8(sides.theirs)))
    , m_left(label({}, u"hint"_s))
    , m_apply(button(theme, {}, tr("Apply"), u"primary"_s))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Two versions of %1").arg(fileName));
    resize(860, 560);

    auto *cancel = button(theme, {}, tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        emit decided(outcome());
        accept();
    });
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_left, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_apply);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 14);
    layout->setSpacing(10);
    layout->addWidget(label(tr("You and another program changed %1").arg(fileName), u"title"_s));
    auto *sentence = label(summary(), u"hint"_s);
    sentence->setWordWrap(true);
    layout->addWidget(sentence);
    layout->addWidget(makeCards(theme), 1);
    layout->addLayout(buttons);
    update();
}

QWidget *MergeDialog::makeCards(const Theme &theme)
{
    auto *list = new QWidget;
    auto *cards = new QVBoxLayout(list);
    cards->setContentsMargins({});
    cards->setSpacing(10);
    for (const MergeChunk &chunk : m_chunks) {
        auto *card = chunk.kind == MergeChunk::Kind::Same ? nullptr : new MergeCard(theme, chunk);
        m_cards.append(card);
        if (!card)
            continue;
        cards->addWidget(card);
        connect(card, &MergeCard::chosen, this, &MergeDialog::update);
    }
    cards->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

QString MergeDialog::summary() const
{
    const auto isConflict = [](const MergeChunk &chunk) { return chunk.kind == MergeChunk::Kind::Conflict; };
    const bool fits = std::ranges::none_of(m_chunks, isConflict);
    return fits
        ? tr("The changes are in different places and fit together. Apply keeps them all, as one step that "
             "you can undo; nothing is written before you save.")
        : tr("Some changes are in the same lines. Choose what counts there. Apply is one step that you can "
             "undo; nothing is written before you save.");
}

void MergeDialog::update()
{
    const auto open = std::ranges::count_if(
        m_cards, [](const MergeCard *card) { return card && card->choice() == MergeCard::Choice::None; });
    m_left->setText(open > 0 ? tr("%n change(s) left to decide", nullptr, static_cast<int>(open))
                             : QString());
    m_apply->setEnabled(open == 0);
}

QByteArray MergeDialog::outcome() const
{
    QStringList lines;
    for (qsizetype i = 0; i < m_chunks.size(); ++i)
        lines += m_cards[i] ? m_cards[i]->lines() : m_chunks[i].mine;
    return lines.join(u'\n').toUtf8();
}

} // namespace ui

#include "moc_MergeDialog.cpp"
