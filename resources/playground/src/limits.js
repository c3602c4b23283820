// SPDX-License-Identifier: GPL-3.0-or-later
// Limits and guardrails in a person's words.
import { count, dollars } from './format.js';

const counted = (noun) => (number) => count(number, noun, `${noun}s`);
const steps = counted('step');
const tokens = counted('token');
const calls = counted('tool call');

// Of each limit: where it stands in the agent file, and how its figure is told.
const limits = new Map([
    ['iterations', ['/max_iterations', steps]],
    ['tokens', ['/budget/max_total_tokens', tokens]],
    ['cost', ['/budget/max_cost_usd', dollars]],
    ['tool_calls', ['/limits/tool_calls', calls]],
    ['seconds', ['/limits/seconds', counted('second')]],
    ['session_tokens', ['/limits/session/tokens', (cap) => `${tokens(cap)} a session`]],
    ['session_cost', ['/limits/session/cost_usd', (cap) => `${dollars(cap)} a session`]],
    ['day_tokens', ['/limits/day/tokens', (cap) => `${tokens(cap)} a day`]],
    ['day_cost', ['/limits/day/cost_usd', (cap) => `${dollars(cap)} a day`]],
]);

// Of those that a person may raise: how far the run has come, what is offered, and how much of it where the agent file
// allows nothing at all.
const raisable = new Map([
    ['iterations', [() => ' and is not finished', counted('more step'), 1]],
    ['tokens', [(value) => `: it has used ${tokens(value)}`, counted('more token'), 1_000]],
    ['cost', [(value) => `: it has cost ${dollars(value)}`, (more) => `${dollars(more)} more`, 0.01]],
    ['tool_calls', [(value) => `: what it asks for now would make it ${calls(value)}`, counted('more tool call'), 1]],
]);

const areNumbers = (...values) => values.every(Number.isFinite);

/** `{ key, sentence }` of the limit a run hit: the JSON pointer of what sets it, or null, and what happened. */
export function limitHit(limit) {
    const [key, told] = limits.get(limit?.name) ?? [null, null];
    if (!key || !areNumbers(limit.cap)) return { key: null, sentence: 'The agent reached its limit before it was finished.' };
    return { key, sentence: `The agent reached its limit of ${told(limit.cap)} before it was finished.` };
}

/** What has happened where a run waits at the limit it has `met`. */
export function limitMet({ name, value, cap }) {
    const [reached] = raisable.get(name) ?? [];
    if (!reached || !areNumbers(value, cap)) return 'The agent has reached a limit.';
    return `The agent has reached its limit of ${limits.get(name)[1](cap)}${reached(value)}.`;
}

/** The way on from there: `{ cap, told }`, as much again as the agent file allows; null for a limit not known here. */
export function wayOn({ name, value, cap, first }) {
    const [, told, least] = raisable.get(name) ?? [];
    if (!told || !areNumbers(value, cap, first)) return null;
    // The value is what has been used, but of tool calls what it would come to with those it asks for.
    const more = name === 'tool_calls' ? Math.max(first || least, value - cap) : first || least;
    return { cap: (name === 'tool_calls' ? cap : Math.max(value, cap)) + more, told: told(more) };
}

const places = new Map([['input', () => 'your message'], ['output', () => 'the answer'],
    ['arguments', () => 'the arguments of a tool call'], ['results', (tool) => `the result of ${tool || 'a tool'}`]]);
const deeds = new Map([['block', 'stopped it'], ['redact', 'took it out'], ['warn', 'let it pass']]);

/** What a guardrail, a raised limit or a warning has to say, of a part that is one of them. */
export function told(part) {
    if (part.kind === 'raised') {
        const [, figure] = limits.get(part.name) ?? [];
        return figure && areNumbers(part.to) ? `The limit was raised to ${figure(part.to)}.` : 'A limit was raised.';
    }
    if (part.kind === 'warning') return `This run has cost ${areNumbers(part.value) ? dollars(part.value) : 'a lot'} so far.`;
    const place = (places.get(part.where) ?? (() => 'this run'))(part.tool);
    return `Guardrail “${part.rule}” found something in ${place} and ${deeds.get(part.action) ?? 'told it'}.`;
}
