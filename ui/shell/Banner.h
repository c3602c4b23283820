// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QHBoxLayout;

namespace ui {

class Theme;

/// A sentence across the top of what it is about, with the fix as a button. Nothing waits for it.
class Banner : public QWidget
{
    Q_OBJECT
public:
    enum class Tone { Info, Warning, Error };

    Banner(const Theme &theme, Tone tone, const QString &sentence, QWidget *parent = nullptr);

    /// Adds a button; pressing it runs `run` and takes the banner away.
    void offer(const QString &text, const std::function<void()> &run);

private:
    const Theme &m_theme;
    QHBoxLayout *m_row;
};

/// Where banners stand, one under the other. A banner is known by its topic: a new one on the same topic
/// replaces the old.
class BannerArea : public QWidget
{
    Q_OBJECT
public:
    explicit BannerArea(const Theme &theme, QWidget *parent = nullptr);

    /// The banner belongs to the area; it is gone when its button or its cross is pressed.
    Banner *show(const QString &topic, Banner::Tone tone, const QString &sentence);
    void dismiss(const QString &topic);

private:
    const Theme &m_theme;
};

} // namespace ui
