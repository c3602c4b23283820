// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace http {

struct Request;

/// The name of a request, which its answer carries as X-Request-Id and the log knows it by: the one the
/// client gave it in that field, if it is of 1 to 64 letters, digits and any of "-._:" (such as can do no
/// harm in a log), else a new one that no other request has, of any server.
QByteArray requestId(const Request &head);

} // namespace http
