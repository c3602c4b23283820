// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/Templates.h"

#include <QDialog>

class QGridLayout;

namespace ui {

class Theme;

/// All templates side by side: what each does, what it may touch, and a way to talk to it at once. Closes
/// when one is chosen. Window's thread.
class TemplateGallery : public QDialog
{
    Q_OBJECT
public:
    /// `theme` must outlive it. Reads the templates' agent files.
    TemplateGallery(const Theme &theme, const QList<agent::Template> &templates, QWidget *parent);

signals:
    /// Opened, started, and ready to be talked to.
    void tryWanted(const agent::Template &source);
    /// A copy to be changed.
    void copyWanted(const agent::Template &source);

private:
    QWidget *makeCard(const agent::Template &source);

    const Theme &m_theme;
};

} // namespace ui
