// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Merge.h"

#include <QFrame>

namespace ui {

class ComboBox;
class Theme;

/// One change of a merge: the lines before, here and on disk, and which of them count. Window's thread.
class MergeCard : public QFrame
{
    Q_OBJECT
public:
    enum class Choice { None, Mine, Theirs, Both, Base };

    MergeCard(const Theme &theme, const agent::MergeChunk &chunk, QWidget *parent = nullptr);

    /// None until a conflict is decided.
    Choice choice() const;
    /// The lines that count; those of the window while nothing is decided.
    QStringList lines() const;

signals:
    void chosen();

private:
    agent::MergeChunk m_chunk;
    ComboBox *m_choice;
};

} // namespace ui
