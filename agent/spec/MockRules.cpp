// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Every text in it, wherever it stands.
void checkPlacesIn(const QJsonValue &value, const QStringList &parameters, json::Reader &reader,
                   const QString &where)
{
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i)
        checkPlacesIn(items[i], parameters, reader, json::pointer(where, i));
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        checkPlacesIn(it.value(), parameters, reader, json::pointer(where, it.key()));
    checkPlaces(value.toString(), parameters, reader, where);
}

void checkAnswer(const MockAnswer &answer, const QStringList &parameters, json::Reader &reader,
                 const QString &where)
{
    for (const QString &argument : answer.when.keys()) {
        if (!parameters.contains(argument))
            reader.add({json::pointer(where + u"/when"_s, argument),
                        u"\"parameters\" declares no \"%1\""_s.arg(argument), nearest(argument, parameters),
                        true});
    }
    if (answer.text.isNull() + answer.json.isUndefined() + answer.error.isNull() != 2)
        reader.add(where, u"expected exactly one of \"text\", \"json\" and \"error\""_s);
    checkPlaces(answer.text, parameters, reader, where + u"/text"_s);
    checkPlaces(answer.error, parameters, reader, where + u"/error"_s);
    checkPlacesIn(answer.json, parameters, reader, where + u"/json"_s);
}

} // namespace

void takeMock(const QList<MockAnswer> &answers, ToolSpec &out, json::Reader &reader, const QString &where)
{
    const QStringList parameters = parameterNames(out);
    if (answers.isEmpty())
        reader.add(where, u"expected at least one answer"_s);
    for (qsizetype i = 0; i < answers.size(); ++i)
        checkAnswer(answers[i], parameters, reader, json::pointer(where, i));
    out.kind = MockTool{answers};
}

} // namespace agent
