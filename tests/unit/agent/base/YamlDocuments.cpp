// SPDX-License-Identifier: GPL-3.0-or-later
#include "YamlDocuments.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace testing {
namespace {

/// Writes one random document.
class Writer
{
public:
    explicit Writer(Random &random)
        : m_random(random)
        , m_step(chance(70) ? 2 : 4)
    {
    }

    QByteArray document()
    {
        if (chance(30))
            comment(0);
        if (chance(10))
            m_text += "---\n";
        mapping(0, 3);
        if (chance(15))
            comment(0);
        if (chance(10))
            m_text += "\n";
        if (chance(15) && m_text.endsWith('\n'))
            m_text.chop(1);
        if (chance(20))
            m_text.replace("\n", "\r\n");
        return m_text;
    }

private:
    bool chance(int percent) { return pick(m_random, 100) < percent; }
    QByteArray number() { return QByteArray::number(++m_count); }
    void comment(int column) { m_text += QByteArray(column, ' ') + "# c" + number() + "\n"; }
    void trailing() { m_text += (chance(25) ? "  # c" + number() : QByteArray()) + "\n"; }

    void layout(int column)
    {
        if (chance(10))
            m_text += "\n";
        if (chance(15))
            comment(column);
    }

    QByteArray key()
    {
        static const QByteArrayList forms{"key%",         "\"quoted %\"", "'single %'",
                                          "with space %", "\xC3\xBC%",    "k/~%"};
        return QByteArray(forms[chance(70) ? 0 : pick(m_random, static_cast<int>(forms.size()))])
            .replace("%", number());
    }

    QByteArray word()
    {
        static const QByteArrayList words{"word",    "two words",         "12", "1.5",         "true",
                                          "'it''s'", "\"a\\tb\"",         "~",  "http://x/#y", "\"\"",
                                          "''",      "\xE2\x98\x83 snow", "- x"};
        const QByteArray &chosen = words[pick(m_random, static_cast<int>(words.size()))];
        return chosen == "- x" ? "\"- x\"" : chosen;
    }

    QByteArray flowValue(int depth)
    {
        if (depth > 0 && chance(25))
            return flow(depth - 1);
        return chance(70) ? "w" + number() : "'q, r'";
    }

    QByteArray flow(int depth)
    {
        const int count = pick(m_random, 4);
        QByteArrayList parts;
        const bool isList = chance(50);
        for (int i = 0; i < count; ++i) {
            const QByteArray value = flowValue(depth);
            parts.append(isList ? value : "f" + number() + ": " + value);
        }
        const QByteArray inside = parts.join(chance(80) ? ", " : " ,  ");
        return isList ? "[" + inside + "]" : "{" + inside + "}";
    }

    void spreadFlow(int column)
    {
        const QByteArray space(column + m_step, ' ');
        m_text += " [";
        trailing();
        for (int i = pick(m_random, 4); i >= 0; --i) {
            m_text += space + "i" + number() + (i > 0 || chance(30) ? "," : "");
            trailing();
        }
        m_text += QByteArray(column + m_step, ' ') + "]";
        trailing();
    }

    void blockScalar(int column)
    {
        static const QByteArrayList chomps{"", "-", "+"};
        m_text += chance(70) ? " |" : " >";
        m_text += chomps[chance(60) ? 0 : pick(m_random, 3)];
        trailing();
        const QByteArray space(column + m_step, ' ');
        m_text += space + "first " + number() + "\n";
        for (int i = pick(m_random, 4); i > 0; --i) {
            m_text += space + (chance(20) ? "  deeper " : "line ") + number();
            m_text += chance(20) ? " # no\n\n" : "\n";
        }
        for (int i = pick(m_random, 3); chance(30) && i > 0; --i)
            m_text += "\n";
    }

