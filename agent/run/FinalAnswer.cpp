// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/FinalAnswer.h"

#include "agent/base/SchemaCheck.h"

#include <QRegularExpression>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Behind the "}" that belongs to the "{" at `begin`; braces inside texts do not count.
qsizetype endOfObject(const QString &text, qsizetype begin)
{
    int depth = 0;
    bool isText = false;
    for (qsizetype at = begin; at < text.size(); ++at) {
        const QChar c = text[at];
        if (isText && c == u'\\')
            ++at;
        else if (c == u'"')
            isText = !isText;
        else if (!isText && c == u'{')
            ++depth;
        else if (!isText && c == u'}' && --depth == 0)
            return at + 1;
    }
    return text.size();
}

/// Where an object may stand, the likeliest first.
QStringList candidatesIn(const QString &text)
{
    static const QRegularExpression fence(u"^[ \\t]*```[a-zA-Z]*[ \\t]*\\n(.*?)^[ \\t]*```"_s,
                                          QRegularExpression::MultilineOption
                                              | QRegularExpression::DotMatchesEverythingOption);
    QStringList found{text};
    for (auto it = fence.globalMatch(text); it.hasNext();)
        found.append(it.next().captured(1));
    if (const qsizetype begin = text.indexOf(u'{'); begin >= 0)
        found.append(text.mid(begin, endOfObject(text, begin) - begin));
    return found;
}

std::optional<QJsonObject> anyObjectIn(const QString &text)
{
    for (const QString &candidate : candidatesIn(text)) {
        const Result<QJsonValue> value = json::parseText(candidate.toUtf8());
        if (value && value->isObject())
            return value->toObject();
    }
    return std::nullopt;
}

QString lastCall(const Journal &journal)
{
    for (const RunEvent &event : journal.events() | std::views::reverse) {
        if (const auto *replied = std::get_if<ModelReplied>(&event.body))
            return replied->call;
    }
    return {};
}

} // namespace

std::optional<OutputSpec> outputOf(const Run &run)
{
    if (run.parent)
        return std::nullopt;
    const std::optional<OutputSpec> &wanted = run.request.wishes.output;
    return wanted ? wanted : run.agent->spec.output;
}

QString outputInstructions(const OutputSpec &output)
{
    return u"Give your final answer as one JSON object that fits this JSON Schema, and write nothing before "
           u"or after it:\n%1"_s.arg(QString::fromUtf8(json::text(output.schema)));
}

Result<QJsonObject> objectIn(const QString &text, const OutputSpec &output)
{
    const std::optional<QJsonObject> object = anyObjectIn(text);
    if (!object)
        return fail(ErrorKind::Unavailable, u"The model's answer is not a JSON object."_s, u"/output"_s);
    const Result<> fits = checkAgainstSchema(*object, output.schema, u"the answer"_s);
    if (!fits)
        return fail(ErrorKind::Unavailable,
                    u"The model's answer does not fit its schema: %1."_s.arg(fits.error().message),
                    u"/output"_s);
    return *object;
}

std::optional<Message> repairOf(Run &run, const Message &answer, int &repairs)
{
    const std::optional<OutputSpec> output = outputOf(run);
    if (!output || repairs >= output->repairs)
        return std::nullopt;
    const Result<QJsonObject> object = objectIn(answer.text, *output);
    if (object)
        return std::nullopt;
    ++repairs;
    run.journal.append(ModelRetried{lastCall(run.journal), repairs, object.error(), milliseconds(0)});
    const QString text = object.error().message
        + u" Give the whole answer again, as one JSON object that fits the schema, and nothing else."_s;
    return Message{Role::User, text, {}, {}};
}

} // namespace agent
