// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/AgentCard.h"

#include <QHash>

namespace ui {

/// On which port an agent is served: the one a person chose for it in this session, else the one its file
/// names, else the window's own.
class PortChoice
{
public:
    enum class Origin { Window, File, Person };

    struct Port
    {
        quint16 number = 0; ///< 0: any that is free.
        Origin origin = Origin::Window;

        bool operator==(const Port &) const = default;
    };

    Port of(const AgentCard &agent) const;
    /// A person wants this one. Where the file names a port it is for this agent, until the file names
    /// another; else it is the window's own from now on.
    void choose(const AgentCard &agent, quint16 port);

    quint16 own() const { return m_own; }
    void setOwn(quint16 port) { m_own = port; }

private:
    struct Chosen
    {
        quint16 port = 0;
        quint16 inPlaceOf = 0; ///< What the file said then.
    };

    quint16 m_own = 8000;
    QHash<QString, Chosen> m_chosen; ///< By file.
};

} // namespace ui
