// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/cassette/Cassette.h"

namespace agent {

/// Reads a cassette. `path` is used in messages only. InvalidInput, with file, line and column and a
/// sentence: not a cassette, of a version this program does not know, cut off, damaged. Pure; any thread.
Result<Cassette> readCassette(const QByteArray &text, const QString &path);

/// The same for a file of at most 256 MiB. Also NotFound: it is not there or cannot be read.
Result<Cassette> loadCassette(const QString &path);

} // namespace agent
