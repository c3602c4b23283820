// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"

/// What can be read, as text, of what a person attaches to a message. Pure.
namespace agent {

/// The text an attachment holds, whatever its media type calls it: UTF-8, UTF-16 and UTF-32 with a byte order
/// mark, and with a media type of text/… anything else as Latin-1. Nothing for images but SVG, sound, video,
/// PDF, and bytes that are no text.
std::optional<QString> textOf(const Attachment &attachment);

/// The same attachment with another text, in UTF-8.
Attachment withText(Attachment attachment, const QString &text);

} // namespace agent
