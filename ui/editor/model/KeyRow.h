// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/KeyRing.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ui {

class Theme;

/// Takes the key of a model service and says where the one it has is kept. A key that was given is gone from
/// here; what is being typed is drawn as dots.
class KeyRow : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the row.
    KeyRow(const Theme &theme, KeyRing &keys, QWidget *parent = nullptr);

    /// The variable whose key this is. `obstacle`: why none can be given here, a sentence; the field goes.
    void setVariable(const QString &variable, const QString &obstacle);

private:
    void layOut();
    void give();
    void showState();
    QString sentenceOf(const KeyRing::State &state) const;

    KeyRing &m_keys;
    QString m_variable;
    QString m_obstacle;
    QWidget *m_entry;
    QLineEdit *m_line;
    QPushButton *m_give;
    QLabel *m_sentence;
    QToolButton *m_forget;
};

} // namespace ui
