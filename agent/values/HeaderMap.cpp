// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/HeaderMap.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype shortestValue = 6;
constexpr qsizetype shortestWord = 8; // longer than "Bearer" and "Basic"

bool speaksOfASecret(const QString &header)
{
    static const QRegularExpression words(
        u"auth(?!or)|key(?![a-rt-z])|token|secret|cookie|session|passw|passphrase|credential|signature"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(header).hasMatch();
}

const QRegularExpression &variable()
{
    static const QRegularExpression pattern(u"(?<!\\$)\\$\\{[A-Za-z_][A-Za-z0-9_]*(?::-[^}]*)?\\}"_s);
    return pattern;
}

/// What each variable of the value stands for, its default included.
QStringList filledParts(const QString &value, const Environment &environment)
{
    QStringList parts;
    for (auto it = variable().globalMatch(value); it.hasNext();)
        parts.append(filledIn(it.next().captured(), environment).value_or(QString()));
    return parts;
}

} // namespace

bool isHeaderName(const QString &name)
{
    static const QRegularExpression token(u"\\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\\z"_s);
    return token.match(name).hasMatch();
}

bool isHeaderValue(const QString &value)
{
    static const QRegularExpression control(u"[\\x{00}-\\x{08}\\x{0a}-\\x{1f}\\x{7f}]"_s);
    return !control.match(value).hasMatch();
}

QStringList secretsIn(const HeaderMap &headers, const Environment &environment)
{
    static const QRegularExpression between(u"[\\s;,=]+"_s);
    QStringList secrets;
    const auto take = [&secrets](const QStringList &texts, qsizetype shortest) {
        for (const QString &text : texts) {
            if (text.size() >= shortest)
                secrets.append(text);
        }
    };
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        take(filledParts(it.value(), environment), shortestValue);
        if (!speaksOfASecret(it.key()))
            continue;
        const QString value =
            filledIn(it.value(), environment).value_or(QString(it.value()).remove(variable()));
        take({value}, shortestValue);
        take(value.split(between), shortestWord); // a server may tell of the token without its scheme
    }
    secrets.removeDuplicates();
    return secrets;
}

} // namespace agent
