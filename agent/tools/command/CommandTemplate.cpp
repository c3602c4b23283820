// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/command/CommandTemplate.h"

#include "agent/values/ArgumentText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

Result<> checkArgument(const QString &filled, const QString &written, bool optionsAreOver)
{
    const QStringList places = argumentsIn(written);
    if (filled.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" cannot contain a null character"_s.arg(places.join(u"\", \""_s)));
    if (!optionsAreOver && filled.startsWith(u'-') && !written.startsWith(u'-'))
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" must not begin with \"-\", which the program would take for an option"_s.arg(
                        places.constFirst()));
    return {};
}

} // namespace

CommandTemplate::CommandTemplate(CommandTool tool, const QJsonObject &parameters)
    : m_tool(std::move(tool))
{
    const QJsonObject properties = parameters.value(u"properties"_s).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonValue byDefault = it.value()[u"default"];
        if (!byDefault.isUndefined())
            m_defaults.insert(it.key(), byDefault);
    }
}

QStringList CommandTemplate::places() const
{
    QStringList names = argumentsIn(m_tool.args.join(u'\n')) + argumentsIn(m_tool.input);
    names.removeDuplicates();
    return names;
}

Result<CommandTemplate::Filled> CommandTemplate::fill(const QJsonObject &arguments) const
{
    QJsonObject values = m_defaults;
    for (auto it = arguments.begin(); it != arguments.end(); ++it)
        values.insert(it.key(), it.value());
    Filled filled;
    bool optionsAreOver = false;
    for (const QString &written : m_tool.args) {
        const QStringList places = argumentsIn(written);
        if (!std::ranges::all_of(places, [&](const QString &name) { return values.contains(name); }))
            continue;
        const QString text = withArguments(written, values);
        if (const auto fits = checkArgument(text, written, optionsAreOver); !fits)
            return tl::unexpected(fits.error());
        filled.arguments.append(text);
        optionsAreOver = optionsAreOver || written == u"--";
    }
    for (const QString &name : argumentsIn(m_tool.input)) {
        if (!values.contains(name))
            values.insert(name, QString());
    }
    filled.input = withArguments(m_tool.input, values).toUtf8();
    return filled;
}

} // namespace agent
