// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecDocument.h"

#include "agent/base/Lines.h"
#include "agent/base/YamlEdit.h"
#include "agent/spec/Diagnosis.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace agent {

struct SpecDocument::Tree
{
    yaml::Tree yaml;
    Lines lines;
    QList<Diagnostic> diagnostics;
    std::optional<AgentSpec> spec;
    Environment environment;
};

namespace {

void replaceAt(QJsonValue &value, QStringList steps, const QJsonValue &by)
{
    if (steps.isEmpty()) {
        value = by;
        return;
    }
    const QString step = steps.takeFirst();
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        QJsonValue child = array.at(step.toInt());
        replaceAt(child, steps, by);
        array.replace(step.toInt(), child);
        value = array;
    } else {
        QJsonObject object = value.toObject();
        QJsonValue child = object[step];
        replaceAt(child, steps, by);
        object[step] = child;
        value = object;
    }
}

/// The contract's files are YAML 1.1, where yes, no, on and off are booleans; they count where one is
/// expected.
void readBooleanWords(const yaml::Tree &tree, QJsonValue &root, QList<Finding> &findings)
{
    for (const QString &pointer : booleanPointers(root.toObject())) {
        const yaml::Place place = yaml::find(tree, pointer);
        if (!place.missing.isEmpty())
            continue;
        const yaml::Node &node = tree.at(place.node);
        const auto word = node.style == yaml::Style::Plain ? yaml::booleanWord(node.text) : std::nullopt;
        if (node.kind != yaml::Kind::Scalar || !word)
            continue;
        replaceAt(root, yaml::steps(pointer), *word);
        const QString meant = *word ? u"true"_s : u"false"_s;
        findings.append(
            {Severity::Note,
             {pointer, u"\"%1\" is read as %2"_s.arg(QString::fromUtf8(node.text), meant), meant, false}});
    }
}

QString nameFrom(const QString &path)
{
    const QString base = QFileInfo(path).completeBaseName();
    return base.isEmpty() ? u"agent"_s : base;
}

QList<Finding> findingsOf(const yaml::Tree &tree, const Environment &environment, AgentSpec &spec)
{
    QJsonValue root = yaml::toJson(tree);
    if (!root.isObject()) {
        const QString start = u"an agent file is a mapping of keys to values, such as \"provider: demo\""_s;
        const QString found = root.isNull() ? u"the file is empty; "_s + start : start;
        return {{Severity::Error, {{}, found, {}, false}}};
    }
    QList<Finding> findings;
    readBooleanWords(tree, root, findings);
    Reading reading = readSpec(root.toObject(), environment);
    spec = std::move(reading.spec);
    return findings + reading.findings;
}

/// What is to be said of a text that is YAML: its findings. Others have none.
QList<Finding> found(const yaml::Tree &tree, const Environment &environment, AgentSpec &spec)
{
    return tree.isReadable() ? findingsOf(tree, environment, spec) : QList<Finding>();
}

} // namespace

SpecDocument::SpecDocument(const QByteArray &text, const QString &path, const Environment &environment)
{
    const auto tree = std::make_shared<Tree>(Tree{yaml::read(text), Lines(text), {}, {}, environment});
    AgentSpec spec;
    tree->diagnostics = diagnosed(tree->yaml, tree->lines, found(tree->yaml, environment, spec));
    if (!hasError(tree->diagnostics)) {
        if (spec.name.isEmpty())
            spec.name = nameFrom(path);
        tree->spec = std::move(spec);
    }
    m_tree = tree;
}

const QByteArray &SpecDocument::text() const
{
    return m_tree->yaml.text;
}

const Environment &SpecDocument::environment() const
{
    return m_tree->environment;
}

const QList<Diagnostic> &SpecDocument::diagnostics() const
{
    return m_tree->diagnostics;
}

const std::optional<AgentSpec> &SpecDocument::spec() const
{
    return m_tree->spec;
}

bool SpecDocument::isReadable() const
{
    return m_tree->yaml.isReadable();
}

QJsonValue SpecDocument::value(const QString &pointer) const
{
    if (!isReadable())
        return QJsonValue::Undefined;
    const yaml::Place place = yaml::find(m_tree->yaml, pointer);
    return place.missing.isEmpty() ? yaml::toJson(m_tree->yaml, place.node)
                                   : QJsonValue(QJsonValue::Undefined);
}

std::pair<qsizetype, qsizetype> SpecDocument::placeOf(const QString &pointer) const
{
    if (!isReadable())
        return {0, 0};
    const yaml::Node &node = m_tree->yaml.at(yaml::find(m_tree->yaml, pointer).node);
    return {node.begin, node.end};
}

bool SpecDocument::isShared(const QString &pointer) const
{
    return isReadable() && yaml::find(m_tree->yaml, pointer).isShared;
}

template<class Edit>
Result<TextEdit> SpecDocument::edited(Edit edit) const
{
    if (isReadable())
        return edit(m_tree->yaml);
    return fail(ErrorKind::InvalidInput, u"the text is not YAML; repair it first"_s);
}

Result<TextEdit> SpecDocument::set(const QString &pointer, const QJsonValue &value) const
{
    return edited([&](const yaml::Tree &tree) { return yaml::set(tree, pointer, value); });
}

Result<TextEdit> SpecDocument::remove(const QString &pointer) const
{
    return edited([&](const yaml::Tree &tree) { return yaml::remove(tree, pointer); });
}

Result<TextEdit> SpecDocument::rename(const QString &pointer, const QString &newKey) const
{
    return edited([&](const yaml::Tree &tree) { return yaml::rename(tree, pointer, newKey); });
}

Result<TextEdit> SpecDocument::insert(const QString &pointer, qsizetype index, const QJsonValue &item) const
{
    return edited([&](const yaml::Tree &tree) { return yaml::insert(tree, pointer, index, item); });
}

Result<TextEdit> SpecDocument::move(const QString &pointer, qsizetype from, qsizetype to) const
{
    return edited([&](const yaml::Tree &tree) { return yaml::move(tree, pointer, from, to); });
}

QString toString(const Diagnostic &diagnostic, const QString &path)
{
    static const QStringList words{u"error"_s, u"warning"_s, u"note"_s};
    const QString place = u"%1:%2:%3"_s.arg(path).arg(diagnostic.line).arg(diagnostic.column);
    const QString hint =
        diagnostic.suggestion.isEmpty() ? QString() : u"; did you mean \"%1\"?"_s.arg(diagnostic.suggestion);
    return place + u": "_s + words[static_cast<int>(diagnostic.severity)] + u": "_s + diagnostic.message
        + hint;
}

} // namespace agent
