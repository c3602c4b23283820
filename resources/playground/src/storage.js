// SPDX-License-Identifier: GPL-3.0-or-later
import { close, emptyConversation } from './conversation.js';

const key = 'slipway.conversation';
const longestResult = 20_000; // characters of one tool result that are kept; session storage holds a few megabytes

/** Keeps the conversation for this tab's session. If it does not fit, the tab goes on without: nothing else is lost. */
export function save(conversation) {
    try {
        if (conversation.turns.length === 0) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify({ version: 1, ...conversation }, shorten));
    } catch {
        sessionStorage.removeItem(key);
    }
}

/** What was kept, or an empty conversation. An answer that was running then counts as cut off. */
export function load() {
    try {
        const stored = JSON.parse(sessionStorage.getItem(key));
        if (stored?.version !== 1) return emptyConversation();
        for (const turn of stored.turns) {
            turn.answer.added ??= []; // kept by an older page
            close(turn.answer, 'cut');
        }
        return { ...emptyConversation(), ...(stored.session && { session: stored.session }), turns: stored.turns };
    } catch {
        return emptyConversation();
    }
}

function shorten(name, value) {
    if (name === 'result' && typeof value === 'string' && value.length > longestResult)
        return `${value.slice(0, longestResult)}\n… (the rest was not kept)`;
    if (name === 'attachments') return value.map((one) => ({ ...one, data: undefined }));
    return value;
}
