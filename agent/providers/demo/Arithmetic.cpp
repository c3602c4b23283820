// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Rule.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

struct Rewriting
{
    const char16_t *pattern;
    const char16_t *replacement;
};

// Read from top to bottom, on lower-case text whose numbers have no thousands separators.
constexpr std::array rewritings{
    Rewriting{u"[×✕⋅·]", u"*"},
    Rewriting{u"÷", u"/"},
    Rewriting{u"[−–]", u"-"},
    Rewriting{u"√\\s*(\\d+(?:\\.\\d+)?)", u"sqrt(\\1)"},
    Rewriting{u"(\\d+(?:\\.\\d+)?)\\s*(?:%|percent|per cent)\\s+off\\s+(?:of\\s+)?(\\d+(?:\\.\\d+)?)",
              u"\\2 * (1 - \\1/100)"},
    Rewriting{u"(\\d+(?:\\.\\d+)?)\\s*(?:%|percent|per cent)\\s*(?:[a-z]+\\s+)?(?:of|on)\\s+(?:a\\s+|an\\s+)?"
              u"(?:[a-z]+\\s+of\\s+)?(\\d+(?:\\.\\d+)?)",
              u"\\1/100 * \\2"},
    Rewriting{u"(?:increase|raise|grow)\\s+(\\d+(?:\\.\\d+)?)\\s+by\\s+(\\d+(?:\\.\\d+)?)\\s*(?:%|percent)",
              u"\\1 * (1 + \\2/100)"},
    Rewriting{
        u"(?:decrease|reduce|lower|cut)\\s+(\\d+(?:\\.\\d+)?)\\s+by\\s+(\\d+(?:\\.\\d+)?)\\s*(?:%|percent)",
        u"\\1 * (1 - \\2/100)"},
    Rewriting{u"(\\d+(?:\\.\\d+)?)\\s*(?:%(?!\\s*[\\d(])|percent|per cent)", u"(\\1/100)"},
    Rewriting{u"(?:the\\s+)?(?:square root|sqrt|root) of (\\d+(?:\\.\\d+)?)", u"sqrt(\\1)"},
    Rewriting{u"\\b(sin|cos|tan|log|exp|abs) of (\\d+(?:\\.\\d+)?)", u"\\1(\\2)"},
    Rewriting{u"(\\d|\\))\\s+squared", u"\\1 ** 2"},
    Rewriting{u"(\\d|\\))\\s+cubed", u"\\1 ** 3"},
    Rewriting{u"\\b(?:to the power of|raised to(?: the)?)\\b", u"**"},
    Rewriting{u"\\^", u"**"},
    Rewriting{u"\\bhalf of (\\d+(?:\\.\\d+)?)", u"\\1 / 2"},
    Rewriting{u"\\b(?:a )?(?:third) of (\\d+(?:\\.\\d+)?)", u"\\1 / 3"},
    Rewriting{u"\\b(?:a )?quarter of (\\d+(?:\\.\\d+)?)", u"\\1 / 4"},
    Rewriting{u"\\b(?:twice|double) (\\d+(?:\\.\\d+)?)", u"2 * \\1"},
    Rewriting{u"\\bsum of (\\d+(?:\\.\\d+)?) and (\\d+(?:\\.\\d+)?)", u"\\1 + \\2"},
    Rewriting{u"\\bproduct of (\\d+(?:\\.\\d+)?) and (\\d+(?:\\.\\d+)?)", u"\\1 * \\2"},
    Rewriting{u"\\bdifference (?:between|of) (\\d+(?:\\.\\d+)?) and (\\d+(?:\\.\\d+)?)", u"\\1 - \\2"},
    Rewriting{u"\\baverage of (\\d+(?:\\.\\d+)?) and (\\d+(?:\\.\\d+)?)", u"(\\1 + \\2) / 2"},
    Rewriting{u"\\bsubtract (\\d+(?:\\.\\d+)?) from (\\d+(?:\\.\\d+)?)", u"\\2 - \\1"},
    Rewriting{u"\\badd (\\d+(?:\\.\\d+)?) (?:to|and) (\\d+(?:\\.\\d+)?)", u"\\1 + \\2"},
    Rewriting{u"\\bmultiply (\\d+(?:\\.\\d+)?) (?:by|and|with) (\\d+(?:\\.\\d+)?)", u"\\1 * \\2"},
    Rewriting{u"\\bdivide (\\d+(?:\\.\\d+)?) by (\\d+(?:\\.\\d+)?)", u"\\1 / \\2"},
    Rewriting{u"\\bplus\\b", u"+"},
    Rewriting{u"\\bminus\\b", u"-"},
    Rewriting{u"\\b(?:multiplied by|times)\\b", u"*"},
    Rewriting{u"(?<=\\d)\\s*x\\s*(?=\\d)", u" * "},
    Rewriting{u"\\b(?:divided by|over)\\b(?=\\s*[\\d(])", u"/"},
    Rewriting{u"\\b(?:modulo|mod)\\b", u"%"},
};

QString inSymbols(const QString &clause)
{
    static const QRegularExpression separator(u"(?<=\\d),(?=\\d{3}(?!\\d))"_s);
    static const QRegularExpression currency(u"[$€£¥](?=\\s*\\d)"_s);
    QString text = clause.toLower().remove(separator).remove(currency);
    for (const Rewriting &rewriting : rewritings)
        text.replace(QRegularExpression(QString::fromUtf16(rewriting.pattern)),
                     QString::fromUtf16(rewriting.replacement));
    return text;
}

bool isBalanced(const QString &text)
{
    int depth = 0;
    for (const QChar c : text) {
        depth += int(c == u'(') - int(c == u')');
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

// An operator between two operands, or a function: a lone number is no question.
bool isExpression(const QString &text)
{
    static const QRegularExpression operation(
        u"[\\d)i]\\s*(?:\\*\\*|//|[-+*/%])\\s*[-(\\dp]|[a-z]+\\d*\\("_s);
    static const QRegularExpression digit(u"\\d"_s);
    static const QRegularExpression date(u"^\\d{4}-\\d{1,2}-\\d{1,2}$|^\\d{1,2}/\\d{1,2}/\\d{2,4}$"_s);
    return text.contains(operation) && text.contains(digit) && !text.contains(date) && isBalanced(text);
}

} // namespace

QList<Wish> calculate(const QString &clause, const Scene &scene)
{
    const ToolInfo *tool = scene.toolWith({u"expression"_s});
    if (!tool)
        return {};
    static const QRegularExpression candidate(
        u"(?:\\b(?:sqrt|cbrt|sin|cos|tan|asin|acos|atan|log10|log2|log|ln|exp|abs|round|floor|ceil|min|max|"
        "factorial|pow|pi|tau)\\b|[-+*/%().,\\d\\s])+"_s);
    static const QRegularExpression loose(u"^[\\s+*/%.,)]+|[\\s+*/%.,(-]+$"_s);
    QString best;
    for (auto it = candidate.globalMatch(inSymbols(clause)); it.hasNext();) {
        const QString text = it.next().captured().remove(loose).simplified();
        if (text.size() > best.size() && isExpression(text))
            best = text;
    }
    if (best.isEmpty())
        return {};
    return {{tool->name, QJsonObject{{u"expression"_s, best}}, {}}};
}

} // namespace agent::demo
