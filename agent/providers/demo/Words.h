// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringList>

/// Finds things in what a person said. All functions give what they find in the order of the text.
namespace agent::demo {

/// People write words in capitals and not; so do patterns for them.
constexpr auto anyCase = QRegularExpression::CaseInsensitiveOption;

/// All words in lower case, each cut to its stem ("orders" → "order"), without those that say nothing.
QStringList stems(const QString &text);
/// One word's stem, in lower case: without the endings of plural and third person.
QString stem(const QString &word);
/// Whether a word, given as stem, says nothing by itself ("the", "please", "what").
bool isFiller(const QString &stem);

/// What stands in quotation marks or backticks, without them.
QStringList quoted(const QString &text);
/// Runs of capitalised words, "New York", without the one that only begins the sentence.
QStringList properNames(const QString &text);
/// Numbers with their sign and thousands separators taken out, "2,340" → "2340".
QStringList numbers(const QString &text);
/// http and https addresses, without the punctuation of the sentence.
QStringList urls(const QString &text);
/// Words that look like file names, "notes.md" or "docs/README", in no address.
QStringList fileNames(const QString &text);

} // namespace agent::demo
