// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Yaml.h"

#include <QByteArrayList>

/// Values as YAML text. Text that another reader could take for a number, a boolean, a date or a mark of
/// YAML is put in quotes.
namespace agent::yaml {

/// Where the text begins behind byte order marks. libfyaml would skip one itself, and not count it in the
/// places it tells.
qsizetype behindByteOrderMarks(const QByteArray &text);

/// UTF-8 as text. Unlike QString::fromUtf8 it keeps a byte order mark at its start: inside a document that is
/// a character like any other.
QString decoded(const QByteArray &utf8);

/// Where a one-line text will stand; in a flow or as a key fewer characters may stand without quotes.
enum class Spot { Block, Flow, Key };

/// A text on one line. `style` is kept if it can hold the text, else double quotes are used.
QByteArray inlineText(const QByteArray &text, Style style, Spot spot);

/// null, true, 1.5, [], {} or a text: a value that needs no lines of its own.
QByteArray inlineValue(const QJsonValue &value, Style style, Spot spot);

/// Any value on one line, as it may stand inside [ ] and { }.
QByteArray flowText(const QJsonValue &value);

/// A text as block scalar: the header, then its lines without indentation. `indent` is how far the lines will
/// be indented, seen from what holds them. Nothing if a block scalar cannot hold the text.
std::optional<QByteArrayList> blockScalar(const QByteArray &text, Style style, int indent);

/// A value that is neither an empty collection nor a one-line scalar, or any other, as lines without
/// indentation; nested ones are indented by `step`.
QByteArrayList blockLines(const QJsonValue &value, int step);

/// A key with its value, as lines without indentation.
QByteArrayList entryLines(const QString &key, const QJsonValue &value, int step);

/// `lines` with `spaces` before each that is not empty.
QByteArrayList indented(QByteArrayList lines, int spaces);

} // namespace agent::yaml
