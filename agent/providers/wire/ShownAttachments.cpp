// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/ShownAttachments.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString nameOf(const Attachment &attachment)
{
    return attachment.name.isEmpty() ? attachment.mediaType
                                     : u"%1 (%2)"_s.arg(attachment.name, attachment.mediaType);
}

/// Takes the attachments off a tool's message; what can be shown is added to `shown`.
void takeOff(Message &message, const Capabilities &can, Message &shown)
{
    for (const Attachment &attachment : std::exchange(message.attachments, {})) {
        if (attachment.isImage() ? can.images : can.files) {
            shown.text += u"%1 from the call %2.\n"_s.arg(nameOf(attachment), message.toolCallId);
            shown.attachments.append(attachment);
        } else {
            message.text += u"\n(%1 is attached; this model cannot be shown it.)"_s.arg(nameOf(attachment));
        }
    }
}

} // namespace

QList<Message> withShownAttachments(const QList<Message> &messages, const Capabilities &can)
{
    QList<Message> out;
    Message shown;
    const auto show = [&] {
        shown.text = shown.text.trimmed();
        if (!shown.attachments.isEmpty())
            out.append(shown);
        shown = {};
    };
    for (Message message : messages) {
        if (message.role == Role::Tool)
            takeOff(message, can, shown);
        else
            show();
        out.append(message);
    }
    show();
    return out;
}

} // namespace agent
