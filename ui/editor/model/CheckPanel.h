// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/ModelWire.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class Theme;

/// The button that tests the connection to a model, and the steps of the test as they come. What fails is
/// told with what to do. It neither asks nor knows the server.
class CheckPanel : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    explicit CheckPanel(const Theme &theme, QWidget *parent = nullptr);

    void begin(); ///< Empties it; a test is under way.
    void add(const CheckedStep &step);
    /// `trouble`: why the test could not be made; else what the steps say holds.
    void end(const QString &trouble);
    /// Empties it: what it says is of another text.
    void clear();
    bool isEmpty() const;
    void say(const QString &sentence); ///< Beside the button.

signals:
    void testWanted();
    void stopWanted();

private:
    void addRow(CheckedStep::Outcome outcome, const QString &name, const QString &detail);
    void setRunning(bool isRunning);

    const Theme &m_theme;
    QPushButton *m_test;
    QPushButton *m_stop;
    QLabel *m_sentence;
    QWidget *m_frame;
    QVBoxLayout *m_rows;
    bool m_isBad = false;
};

} // namespace ui
