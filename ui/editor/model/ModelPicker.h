// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Popover.h"

#include <QSortFilterProxyModel>
#include <QStringListModel>

class QLabel;
class QListView;

namespace ui {

class SearchField;

/// A list of models to choose from, found by a part of the name. Where it comes from others know.
class ModelPicker : public Popover
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    ModelPicker(const Theme &theme, QWidget *parent);

    /// Opens empty, with a sentence in place of the list.
    void open(const QWidget *button, const QString &sentence);
    void say(const QString &sentence);
    void setModels(const QStringList &models, const QString &current);

signals:
    void chosen(const QString &model);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &typed);
    void choose(const QModelIndex &index);
    void step(int by);

    QStringListModel m_models;
    QSortFilterProxyModel m_found;
    SearchField *m_search;
    QListView *m_list;
    QLabel *m_sentence;
};

} // namespace ui
