// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace agent {

/// The text of a page.
struct HtmlText
{
    QString text;  ///< Blocks on lines of their own; blanks folded but in <pre>; no scripts, no styles.
    int found = 0; ///< How many elements of the wanted name there are.
};

/// Reads the text out of HTML, however broken, in time proportional to its length. With a name only that of
/// the elements of this name ("p", "article") is read. Named characters: those of HTML 4 for Western European
/// languages and typography; others stay as they are written. Any thread.
HtmlText htmlText(const QString &html, const QString &element = {});

} // namespace agent
