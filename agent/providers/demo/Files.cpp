// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Rule.h"
#include "agent/providers/demo/Words.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

struct FileKind
{
    const char *word;
    const char *pattern;
};

constexpr std::array kinds{
    FileKind{"markdown", "*.md"}, FileKind{"text", "*.txt"},  FileKind{"python", "*.py"},
    FileKind{"csv", "*.csv"},     FileKind{"json", "*.json"}, FileKind{"yaml", "*.yaml"},
};

QString patternIn(const QString &clause)
{
    static const QRegularExpression glob(u"(?<!\\S)[\\w./-]*\\*[\\w.*?-]*"_s);
    const QRegularExpressionMatch match = glob.match(clause);
    if (match.hasMatch())
        return match.captured();
    for (const FileKind &kind : kinds) {
        const QRegularExpression words(u"\\b%1 files?\\b"_s.arg(QLatin1String(kind.word)), anyCase);
        if (clause.contains(words))
            return QString::fromLatin1(kind.pattern);
    }
    return {};
}

QString folderIn(const QString &clause)
{
    static const QRegularExpression named(
        u"\\b(?:in|of|under|inside|below) (?:the )?(?:(?:folder|directory) )?[\"'`]?([\\w./-]+)[\"'`]?"
        "(?: (?:folder|directory))?"_s,
        anyCase);
    static const QStringList here{u"this"_s, u"the"_s, u"your"_s,    u"my"_s, u"folder"_s, u"directory"_s,
                                  u"here"_s, u"all"_s, u"current"_s, u"it"_s, u"there"_s,  u"agent"_s};
    const QString folder = named.match(clause).captured(1);
    return here.contains(folder.toLower()) ? QString() : folder;
}

QList<Wish> listing(const QString &clause, const ToolInfo &tool)
{
    static const QRegularExpression question(
        u"\\b(?:list|show|which|what|see|find|display|look "
        u"at)\\b.*\\b(?:files?|folders?|director(?:y|ies)|documents)\\b"
        "|^\\s*(?:ls|dir)\\b|\\bwhat(?:'s|’s| is) (?:in|inside) (?:the|this|your|my) (?:folder|directory)\\b"_s,
        anyCase);
    if (!clause.contains(question))
        return {};
    QJsonObject arguments;
    if (const QString folder = folderIn(clause); !folder.isEmpty())
        arguments.insert(u"directory"_s, folder);
    if (const QString pattern = patternIn(clause); !pattern.isEmpty())
        arguments.insert(u"pattern"_s, pattern);
    static const QRegularExpression deep(
        u"\\b(?:recursive(?:ly)?|subfolders?|everything below|all folders)\\b"_s, anyCase);
    if (clause.contains(deep))
        arguments.insert(u"recursive"_s, true);
    if (clause.contains(u"hidden"_s, Qt::CaseInsensitive))
        arguments.insert(u"show_hidden"_s, true);
    return {{tool.name, arguments, {}}};
}

QList<Wish> reading(const QString &clause, const ToolInfo &tool)
{
    QList<Wish> wishes;
    for (const QString &name : fileNames(clause))
        wishes.append({tool.name, QJsonObject{{u"filepath"_s, name}}, {}});
    if (!wishes.isEmpty())
        return wishes;
    static const QRegularExpression vague(
        u"\\b(?:read|open|show|display) (?:me )?(?:a|the|this|that) file\\b"_s, anyCase);
    if (clause.contains(vague))
        return {{tool.name, {}, u"Which file shall I read?"_s}};
    return {};
}

} // namespace

QList<Wish> lookAtFiles(const QString &clause, const Scene &scene)
{
    const ToolInfo *reader = scene.toolWith({u"filepath"_s});
    QList<Wish> read = reader ? reading(clause, *reader) : QList<Wish>();
    if (!read.isEmpty())
        return read;
    const ToolInfo *lister = scene.toolWith({u"directory"_s});
    return lister ? listing(clause, *lister) : QList<Wish>();
}

} // namespace agent::demo
