// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// What Slipway and the process that runs JavaScript of tools (app/toolhost) must agree on. They talk over
// that process' standard input and output, one JSON object a line, one request at a time:
//
// - to it: {"code", "args", "fetch": whether it may}, to run this; without "args", to look whether it could
// - from it, at once: {"begun": true}; what is wrong from now on is the code's fault
// - from it, any number of times: {"fetch": {"url", "method", "headers", "body"}}, answered by
//   {"status", "headers", "text"} or {"error"}
// - from it, at the end: {"text", "notes"} or {"error", "line", "notes"}; "line" is 0 where there is none
// - from it instead, where the code ended it: {"crash": "nesting", "memory", "killed" or "crash"}; then the
//   process ends
namespace agent {

/// What a process of a script may have: enough for some megabytes of data in any shape, and a quarter of what
/// programs may have, for there can be several and all of it is theirs.
constexpr quint64 mostScriptMemoryBytes = quint64(256) << 20;
/// Of a result; the rest is cut.
constexpr qsizetype mostScriptCharacters = qsizetype(32) * 1024;
/// What is kept of what a script prints: the end.
constexpr qsizetype mostNoteCharacters = qsizetype(2) * 1024;
/// Of a request that a script wants to have made.
constexpr qsizetype mostFetchCharacters = qsizetype(1) << 20;

} // namespace agent
