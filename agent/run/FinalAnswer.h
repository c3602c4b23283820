// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

/// `output` of the agent file or of a client: a final answer that is an object of a given shape.
namespace agent {

/// What the answer of a run must be; nothing: any text. An agent that is asked by another answers that one in
/// its own words.
std::optional<OutputSpec> outputOf(const Run &run);

/// What the model is told of the shape its answer is to have.
QString outputInstructions(const OutputSpec &output);

/// The object in a final answer: the whole text, or a fenced block in it, or what stands from its first "{"
/// to the "}" that belongs to it. Unavailable: there is none, or it does not fit the schema; the sentence
/// says what is wrong.
Result<QJsonObject> objectIn(const QString &text, const OutputSpec &output);

/// Where a final answer is to be given again in another shape, the message that tells the model so. `repairs`
/// counts how often that has happened in this run. Writes ModelRetried.
std::optional<Message> repairOf(Run &run, const Message &answer, int &repairs);

} // namespace agent
