// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace ui {

class Theme;

/// How much of a limit is used, as a figure and a bar: "Tokens  1,284 of 100,000". Without a limit there is
/// no bar, and the figure says so.
class Meter : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    Meter(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    /// `cap` is empty without a limit; `share` is 1 when all of it is used.
    void setUsed(const QString &used, const QString &cap, std::optional<double> share);

private:
    class Bar;

    QLabel *m_figure;
    Bar *m_bar;
};

} // namespace ui
