// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/SpecKeys.h"

#include "agent/values/AgentSpec.h"
#include "agent/values/Toolbox.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QStringList toolboxNames()
{
    QStringList names;
    for (const ToolboxEntry &entry : toolbox())
        names.append(entry.name);
    return names;
}

QStringList httpMethods()
{
    return {u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s};
}

constexpr const char *variable = R"(^\$\{[A-Za-z_][A-Za-z0-9_]*\}$)";
constexpr double unlimited = SpecKey::unlimited;
constexpr double aboveZero = SpecKey::aboveZero;

constexpr SpecKey keys[] = {
    {"/name", "Shown to people and clients; the file's name when absent."},
    {"/description", "What the agent is for."},
    {.place = "/provider",
     .meaning = "Which service runs the model. \"auto\" takes the first of OpenAI, Anthropic and Gemini "
                "whose key is "
                "set, else a local Ollama, else the offline demo.",
     .words = knownProviders},
    {"/model", "The model's name as the provider spells it; the provider's own choice when absent."},
    {"/base_url", "Another server with the same API, such as http://localhost:11434/v1."},
    {.place = "/api_key",
     .meaning = "The environment variable that holds the key, written ${NAME}. A key itself is refused.",
     .pattern = variable},
    {"/headers",
     "Further headers of every request to the model; ${VARIABLE} stands for an environment variable."},
    {"/fallbacks", "Who answers, in this order, when the provider has failed for good."},
    {.place = "/fallbacks/*/provider", .meaning = "Which service runs the model.", .words = knownProviders},
    {"/fallbacks/*/model", "The model's name; the provider's own choice when absent."},
    {"/fallbacks/*/base_url", "Another server with the same API."},
    {.place = "/fallbacks/*/api_key",
     .meaning = "The environment variable that holds the key, written ${NAME}.",
     .pattern = variable},
    {"/fallbacks/*/headers", "Further headers of every request to it."},
    {"/script",
     "What the provider \"scripted\" says: a list of turns, or the name of a file that holds them."},
    {"/temperature", "How freely the model chooses its words.", 0, 2, "a number from 0 to 2"},
    {"/max_tokens", "Longest answer of one call of the model, in tokens.", 1, unlimited, "at least 1"},
    {"/max_iterations", "Most calls of the model in one run.", 1, unlimited, "at least 1"},
    {"/system_prompt", "The agent's instructions to the model."},
    {"/verbose", "Prints every event of a run when served without a window."},
    {"/stream", "Read and kept; answers are always streamed."},
    {"/reasoning_strategy", "Adds an instruction on how to think."},
    {"/tools", "What the model may call: names of built-in tools, or mappings."},
    {.place = "/tools/*/name",
     .meaning = R"(What the model calls the tool: 1 to 64 letters, digits, "_" or "-"; each name once.)",
     .pattern = "^[A-Za-z0-9_-]{1,64}$"},
    {"/tools/*/description", "Tells the model what the tool is good for."},
    {"/tools/*/enabled", "A disabled tool is not offered to the model."},
    {"/tools/*/parameters", "The arguments, as a JSON Schema of type \"object\"."},
    {.place = "/tools/*/toolbox", .meaning = "The built-in tool this is.", .words = toolboxNames},
    {"/tools/*/http", "The HTTP request this tool makes."},
    {.place = "/tools/*/http/method",
     .meaning = "The method of the request.",
     .words = httpMethods,
     .pattern = "^[A-Za-z]+$"},
    {"/tools/*/http/url",
     "Where it goes; {name} in path or query stands for that argument, percent-encoded."},
    {"/tools/*/http/headers", "{name} stands for an argument, ${VARIABLE} for an environment variable."},
    {"/tools/*/http/timeout", "Seconds for the whole request.", aboveZero, 300,
     "a number of seconds above 0, at most 300"},
    {"/tools/*/agent", "The agent of this file that it asks; its one argument is the message."},
    {"/mcp_servers", "Servers of tools that others wrote (MCP), by name; the model calls name__tool."},
    {"/mcp_servers/*/type", "How it is reached; follows from command and url."},
    {"/mcp_servers/*/command", "The program to start: a path, or a name that is looked for in PATH."},
    {"/mcp_servers/*/args", "What the program is started with."},
    {"/mcp_servers/*/env",
     "Environment variables of the program; it sees no others but PATH, HOME and LANG."},
    {"/mcp_servers/*/cwd", "The program's folder, seen from the agent file's; that one when absent."},
    {"/mcp_servers/*/url", "The address of a server that runs already, over streamable HTTP."},
    {"/mcp_servers/*/headers", "Sent with every request; ${VARIABLE} stands for an environment variable."},
    {"/mcp_servers/*/tools", "Which of its tools are offered to the model; all when absent."},
    {"/mcp_servers/*/timeout", "Seconds for each answer, while it starts too.", aboveZero, 3600,
     "a number of seconds above 0, at most 3600"},
    {"/mcp_servers/*/disabled", "A disabled server is not started."},
    {"/mcpServers", "Another name for mcp_servers, as other programs write it."},
    {"/mcpServers/*/timeout", "Seconds for each answer, while it starts too.", aboveZero, 3600,
     "a number of seconds above 0, at most 3600"},
    {"/hand_over_to", "Agents of this file that may go on in this one's place."},
    {"/agents", "Further agents, by name; to be asked as tools, or to hand over to."},
    {"/agents/*/description", "Tells the other agents what it is good for."},
    {.place = "/agents/*/provider",
     .meaning = "Which service runs its model; the file's own when absent.",
     .words = knownProviders},
    {"/agents/*/model", "Its model; when absent the file's own, or that of its provider."},
    {"/agents/*/base_url", "Another server with the same API."},
    {"/agents/*/headers", "Further headers of every request to it."},
    {.place = "/agents/*/api_key",
     .meaning = "The environment variable that holds the key, written ${NAME}.",
     .pattern = variable},
    {"/agents/*/temperature", "How freely its model chooses its words.", 0, 2, "a number from 0 to 2"},
    {"/agents/*/max_tokens", "Longest answer of one call of its model, in tokens.", 1, unlimited,
     "at least 1"},
    {"/agents/*/max_iterations", "Most calls of its model in one run.", 1, unlimited, "at least 1"},
    {"/agents/*/system_prompt", "Its instructions."},
    {"/agents/*/reasoning_strategy", "Adds an instruction on how to think."},
    {"/agents/*/tools", "What it may call."},
    {"/agents/*/hand_over_to", "Agents that may go on in its place; \"main\" is the file's own."},
    {"/conversation_starters", "Offered as buttons in an empty playground."},
    {"/quick_replies", "Short answers, offered as buttons below the last answer of the agent."},
    {"/retry", "When a call of the model is tried again."},
    {"/retry/max_retries", "Further attempts after the first.", 0, 100, "a whole number from 0 to 100"},
    {"/retry/backoff_seconds", "Wait after the first failed attempt; it doubles with each further one.", 0,
     3600, "a number of seconds from 0 to 3600"},
    {"/retry/request_timeout", "Longest silence of the model in seconds; null is no limit.", aboveZero, 86400,
     "a number of seconds above 0, at most 86400"},
    {"/retry/rate_limit_cooldown_seconds", "Added to the first wait after a rate limit.", 0, 3600,
     "a number of seconds from 0 to 3600"},
    {"/budget", "What one run may use up; checked before each call of the model."},
    {"/budget/max_total_tokens", "Input and output tokens of one run together.", 1, unlimited, "at least 1"},
    {"/budget/max_cost_usd", "Cost of one run, for models with a known price.", aboveZero, unlimited,
     "a sum above 0"},
    {"/budget/cost_warning_threshold", "Passing this cost writes one warning to the log.", aboveZero,
     unlimited, "a sum above 0"},
    {"/limits", "What one run may do beside its budget, and what a session and a day may use."},
    {"/limits/tool_calls", "Tool calls of one run.", 1, unlimited, "at least 1"},
    {"/limits/seconds", "Longest time of one run, in seconds.", aboveZero, 86400,
     "a number of seconds above 0, at most 86400"},
    {"/limits/same_results",
     "After so many calls of a tool with the same arguments and the same result it is not called like that "
     "again.",
     1, 1000, "a whole number from 1 to 1000"},
    {"/limits/session", "What all runs of one session may use; checked before each call of a model."},
    {"/limits/session/tokens", "Input and output tokens of one session together.", 1, unlimited,
     "at least 1"},
    {"/limits/session/cost_usd", "Cost of one session, for models with a known price.", aboveZero, unlimited,
     "a sum above 0"},
    {"/limits/day", "What the agent may use in a day, which ends at midnight UTC."},
    {"/limits/day/tokens", "Input and output tokens of one day together.", 1, unlimited, "at least 1"},
    {"/limits/day/cost_usd", "Cost of one day, for models with a known price.", aboveZero, unlimited,
     "a sum above 0"},
    {"/policy", "Which tool calls are carried out, and which need a person."},
    {"/policy/tools", "By tool: live, mock, ask or deny; or rules, the first that fits."},
    {"/policy/others", "What happens to calls that no rule fits: live, ask or deny."},
    {"/policy/approval_timeout",
     "Seconds a call waits for a person before it counts as denied; null is no limit.", aboveZero, 86400,
     "a number of seconds above 0, at most 86400"},
    {"/output", "The shape that a final answer must have."},
    {"/output/schema", "A JSON Schema of type \"object\"."},
    {.place = "/output/name",
     .meaning = R"(What providers call it: 1 to 64 letters, digits, "_" or "-".)",
     .pattern = "^[A-Za-z0-9_-]{1,64}$"},
    {"/output/repairs", "How often the model may try again when its answer does not fit.", 0, 10,
     "a whole number from 0 to 10"},
    {"/guardrails",
     "What must not pass, or not as it is: in what the person says, in answers, in tool calls."},
    {"/guardrails/*/name", "Told wherever the rule applies; each name once."},
    {"/guardrails/*/on", "Where it looks; everywhere when absent."},
    {"/guardrails/*/match", "Finds what this regular expression matches."},
    {"/guardrails/*/max_length", "Finds what stands beyond so many characters.", 1, unlimited, "at least 1"},
    {"/guardrails/*/secrets", "Finds API keys, private keys, bearer tokens and passwords."},
    {"/guardrails/*/personal_data", "Finds these data of a person."},
    {"/guardrails/*/action",
     "What happens then: it does not go on, a mark takes the place of what was found, or it is only told."},
    {"/guardrails/*/message", "What the person, or the model, is told where it blocks."},
    {"/coherence", "A model's check of every tool call: does it serve what the person asked for?"},
    {"/coherence/enabled", "Whether tool calls are checked."},
    {"/coherence/model", "The model that checks; the agent's own when absent."},
    {.place = "/coherence/provider",
     .meaning = "The provider that checks; the agent's own when absent.",
     .words = knownProviders},
    {"/coherence/fail_closed", "Whether a check without a verdict stops the call."},
    {"/memory", "How much of a conversation a run takes with it; the newest part, all of it when absent."},
    {"/memory/messages", "Most messages, the last one included.", 1, unlimited, "at least 1"},
    {"/memory/tokens", "Most tokens, estimated at four characters each.", 1, unlimited, "at least 1"},
    {"/compress", "Summarising of old messages when a conversation grows long."},
    {"/compress/enabled", "Whether long conversations are summarised."},
    {"/compress/threshold", "How full the model's context may be before.", 0, 1,
     "a fraction of the model's context from 0 to 1"},
    {"/compress/keep_recent", "Turns kept word for word.", 0, unlimited, "at least 0"},
    {"/server", "How a server that serves this agent is reached; what is said at its start counts more."},
    {"/server/host", "IP address to listen on; 127.0.0.1 and ::1 when absent. Others need a token."},
    {"/server/port", "Port to listen on; 8000 when absent, 0 is any free one.", 0, 65535,
     "a port from 0 to 65535"},
    {.place = "/server/token",
     .meaning = "The environment variable that holds the token clients must show, written ${NAME}.",
     .pattern = variable},
    {"/server/allow_origins", "Origins of web pages that may call, such as https://app.example.com."},
    {"/server/allow_hosts", "Further names this machine is reached by, such as box.lan."},
    {"/server/playground", "Whether the chat page is served."},
    {"/trace", "What a trace keeps. Read and kept; not carried out by this version."},
    {"/trace/tool_result_chars", "Characters kept of each tool's result; null keeps all.", 0, unlimited,
     "at least 0"},
    {"/trace/metadata", "Copied into each trace."},
    {"/trace/parent_run_id", "The run this one belongs to."},
};

} // namespace

std::span<const SpecKey> specKeys()
{
    return keys;
}

} // namespace agent
