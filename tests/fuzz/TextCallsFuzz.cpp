// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/TextCalls.h"
#include "tests/fuzz/Fuzzing.h"

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

const QList<ToolInfo> &tools()
{
    static const QList<ToolInfo> list{{u"add"_s, {}, {}, {}, SideEffect::None}};
    return list;
}

/// Hands on a text piece by piece; its records are only counted.
class Pieces : public ModelStream
{
public:
    Pieces(QString text, qsizetype step)
        : m_text(std::move(text))
        , m_step(step)
    {
    }

    Result<QList<ModelDelta>> accept(const QByteArray &) override
    {
        const QString piece = m_text.mid(m_at, m_step);
        m_at += m_step;
        return QList<ModelDelta>{TextPiece{piece}};
    }
    bool isEnded() const override { return m_at >= m_text.size(); }
    Result<ModelReply> finish() const override
    {
        return ModelReply{Message{Role::Assistant, m_text, {}, {}}, FinishReason::Stop, {}};
    }

private:
    QString m_text;
    qsizetype m_step;
    qsizetype m_at = 0;
};

QByteArray pictureOf(const QString &text, QList<ToolCall> calls)
{
    QByteArray picture = text.toUtf8() + '\n';
    for (ToolCall &call : calls) {
        call.id.clear(); // it is made up anew each time
        picture += json::text(json::toJson(call)) + '\n';
    }
    return picture;
}

/// What is handed on and what stands in the reply, of a text that comes in pieces.
void requireTheSame(const QString &text, qsizetype step, const QByteArray &whole)
{
    ModelRequest request;
    request.tools = tools();
    auto pieces = std::make_unique<Pieces>(text, step);
    const Pieces &inner = *pieces;
    TextCallStream stream(std::move(pieces), request);
    QString said;
    while (!inner.isEnded()) {
        const auto accepted = stream.accept({});
        for (const ModelDelta &delta : *accepted)
            said += std::get<TextPiece>(delta).text;
    }
    const Message reply = stream.finish()->message;
    testing::require(pictureOf(said, reply.toolCalls) == whole,
                     "the same is handed on however the text is cut",
                     pictureOf(said, reply.toolCalls) + whole);
    testing::require(reply.text == said, "what was handed on is what stands in the reply", whole);
}

QString withoutSpace(const QString &text)
{
    return text.simplified().remove(u' ');
}

/// A part of the input as something a model says beside its calls.
QString prose(QString part)
{
    while (part.contains(callMarker))
        part.remove(callMarker.toString());
    const QChar first = part.trimmed().isEmpty() ? QChar() : part.trimmed()[0];
    return first == u'{' || first == u'`' ? u"So: "_s + part : part;
}

/// Parts of the input as prose and the arguments of calls in turn: each comes out as what it was.
void requireNothingIsLost(const QStringList &parts)
{
    QString text;
    QString expected;
    QStringList arguments;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i % 2 == 0) {
            text += prose(parts[i]);
            expected += prose(parts[i]);
            continue;
        }
        const QJsonObject call{{u"tool_name"_s, u"add"_s},
                               {u"parameters"_s, QJsonObject{{u"a"_s, parts[i]}}}};
        text += callMarker.toString() + u' ' + QString::fromUtf8(json::text(call));
        arguments.append(parts[i]);
    }
    const Message read = withCallsFromText(Message{Role::Assistant, text, {}, {}}, tools());
    QStringList found;
    for (const ToolCall &call : read.toolCalls)
        found.append(call.arguments[u"a"_s].toString());
    testing::require(found == arguments, "each call is found, and no other", text.toUtf8());
    testing::require(withoutSpace(read.text) == withoutSpace(expected), "nothing is lost that is no call",
                     text.toUtf8() + "\n---\n" + read.text.toUtf8());
    testing::require(!arguments.isEmpty() || read.text == text, "a text without calls stays as it is",
                     text.toUtf8());
}

} // namespace

void testing::fuzz(const QByteArray &input)
{
    const QString text = QString::fromUtf8(input);
    const Message read = withCallsFromText(Message{Role::Assistant, text, {}, {}}, tools());
    const QByteArray whole = pictureOf(read.text, read.toolCalls);
    for (const qsizetype step : {text.size() + 1, qsizetype(7), qsizetype(1)})
        requireTheSame(text, step, whole);
    requireNothingIsLost(text.split(u'|'));
}
