// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"

#include <QWidget>

class QVBoxLayout;

namespace ui {

class Theme;

/// What a tool gave beside its text: pictures as pictures, and each with its name, type and size and a button
/// that saves it. Nothing in it is opened or executed. Window's thread.
class AttachmentsView : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    explicit AttachmentsView(const Theme &theme, QWidget *parent = nullptr);

    /// Hidden when there is none.
    void showAll(const QList<agent::Attachment> &attachments);

private:
    QWidget *makeEntry(const agent::Attachment &attachment);
    void askWhere(const agent::Attachment &attachment);

    const Theme &m_theme;
    QList<agent::Attachment> m_shown;
    QVBoxLayout *m_column;
};

/// A name for the file of an attachment: its own without folders, or one of its type; never a hidden one.
QString fileNameFor(const agent::Attachment &attachment);

} // namespace ui
