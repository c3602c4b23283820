// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Plan.h"

#include "agent/providers/demo/Examples.h"
#include "agent/providers/demo/Report.h"
#include "agent/providers/demo/Rule.h"
#include "agent/providers/demo/Words.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

// The first that has a wish speaks; the more particular ones come first.
constexpr std::array<Rule, 8> rules{fetchPage,   convertUnits, tellTime,   askDatabase,
                                    lookAtFiles, calculate,    useAnyTool, searchTexts};

QList<Wish> wishesOf(const QString &clause, const Scene &scene)
{
    for (const Rule rule : rules) {
        const QList<Wish> wishes = rule(clause, scene);
        if (!wishes.isEmpty())
            return wishes;
    }
    return {};
}

// "… and …" may join two requests or two operands: it is cut only where each side is a request by itself.
QList<Wish> wishesOfSentence(const QString &sentence, const Scene &scene)
{
    static const QRegularExpression joint(u",?\\s+(?:and then|and also|and|then|also|plus)\\s+|,\\s+"_s,
                                          anyCase);
    for (auto it = joint.globalMatch(sentence); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QList<Wish> left = wishesOf(sentence.left(match.capturedStart()), scene);
        if (left.isEmpty())
            continue;
        const QList<Wish> right = wishesOfSentence(sentence.mid(match.capturedEnd()), scene);
        if (!right.isEmpty())
            return left + right;
    }
    return wishesOf(sentence, scene);
}

QList<Wish> wishesOfPrompt(const QString &prompt, const Scene &scene)
{
    static const QRegularExpression end(u"(?<=[?!;])\\s+|(?<=\\.)\\s+(?=\\p{Lu})|\\n+"_s);
    QList<Wish> wishes;
    for (const QString &sentence : prompt.split(end, Qt::SkipEmptyParts)) {
        for (const Wish &wish : wishesOfSentence(sentence.trimmed(), scene)) {
            if (!wishes.contains(wish))
                wishes.append(wish);
        }
    }
    return wishes;
}

QList<ToolCall> callsFor(const QList<Wish> &wishes, const QList<Message> &messages)
{
    qsizetype number = 0;
    for (const Message &message : messages)
        number += message.toolCalls.size();
    QList<ToolCall> calls;
    for (const Wish &wish : wishes) {
        if (wish.question.isEmpty())
            calls.append({u"call_demo_%1"_s.arg(++number), wish.tool, wish.arguments, {}});
    }
    return calls;
}

QString questionsIn(const QList<Wish> &wishes)
{
    QStringList questions;
    for (const Wish &wish : wishes)
        questions.append(wish.question);
    questions.removeAll(QString());
    return questions.join(u"\n\n"_s);
}

bool isFirstAnswer(const QList<Message> &messages)
{
    return std::ranges::none_of(messages, [](const Message &message) {
        return message.role == Role::Assistant && !message.text.isEmpty();
    });
}

QString introduced(const QString &text, const QList<Message> &messages)
{
    return isFirstAnswer(messages) ? selfDescription() + u"\n\n"_s + text : text;
}

bool asksWhatItIs(const QString &prompt)
{
    static const QRegularExpression question(
        u"\\b(?:who|what) are you\\b|\\bare you (?:an? |really |real|human|chatgpt|gpt|ai\\b|alive)|"
        "\\b(?:what|which) (?:ai |language )?model\\b|\\bis this (?:an? )?(?:real )?ai\\b"_s,
        anyCase);
    return prompt.contains(question);
}

bool isGreeting(const QString &prompt)
{
    static const QRegularExpression greeting(
        u"^\\W*(?:hi|hello|hey|howdy|good "
        u"(?:morning|afternoon|evening|day)|greetings|hola|moin|help|start)\\b[^?]{0,20}\\W*$|"
        "\\bwhat can you do\\b|\\bhow can you help\\b"_s,
        anyCase);
    return prompt.contains(greeting);
}

bool isThanks(const QString &prompt)
{
    static const QRegularExpression thanks(
        u"^\\W*(?:thanks?|thank you|thx|cheers|great|perfect|bye|goodbye)\\b.{0,30}$"_s, anyCase);
    return prompt.contains(thanks);
}

qsizetype lastUserIndex(const QList<Message> &messages)
{
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        if (messages[i].role == Role::User)
            return i;
    }
    return -1;
}

QList<Finding> findings(const QList<Message> &messages, qsizetype from)
{
    QList<Finding> found;
    for (qsizetype i = from; i < messages.size(); ++i) {
        for (const ToolCall &call : messages[i].toolCalls) {
            const auto answers = [&call](const Message &m) {
                return m.role == Role::Tool && m.toolCallId == call.id;
            };
            const auto answer = std::find_if(messages.begin() + i, messages.end(), answers);
            if (answer != messages.end())
                found.append({call, answer->text, answer->failed});
        }
    }
    return found;
}

/// What is left to ask once the tools have answered; usually nothing.
QList<Wish> furtherWishes(const QString &prompt, const Scene &scene, const QList<Finding> &found)
{
    const Finding &last = found.constLast();
    return askWithSchema(prompt, scene, last.call, last.result);
}

// After the demo has asked for something missing, a bare "Oslo" completes what was said before.
QString completed(const QString &prompt, const QList<Message> &messages, qsizetype user)
{
    const bool answersUs = user >= 2 && messages[user - 1].role == Role::Assistant
        && messages[user - 1].text.endsWith(u"which one is it?"_s) && messages[user - 2].role == Role::User;
    if (!answersUs)
        return prompt;
    static const QRegularExpression end(u"[\\s?.!]+$"_s);
    return QString(messages[user - 2].text).remove(end) + u" for "_s + prompt;
}

Plan planForPrompt(const QString &prompt, const Scene &scene, const QList<Message> &messages)
{
    if (asksWhatItIs(prompt))
        return {{}, selfDescription() + u"\n\n"_s + whatItCanDo(scene)};
    if (isThanks(prompt))
        return {{}, introduced(u"You are welcome."_s, messages)};
    if (isGreeting(prompt))
        return {{}, introduced(u"Hello! "_s + whatItCanDo(scene), messages)};
    const QList<Wish> wishes = wishesOfPrompt(prompt, scene);
    QList<ToolCall> calls = callsFor(wishes, messages);
    if (!calls.isEmpty())
        return {std::move(calls), {}};
    if (!wishes.isEmpty())
        return {{}, introduced(questionsIn(wishes), messages)};
    return {{}, introduced(u"I found no tool of this agent that fits. "_s + whatItCanDo(scene), messages)};
}

} // namespace

Plan plan(const ModelRequest &request)
{
    const QList<Message> &messages = request.messages;
    const Scene scene{request.tools, request.instructions};
    const qsizetype user = lastUserIndex(messages);
    const QString prompt = user < 0 ? QString() : messages[user].text.trimmed();
    const QList<Finding> found = findings(messages, user + 1);
    if (found.isEmpty())
        return planForPrompt(completed(prompt, messages, user), scene, messages);
    QList<ToolCall> further = callsFor(furtherWishes(prompt, scene, found), messages);
    if (!further.isEmpty())
        return {std::move(further), {}};
    return {{}, introduced(report(found), messages)};
}

} // namespace agent::demo
