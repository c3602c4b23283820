// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Lines.h"
#include "agent/base/Yaml.h"
#include "agent/base/YamlBlockScalar.h"
#include "agent/base/YamlRefusal.h"
#include "agent/base/YamlText.h"

#include <QHash>
#include <QSet>

#include <libfyaml.h>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace agent::yaml {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Builds the tree from libfyaml's events. Stops at the first fault of syntax.
class Parser
{
public:
    Parser(Tree &tree, qint64 mostNodes);
    void run();

private:
    using Diagnostics = std::unique_ptr<fy_diag, void (*)(fy_diag *)>;
    using Engine = std::unique_ptr<fy_parser, void (*)(fy_parser *)>;

    bool advance();
    void readDocument();
    int readNode(int parent, bool inFlow);
    void readAlias(int index);
    void readScalar(int index);
    void readMapping(int index);
    void readEntry(int mapping, QSet<QByteArray> &seen);
    void readSequence(int index);
    void readProperties(int index, fy_token *anchor, fy_token *tag);
    void finishCollection(int index);
    void checkMerge(int key, int value);

    void refuseDocument();
    void stop(const QString &message, qsizetype begin, qsizetype end);
    void stopWithSyntaxError();
    void note(const QString &message, const Node &node)
    {
        m_tree.faults.append({message, node.start, node.end});
    }

    Node &at(int node) { return m_tree.nodes[static_cast<std::size_t>(node)]; }
    char byte(qsizetype place) const { return place < m_text.size() ? m_text[place] : '\0'; }
    qsizetype skipTrivia(qsizetype place) const;
    qsizetype place(const fy_mark *mark) const { return m_base + static_cast<qsizetype>(mark->input_pos); }
    qsizetype begin(fy_token *token) const { return place(fy_token_start_mark(token)); }
    qsizetype end(fy_token *token) const { return place(fy_token_end_mark(token)); }

    Tree &m_tree;
    const qint64 m_mostNodes;
    const QByteArray &m_text;
    qsizetype m_base = 0; ///< Length of the byte order marks before it.
    qsizetype m_last = 0; ///< Just behind what was read last.
    Diagnostics m_diagnostics;
    Engine m_engine;
    fy_event *m_event = nullptr;
    QHash<QByteArray, int> m_anchors;
    bool m_stopped = false;
};

QByteArray textOf(fy_token *token)
{
    size_t size = 0;
    const char *text = token ? fy_token_get_text(token, &size) : nullptr;
    return text ? QByteArray(text, static_cast<qsizetype>(size)) : QByteArray();
}

// libfyaml prints to stderr unless it is given a place to collect in.
fy_diag *makeDiagnostics()
{
    fy_diag_cfg config;
    fy_diag_cfg_default(&config);
    config.fp = nullptr;
    fy_diag *diagnostics = fy_diag_create(&config);
    fy_diag_set_collect_errors(diagnostics, true);
    return diagnostics;
}

fy_parser *makeEngine(fy_diag *diagnostics)
{
    fy_parse_cfg config{};
    config.search_path = "";
    // Its own limit of 64 levels is below ours, which readNode() watches.
    // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange): the C header has an enum of single bits.
    config.flags = static_cast<fy_parse_cfg_flags>(
        FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DISABLE_DEPTH_LIMIT | FYPCF_SLOPPY_FLOW_INDENTATION);
    config.diag = diagnostics;
    return fy_parser_create(&config);
}

Parser::Parser(Tree &tree, qint64 mostNodes)
    : m_tree(tree)
    , m_mostNodes(mostNodes)
    , m_text(tree.text)
    , m_base(behindByteOrderMarks(tree.text))
    , m_last(m_base)
    , m_diagnostics(makeDiagnostics(), fy_diag_destroy)
    , m_engine(makeEngine(m_diagnostics.get()), fy_parser_destroy)
{
}

void Parser::run()
{
    fy_parser_set_string(m_engine.get(), m_text.constData() + m_base,
                         static_cast<size_t>(m_text.size() - m_base));
    readDocument();
    if (m_event)
        fy_parser_event_free(m_engine.get(), m_event);
    if (m_stopped)
        m_tree.nodes.clear();
}

