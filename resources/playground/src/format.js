// SPDX-License-Identifier: GPL-3.0-or-later
// Figures as a person reads them.

const grouped = new Intl.NumberFormat('en-US');

export function duration(ms) {
    if (ms < 1000) return `${Math.round(ms)} ms`;
    if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Two significant digits below a cent, cents above: what a person compares. */
export function dollars(amount) {
    if (amount === 0) return '$0';
    if (amount < 0.000001) return '< $0.000001';
    if (amount < 0.01) return `$${amount.toPrecision(2)}`;
    return `$${amount.toFixed(2)}`;
}

export const count = (number, one, many) => `${grouped.format(number)} ${number === 1 ? one : many}`;

export function bytes(length) {
    return length < 1000 ? `${length} B` : `${grouped.format(Math.round(length / 1000))} KB`;
}

/** "2 tool calls · 1,284 tokens · $0.0012 · 1.9 s"; what is not known is left out. */
export function summary(answer) {
    const calls = answer.parts.filter((part) => part.kind === 'tool').length;
    const { tokens, costUsd, durationMs } = answer.stats ?? {};
    return [
        calls > 0 && count(calls, 'tool call', 'tool calls'),
        tokens > 0 && count(tokens, 'token', 'tokens'),
        typeof costUsd === 'number' && dollars(costUsd),
        typeof durationMs === 'number' && duration(durationMs),
    ].filter(Boolean).join(' · ');
}
