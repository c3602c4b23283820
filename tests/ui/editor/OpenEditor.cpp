// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/editor/OpenEditor.h"

#include "ui/editor/form/Field.h"
#include "ui/editor/source/YamlEdit.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace testing {

OpenEditor::OpenEditor(const QByteArray &text, const ui::EditorServices &services)
    : m_theme(std::make_unique<ui::Theme>())
{
    m_theme->setChoice(ui::Theme::Choice::Light);
    m_theme->dress(*qApp);
    m_view = std::make_unique<ui::AgentEditor>(*m_theme, services);
    m_view->setAccessibleName(u"editor"_s);
    m_view->resize(1100, 900);
    QFile file(m_folder.filePath(u"agent.yaml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qUtf8Printable(file.fileName()));
    file.close();
    const auto opened = m_view->open(file.fileName());
    if (!opened)
        qFatal("%s", qUtf8Printable(opened.error().message));
    m_view->show();
    if (!QTest::qWaitForWindowActive(m_view.get()))
        qFatal("the window does not become active");
}

OpenEditor::~OpenEditor() = default;

ui::YamlEdit &OpenEditor::yaml()
{
    return *m_view->findChild<ui::YamlEdit *>();
}

ui::Field &OpenEditor::field(const QString &pointer)
{
    auto *field = m_view->findChild<ui::Field *>(pointer);
    if (!field)
        qFatal("no field at %s", qUtf8Printable(pointer));
    return *field;
}

void OpenEditor::fill(const QString &pointer, const QString &text)
{
    QWidget *control = field(pointer).focusProxy();
    control->setFocus();
    QTest::keyClick(control, Qt::Key_A, Qt::ControlModifier);
    text.isEmpty() ? QTest::keyClick(control, Qt::Key_Delete) : QTest::keyClicks(control, text);
    QTest::keyClick(control, Qt::Key_Tab);
}

QStringList changedLines(const QByteArray &before, const QByteArray &after)
{
    const QList<QByteArray> old = before.split('\n');
    const QList<QByteArray> now = after.split('\n');
    if (old.size() != now.size())
        return {u"%1 lines -> %2 lines"_s.arg(old.size()).arg(now.size())};
    QStringList changed;
    for (qsizetype i = 0; i < old.size(); ++i) {
        if (old.at(i) != now.at(i))
            changed.append(u"%1: %2 -> %3"_s.arg(i + 1).arg(QString::fromUtf8(old.at(i).trimmed()),
                                                            QString::fromUtf8(now.at(i).trimmed())));
    }
    return changed;
}

} // namespace testing
