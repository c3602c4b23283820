// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/Wire.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;
class QToolButton;

namespace ui {

class Theme;

/// The foot of the window: where the file is and whether it is saved, its problems, what waits for a person,
/// what was used, where the cursor stands, which provider answers and why.
class Footer : public QStatusBar
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    explicit Footer(const Theme &theme, QWidget *parent = nullptr);

    /// An empty path: nothing is open.
    void setFile(const QString &path, bool modified);
    void setProblems(int errors, int warnings);
    /// How many tool calls and runs wait for a person.
    void setWaiting(int count);
    void setCursor(int line, int column);
    /// What was used; nothing while that is not known.
    void setUsage(const QString &sentence, bool isNearLimit);
    /// An agent without path: no server runs.
    void setAgent(const ServedAgent &agent);
    /// A passing remark.
    void say(const QString &sentence);

    /// "Offline demo" for "demo" …
    static QString providerName(const QString &provider);

signals:
    void problemsClicked();
    void waitingClicked();
    void usageClicked(QWidget *from);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setProvider(const QString &sentence);
    /// Cuts what is said of the provider to its share of the width; all of it is in the tooltip.
    void fit();

    void showLeft();

    QLabel *m_file;
    QToolButton *m_waiting;
    QToolButton *m_problems;
    QLabel *m_cursor;
    QToolButton *m_usage;
    QLabel *m_provider;
    QString m_sentence; ///< About the provider, whole.
    QString m_where;    ///< About the file.
    QString m_remark;
    QTimer m_reading; ///< Runs while the remark is to be read.
};

} // namespace ui
