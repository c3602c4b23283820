// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/ArgumentText.h"

#include "agent/base/Json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

// By hand: of two stars that could take a character, only the last need be tried again, so no pattern is
// slow.
bool fitsPattern(QStringView text, QStringView pattern)
{
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype taken = 0; // where the text goes on after what the star took
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            taken = t;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++taken;
        } else {
            return false;
        }
    }
    return std::ranges::all_of(pattern.sliced(p), [](QChar c) { return c == u'*'; });
}

} // namespace

QString asText(const QJsonValue &argument)
{
    return argument.isString() ? argument.toString() : QString::fromUtf8(json::text(argument));
}

const QRegularExpression &argumentPlace()
{
    static const QRegularExpression place(u"\\{([A-Za-z_][A-Za-z0-9_-]*)\\}"_s);
    return place;
}

QStringList argumentsIn(const QString &text)
{
    QStringList names;
    for (auto it = argumentPlace().globalMatch(text); it.hasNext();)
        names.append(it.next().captured(1));
    return names;
}

QString withArguments(const QString &text, const QJsonObject &arguments)
{
    QString filled;
    qsizetype done = 0;
    for (auto it = argumentPlace().globalMatch(text); it.hasNext();) {
        const auto place = it.next();
        const auto argument = arguments.constFind(place.captured(1));
        filled += QStringView(text).sliced(done, place.capturedStart() - done);
        filled += argument == arguments.constEnd() ? place.captured() : asText(*argument);
        done = place.capturedEnd();
    }
    return filled + text.mid(done);
}

QJsonValue valueWithArguments(const QJsonValue &value, const QJsonObject &arguments)
{
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue &item : value.toArray())
            items.append(valueWithArguments(item, arguments));
        return items;
    }
    if (value.isObject()) {
        const QJsonObject written = value.toObject();
        QJsonObject object;
        for (auto it = written.begin(); it != written.end(); ++it)
            object.insert(it.key(), valueWithArguments(it.value(), arguments));
        return object;
    }
    if (!value.isString())
        return value;
    const auto place = argumentPlace().match(value.toString());
    if (place.capturedLength() != value.toString().size() || !place.hasMatch())
        return withArguments(value.toString(), arguments);
    const QJsonValue argument = arguments.value(place.captured(1));
    return argument.isUndefined() ? QJsonValue(QJsonValue::Null) : argument;
}

bool fit(const QJsonObject &arguments, const QMap<QString, QString> &patterns)
{
    const auto fitsOne = [&](const auto &pattern) {
        const auto argument = arguments.constFind(pattern.first);
        return argument != arguments.constEnd() && fitsPattern(asText(*argument), pattern.second);
    };
    return std::all_of(patterns.constKeyValueBegin(), patterns.constKeyValueEnd(), fitsOne);
}

} // namespace agent
