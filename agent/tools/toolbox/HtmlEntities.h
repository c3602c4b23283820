// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace agent {

/// The text with "&amp;", "&#228;", "&#xe4;" and the like as the characters they stand for. What is not known
/// stays as it is. Any thread.
QString withoutEntities(QStringView text);

} // namespace agent
