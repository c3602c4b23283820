// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QToolButton;
class QVBoxLayout;

namespace ui {

class Form;
class Theme;

/// A card that is folded away until somebody asks for it, or until something in it is wrong.
class FoldedCard : public QFrame
{
    Q_OBJECT
public:
    struct Head
    {
        QString name; ///< The objectName of what is clicked.
        QString title;
        QStringList keys; ///< The keys of the agent file that are edited in the card.
    };

    /// `theme` and `form` must outlive the card.
    FoldedCard(const Theme &theme, const Form &form, const Head &head, QWidget *parent = nullptr);

    void open(); ///< Unfolds it.

protected:
    void add(QWidget *content); ///< Below what it has already.

private:
    void showWhatIsWrong(const Form &form);

    QToolButton *m_head;
    QVBoxLayout *m_content = nullptr;
    QStringList m_keys;
};

} // namespace ui
