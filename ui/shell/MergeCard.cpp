// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MergeCard.h"

#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using agent::MergeChunk;

namespace ui {
namespace {

constexpr qsizetype mostShown = 40; // lines of one side

QString whoChanged(const MergeChunk &chunk)
{
    const int line = static_cast<int>(chunk.line) + 1;
    switch (chunk.kind) {
    case MergeChunk::Kind::Mine:
        return MergeCard::tr("Line %1: changed by you").arg(line);
    case MergeChunk::Kind::Theirs:
        return MergeCard::tr("Line %1: changed on disk").arg(line);
    case MergeChunk::Kind::Agreed:
        return MergeCard::tr("Line %1: changed by both, to the same").arg(line);
    default:
        return MergeCard::tr("Line %1: changed by both").arg(line);
    }
}

QString shownText(const QStringList &lines)
{
    if (lines.size() <= mostShown)
        return lines.join(u'\n');
    return lines.mid(0, mostShown).join(u'\n') + u'\n'
        + MergeCard::tr("… and %n more line(s)", nullptr, static_cast<int>(lines.size() - mostShown));
}

QWidget *side(const QString &title, const QStringList &lines)
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(label(title, u"caption"_s));
    auto *text =
        lines.isEmpty() ? label(MergeCard::tr("no lines"), u"hint"_s) : label(shownText(lines), u"mono"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setAccessibleName(title);
    layout->addWidget(text, 1);
    return column;
}

} // namespace

MergeCard::MergeCard(const Theme &theme, const MergeChunk &chunk, QWidget *parent)
    : QFrame(parent)
    , m_chunk(chunk)
    , m_choice(new ComboBox(theme, tr("What counts here")))
{
    using enum MergeChunk::Kind;
    setLook(this, u"card"_s);
    const auto add = [this](const QString &text, Choice choice) {
        m_choice->addItem(text, QVariant::fromValue(static_cast<int>(choice)));
    };
    if (chunk.kind == Conflict)
        add(tr("Choose…"), Choice::None);
    if (chunk.kind != Theirs)
        add(chunk.kind == Agreed ? tr("Take it") : tr("Take yours"), Choice::Mine);
    if (chunk.kind == Theirs || chunk.kind == Conflict)
        add(tr("Take what is on disk"), Choice::Theirs);
    if (chunk.kind == Conflict)
        add(tr("Take yours, then what is on disk"), Choice::Both);
    add(tr("Leave it as it was"), Choice::Base);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &MergeCard::chosen);

    auto *head = new QHBoxLayout;
    head->addWidget(label(whoChanged(chunk), u"label"_s), 1);
    head->addWidget(m_choice);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(16);
    sides->addWidget(side(tr("Before"), chunk.base), 1);
    sides->addWidget(side(tr("Yours"), chunk.mine), 1);
    sides->addWidget(side(tr("On disk"), chunk.theirs), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addLayout(sides);
}

MergeCard::Choice MergeCard::choice() const
{
    return static_cast<Choice>(m_choice->currentData().toInt());
}

QStringList MergeCard::lines() const
{
    switch (choice()) {
    case Choice::Theirs:
        return m_chunk.theirs;
    case Choice::Both:
        return m_chunk.mine + m_chunk.theirs;
    case Choice::Base:
        return m_chunk.base;
    default:
        return m_chunk.mine;
    }
}

} // namespace ui

#include "moc_MergeCard.cpp"
