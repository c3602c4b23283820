// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/CallSplitter.h"
#include "agent/providers/wire/ModelStream.h"

#include <memory>

/// Tools for models that have no tool calls of their own: the tools stand in the instructions, and a call is
/// a text that the model writes, "TOOL_CALL {"tool_name": …, "parameters": {…}}". Pure.
namespace agent {

/// The same request with its tools, and the calls and results of its conversation, as text.
ModelRequest withToolsAsText(ModelRequest request);

/// What a model said, with the calls in it taken out of the text. A call is an object behind the marker, in a
/// code fence or not; without the marker it counts only if it is all that was said and names a tool of
/// `tools`, for an answer may be JSON as well. An object that is no JSON or names no tool stays unreadable,
/// and so do words behind a marker, up to the next one.
Message withCallsFromText(Message message, const QList<ToolInfo> &tools);

/// Another stream's answer, read so. Text that may be a call is held back until that is known.
class TextCallStream : public ModelStream
{
public:
    /// `request` is the one before its tools became text.
    TextCallStream(std::unique_ptr<ModelStream> inner, const ModelRequest &request);

    Result<QList<ModelDelta>> accept(const QByteArray &record) override;
    bool isEnded() const override { return m_inner->isEnded(); }
    bool hasEndMark() const override { return m_inner->hasEndMark(); }
    Result<ModelReply> finish() const override;

private:
    std::unique_ptr<ModelStream> m_inner;
    QList<ToolInfo> m_tools;
    QSet<QString> m_taken; // ids of earlier calls
    CallSplitter m_splitter;
    bool m_hasEnded = false;
};

} // namespace agent
