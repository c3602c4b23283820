// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/command/CommandTemplate.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

const QRegularExpression &placePattern()
{
    static const QRegularExpression pattern(u"\\{([A-Za-z_][A-Za-z0-9_-]*)\\}"_s);
    return pattern;
}

QString asText(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(json::text(value));
}

QStringList placesIn(const QString &text)
{
    QStringList names;
    for (auto it = placePattern().globalMatch(text); it.hasNext();)
        names.append(it.next().captured(1));
    return names;
}

/// What was filled in is not read again.
QString filledText(const QString &text, const QJsonObject &values)
{
    QString filled;
    qsizetype done = 0;
    for (auto it = placePattern().globalMatch(text); it.hasNext();) {
        const auto place = it.next();
        filled += QStringView(text).sliced(done, place.capturedStart() - done);
        const QJsonValue value = values.value(place.captured(1));
        filled += value.isUndefined() ? QString() : asText(value);
        done = place.capturedEnd();
    }
    return filled + text.mid(done);
}

Result<> checkArgument(const QString &filled, const QString &written, bool optionsAreOver)
{
    const QStringList places = placesIn(written);
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
    QStringList names = placesIn(m_tool.args.join(u'\n')) + placesIn(m_tool.input);
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
        const QStringList places = placesIn(written);
        if (!std::ranges::all_of(places, [&](const QString &name) { return values.contains(name); }))
            continue;
        const QString text = filledText(written, values);
        if (const auto fits = checkArgument(text, written, optionsAreOver); !fits)
            return tl::unexpected(fits.error());
        filled.arguments.append(text);
        optionsAreOver = optionsAreOver || written == u"--";
    }
    filled.input = filledText(m_tool.input, values).toUtf8();
    return filled;
}

} // namespace agent
