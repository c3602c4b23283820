// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/CaseCheck.h"

#include "agent/base/Pattern.h"
#include "agent/base/SchemaCheck.h"
#include "agent/base/Yaml.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString laidOut(const QJsonValue &value)
{
    if (value.isUndefined())
        return u"nothing"_s;
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson().trimmed());
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson().trimmed());
    return QString::fromUtf8(json::text(value));
}

/// Undefined where the pointer leads nowhere.
QJsonValue valueAt(QJsonValue value, const QString &pointer)
{
    for (const QString &step : yaml::steps(pointer)) {
        bool isIndex = false;
        const int index = step.toInt(&isIndex);
        if (value.isObject())
            value = value.toObject().value(step);
        else
            value =
                isIndex && value.isArray() ? value.toArray().at(index) : QJsonValue(QJsonValue::Undefined);
    }
    return value;
}

/// Whether all that is expected is there. Of a mapping only the keys that are named count, anywhere in it.
bool isPartOf(const QJsonValue &expected, const QJsonValue &got)
{
    if (expected.isObject() && got.isObject()) {
        const QJsonObject wanted = expected.toObject();
        const QStringList keys = wanted.keys();
        return std::ranges::all_of(keys, [&](const QString &key) { return isPartOf(wanted[key], got[key]); });
    }
    if (!expected.isArray() || !got.isArray())
        return expected == got;
    const QJsonArray items = expected.toArray();
    if (items.size() != got.toArray().size())
        return false;
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (!isPartOf(items[i], got[i]))
            return false;
    }
    return true;
}

QList<CaseMismatch> textMismatches(const CaseExpectation &expect, const QString &result)
{
    QList<CaseMismatch> found;
    if (expect.equals.isString() && expect.equals.toString() != result)
        found.append({u"equals"_s, expect.equals.toString(), result});
    for (const QString &text : expect.contains.texts) {
        if (!result.contains(text))
            found.append({u"contains"_s, text, result});
    }
    if (!expect.matches)
        return found;
    bool fits = false;
    const auto note = [&fits](const Pattern::Match &) {
        fits = true;
        return false;
    };
    constexpr std::chrono::seconds longest(1);
    const auto pattern = Pattern::make(*expect.matches, Qt::CaseSensitive);
    const Result<> looked = pattern ? pattern->each(result, QDeadlineTimer(longest), note)
                                    : Result<>(tl::unexpected(pattern.error()));
    if (!fits)
        found.append({u"matches"_s, *expect.matches, looked ? result : looked.error().message});
    return found;
}

bool wantsJson(const CaseExpectation &expect)
{
    const bool isValue = !expect.equals.isUndefined() && !expect.equals.isString();
    return isValue || !expect.json.isEmpty() || expect.schema;
}

QList<CaseMismatch> valueMismatches(const CaseExpectation &expect, const QJsonValue &value)
{
    QList<CaseMismatch> found;
    const QJsonValue &whole = expect.equals;
    if (!whole.isUndefined() && !whole.isString() && whole != value)
        found.append({u"equals"_s, laidOut(whole), laidOut(value)});
    for (auto it = expect.json.begin(); it != expect.json.end(); ++it) {
        const QJsonValue there = valueAt(value, it.key());
        if (!isPartOf(it.value(), there))
            found.append({u"json "_s + it.key(), laidOut(it.value()), laidOut(there)});
    }
    if (!expect.schema)
        return found;
    if (const auto fits = checkAgainstSchema(value, *expect.schema, u"the result"_s); !fits)
        found.append({u"schema"_s, laidOut(*expect.schema), fits.error().message});
    return found;
}

} // namespace

QList<CaseMismatch> mismatches(const CaseExpectation &expect, ToolOutcome outcome, const QString &result)
{
    if (outcome != expect.outcome)
        return {{u"outcome"_s, json::toName(expect.outcome), u"%1: %2"_s.arg(json::toName(outcome), result)}};
    QList<CaseMismatch> found = textMismatches(expect, result);
    if (!wantsJson(expect))
        return found;
    const Result<QJsonValue> value = json::parseText(result.toUtf8());
    if (!value)
        return found << CaseMismatch{u"json"_s, u"a result that is JSON"_s, result};
    return found + valueMismatches(expect, *value);
}

} // namespace agent
