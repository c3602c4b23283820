// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace server {

struct Card
{
};

} // namespace server
