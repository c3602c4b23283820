// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/LooseJson.h"

#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

/// The pieces of which such a text is made; what is none of them goes on as it is.
const QRegularExpression &loosePiece()
{
    static const QRegularExpression pattern(u"(?<comment>//[^\\n]*|#[^\\n]*|/\\*.*?\\*/)"
                                            "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
                                            "|(?<comma>,)"
                                            "|(?<close>[}\\]])"
                                            "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
                                            "|(?<word>[A-Za-z_$][\\w$-]*)"
                                            "|(?<space>\\s+)"
                                            "|(?<other>[^\\s,}\\]\"'/#A-Za-z_$]+|.)"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

/// 'it\'s "so"' as "it's \"so\"".
QString inDoubleQuotes(const QString &quoted)
{
    if (quoted.startsWith(u'"'))
        return QString(quoted).replace(u'\n', u"\\n"_s);
    QString inner = quoted.mid(1, quoted.size() - 2);
    inner.replace(u"\\'"_s, u"'"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
    return u'"' + inner + u'"';
}

QString knownWord(const QString &word)
{
    static const QHash<QString, QString> words{{u"true"_s, u"true"_s},     {u"false"_s, u"false"_s},
                                               {u"null"_s, u"null"_s},     {u"True"_s, u"true"_s},
                                               {u"False"_s, u"false"_s},   {u"None"_s, u"null"_s},
                                               {u"undefined"_s, u"null"_s}};
    return words.value(word);
}

QString strictText(const QString &loose)
{
    QString strict;
    QString comma; // not written before it is known that something follows
    for (auto pieces = loosePiece().globalMatch(loose); pieces.hasNext();) {
        const auto piece = pieces.next();
        const QString text = piece.captured();
        if (!piece.captured(u"comment"_s).isEmpty() || !piece.captured(u"space"_s).isEmpty())
            continue;
        if (!piece.captured(u"comma"_s).isEmpty()) {
            strict += comma;
            comma = u","_s;
            continue;
        }
        if (piece.captured(u"close"_s).isEmpty())
            strict += comma;
        comma.clear();
        if (!piece.captured(u"text"_s).isEmpty())
            strict += inDoubleQuotes(text);
        else if (piece.captured(u"word"_s).isEmpty())
            strict += text;
        else
            strict += knownWord(text).isEmpty() ? u'"' + text + u'"' : knownWord(text);
    }
    return strict;
}

} // namespace

Result<QJsonValue> readLooseJson(const QString &text)
{
    auto value = json::parseText(text.toUtf8());
    if (value)
        return value;
    if (auto loose = json::parseText(strictText(text).toUtf8()))
        return loose;
    return value;
}

QString shownJson(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson()).trimmed();
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson()).trimmed();
    return value.isUndefined() ? QString() : QString::fromUtf8(json::text(value));
}

} // namespace ui
