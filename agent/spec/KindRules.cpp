// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of several kinds of tools share.
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"
#include "agent/values/ArgumentText.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace agent {

QStringList parameterNames(const ToolSpec &tool)
{
    return tool.parameters.value_or(QJsonObject())[u"properties"].toObject().keys();
}

void checkPlaces(const QString &text, const QStringList &parameters, json::Reader &reader,
                 const QString &where)
{
    for (const QString &name : argumentsIn(text)) {
        if (!parameters.contains(name)) {
            reader.add({where,
                        u"{%1} stands for a parameter, but \"parameters\" declares none of that name; "
                        "with a space inside the braces it is text"_s.arg(name),
                        nearest(name, parameters), false});
        }
    }
}

bool leadsOut(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    return clean == u".." || clean.startsWith(u"../");
}

void checkVariableNames(const QStringList &names, json::Reader &reader, const QString &where)
{
    static const QRegularExpression variable(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
    for (const QString &name : names) {
        if (!variable.match(name).hasMatch())
            reader.add({json::pointer(where, name),
                        u"\"%1\" cannot be the name of an environment variable"_s.arg(name),
                        {},
                        true});
    }
}

} // namespace agent
