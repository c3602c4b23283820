// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"

/// How many tokens a model will count, before it has: the contract's estimate (section 4.6), four characters
/// a token and four tokens a message beside. Images and files are not estimated.
namespace agent {

qint64 estimatedTokens(const QString &text);
qint64 estimatedTokens(const Message &message);
qint64 estimatedTokens(const QList<Message> &messages);

} // namespace agent
