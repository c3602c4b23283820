// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecRules.h"
#include "agent/values/ArgumentText.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

void checkProgram(const QString &program, json::Reader &reader, const QString &where)
{
    if (program.isNull()) // its absence, or its type, was told already
        return;
    if (program.trimmed().isEmpty())
        reader.add(where, u"expected the name or the path of a program"_s);
    else if (!argumentsIn(program).isEmpty())
        reader.add(where,
                   u"{…} may stand in \"args\" and \"stdin\" only; the program is fixed by the file"_s);
    else if (program.contains(u' ') && !program.contains(u'/'))
        reader.add(where,
                   u"expected a program only; what it is started with goes into \"args\", word by word"_s);
    else if (leadsOut(program))
        reader.add(where, u"this leads out of the agent file's folder"_s);
}

/// The words after which these programs read the next argument as code.
bool readsCode(const QString &program, const QString &option)
{
    static const QRegularExpression shell(u"\\A(?:ba|da|z|k|fi|a|c|tc)?sh\\z"_s);
    static const QRegularExpression language(
        u"\\A(?:python|perl|ruby|node|nodejs|deno|bun|lua|php|osascript|Rscript)[0-9.]*\\z"_s);
    static const QRegularExpression shellCode(u"\\A-[a-zA-Z]*c\\z"_s);
    static const QRegularExpression code(u"\\A(?:-[a-zA-Z]*[ceEpr]|--eval|--print|eval)\\z"_s);
    const QString name = QFileInfo(program).fileName();
    return (shell.match(name).hasMatch() && shellCode.match(option).hasMatch())
        || (language.match(name).hasMatch() && code.match(option).hasMatch());
}

void checkArguments(const CommandTool &tool, const QStringList &parameters, json::Reader &reader,
                    const QString &where)
{
    for (qsizetype i = 0; i < tool.args.size(); ++i) {
        const QString place = json::pointer(where, i);
        checkPlaces(tool.args[i], parameters, reader, place);
        if (i > 0 && readsCode(tool.program, tool.args[i - 1]) && !argumentsIn(tool.args[i]).isEmpty()) {
            reader.add(
                place,
                u"%1 would run what the model writes here as code; hand the value over behind the code, "
                "as an argument of its own"_s.arg(tool.program));
        }
    }
}

} // namespace

void takeCommand(const CommandTool &tool, ToolSpec &out, json::Reader &reader, const QString &where)
{
    const QStringList parameters = parameterNames(out);
    checkProgram(tool.program, reader, where + u"/program"_s);
    checkArguments(tool, parameters, reader, where + u"/args"_s);
    checkPlaces(tool.input, parameters, reader, where + u"/stdin"_s);
    checkVariableNames(tool.env.keys(), reader, where + u"/env"_s);
    if (QDir::isAbsolutePath(tool.cwd) || leadsOut(tool.cwd))
        reader.add(where + u"/cwd"_s, u"expected a folder inside the agent file's, such as \"data\""_s);
    out.kind = tool;
}

} // namespace agent
