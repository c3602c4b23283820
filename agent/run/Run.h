// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Agent.h"
#include "agent/run/Journal.h"
#include "agent/run/RunControl.h"

#include <algorithm>
#include <ranges>
#include <stop_token>

namespace agent {

class Runs;
struct Run;
using RunPtr = std::shared_ptr<Run>;

/// What a client wants of the model beside the agent file, in one run and of whichever agent answers in it.
struct Wishes
{
    QString instructions;                ///< Follow those of the agent; may be empty.
    std::optional<double> temperature{}; ///< 0 to 2, in place of the agent's.
    std::optional<int> maxTokens{};      ///< Of each call of the model, at least 1, in place of the agent's.
    QList<ToolInfo> tools{};             ///< Its own; see ClientTools.h.
    std::optional<OutputSpec> output{};  ///< The shape of the answer, in place of the agent's.
};

/// What a client wants done.
struct RunRequest
{
    /// The conversation so far, without Role::System. The new message of the user stands last, or the results
    /// of all calls that were left to the client do.
    QList<Message> messages;
    QString dialect;            ///< The API style it came in: "native" …
    QString client;             ///< How the client names itself; may be empty.
    QString session = {};       ///< The name the client gave to the conversation; empty: none.
    QString principal = {};     ///< Whose token it showed; empty: nobody's by name.
    int earlier = 0;            ///< So many of the messages are those of earlier runs of the session.
    bool waitsAtLimits = false; ///< At a limit of its own the run waits for a person to raise it.
    bool followed = false;      ///< The client reads the events as they come, so it can be asked.
    Wishes wishes = {};

    /// What the person said last.
    QString prompt() const
    {
        const auto said = std::ranges::find(messages | std::views::reverse, Role::User, &Message::role);
        return said == messages.rend() ? QString() : said->text;
    }
};

/// One request being worked off. Kept alive by the loop until RunFinished and by whoever reads it.
struct Run
{
    Run(Journal::Heading heading, AgentPtr answering, RunRequest runRequest, const Clock &clock)
        : id(heading.run)
        , request(std::move(runRequest))
        , agent(std::move(answering))
        , journal(std::move(heading), clock)
    {
    }

    /// Where people hold it: an agent that is asked by another is held with that one.
    RunControl &control() { return parent ? parent->control() : ownControl; }
    const RunControl &control() const { return parent ? parent->control() : ownControl; }
    /// One of the agents that this one can reach: a key in `agents`, mainAgent(), or another file's name.
    AgentPtr agentNamed(const QString &name) const
    {
        if (parent && !main->isOfAnotherFile)
            return parent->agentNamed(name);
        return name == mainAgent() ? main : main->team.value(name);
    }

    const QString id;                    ///< 32 hexadecimal digits.
    RunRequest request;                  ///< Unchanged from the first event on.
    AgentPtr agent;                      ///< Who answers; another one after HandedOver.
    const AgentPtr main = agent;         ///< Who answered first.
    Runs *runs = nullptr;                ///< Those it is one of.
    RunPtr parent;                       ///< The run that asked for this one; null: a client did.
    std::optional<HandedOver> successor; ///< Who is to go on from the next turn.
    Journal journal;
    RunControl ownControl{journal};
    std::stop_source stop; ///< request_stop() cancels the run; it then finishes as RunStatus::Cancelled.
};

} // namespace agent
