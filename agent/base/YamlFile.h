// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/base/Yaml.h"

namespace agent::yaml {

/// Where a document comes from, for what is said about it.
struct Source
{
    QString path;      ///< As a person knows the file.
    int firstLine = 1; ///< The line the document begins in.
    Limits limits = {};
};

/// Reads one document that must be without fault. InvalidInput: "demo.yaml:3:7: the key …", with the path in
/// `where`.
Result<Tree> readFaultless(const QByteArray &text, const Source &source);

/// What is wrong at one place of the document, as a sentence that begins with file, line and column.
Error errorAt(const Tree &tree, const Source &source, const json::Fault &fault);

/// The first of a reading's faults in the order of the text, if there is one.
Result<> firstFault(const Tree &tree, const Source &source, const QList<json::Fault> &faults);

} // namespace agent::yaml
