// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

class Deck;

struct Card // finding
{
};

} // namespace ui
