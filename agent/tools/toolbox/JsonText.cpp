// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/JsonText.h"

#include "agent/base/Nearest.h"
#include "agent/tools/toolbox/Sizes.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr int deepest = 500;

bool isJsonDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Each function reads one thing, and says whether it stood there; the first fault is kept.
class JsonParser
{
public:
    explicit JsonParser(QStringView text)
        : m_text(text)
    {
        take(QChar::ByteOrderMark);
    }

    bool document(JsonNode &out)
    {
        if (!value(out, 0))
            return false;
        skipBlanks();
        return m_at == m_text.size() || wrong(u"the end"_s);
    }

    Error fault() const
    {
        const QStringView before = m_text.first(m_faultAt);
        const qsizetype column = m_faultAt - before.lastIndexOf(u'\n');
        return {ErrorKind::InvalidInput,
                u"this is not JSON: expected %1 at line %2, column %3"_s.arg(m_expected)
                    .arg(before.count(u'\n') + 1)
                    .arg(column),
                {}};
    }

private:
    bool wrong(const QString &expected)
    {
        if (m_expected.isEmpty()) {
            m_expected = expected;
            m_faultAt = m_at;
        }
        return false;
    }

    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    bool take(QChar c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && QStringView(u" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    bool value(JsonNode &out, int depth)
    {
        skipBlanks();
        if (depth > deepest)
            return wrong(u"at most %1 levels"_s.arg(deepest));
        if (peek() == u'{')
            return object(out, depth);
        if (peek() == u'[')
            return array(out, depth);
        if (peek() == u'"') {
            out.kind = JsonNode::Kind::String;
            return string(out.text);
        }
        return isJsonDigit(peek()) || peek() == u'-' ? number(out) : word(out);
    }

    bool word(JsonNode &out)
    {
        for (const auto &[written, kind] : {std::pair{QStringView(u"true"), JsonNode::Kind::Bool},
                                            std::pair{QStringView(u"false"), JsonNode::Kind::Bool},
                                            std::pair{QStringView(u"null"), JsonNode::Kind::Null}}) {
            if (m_text.sliced(m_at).startsWith(written)) {
                m_at += written.size();
                out.kind = kind;
                out.text = written.toString();
                return true;
            }
        }
        return wrong(u"a value"_s);
    }

    bool digits()
    {
        const qsizetype begin = m_at;
        while (isJsonDigit(peek()))
            ++m_at;
        return m_at > begin || wrong(u"a digit"_s);
    }

    bool number(JsonNode &out)
    {
        const qsizetype begin = m_at;
        take(u'-');
        if (!take(u'0') && !digits())
            return false;
        if (take(u'.') && !digits())
            return false;
        if (take(u'e') || take(u'E')) {
            if (!take(u'+'))
                take(u'-');
            if (!digits())
                return false;
        }
        out.kind = JsonNode::Kind::Number;
        out.text = m_text.sliced(begin, m_at - begin).toString();
        return true;
    }

    bool escape(QString &out)
    {
        constexpr QStringView letters = u"\"\\/bfnrt";
        constexpr QStringView meanings = u"\"\\/\b\f\n\r\t";
        if (take(u'u')) {
            bool isHex = false;
            const ushort unit = m_text.mid(m_at, 4).toString().toUShort(&isHex, 16);
            if (!isHex || m_text.size() - m_at < 4 || !isHexDigits(m_text.sliced(m_at, 4)))
                return wrong(u"four hexadecimal digits"_s);
            m_at += 4;
            out += QChar(unit);
            return true;
        }
        const qsizetype found = peek().isNull() ? -1 : letters.indexOf(peek());
        if (found < 0)
            return wrong(u"an escape such as \\n"_s);
        ++m_at;
        out += meanings[found];
        return true;
    }

    static bool isHexDigits(QStringView text)
    {
        return std::ranges::all_of(
            text, [](QChar c) { return isJsonDigit(c) || (c.toLower() >= u'a' && c.toLower() <= u'f'); });
    }

    bool string(QString &out)
    {
        if (!take(u'"'))
            return wrong(u"a name in quotes"_s);
        while (m_at < m_text.size() && m_text[m_at] >= u' ') {
            if (take(u'"'))
                return true;
            if (take(u'\\')) {
                if (!escape(out))
                    return false;
                continue;
            }
            out += m_text[m_at++];
        }
        return wrong(u"the closing quote"_s);
    }

    bool array(JsonNode &out, int depth)
    {
        out.kind = JsonNode::Kind::Array;
        take(u'[');
        skipBlanks();
        if (take(u']'))
            return true;
        do {
            if (!value(out.items.emplace_back(), depth + 1))
                return false;
            skipBlanks();
        } while (take(u','));
        return take(u']') || wrong(u"a comma or ]"_s);
    }

    bool object(JsonNode &out, int depth)
    {
        out.kind = JsonNode::Kind::Object;
        take(u'{');
        skipBlanks();
        if (take(u'}'))
            return true;
        do {
            skipBlanks();
            if (!string(out.names.emplaceBack()))
                return false;
            skipBlanks();
            if (!take(u':'))
                return wrong(u"a colon"_s);
            if (!value(out.items.emplace_back(), depth + 1))
                return false;
            skipBlanks();
        } while (take(u','));
        return take(u'}') || wrong(u"a comma or }"_s);
    }

    QStringView m_text;
    qsizetype m_at = 0;
    QString m_expected;
    qsizetype m_faultAt = 0;
};

QString quoted(const QString &text)
{
    QString out = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        if (c == u'\n')
            out += u"\\n"_s;
        else if (c == u'\t')
            out += u"\\t"_s;
        else if (c == u'\r')
            out += u"\\r"_s;
        else if (c < u' ' || c == QChar(0x7f))
            out += u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out + u'"';
}

class Writer
{
public:
    explicit Writer(JsonLayout layout)
        : m_isIndented(layout == JsonLayout::Indented)
    {
    }

    void write(const JsonNode &node, qsizetype depth)
    {
        if (isFull())
            return;
        if (node.kind == JsonNode::Kind::Array || node.kind == JsonNode::Kind::Object)
            writeItems(node, depth);
        else
            m_out += node.kind == JsonNode::Kind::String ? quoted(node.text) : node.text;
    }

    bool isFull() const { return m_out.size() > maxResult; }
    const QString &text() const { return m_out; }

private:
    void writeItems(const JsonNode &node, qsizetype depth)
    {
        const bool isObject = node.kind == JsonNode::Kind::Object;
        m_out += isObject ? u'{' : u'[';
        for (std::size_t i = 0; i < node.items.size() && !isFull(); ++i) {
            if (i > 0)
                m_out += m_isIndented ? u","_s : u", "_s;
            breakLine(depth + 1);
            if (isObject)
                m_out += quoted(node.names[static_cast<qsizetype>(i)]) + u": "_s;
            write(node.items[i], depth + 1);
        }
        if (!node.items.empty())
            breakLine(depth);
        m_out += isObject ? u'}' : u']';
    }

    void breakLine(qsizetype depth)
    {
        if (m_isIndented)
            m_out += u'\n' + QString(2 * depth, u' ');
    }

    bool m_isIndented;
    QString m_out;
};

Result<const JsonNode *> stepIn(const JsonNode &node, const QString &part)
{
    if (node.kind == JsonNode::Kind::Array) {
        bool isNumber = false;
        const qint64 written = part.toLongLong(&isNumber);
        const auto size = static_cast<qint64>(node.items.size());
        const qint64 index = written < 0 ? written + size : written;
        if (!isNumber || index < 0 || index >= size)
            return fail(
                ErrorKind::InvalidInput,
                u"\"%1\" is no place in a list of %2 elements"_s.arg(part.left(60), QString::number(size)));
        return &node.items[static_cast<std::size_t>(index)];
    }
    if (node.kind != JsonNode::Kind::Object)
        return fail(ErrorKind::InvalidInput,
                    u"there is nothing at \"%1\": its parent is no object and no list"_s.arg(part.left(60)));
    if (const JsonNode *member = node.member(part))
        return member;
    constexpr qsizetype named = 20;
    const QString near = nearest(part.left(60), node.names.mid(0, 1000));
    const QString hint = near.isEmpty() ? u"there are: "_s + node.names.mid(0, named).join(u", "_s)
                                        : u"did you mean \"%1\"?"_s.arg(near);
    return fail(ErrorKind::InvalidInput,
                u"there is no field \"%1\"; %2"_s.arg(part.left(60), hint.left(1000)));
}

} // namespace

const JsonNode *JsonNode::member(const QString &name) const
{
    const qsizetype found = names.lastIndexOf(name);
    return found < 0 ? nullptr : &items[static_cast<std::size_t>(found)];
}

Result<JsonNode> readJsonText(const QString &text)
{
    JsonParser parser(text);
    JsonNode node;
    if (!parser.document(node))
        return tl::unexpected(parser.fault());
    return node;
}

Result<QString> writeJsonText(const JsonNode &node, JsonLayout layout)
{
    Writer writer(layout);
    writer.write(node, 0);
    if (writer.isFull())
        return fail(ErrorKind::InvalidInput, u"the result has more than %1 characters"_s.arg(maxResult));
    return writer.text();
}

Result<const JsonNode *> nodeAt(const JsonNode &root, const QString &path)
{
    const JsonNode *at = &root;
    for (const QString &part : path.split(u'.')) {
        const auto next = stepIn(*at, part);
        if (!next)
            return next;
        at = *next;
    }
    return at;
}

} // namespace agent
