// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Shelf.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr qsizetype mostRecent = 30;

} // namespace

Shelf::Shelf(QString folder)
    : m_folder(std::move(folder))
{
}

void Shelf::remember(const QString &path)
{
    m_recent.removeAll(path);
    m_recent.prepend(path);
    m_recent = m_recent.first(std::min(m_recent.size(), mostRecent));
}

QList<AgentCard> Shelf::agents()
{
    QStringList paths;
    const QDir folder(m_folder);
    for (const QString &file : folder.entryList({u"*.yaml"_s, u"*.yml"_s}, QDir::Files))
        paths.append(folder.absoluteFilePath(file));
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        paths.append(folder.absoluteFilePath(name + u"/agent.yaml"_s));
    paths += m_recent;
    paths.removeDuplicates();

    QList<AgentCard> cards;
    for (const QString &path : std::as_const(paths)) {
        if (QFileInfo::exists(path))
            cards.append(read(path));
    }
    std::ranges::sort(cards, [](const AgentCard &a, const AgentCard &b) {
        const int order = QString::localeAwareCompare(a.name.toLower(), b.name.toLower());
        return order != 0 ? order < 0 : a.path < b.path;
    });
    return cards;
}

AgentCard Shelf::read(const QString &path)
{
    const QDateTime changed = QFileInfo(path).lastModified();
    Known &known = m_known[path];
    if (known.changed != changed)
        known = {changed, cardOf(path)};
    return known.card;
}

} // namespace ui
