// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Merge.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace ui {

class MergeCard;
class Theme;

/// A file that was changed here and by another program: what each side made of it, change by change, and
/// which of it counts. What fits together is chosen already; the rest waits for a person. Window's thread.
class MergeDialog : public QDialog
{
    Q_OBJECT
public:
    /// The same file three times, as UTF-8.
    struct Sides
    {
        QByteArray base;   ///< As both began.
        QByteArray mine;   ///< As it stands in the window.
        QByteArray theirs; ///< As it lies on disk.
    };

    MergeDialog(const Theme &theme, const QString &fileName, const Sides &sides, QWidget *parent);

signals:
    /// The text that a person made of it. The dialog closes.
    void decided(const QByteArray &text);

private:
    QWidget *makeCards(const Theme &theme);
    QString summary() const;
    void update();
    QByteArray outcome() const;

    QList<agent::MergeChunk> m_chunks;
    QList<MergeCard *> m_cards; ///< By chunk; null where nobody changed anything.
    QLabel *m_left;
    QPushButton *m_apply;
};

} // namespace ui
