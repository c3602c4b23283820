// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolClipboard.h"

#include "agent/base/Yaml.h"
#include "ui/editor/document/Draft.h"
#include "ui/editor/form/SchemaField.h"
#include "ui/editor/tools/ToolRow.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

struct ClipboardWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::ToolClipboard)
};

/// The value of the key "tools" in a mapping, as when a whole file was copied; else the node itself.
int listIn(const yaml::Tree &tree)
{
    for (const yaml::Entry &entry : tree.at(0).entries) {
        if (entry.key >= 0 && tree.at(entry.key).text == "tools")
            return entry.value;
    }
    return 0;
}

/// The nodes of the entries in a copied text.
QList<int> entriesIn(const yaml::Tree &tree)
{
    if (!tree.isReadable())
        return {};
    const int top = listIn(tree);
    if (tree.at(top).kind != yaml::Kind::Sequence)
        return {top};
    QList<int> nodes;
    for (const yaml::Entry &entry : tree.at(top).entries)
        nodes.append(entry.value);
    return nodes;
}

/// The first key alone: the others follow it in the order they were written in.
QJsonValue beginningOf(const yaml::Tree &tree, int node)
{
    QJsonValue whole = yaml::toJson(tree, node);
    const auto &entries = tree.at(node).entries;
    if (!whole.isObject() || entries.empty() || entries.front().key < 0)
        return whole;
    const QString first = QString::fromUtf8(tree.at(entries.front().key).text);
    return QJsonObject{{first, whole[first]}};
}

void pasteOne(Draft &draft, int row, const yaml::Tree &tree, int node)
{
    const QJsonValue whole = yaml::toJson(tree, node);
    const QString name = toolRowOf(whole).name;
    const QString free =
        name.isEmpty() ? name : freeToolName(draft, name); // functions have names of their own
    insertTool(draft, row, beginningOf(tree, node));
    if (whole.isObject())
        setAsWritten(draft, toolPointer(row), tree, node);
    if (name == free)
        return;
    makeMapping(draft, row);
    draft.set(toolPointer(row) + u"/name"_s, free);
}

bool isTool(const QJsonValue &entry)
{
    const ToolRow row = toolRowOf(entry);
    const bool isUnknownWord = entry.isString() && row.toolbox.isEmpty() && row.file.isEmpty();
    return !row.kind.isEmpty() && !isUnknownWord;
}

} // namespace

QString copiedTool(const SpecDocument &document, int row)
{
    return writtenAt(document, toolPointer(row)) + u'\n';
}

int pasteTools(Draft &draft, int row, const QString &text)
{
    const yaml::Tree tree = yaml::read(text.toUtf8());
    const QList<int> nodes = entriesIn(tree);
    const bool isGood = !nodes.isEmpty()
        && std::ranges::all_of(nodes, [&tree](int node) { return isTool(yaml::toJson(tree, node)); });
    if (!isGood) {
        draft.refuse({ErrorKind::InvalidInput,
                      ClipboardWords::tr("The clipboard holds no tool. Copy one in the list of tools, or its "
                                         "lines in the source, and paste again."),
                      {}});
        return 0;
    }
    for (const int node : nodes)
        pasteOne(draft, ++row, tree, node);
    return int(nodes.size());
}

} // namespace ui