void Parser::readDocument()
{
    int documents = 0;
    while (advance() && m_event->type != FYET_STREAM_END) {
        if (m_event->type == FYET_STREAM_START || m_event->type == FYET_DOCUMENT_END)
            continue;
        if (m_event->type != FYET_DOCUMENT_START) {
            readNode(-1, false);
        } else if (++documents > 1) {
            refuseDocument();
        } else if (!m_event->document_start.implicit) {
            m_last = place(fy_event_end_mark(m_event));
        }
    }
    if (m_stopped)
        return;
    if (m_tree.nodes.empty()) {
        m_tree.nodes.emplace_back();
        at(0).head = at(0).start = at(0).begin = at(0).end = m_text.size();
    }
    if (at(0).expanded > m_mostNodes) {
        stop(u"the file has more than %1 values once its aliases are written out"_s.arg(m_mostNodes), m_base,
             m_base + 1);
    }
}

// Only "---" has a place; without it the document stands behind the "..." of the one before.
void Parser::refuseDocument()
{
    const fy_mark *mark = fy_event_start_mark(m_event);
    const qsizetype here = mark ? place(mark) : skipTrivia(skipTrivia(m_last) + 3);
    stop(u"a second document begins here; this file holds one"_s, here, here + (mark ? 3 : 1));
}

bool Parser::advance()
{
    if (m_stopped)
        return false;
    if (m_event)
        fy_parser_event_free(m_engine.get(), m_event);
    m_event = fy_parser_parse(m_engine.get());
    if (m_event)
        return true;
    stopWithSyntaxError();
    return false;
}

void Parser::stop(const QString &message, qsizetype begin, qsizetype end)
{
    if (m_stopped)
        return;
    m_stopped = true;
    const qsizetype size = m_tree.text.size(); // what is missing is told of the place behind the text
    m_tree.faults = {{message, std::min(begin, size), std::min(std::max(end, begin + 1), size)}};
}

void Parser::stopWithSyntaxError()
{
    void *iterator = nullptr;
    const fy_diag_error *error = fy_diag_errors_iterate(m_diagnostics.get(), &iterator);
    if (!error) {
        stop(u"this is not YAML"_s, m_last, m_last + 1);
        return;
    }
    const qsizetype byte = Lines(m_text).byteAt({error->line, error->column});
    stop(QString::fromUtf8(error->msg), byte, byte + 1);
}

qsizetype Parser::skipTrivia(qsizetype place) const
{
    while (place < m_text.size()) {
        if (m_text[place] == '#' && (place == m_base || isSpace(m_text[place - 1]))) {
            while (place < m_text.size() && m_text[place] != '\n' && m_text[place] != '\r')
                ++place;
        } else if (isSpace(m_text[place])) {
            ++place;
        } else {
            break;
        }
    }
    return place;
}

int Parser::readNode(int parent, bool inFlow)
{
    const int index = static_cast<int>(m_tree.nodes.size());
    Node node;
    node.parent = parent;
    node.inFlow = inFlow;
    node.depth = parent < 0 ? 0 : at(parent).depth + 1;
    m_tree.nodes.push_back(node);
    if (node.depth > maxDepth) {
        stop(u"the values are nested more than %1 deep here"_s.arg(maxDepth), m_last, m_last + 1);
        return index;
    }
    if (index >= m_mostNodes) {
        stop(u"the file has more than %1 values"_s.arg(m_mostNodes), m_last, m_last + 1);
        return index;
    }
    switch (m_event->type) {
    case FYET_ALIAS:
        readAlias(index);
        break;
    case FYET_SCALAR:
        readScalar(index);
        break;
    case FYET_MAPPING_START:
        readMapping(index);
        break;
    case FYET_SEQUENCE_START:
        readSequence(index);
        break;
    default:
        stop(u"this is not YAML"_s, m_last, m_last + 1);
    }
    at(index).size = static_cast<int>(m_tree.nodes.size()) - index;
    return index;
}

