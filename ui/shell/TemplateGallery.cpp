// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TemplateGallery.h"

#include "agent/spec/SpecDocument.h"
#include "ui/shell/TemplateTouch.h"
#include "ui/theme/Controls.h"

#include <QFile>
#include <QGridLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int columns = 2;
constexpr int pillHeight = 18; // twice the radius, or it has none

QStringList touchesIn(const agent::Template &source)
{
    QFile file(source.agentFile);
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const agent::SpecDocument document(text, source.agentFile);
    const std::optional<agent::AgentSpec> &spec = document.spec();
    return spec ? touchesOf(*spec) : QStringList();
}

QLayout *pills(const QStringList &words)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    for (const QString &word : words) {
        auto *pill = label(word, u"pill"_s);
        pill->setFixedHeight(pillHeight);
        row->addWidget(pill);
    }
    if (words.isEmpty())
        row->addWidget(label(TemplateGallery::tr("Touches nothing"), u"hint"_s));
    row->addStretch();
    return row;
}

} // namespace

TemplateGallery::TemplateGallery(const Theme &theme, const QList<agent::Template> &templates, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
{
    setObjectName(u"templateGallery"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Templates"));
    resize(820, 640);
    auto *cards = new QWidget;
    auto *grid = new QGridLayout(cards);
    grid->setContentsMargins({});
    grid->setSpacing(12);
    for (qsizetype i = 0; i < templates.size(); ++i)
        grid->addWidget(makeCard(templates[i]), static_cast<int>(i) / columns, static_cast<int>(i) % columns);
    grid->setRowStretch(grid->rowCount(), 1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(cards);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(label(tr("Begin with an agent that works"), u"title"_s));
    auto *sentence =
        label(tr("Each comes with tools, data and cases, and works without a key and without a network. "
                 "Try starts it at once; what you open is a copy of your own."),
              u"hint"_s);
    sentence->setWordWrap(true);
    layout->addWidget(sentence);
    layout->addWidget(scroll, 1);
}

QWidget *TemplateGallery::makeCard(const agent::Template &source)
{
    auto *card = new QFrame;
    setLook(card, u"card"_s);
    auto *summary = label(source.summary, u"muted"_s);
    summary->setWordWrap(true);
    summary->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *tryIt = button(m_theme, u"play"_s, tr("Try"));
    auto *copy = button(m_theme, {}, tr("Open a copy"), u"ghost"_s);
    tryIt->setObjectName(u"try_"_s + source.name);
    copy->setObjectName(u"copy_"_s + source.name);
    tryIt->setAccessibleName(tr("Try %1").arg(source.title));
    copy->setAccessibleName(tr("Open a copy of %1").arg(source.title));
    connect(tryIt, &QPushButton::clicked, this, [this, source] {
        accept();
        emit tryWanted(source);
    });
    connect(copy, &QPushButton::clicked, this, [this, source] {
        accept();
        emit copyWanted(source);
    });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(tryIt);
    buttons->addWidget(copy);
    buttons->addStretch();
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    column->addWidget(label(source.title, u"heading"_s));
    column->addWidget(summary, 1);
    column->addLayout(pills(touchesIn(source)));
    column->addLayout(buttons);
    return card;
}

} // namespace ui

#include "moc_TemplateGallery.cpp"
