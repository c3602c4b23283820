// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>
#include <QPointer>

#include <functional>

class QLineEdit;

namespace ui {

class ChoiceList;
class PaletteModel;
class Theme;

/// One thing the palette offers.
struct Command
{
    QString text;
    QString hint; ///< Its keys, or what it is.
    QIcon icon;
    std::function<void()> run;
};

/// How well `typed` matches `text`: its letters must occur in order; -1 if they do not. Higher is better:
/// beginnings of words and letters side by side count more.
int matchScore(const QString &text, const QString &typed);

/// Everything the window can do, found by typing a few letters (Ctrl+K). Lies over the window's upper half.
class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    /// `theme` must outlive it; `window` is what it lies over.
    CommandPalette(const Theme &theme, QWidget *window);

    void popUp(const QList<Command> &commands);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose(int row);
    void place();

    PaletteModel *m_model;
    QLineEdit *m_typed;
    ChoiceList *m_list;
    QPointer<QWidget> m_focusBefore;
};

} // namespace ui
