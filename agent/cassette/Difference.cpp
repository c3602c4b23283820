// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/cassette/Difference.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Two values that are not the same, and the way to them.
struct Apart
{
    QString place;
    QJsonValue recorded;
    QJsonValue asked;
};

QString below(const QString &place, const QString &key)
{
    return place.isEmpty() ? key : place + u'/' + key;
}

Apart apart(const QJsonValue &recorded, const QJsonValue &asked, const QStringList &keys,
            const QString &place);

Apart apartInLists(const QJsonArray &recorded, const QJsonArray &asked, const QString &place)
{
    const qsizetype common = std::min(recorded.size(), asked.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (recorded[i] != asked[i])
            return apart(recorded[i], asked[i], {}, below(place, QString::number(i)));
    }
    return {below(place, QString::number(common)), recorded.at(common), asked.at(common)};
}

QStringList keysOf(const QJsonObject &recorded, const QJsonObject &asked)
{
    QStringList keys = recorded.keys() + asked.keys();
    keys.sort();
    keys.removeDuplicates();
    return keys;
}

/// `keys` says in which order to look; all of them in the alphabet if it is empty.
Apart apart(const QJsonValue &recorded, const QJsonValue &asked, const QStringList &keys,
            const QString &place)
{
    if (recorded.isArray() && asked.isArray())
        return apartInLists(recorded.toArray(), asked.toArray(), place);
    if (!recorded.isObject() || !asked.isObject())
        return {place, recorded, asked};
    const QJsonObject a = recorded.toObject();
    const QJsonObject b = asked.toObject();
    const QStringList order = keys.isEmpty() ? keysOf(a, b) : keys;
    const auto key = std::ranges::find_if(order, [&](const QString &k) { return a[k] != b[k]; });
    Q_ASSERT(key != order.end());
    return apart(a.value(*key), b.value(*key), {}, below(place, *key));
}

QString textOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return u"nothing"_s;
    const QByteArray list = json::text(QJsonArray{value});
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

qsizetype sharedStart(const QString &a, const QString &b)
{
    const auto [end, other] = std::ranges::mismatch(a, b);
    return std::distance(a.begin(), end);
}

/// What a person can take in, around the place `at`.
QString excerpt(const QString &text, qsizetype at)
{
    constexpr qsizetype before = 30;
    constexpr qsizetype most = 100;
    if (text.size() <= most)
        return text;
    const qsizetype begin = std::max<qsizetype>(0, at - before);
    const QString head = begin > 0 ? QString(QChar(0x2026)) : QString();
    const QString tail = begin + most < text.size() ? QString(QChar(0x2026)) : QString();
    return head + text.mid(begin, most) + tail;
}

qsizetype sharedEnd(QStringView a, QStringView b)
{
    qsizetype count = 0;
    while (!a.isEmpty() && !b.isEmpty() && a.back() == b.back()) {
        a.chop(1);
        b.chop(1);
        ++count;
    }
    return count;
}

/// How much of two values is the same, 0 to 1.
double closeness(const QString &a, const QString &b)
{
    const qsizetype start = sharedStart(a, b);
    const qsizetype same = start + sharedEnd(QStringView(a).mid(start), QStringView(b).mid(start));
    const qsizetype longest = std::max(a.size(), b.size());
    return longest == 0 ? 0 : static_cast<double>(same) / static_cast<double>(longest);
}

/// Messages that begin the conversation weigh most, then the text of the first that is another.
double likeness(const AskedRequest &recorded, const AskedRequest &asked)
{
    const auto [end, other] = std::ranges::mismatch(recorded.messages, asked.messages);
    const auto shared = std::distance(recorded.messages.begin(), end);
    double score = 10.0 * static_cast<double>(shared);
    if (shared < recorded.messages.size() && shared < asked.messages.size())
        score += 2 * closeness(recorded.messages[shared].text, asked.messages[shared].text);
    score += recorded.provider == asked.provider ? 1 : 0;
    score += recorded.model == asked.model ? 1 : 0;
    score += recorded.instructions == asked.instructions ? 1 : 0;
    return score + (recorded.tools == asked.tools ? 1 : 0);
}

/// Arguments that are the same weigh most, then how much of the others is.
double likeness(const QJsonObject &recorded, const QJsonObject &asked)
{
    double score = 0;
    for (auto it = asked.begin(); it != asked.end(); ++it) {
        const QJsonValue other = recorded.value(it.key());
        score += other == it.value() ? 2 : closeness(textOf(other), textOf(it.value()));
    }
    return score;
}

Difference shown(const Apart &found)
{
    const QString a = textOf(found.recorded);
    const QString b = textOf(found.asked);
    const qsizetype at = sharedStart(a, b);
    return {found.place, excerpt(a, at), excerpt(b, at)};
}

} // namespace

std::optional<Difference> firstDifference(const AskedRequest &recorded, const AskedRequest &asked)
{
    if (recorded == asked)
        return std::nullopt;
    return shown(apart(json::toJson(recorded), json::toJson(asked), json::keys<AskedRequest>(), {}));
}

std::optional<Difference> firstDifference(const QJsonObject &recorded, const QJsonObject &asked)
{
    if (recorded == asked)
        return std::nullopt;
    return shown(apart(recorded, asked, {}, {}));
}

const RecordedCall *nearestCall(const QList<RecordedCall> &calls, const AskedRequest &asked)
{
    const auto likenessOf = [&asked](const RecordedCall &call) { return likeness(call.request, asked); };
    const auto nearest = std::ranges::max_element(calls, {}, likenessOf);
    return nearest == calls.end() ? nullptr : &*nearest;
}

const RecordedToolCall *nearestCall(const QList<RecordedToolCall> &calls, const QString &tool,
                                    const QJsonObject &arguments)
{
    const auto likenessOf = [&](const RecordedToolCall &call) {
        return call.tool == tool ? likeness(call.arguments, arguments) : -1;
    };
    const auto nearest = std::ranges::max_element(calls, {}, likenessOf);
    return nearest == calls.end() || nearest->tool != tool ? nullptr : &*nearest;
}

} // namespace agent