    /// What stands behind "key:" or "-"; `column` is that of the key or dash.
    void value(int column, int depth, bool inList)
    {
        const bool isAnchored = chance(6);
        if (isAnchored)
            m_text += " &a" + number();
        const QByteArray anchor = QByteArray::number(m_count);
        const int choice = pick(m_random, 100);
        if (!isAnchored && choice < 5 && !m_anchors.isEmpty()) {
            m_text += " *a" + m_anchors[pick(m_random, static_cast<int>(m_anchors.size()))];
            trailing();
        } else if (choice < 40 || depth == 0) {
            m_text += ' ' + word();
            trailing();
        } else if (choice < 46 && !(inList && m_compact.contains(column))) {
            trailing();
        } else if (choice < 56) {
            m_text += ' ' + flow(2);
            trailing();
        } else if (choice < 60) {
            spreadFlow(column);
        } else if (choice < 70) {
            blockScalar(column);
        } else {
            collection(column, depth - 1, inList && !isAnchored && chance(80), inList);
        }
        if (isAnchored)
            m_anchors.append(anchor);
    }

    void collection(int column, int depth, bool isBesideDash, bool inList)
    {
        const bool isList = chance(50);
        if (isBesideDash) {
            m_text += ' ';
            isList ? list(column + 2, depth, true) : mapping(column + 2, depth, true);
            return;
        }
        trailing();
        const bool isCompact = isList && !inList && chance(30);
        if (isCompact)
            m_compact.insert(column);
        if (isList)
            list(isCompact ? column : column + m_step, depth);
        else
            mapping(column + m_step, depth);
    }

    void mapping(int column, int depth, bool goesOn = false)
    {
        for (int i = pick(m_random, 4); i >= 0; --i) {
            if (!goesOn) {
                layout(column);
                m_text += QByteArray(column, ' ');
            }
            goesOn = false;
            m_text += key() + ":";
            value(column, depth, false);
        }
    }

    void list(int column, int depth, bool goesOn = false)
    {
        for (int i = pick(m_random, 4); i >= 0; --i) {
            if (!goesOn) {
                layout(column);
                m_text += QByteArray(column, ' ');
            }
            goesOn = false;
            m_text += "-";
            value(column, depth, true);
        }
    }

    Random &m_random;
    int m_step;
    int m_count = 0;
    QByteArray m_text;
    QByteArrayList m_anchors;
    QSet<int> m_compact; ///< Columns of lists that stand below their key; libfyaml wants no empty item there.
};

} // namespace

int pick(Random &random, int below)
{
    return static_cast<int>(random() % static_cast<unsigned>(below));
}

QByteArray randomDocument(Random &random)
{
    return Writer(random).document();
}

QStringList nastyTexts()
{
    return {u"simple"_s,
            u""_s,
            u"true"_s,
            u"12"_s,
            u"with: colon"_s,
            u"hash # inside"_s,
            u"- dash"_s,
            u"'single'"_s,
            u"\"double\""_s,
            u"back\\slash"_s,
            u"trailing "_s,
            u" leading"_s,
            u"two\nlines"_s,
            u"two\nlines\n"_s,
            u"many\n\n\nblank\n\n"_s,
            u"\nstarts with a line break"_s,
            u"  indented first\nsecond"_s,
            u"tab\there"_s,
            u"\ttab\nfirst"_s,
            u"{flow}"_s,
            u"[list]"_s,
            u"*alias"_s,
            u"&anchor"_s,
            u"!tag"_s,
            u"%directive"_s,
            u"@at"_s,
            u"`tick"_s,
            u"a, b"_s,
            u"\u2603 snow"_s,
            u"key: |"_s,
            u"? question"_s,
            u"| pipe"_s,
            u"> fold"_s,
            u"#c"_s,
            u"null"_s,
            u"~"_s,
            u"2024-01-01"_s,
            u"12:30:45"_s,
            u"1_000"_s,
            u"0x1F"_s,
            u"yes"_s,
            u"---"_s,
            u"..."_s,
            u"--- x"_s,
            u"... y\n--- z\n"_s,
            u"a long text that goes on and on for more than one hundred characters so that folding has to do "
            "something with it, really and truly"_s,
            u"no-break\u00A0"_s,
            u"\x01 control"_s,
            u"next\u0085line \u2028 separator"_s,
            u"mark \uFEFF"_s,
            u"carriage\r\nreturn"_s,
            u"  "_s,
            u"\n"_s,
            u"a\n b\n"_s,
            u"space before break \nnext"_s,
            u"a\n  \nb"_s,
            u"x:"_s,
            u":x"_s,
            u"-"_s,
            u"?"_s,
            u"="_s,
            u"<<"_s,
            u"\U0001F600 smile"_s};
}

