// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/AgentEditor.h"
#include "ui/theme/Theme.h"

#include <QTemporaryDir>

#include <memory>

namespace ui {
class Field;
class YamlEdit;
} // namespace ui

namespace testing {

/// An editor in a window of its own with a file of its own, for tests.
class OpenEditor
{
public:
    /// Opens a copy of the text, shown and active.
    explicit OpenEditor(const QByteArray &text, const ui::EditorServices &services = {});
    ~OpenEditor();

    ui::AgentEditor &view() { return *m_view; }
    ui::Theme &theme() { return *m_theme; }
    ui::YamlEdit &yaml();
    QByteArray text() const { return m_view->text(); }
    QString path() const { return m_view->path(); }

    /// The field at a JSON pointer; fails the program if there is none.
    ui::Field &field(const QString &pointer);
    /// Types into the field's control in place of what stands there, and leaves the field.
    void fill(const QString &pointer, const QString &text);
    template<class T>
    T *named(const QString &objectName)
    {
        return m_view->findChild<T *>(objectName);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::AgentEditor> m_view;
};

/// The lines in which two texts of equally many lines differ: "6: temperature: 0.2 -> temperature: 1".
QStringList changedLines(const QByteArray &before, const QByteArray &after);

} // namespace testing
