// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Expression.h"

#include "agent/base/Nearest.h"
#include "agent/tools/toolbox/MathFunctions.h"

#include <numbers>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using arithmetic::Number;
using Operation = Result<Number> (*)(const Number &, const Number &);

constexpr qsizetype maxLength = 2000;
constexpr int maxDepth = 100;

struct Operator
{
    QLatin1String sign;
    Operation apply;
};

// The longer sign stands before the one it begins with.
constexpr std::array sums{Operator{QLatin1String("+"), arithmetic::add},
                          Operator{QLatin1String("-"), arithmetic::subtract}};
constexpr std::array products{
    Operator{QLatin1String("//"), arithmetic::floorDivide}, Operator{QLatin1String("/"), arithmetic::divide},
    Operator{QLatin1String("%"), arithmetic::modulo}, Operator{QLatin1String("*"), arithmetic::multiply}};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isNamePart(QChar c)
{
    return isDigit(c) || c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// Recursive descent over Python's grammar for arithmetic.
class ExpressionParser
{
public:
    explicit ExpressionParser(QString text)
        : m_text(std::move(text))
    {
    }

    Result<Number> whole()
    {
        Result<Number> value = sum();
        skipSpace();
        if (value && m_at < m_text.size())
            return unexpected(u"an operator"_s);
        return value;
    }

private:
    Result<Number> sum() { return chain(sums, &ExpressionParser::product); }
    Result<Number> product() { return chain(products, &ExpressionParser::factor); }

    template<size_t n>
    Result<Number> chain(const std::array<Operator, n> &operators,
                         Result<Number> (ExpressionParser::*operand)())
    {
        Result<Number> left = (this->*operand)();
        while (left) {
            const Operator *found = nullptr;
            for (const Operator &candidate : operators) {
                if (!found && take(candidate.sign))
                    found = &candidate;
            }
            if (!found)
                return left;
            const Result<Number> right = (this->*operand)();
            left = right ? found->apply(*left, *right) : right;
        }
        return left;
    }

    Result<Number> factor()
    {
        const Nesting nesting(m_depth);
        if (m_depth > maxDepth)
            return fail(ErrorKind::InvalidInput, u"the expression is nested too deeply"_s);
        if (take(QLatin1String("-"))) {
            const Result<Number> value = factor();
            return value ? arithmetic::negate(*value) : value;
        }
        if (take(QLatin1String("+")))
            return factor();
        return power();
    }

    // Binds tighter than the sign on its left, looser than the one on its right: -2**-1 is -(2**(-1)).
    Result<Number> power()
    {
        Result<Number> base = atom();
        if (!base || !take(QLatin1String("**")))
            return base;
        const Result<Number> exponent = factor();
        return exponent ? arithmetic::power(*base, *exponent) : exponent;
    }

    Result<Number> atom()
    {
        skipSpace();
        if (take(QLatin1String("("))) {
            const Result<Number> value = sum();
            return value ? closed(*value) : value;
        }
        const QChar c = m_at < m_text.size() ? m_text[m_at] : QChar();
        if (isDigit(c) || c == u'.')
            return number();
        if (isNamePart(c))
            return named();
        return unexpected(u"a number"_s);
    }

    Result<Number> number()
    {
        const qsizetype begin = m_at;
        skipDigits();
        bool isWhole = true;
        if (m_at < m_text.size() && m_text[m_at] == u'.') {
            isWhole = false;
            ++m_at;
            skipDigits();
        }
        isWhole = !skipExponent() && isWhole;
        const QString digits = m_text.mid(begin, m_at - begin).remove(u'_');
        if (isWhole)
            return arithmetic::bounded(arithmetic::Integer(digits.toStdString(), 10));
        bool ok = false;
        const double value = digits.toDouble(&ok);
        if (!ok)
            return fail(ErrorKind::InvalidInput, u"\"%1\" is not a number"_s.arg(digits));
        return arithmetic::bounded(value);
    }

    void skipDigits()
    {
        while (m_at < m_text.size() && (isDigit(m_text[m_at]) || m_text[m_at] == u'_'))
            ++m_at;
    }

    // An "e" is an exponent only if digits follow.
    bool skipExponent()
    {
        qsizetype at = m_at;
        if (at >= m_text.size() || m_text[at].toLower() != u'e')
            return false;
        ++at;
        if (at < m_text.size() && (m_text[at] == u'+' || m_text[at] == u'-'))
            ++at;
        if (at >= m_text.size() || !isDigit(m_text[at]))
            return false;
        m_at = at;
        skipDigits();
        return true;
    }

    Result<Number> named()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && isNamePart(m_text[m_at]))
            ++m_at;
        const QString name = m_text.mid(begin, m_at - begin);
        if (take(QLatin1String("(")))
            return call(name);
        if (name == u"pi"_s)
            return std::numbers::pi;
        if (name == u"e"_s)
            return std::numbers::e;
        if (name == u"tau"_s)
            return 2 * std::numbers::pi;
        if (arithmetic::function(name))
            return fail(ErrorKind::InvalidInput, u"%1 is a function: write %1(…)"_s.arg(name));
        return unknown(name);
    }

    Result<Number> call(const QString &name)
    {
        const arithmetic::Function *function = arithmetic::function(name);
        if (!function)
            return unknown(name);
        QList<Number> arguments;
        do {
            Result<Number> argument = sum();
            if (!argument)
                return argument;
            arguments.append(*argument);
        } while (take(QLatin1String(",")));
        if (arguments.size() < function->least || arguments.size() > function->most) {
            return fail(ErrorKind::InvalidInput,
                        u"%1 does not take %2 argument(s)"_s.arg(name).arg(arguments.size()));
        }
        const Result<Number> value = function->apply(arguments);
        return value ? closed(*value) : value;
    }

    Result<Number> closed(const Number &value)
    {
        if (!take(QLatin1String(")")))
            return unexpected(u"\")\""_s);
        return value;
    }

    // "*" must not take half of "**", which belongs to power().
    bool take(QLatin1String sign)
    {
        skipSpace();
        const QStringView rest = QStringView(m_text).sliced(m_at);
        if (!rest.startsWith(sign) || (sign == QLatin1String("*") && rest.startsWith(u"**")))
            return false;
        m_at += sign.size();
        return true;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    tl::unexpected<Error> unexpected(const QString &wanted) const
    {
        if (m_at >= m_text.size())
            return fail(ErrorKind::InvalidInput, u"expected %1 at the end"_s.arg(wanted));
        if (m_text[m_at] == u'^')
            return fail(ErrorKind::InvalidInput, u"write ** for a power, not ^"_s);
        return fail(
            ErrorKind::InvalidInput,
            u"expected %1 at character %2, found \"%3\""_s.arg(wanted).arg(m_at + 1).arg(m_text[m_at]));
    }

    static tl::unexpected<Error> unknown(const QString &name)
    {
        const QStringList known = arithmetic::functionNames() + QStringList{u"pi"_s, u"e"_s, u"tau"_s};
        const QString near = nearest(name, known);
        const QString hint =
            near.isEmpty() ? u"known are "_s + known.join(u", "_s) : u"did you mean "_s + near;
        return fail(ErrorKind::InvalidInput, u"\"%1\" is not known; %2"_s.arg(name.left(40), hint));
    }

    struct Nesting
    {
        explicit Nesting(int &counter)
            : depth(++counter)
        {
        }
        ~Nesting() { --depth; }
        Q_DISABLE_COPY_MOVE(Nesting)
        int &depth;
    };

    QString m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
};

// What people and models copy from prose.
QString plainSigns(QString text)
{
    return text.replace(u'×', u'*').replace(u'÷', u'/').replace(u'−', u'-').replace(u'·', u'*');
}

} // namespace

Result<QString> evaluateExpression(const QString &expression)
{
    const QString shown = expression.simplified();
    if (shown.isEmpty())
        return fail(ErrorKind::InvalidInput, u"the expression is empty"_s);
    if (shown.size() > maxLength) {
        return fail(ErrorKind::InvalidInput, u"the expression has more than %1 characters"_s.arg(maxLength));
    }
    const Result<Number> value = ExpressionParser(plainSigns(shown)).whole();
    if (!value)
        return tl::unexpected(value.error());
    return u"%1 = %2"_s.arg(shown, arithmetic::toText(*value));
}

} // namespace agent