void Parser::readAlias(int index)
{
    Node &node = at(index);
    fy_token *anchor = m_event->alias.anchor;
    node.kind = Kind::Alias;
    node.head = m_last;
    node.text = textOf(anchor);
    node.start = node.begin = begin(anchor) - 1;
    node.end = m_last = end(anchor);
    const int target = m_anchors.value(node.text, -1);
    if (target < 0) {
        note(u"there is no anchor \"&%1\" before this alias"_s.arg(QString::fromUtf8(node.text)), node);
    } else if (at(target).isCollection() && at(target).end == 0) {
        note(u"the alias stands inside its own anchor \"&%1\""_s.arg(QString::fromUtf8(node.text)), node);
    } else {
        node.target = target;
        node.expanded = at(target).expanded;
    }
}

void Parser::readProperties(int index, fy_token *anchor, fy_token *tag)
{
    Node &node = at(index);
    node.start = m_text.size();
    if (anchor) {
        node.anchor = textOf(anchor);
        node.start = begin(anchor) - 1;
        m_last = std::max(m_last, end(anchor));
        m_anchors.insert(node.anchor, index);
    }
    node.head = m_last;
    if (!tag)
        return;
    qsizetype sigil = begin(tag);
    while (sigil > m_base && !isSpace(m_text[sigil - 1])
           && !QByteArrayView(",[{").contains(m_text[sigil - 1]))
        --sigil;
    node.tag = m_text.mid(sigil, end(tag) - sigil);
    node.start = std::min(node.start, sigil);
    node.head = m_last = std::max(m_last, end(tag));
    m_tree.faults.append({u"tags such as \"%1\" are not read; leave it out, or put the value in "
                          "quotes to make it text"_s.arg(QString::fromUtf8(node.tag)),
                          sigil, end(tag)});
}

void Parser::readScalar(int index)
{
    fy_token *value = m_event->scalar.value;
    readProperties(index, m_event->scalar.anchor, m_event->scalar.tag);
    Node &node = at(index);
    const fy_scalar_style style = value ? fy_token_scalar_style(value) : FYSS_PLAIN;
    if (!value || (style == FYSS_PLAIN && end(value) <= begin(value))) {
        node.begin = node.end = m_last;
        node.start = std::min(node.start, node.begin);
        return;
    }
    node.kind = Kind::Scalar;
    node.text = textOf(value);
    node.begin = begin(value);
    node.end = end(value);
    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) {
        node.style = style == FYSS_SINGLE_QUOTED ? Style::SingleQuoted : Style::DoubleQuoted;
        --node.begin; // libfyaml's marks leave out the quotes
        ++node.end;
    } else if (style == FYSS_LITERAL || style == FYSS_FOLDED) {
        node.style = style == FYSS_LITERAL ? Style::Literal : Style::Folded;
        node.begin = skipTrivia(m_last); // libfyaml's marks leave out the header
        node.end = blockScalarEnd(m_text, node.begin, node.end);
    }
    node.start = std::min(node.start, node.begin);
    m_last = node.end;
}

void Parser::finishCollection(int index)
{
    Node &node = at(index);
    if (node.style == Style::Flow) {
        node.end = m_last = place(fy_event_end_mark(m_event));
    } else if (!node.entries.empty()) {
        const Entry &last = node.entries.back();
        const Node &value = at(last.value);
        node.end = std::max({value.end, last.mark, last.key < 0 ? last.start + 1 : at(last.key).end});
        m_last = node.end;
    }
    for (const Entry &entry : node.entries)
        node.expanded += at(entry.value).expanded + (entry.key < 0 ? 0 : 1);
    node.expanded = std::min(node.expanded, m_mostNodes + 1);
}

void Parser::readMapping(int index)
{
    readProperties(index, m_event->mapping_start.anchor, m_event->mapping_start.tag);
    Node &node = at(index);
    node.kind = Kind::Mapping;
    node.begin = skipTrivia(m_last);
    const bool isFlow = byte(node.begin) == '{'
        && fy_token_get_type(m_event->mapping_start.mapping_start) == FYTT_FLOW_MAPPING_START;
    node.style = isFlow ? Style::Flow : Style::Block;
    node.start = std::min(node.start, node.begin);
    if (isFlow)
        m_last = node.begin + 1;
    QSet<QByteArray> seen;
    while (advance() && m_event->type != FYET_MAPPING_END)
        readEntry(index, seen);
    if (!m_stopped)
        finishCollection(index);
}

