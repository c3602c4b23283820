// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/values/CaseSpec.h"

#include <QByteArray>

namespace agent {

/// The text of a cases file with this case in it: as the last one, or in place of the one of its name, whose
/// `expect` stays where the new one expects nothing but success. Of the expectation `outcome` and `equals`
/// are written. All else of the text stays as it is. InvalidInput: the text is no list of cases. Errors of
/// yaml::set() too.
Result<QByteArray> withCase(const QByteArray &text, const ToolCase &toolCase);

/// The text without the case of this name. NotFound: there is none. Errors as above.
Result<QByteArray> withoutCase(const QByteArray &text, const QString &name);

} // namespace agent
