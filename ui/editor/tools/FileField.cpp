// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/FileField.h"

#include <QDir>
#include <QDirIterator>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int mostOffered = 40;
constexpr int mostSeen = 5'000; // of a large folder; the menu must open at once

} // namespace

QStringList filesBeside(const QString &agentFile, const QString &suffix)
{
    const QDir folder = QFileInfo(agentFile).dir();
    QStringList files;
    QDirIterator all(folder.path(), QDir::Files | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    for (int seen = 0; all.hasNext() && seen < mostSeen && files.size() < mostOffered; ++seen) {
        const QString path = all.next();
        if (all.fileInfo().suffix() == suffix)
            files.append(u"./"_s + folder.relativeFilePath(path));
    }
    files.sort(Qt::CaseInsensitive);
    return files;
}

FileField::FileField(const QString &label, const QString &suffix)
    : LineField(label, {})
    , m_suffix(suffix)
    , m_menu(new QMenu(this))
{
    withCode()->withEmptyText()->setPlaceholder(u"./tool."_s + suffix);
    auto *choose = new QToolButton;
    choose->setText(tr("Choose"));
    choose->setAccessibleName(tr("Choose %1").arg(label));
    choose->setProperty("look", u"aside"_s);
    choose->setFocusPolicy(Qt::TabFocus);
    choose->setPopupMode(QToolButton::InstantPopup);
    choose->setMenu(m_menu);
    setAside(choose);
    connect(m_menu, &QMenu::aboutToShow, this, &FileField::offer);
}

void FileField::offer()
{
    m_menu->clear();
    const QStringList files = filesBeside(m_agentFile, m_suffix);
    for (const QString &file : files)
        connect(m_menu->addAction(file), &QAction::triggered, this, [this, file] { emit edited(file); });
    if (files.isEmpty())
        m_menu->addAction(tr("No .%1 file in the agent file’s folder yet").arg(m_suffix))->setEnabled(false);
}

} // namespace ui

#include "moc_FileField.cpp"
