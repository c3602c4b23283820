// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/SchemaField.h"

#include "agent/base/Lines.h"
#include "ui/theme/Theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

qsizetype indentationOf(const QByteArray &line)
{
    qsizetype spaces = 0;
    while (spaces < line.size() && line[spaces] == ' ')
        ++spaces;
    return spaces;
}

bool hasKeysToFollow(const yaml::Tree &tree, const yaml::Node &node)
{
    const auto isPlain = [&tree](const yaml::Entry &entry) {
        return entry.key >= 0 && tree.at(entry.key).kind == yaml::Kind::Scalar
            && tree.at(entry.key).text != "<<";
    };
    return node.kind == yaml::Kind::Mapping && !node.entries.empty()
        && std::ranges::all_of(node.entries, isPlain);
}

} // namespace

SchemaField::SchemaField(const QString &label, const QString &pointer, QWidget *parent)
    : TextField(label, pointer, {3, 16}, parent)
{
    edit()->setFont(Theme::codeFont());
    edit()->setLineWrapMode(QPlainTextEdit::NoWrap);
}

bool SchemaField::isAbout(const QString &pointer) const
{
    return TextField::isAbout(pointer) || pointer.startsWith(this->pointer() + u'/');
}

QString SchemaField::faultIn(const QString &text) const
{
    if (text.isEmpty())
        return {};
    const QByteArray bytes = text.toUtf8();
    const yaml::Tree tree = yaml::read(bytes);
    if (!tree.faults.isEmpty()) {
        const yaml::Fault &fault = tree.faults.constFirst();
        return tr("Line %1: %2").arg(Lines(bytes).at(fault.begin).line).arg(fault.message);
    }
    return tree.at(0).kind == yaml::Kind::Mapping
        ? QString()
        : tr("A schema is a mapping, beginning with \u201ctype: object\u201d.");
}

QString writtenAt(const SpecDocument &document, const QString &pointer)
{
    if (document.value(pointer).isUndefined())
        return {};
    const auto [begin, end] = document.placeOf(pointer);
    const QByteArray &text = document.text();
    qsizetype spaces = begin - (text.first(begin).lastIndexOf('\n') + 1);
    QList<QByteArray> lines = text.mid(begin, end - begin).replace("\r\n", "\n").split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        if (!lines[i].trimmed().isEmpty())
            spaces = std::min(spaces, indentationOf(lines[i]));
    }
    for (qsizetype i = 1; i < lines.size(); ++i)
        lines[i].remove(0, std::min(spaces, indentationOf(lines[i])));
    return QString::fromUtf8(lines.join('\n')).trimmed();
}

void setAsWritten(Draft &draft, const QString &pointer, const yaml::Tree &written, int node)
{
    const yaml::Node &here = written.at(node);
    const QJsonValue wanted = yaml::toJson(written, node);
    const QJsonValue before = draft.value(pointer);
    if (!hasKeysToFollow(written, here) || (!before.isUndefined() && !before.isObject()))
        return draft.set(pointer, wanted);
    for (const yaml::Entry &entry : here.entries)
        setAsWritten(draft, json::pointer(pointer, QString::fromUtf8(written.at(entry.key).text)), written,
                     entry.value);
    for (const QString &key : before.toObject().keys()) {
        if (!wanted.toObject().contains(key))
            draft.remove(json::pointer(pointer, key));
    }
}

} // namespace ui

#include "moc_SchemaField.cpp"
