// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/Mapping.h"

#include "agent/tools/Arguments.h"
#include "agent/values/McpSpec.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::mcp {
namespace {

constexpr qsizetype longestName = 64;
constexpr qsizetype longestText = 1 << 20;

/// Readers that look for what stands above them would find nothing.
bool isComposed(const QJsonObject &schema)
{
    const QStringList words{u"$ref"_s, u"allOf"_s, u"anyOf"_s, u"oneOf"_s};
    return !schema.contains(u"properties"_s)
        && std::ranges::any_of(words, [&](const QString &word) { return schema.contains(word); });
}

QJsonObject parametersOf(const ListedTool &tool)
{
    QJsonObject schema = tool.inputSchema.value_or(QJsonObject());
    schema.insert(u"type"_s, u"object"_s);
    if (!checkParameters(schema))
        return {{u"type"_s, u"object"_s}, {u"additionalProperties"_s, true}};
    if (isComposed(schema) && !schema.contains(u"additionalProperties"_s))
        schema.insert(u"additionalProperties"_s, true);
    if (!schema.contains(u"properties"_s))
        schema.insert(u"properties"_s, QJsonObject());
    return schema;
}

/// A tool that reads may reach other machines unless it says that it does not (the protocol's default). One
/// that is said not to destroy anything may still change much, so that this word alone allows nothing.
SideEffect sideEffectOf(const Annotations &annotations, SideEffect unsaid)
{
    if (annotations.readOnlyHint.value_or(false))
        return annotations.openWorldHint.value_or(true) ? SideEffect::Network : SideEffect::Reads;
    return annotations.destructiveHint.value_or(false) ? SideEffect::Writes : unsaid;
}

QString sizeOf(const QString &base64)
{
    return u"%1 bytes"_s.arg(QByteArray::fromBase64(base64.toLatin1()).size());
}

/// What models can be shown; a provider may refuse a request with anything else.
bool canBeShown(const QString &mediaType)
{
    static const QStringList known{u"image/png"_s, u"image/jpeg"_s, u"image/gif"_s, u"image/webp"_s,
                                   u"application/pdf"_s};
    return known.contains(mediaType);
}

/// What a piece carries beside texts, if it can be shown.
std::optional<Attachment> attachmentOf(const ContentPiece &piece)
{
    const EmbeddedResource file = piece.resource.value_or(EmbeddedResource());
    const QString type = (piece.resource ? file.mimeType : piece.mimeType).value_or(QString());
    const QString data = (piece.resource ? file.blob : piece.data).value_or(QString());
    if (data.isEmpty() || !canBeShown(type))
        return std::nullopt;
    return Attachment{type, data, QUrl(file.uri).fileName()};
}

QString attachedOrNot(const ContentPiece &piece)
{
    return attachmentOf(piece) ? u"attached"_s : u"not shown"_s;
}

QString textOf(const EmbeddedResource &file, const QString &attached)
{
    if (file.text)
        return file.uri + u":\n"_s + *file.text;
    return u"[%1, %2, %3, %4]"_s.arg(file.uri, file.mimeType.value_or(u"a file"_s),
                                     sizeOf(file.blob.value_or(QString())), attached);
}

QString textOf(const ContentPiece &piece)
{
    if (piece.type == u"text")
        return piece.text.value_or(QString());
    if (piece.type == u"resource" && piece.resource)
        return textOf(*piece.resource, attachedOrNot(piece));
    if (piece.type == u"resource_link")
        return u"[%1: %2]"_s.arg(piece.name.value_or(u"file"_s), piece.uri.value_or(QString()));
    return u"[%1, %2, %3, %4]"_s.arg(piece.type, piece.mimeType.value_or(u"of unknown kind"_s),
                                     sizeOf(piece.data.value_or(QString())), attachedOrNot(piece));
}

QString textOf(const CallResult &result)
{
    QStringList texts;
    for (const ContentPiece &piece : result.content.value_or(QList<ContentPiece>()))
        texts.append(textOf(piece));
    if (texts.isEmpty() && !result.structuredContent.isUndefined() && !result.structuredContent.isNull())
        return QString::fromUtf8(json::text(result.structuredContent));
    return texts.join(u'\n');
}

QString cut(const QString &text)
{
    if (text.size() <= longestText)
        return text;
    return text.left(longestText)
        + u"\n\n(cut: the first %1 of %2 characters)"_s.arg(longestText).arg(text.size());
}

} // namespace

QString toolName(const QString &server, const QString &tool)
{
    static const QRegularExpression other(u"[^A-Za-z0-9_-]"_s);
    QString name = mcpToolPrefix(server) + tool;
    if (name.size() <= longestName && !tool.contains(other))
        return name;
    constexpr qsizetype digits = 8;
    const QByteArray hash = QCryptographicHash::hash(tool.toUtf8(), QCryptographicHash::Sha256).toHex();
    name = name.replace(other, u"_"_s).left(longestName - digits - 1);
    return name + u'_' + QString::fromLatin1(hash.left(digits));
}

ToolInfo infoOf(const QString &server, const ListedTool &tool, SideEffect unsaid)
{
    const QString known = tool.description.value_or(tool.title.value_or(QString()));
    const QString description =
        known.trimmed().isEmpty() ? u"The tool \"%1\" of the server \"%2\"."_s.arg(tool.name, server) : known;
    return {toolName(server, tool.name), description, parametersOf(tool), u"mcp"_s,
            sideEffectOf(tool.annotations.value_or(Annotations()), unsaid)};
}

ToolResult toolResultOf(const CallResult &result)
{
    if (result.resultType == u"input_required") {
        return {ToolOutcome::Error,
                u"The tool asks for the input of a person first, which it cannot get here."_s};
    }
    ToolResult told{ToolOutcome::Ok, cut(textOf(result))};
    for (const ContentPiece &piece : result.content.value_or(QList<ContentPiece>())) {
        if (const auto attachment = attachmentOf(piece))
            told.attachments.append(*attachment);
    }
    if (result.isError.value_or(false)) {
        told.outcome = ToolOutcome::Error;
        if (told.text.isEmpty())
            told.text = u"The tool failed and did not say why."_s;
    }
    return told;
}

} // namespace agent::mcp