void Parser::readEntry(int mapping, QSet<QByteArray> &seen)
{
    const bool inFlow = at(mapping).inFlow || at(mapping).style == Style::Flow;
    Entry entry;
    entry.start = skipTrivia(m_last);
    if (inFlow && byte(entry.start) == ',')
        entry.start = skipTrivia(entry.start + 1);
    m_last = entry.start;
    const bool isExplicit = byte(entry.start) == '?' && isSpace(byte(entry.start + 1));
    if (isExplicit)
        ++m_last;
    entry.key = readNode(mapping, inFlow);
    if (m_stopped)
        return;
    const Node key = at(entry.key);
    if (key.isCollection() || key.kind == Kind::Alias) {
        stop(u"a key must be a word or a text"_s, key.start, key.end);
        return;
    }
    const qsizetype colon = skipTrivia(m_last);
    // A value may be missing after an explicit key, and the next key may begin with a colon.
    const bool beginsKey = isExplicit && !inFlow && colon + 1 < m_text.size() && !isSpace(byte(colon + 1));
    if (byte(colon) == ':' && !beginsKey)
        entry.mark = m_last = colon + 1;
    if (seen.contains(key.text))
        note(u"the key \"%1\" stands here a second time"_s.arg(QString::fromUtf8(key.text)), key);
    seen.insert(key.text);
    if (!advance())
        return;
    entry.value = readNode(mapping, inFlow);
    if (m_stopped)
        return;
    checkMerge(entry.key, entry.value);
    at(mapping).entries.push_back(entry);
}

void Parser::checkMerge(int key, int value)
{
    if (at(key).text != "<<" || at(key).style != Style::Plain)
        return;
    const auto isMapping = [this](int node) {
        const Node &n = at(node);
        return n.kind == Kind::Mapping || (n.target >= 0 && at(n.target).kind == Kind::Mapping);
    };
    bool fits = isMapping(value);
    if (at(value).kind == Kind::Sequence) {
        fits = true;
        for (const Entry &entry : at(value).entries)
            fits = fits && isMapping(entry.value);
    }
    if (!fits)
        note(u"\"<<\" merges a mapping or a list of mappings, such as \"<<: *base\""_s, at(value));
}

void Parser::readSequence(int index)
{
    readProperties(index, m_event->sequence_start.anchor, m_event->sequence_start.tag);
    at(index).kind = Kind::Sequence;
    at(index).begin = skipTrivia(m_last);
    const bool isFlow = byte(at(index).begin) == '['
        && fy_token_get_type(m_event->sequence_start.sequence_start) == FYTT_FLOW_SEQUENCE_START;
    at(index).style = isFlow ? Style::Flow : Style::Block;
    at(index).start = std::min(at(index).start, at(index).begin);
    if (isFlow)
        m_last = at(index).begin + 1;
    while (advance() && m_event->type != FYET_SEQUENCE_END) {
        Entry entry;
        entry.start = skipTrivia(m_last);
        if (isFlow && byte(entry.start) == ',')
            entry.start = skipTrivia(entry.start + 1);
        m_last = entry.start;
        if (!isFlow)
            m_last = entry.mark = entry.start + 1;
        entry.value = readNode(index, isFlow || at(index).inFlow);
        if (m_stopped)
            return;
        at(index).entries.push_back(entry);
    }
    if (!m_stopped)
        finishCollection(index);
}

} // namespace

Tree read(const QByteArray &text, const Limits &limits)
{
    Tree tree;
    tree.text = text;
    if (const auto fault = refusal(text, limits)) {
        tree.faults = {*fault};
        return tree;
    }
    Parser(tree, limits.nodes).run();
    return tree;
}

} // namespace agent::yaml
