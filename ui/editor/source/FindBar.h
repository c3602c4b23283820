// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace ui {

class Theme;
class YamlEdit;

/// Looks for words in the YAML editor as they are typed: upper and lower case count only when an upper case
/// letter is typed. Return goes on, Shift+Return back, Escape closes.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    /// `editor` must outlive the bar.
    FindBar(const Theme &theme, YamlEdit &editor, QWidget *parent = nullptr);

    /// Shows itself, takes the focus and looks for the selected text, if there is one.
    void begin();
    void findNext();
    void findPrevious();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void findTyped();
    void select(qsizetype begin);
    void showCount();
    QList<qsizetype> places() const;
    void close();

    YamlEdit &m_editor;
    QLineEdit *m_words;
    QLabel *m_count;
};

} // namespace ui
