// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDockWidget;
class QHBoxLayout;

namespace ui {

class Theme;

/// The title bar of a dock: its name, what the dock adds, and a button to close it.
class DockBar : public QWidget
{
    Q_OBJECT
public:
    struct CloseButton
    {
        QString name; ///< The objectName.
        QString text; ///< "Close the log"
    };

    /// Becomes the title bar of `dock`, which can be closed, moved and floated then.
    DockBar(const Theme &theme, QDockWidget &dock, const CloseButton &close);

    void addRemark(QWidget *remark); ///< Beside the name.
    void addTool(QWidget *tool);     ///< Before the button to close it.

private:
    QHBoxLayout *m_row;
    int m_remarks = 0;
};

} // namespace ui
