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

/** "1,284 tokens · $0.0012"; a price that is not known is said to be so, for it is not nothing. */
export function price({ tokens, costUsd }) {
    const cost = typeof costUsd === 'number' ? dollars(costUsd) : 'cost unknown';
    return tokens > 0 ? `${count(tokens, 'token', 'tokens')} · ${cost}` : '';
}

/** "2 tool calls · 1,284 tokens · $0.0012 · first token 0.4 s · 1.9 s"; what is not known is left out, but the cost. */
export function summary(answer) {
    const calls = answer.parts.filter((part) => part.kind === 'tool').length;
    const { durationMs, firstTokenMs } = answer.stats ?? {};
    return [
        calls > 0 && count(calls, 'tool call', 'tool calls'),
        price(answer.stats ?? {}),
        typeof firstTokenMs === 'number' && `first token ${duration(firstTokenMs)}`,
        typeof durationMs === 'number' && duration(durationMs),
    ].filter(Boolean).join(' · ');
}