QJsonValue randomValue(Random &random, int depth)
{
    const int choice = pick(random, depth > 0 ? 100 : 80);
    const QStringList texts = nastyTexts();
    if (choice < 60)
        return texts[pick(random, static_cast<int>(texts.size()))];
    if (choice < 70)
        return QList<QJsonValue>{0, -7, 1.5, 1e21, 12345678901LL, 0.1, -2.5e-7}[pick(random, 7)];
    if (choice < 80)
        return QList<QJsonValue>{true, false, QJsonValue::Null}[pick(random, 3)];
    if (choice < 90) {
        QJsonArray array;
        for (int i = pick(random, 4); i > 0; --i)
            array.append(randomValue(random, depth - 1));
        return array;
    }
    QJsonObject object;
    for (int i = pick(random, 4); i > 0; --i) {
        const QString key =
            pick(random, 2) ? u"k%1"_s.arg(i) : texts[pick(random, static_cast<int>(texts.size()))];
        const QJsonValue value = randomValue(random, depth - 1);
        if (!object.contains(key)) // Qt 6.4 leaks an object that is replaced by another
            object.insert(key, value);
    }
    return object;
}

QList<QByteArray> nastyDocuments()
{
    return {
        "# c1\na: 1 # c2\nb:\n  # c3\n  - x # c4\n  # c5\n  - y\n# c6\nc: z\n",
        "a:\n- one # c1\n- two\n# c2\nb: {x: 1, y: [1, 2, 3], # c3\n  z: 'q'} # c4\n",
        "k: | # c1\n  text\n    more\n\n  end\n\n\nnext: >+ # c2\n  folded\n  text\n\n\n# c3\nlast: |-\n    "
        "four\n    spaces",
        "a: plain text\n  over two lines # c1\nb: \"double\n  quoted \\\n  text\" # c2\nc: 'single\n\n  too' "
        "# c3\n",
        "a:\nb: # c1\n  c:\n  d: ~ # c2\ne: 12 # c3\nf: &x val # c4\ng: *x\n",
        "- - a # c1\n  - b\n- - c\n-\n  # c2\n  k: v\n- # c3\n",
        "\"quoted key\": 1 # c1\n'single': 2\n? plain explicit\n: 3 # c2\n",
        "%YAML 1.2\n---\n# c1\na: {b: [{c: d}, e, \"f, g\"], h: } # c2\nempty: {}\nelist: [] # c3\n...\n# "
        "c4\n",
        "a: \xC3\xA9t\xC3\xA9 # c1 \xE2\x80\x93\n\xC3\xBC:\n  - \xE2\x98\x83 # c2\n",
        "tools:\n    - name: a # c1\n      args:\n      - --x\n      - '-y' # c2\n      deep:\n          k: "
        "|2\n"
        "              two more\n            zero\n          m: 1 # c3\n\n    # c4\n    - name: b\n"
        "      url: http://x/#frag # c5\n",
        "a: 1\r\nb:\r\n  - x # c1\r\n  - y\r\nc: |\r\n  lit\r\n  two\r\nd: 2 # c2\r\n",
        "# only a comment c1\nk: v # c2",
        "base: &b {x: 1}\nuse:\n  <<: *b # c1\n  y: 2\nlist: [*b, 2] # c2\n",
        "a:\n  # c1\n\n  # c2\n  b: 1\n\n  # c3\n\nc: 2\n",
        "x: [\n  a, # c1\n  b,\n  # c2\n  c # c3\n]\ny:\n  [ ] # c4\nz: { }\n",
        "\xEF\xBB\xBF"
        "a: 1 # c1\nb: [x]\n",
        "# ---- head c1\na: 1\n\n# ---- tools c2\nb:\n  - 1\n\n  - 2\n\n  - 3\n\n# ---- end c3\n",
        "a: {x: 1, # c1\n    y: {z: [1, [2, 3]]}}\nb: [[1, 2], {c: d}, e: f]\n",
        "a: |+\n  kept\n\n\nb: 1\nc: |\n  clipped\n\n\nd: >-\n  one\n  two\n\n  three\n",
        "deep:\n  - - - a\n      - b\n    - c\n  - d: {e: [f]}\n    g: h\n",
        "",
        "# nothing c1\n",
        "{}",
        "[a, b] # c1\n",
        "word # c1\n",
    };
}

} // namespace testing
