// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

class KeyRing;
class ServerHost;

/// What an editor may use besides its file. Without one of them, what needs it is not shown.
struct EditorServices
{
    const ServerHost *host = nullptr; ///< Its server tests connections and lists models.
    KeyRing *keys = nullptr;          ///< Keeps the keys a person pastes.
};

} // namespace ui
