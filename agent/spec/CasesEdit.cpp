// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/CasesEdit.h"

#include "agent/base/YamlEdit.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The cases as they stand in the file; InvalidInput where they are no list.
Result<QJsonArray> listIn(const yaml::Tree &tree)
{
    if (!tree.isReadable())
        return fail(ErrorKind::InvalidInput, tree.faults.constFirst().message);
    const QJsonValue root = yaml::toJson(tree);
    if (!root.isArray() && !root.isNull())
        return fail(ErrorKind::InvalidInput, u"the file of cases is not a list"_s);
    return root.toArray();
}

qsizetype placeOf(const QJsonArray &cases, const QString &name)
{
    for (qsizetype i = 0; i < cases.size(); ++i) {
        if (cases[i][u"name"] == name)
            return i;
    }
    return -1;
}

/// One change of a text after another; after the first that cannot be made, none.
class Changes
{
public:
    explicit Changes(const QByteArray &text)
        : m_text(text)
    {
    }
    void set(const QString &pointer, const QJsonValue &value)
    {
        if (!m_text)
            return;
        const yaml::Tree tree = yaml::read(*m_text);
        m_text = yaml::set(tree, pointer, value).map([&](const TextEdit &edit) {
            return edit.appliedTo(*m_text);
        });
    }
    const Result<QByteArray> &text() const { return m_text; }

private:
    Result<QByteArray> m_text;
};

QJsonObject written(const CaseExpectation &expect)
{
    QJsonObject object;
    if (expect.outcome != ToolOutcome::Ok)
        object.insert(u"outcome"_s, json::toName(expect.outcome));
    if (!expect.equals.isUndefined())
        object.insert(u"equals"_s, expect.equals);
    return object;
}

/// Where a new case is to be written: behind all others, with a name to be set.
Result<QByteArray> withPlace(const QByteArray &text, const yaml::Tree &tree, const QJsonArray &cases)
{
    const QJsonObject begun{{u"name"_s, u"case"_s}};
    if (!cases.isEmpty())
        return yaml::insert(tree, {}, cases.size(), begun).map([&](const TextEdit &edit) {
            return edit.appliedTo(text);
        });
    const bool isList = !yaml::toJson(tree).isNull(); // "[]"
    const QByteArray before = isList ? QByteArray() : text;
    return before + (before.isEmpty() || before.endsWith('\n') ? "" : "\n") + "- name: case\n";
}

} // namespace

Result<QByteArray> withCase(const QByteArray &text, const ToolCase &toolCase)
{
    const yaml::Tree tree = yaml::read(text);
    const Result<QJsonArray> cases = listIn(tree);
    if (!cases)
        return tl::unexpected(cases.error());
    const qsizetype known = placeOf(*cases, toolCase.name);
    Result<QByteArray> placed = known >= 0 ? Result<QByteArray>(text) : withPlace(text, tree, *cases);
    if (!placed)
        return placed;
    const QString place = u"/%1"_s.arg(known >= 0 ? known : cases->size());
    const QJsonObject expect = written(toolCase.expect);
    Changes changes(*placed);
    changes.set(place + u"/name"_s, toolCase.name);
    changes.set(place + u"/tool"_s, toolCase.tool);
    changes.set(place + u"/arguments"_s, toolCase.arguments);
    if (!expect.isEmpty())
        changes.set(place + u"/expect"_s, expect);
    return changes.text();
}

Result<QByteArray> withoutCase(const QByteArray &text, const QString &name)
{
    const yaml::Tree tree = yaml::read(text);
    const Result<QJsonArray> cases = listIn(tree);
    if (!cases)
        return tl::unexpected(cases.error());
    const qsizetype place = placeOf(*cases, name);
    if (place < 0)
        return fail(ErrorKind::NotFound, u"there is no case \"%1\""_s.arg(name));
    return yaml::remove(tree, u"/%1"_s.arg(place)).map([&](const TextEdit &edit) {
        return edit.appliedTo(text);
    });
}

} // namespace agent
