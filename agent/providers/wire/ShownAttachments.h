// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/Provider.h"

namespace agent {

/// The conversation with what tools attached to their results moved into a message of the user behind the
/// results of that turn, which says of which call each is. What the provider cannot take is named in the text
/// of the result instead. Messages of other roles stay as they are.
QList<Message> withShownAttachments(const QList<Message> &messages, const Capabilities &can);

} // namespace agent
