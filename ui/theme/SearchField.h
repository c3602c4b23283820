// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace ui {

class Theme;

/// A line to search or filter with: an icon at its left, Esc empties it.
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    /// `name` is the accessible name, `hint` stands in the empty field.
    SearchField(const Theme &theme, const QString &name, const QString &hint, QString icon,
                QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    QString m_icon;
};

} // namespace ui
