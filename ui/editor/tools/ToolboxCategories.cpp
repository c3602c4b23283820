// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolboxCategories.h"

#include "agent/values/Toolbox.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

struct CategoryWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::ToolboxCategories)
};

QString titleOf(const QString &category)
{
    const QMap<QString, QString> titles{{u"calculator"_s, CategoryWords::tr("Calculate")},
                                        {u"code"_s, CategoryWords::tr("Code")},
                                        {u"data"_s, CategoryWords::tr("Data")},
                                        {u"datetime"_s, CategoryWords::tr("Date and time")},
                                        {u"db"_s, CategoryWords::tr("Databases")},
                                        {u"file"_s, CategoryWords::tr("Files")},
                                        {u"github"_s, CategoryWords::tr("GitHub")},
                                        {u"pdf"_s, CategoryWords::tr("PDF")},
                                        {u"search"_s, CategoryWords::tr("Search")},
                                        {u"text"_s, CategoryWords::tr("Text")},
                                        {u"web"_s, CategoryWords::tr("Web")}};
    return titles.value(category, category);
}

} // namespace

QList<ToolboxCategory> toolboxCategories()
{
    QList<ToolboxCategory> categories;
    for (const agent::ToolboxEntry &entry : agent::toolbox()) {
        const QString title = titleOf(entry.category);
        auto found = std::ranges::find(categories, title, &ToolboxCategory::title);
        if (found == categories.end())
            found = categories.insert(categories.end(), {title, {}});
        found->tools.append({entry.name, u"toolbox"_s, entry.name, entry.description, {}, true});
    }
    return categories;
}

} // namespace ui
