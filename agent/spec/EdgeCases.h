// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// A call that a tool's schema suggests, to try the tool at the edges of what it takes and beyond them.
struct EdgeCase
{
    QString name; ///< What is tried: "days: at its maximum". Each name once.
    QJsonObject arguments;
    bool valid = false; ///< Whether they fit; if not, the argument check must refuse them.

    bool operator==(const EdgeCase &) const = default;
};

/// Edge cases made from a JSON Schema of type "object" with "properties", at most 40 and the same ones each
/// time: only what is required, all there is, a missing argument, one too many, and for each property, and
/// those of objects one level deep, its limits and what is one beyond them, and values that programs stumble
/// over. `usual` are arguments that fit, whose values stand wherever a value is not the one that is tried;
/// what is missing in them is made up. An argument that the schema does not name is one too many unless the
/// schema allows it in so many words, as for a model's call; and null for an optional argument that must not
/// be null is not among them, since it counts as left out. Any thread.
QList<EdgeCase> edgeCases(const QJsonObject &schema, const QJsonObject &usual = {});

} // namespace agent
