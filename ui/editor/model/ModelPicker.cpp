// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/model/ModelPicker.h"

#include "ui/theme/Controls.h"
#include "ui/theme/SearchField.h"

#include <QKeyEvent>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

ModelPicker::ModelPicker(const Theme &theme, QWidget *parent)
    : Popover(theme, tr("Models"), parent)
    , m_search(new SearchField(theme, tr("Search models"), tr("Part of the name"), u"search"_s))
    , m_list(new QListView)
    , m_sentence(label({}, u"hint"_s))
{
    setObjectName(u"modelPicker"_s);
    setFixedWidth(340);
    m_search->setObjectName(u"modelSearch"_s);
    m_list->setObjectName(u"modelList"_s);
    m_list->setAccessibleName(tr("Models"));
    m_list->setProperty("look", u"choices"_s);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus); // the search has it and moves the list
    m_list->setFixedHeight(280);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_found.setSourceModel(&m_models);
    m_found.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(&m_found);
    m_sentence->setObjectName(u"modelSentence"_s);
    m_sentence->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_search);
    column->addWidget(m_sentence);
    column->addWidget(m_list);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &ModelPicker::filter);
    connect(m_list, &QListView::clicked, this, &ModelPicker::choose);
}

void ModelPicker::open(const QWidget *button, const QString &sentence)
{
    m_models.setStringList({});
    m_search->clear();
    say(sentence);
    popUp(button);
    m_search->setFocus();
}

void ModelPicker::say(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_list->setVisible(sentence.isEmpty());
    adjustSize();
}

void ModelPicker::setModels(const QStringList &models, const QString &current)
{
    QStringList sorted = models;
    std::ranges::sort(sorted);
    m_models.setStringList(sorted);
    say(models.isEmpty() ? tr("It offers no models.") : QString());
    const QModelIndex here = m_found.mapFromSource(m_models.index(int(sorted.indexOf(current))));
    m_list->setCurrentIndex(here.isValid() ? here : m_found.index(0, 0));
    m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtCenter);
}

void ModelPicker::filter(const QString &typed)
{
    m_found.setFilterFixedString(typed.trimmed());
    m_list->setCurrentIndex(m_found.index(0, 0));
    if (m_models.rowCount() > 0)
        say(m_found.rowCount() > 0 ? QString()
                                   : tr("No model is called so. Its name can be typed into the field."));
}

void ModelPicker::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QString model = index.data().toString();
    close();
    emit chosen(model);
}

void ModelPicker::step(int by)
{
    const int last = m_found.rowCount() - 1;
    const int to = std::clamp(m_list->currentIndex().row() + by, 0, std::max(0, last));
    m_list->setCurrentIndex(m_found.index(to, 0));
}

bool ModelPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return Popover::eventFilter(watched, event);
    constexpr int page = 8;
    static const QHash<int, int> steps{
        {Qt::Key_Down, 1}, {Qt::Key_Up, -1}, {Qt::Key_PageDown, page}, {Qt::Key_PageUp, -page}};
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (steps.contains(key))
        step(steps.value(key));
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        choose(m_list->currentIndex());
    else if (key == Qt::Key_Escape && m_search->text().isEmpty())
        close();
    else
        return false;
    return true;
}

} // namespace ui

#include "moc_ModelPicker.cpp"
