// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>

// Where the agent file speaks of the arguments of a tool call. Pure, any thread.
namespace agent {

/// A text as it is, any other value as JSON.
QString asText(const QJsonValue &argument);

/// {name}, where a text of the agent file has a place for the argument of that name (group 1).
const QRegularExpression &argumentPlace();
/// The names in such places, in order, as often as they stand there.
QStringList argumentsIn(const QString &text);
/// The text with its places filled in; one whose argument is not there stays as it is written. What was
/// filled in is not read again.
QString withArguments(const QString &text, const QJsonObject &arguments);

/// The value with the places in all its texts filled in, keys excepted. A text that is nothing but one place
/// becomes the argument itself, whatever its type; null where that is not there.
QJsonValue valueWithArguments(const QJsonValue &value, const QJsonObject &arguments);

/// Whether every argument fits its pattern, in which "*" is any text and "?" any character; one that is not
/// there fits none.
bool fit(const QJsonObject &arguments, const QMap<QString, QString> &patterns);

} // namespace agent
