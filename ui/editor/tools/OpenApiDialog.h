// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/openapi/OpenApi.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace ui {

class OpenApiReader;
class Theme;

/// Lists the operations of an OpenAPI document, to choose those that become tools.
class OpenApiDialog : public QDialog
{
    Q_OBJECT
public:
    /// `taken`: the names of the tools there are already; those operations cannot be chosen. `theme` must
    /// outlive the dialog.
    OpenApiDialog(const Theme &theme, QStringList taken, QWidget *parent = nullptr);

signals:
    void chosen(const QList<agent::openapi::Operation> &operations);

private:
    QWidget *makeSource(const Theme &theme);
    QWidget *makeSearch(const Theme &theme);
    QWidget *makeButtons(const Theme &theme);
    void load();
    void showDocument(const agent::openapi::Document &document);
    void search(const QString &words);
    void check(Qt::CheckState state); ///< All that the search shows.
    QList<agent::openapi::Operation> checkedOnes() const;
    void count();

    QStringList m_taken;
    QList<agent::openapi::Operation> m_operations;
    OpenApiReader *m_reader;
    QLineEdit *m_source = nullptr;
    QLabel *m_said = nullptr;
    QLineEdit *m_search = nullptr;
    QTreeWidget *m_list = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace ui
