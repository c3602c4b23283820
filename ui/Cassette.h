// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

/// Recorded model traffic, as far as the window knows of it.
namespace ui {

/// That a server records to a cassette, or answers from one.
struct CassetteUse
{
    enum class Kind { Record, Replay };

    Kind kind = Kind::Record;
    QString path;      ///< Absolute. To record it must not exist or be empty.
    bool tools = true; ///< To record: calls of tools too. A replay has what was recorded.
    double speed = 1;  ///< To replay: 2 is twice as fast as it was, 0 at once.

    bool operator==(const CassetteUse &) const = default;
};

/// What a cassette covers.
struct CassetteContent
{
    QString agent; ///< Its name when it was recorded; may be empty.
    QString provider;
    QString model;
    QString recorded; ///< When it began: UTC, ISO 8601; may be empty.
    QString begins;   ///< What a person said first; may be empty.
    int calls = 0;    ///< Of a model.
    int toolCalls = 0;
    bool hasTools = false; ///< Whether calls of tools are in it; if not, they are made for real.

    bool operator==(const CassetteContent &) const = default;
};

} // namespace ui
