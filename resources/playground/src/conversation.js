// SPDX-License-Identifier: GPL-3.0-or-later
// The conversation as plain values, and the fold of a run's events into an answer. Knows no page and no network.
//
// conversation: { session, turns: [turn] }
//   session: its name for the server, which counts usage by it and keeps to it what a person allowed "always"
// turn:   { id, prompt, answer }
// answer: { status, run, parts: [part], added: [text], retry, error, stats, met, waitsAt, limit }
//   status: running | done | limited | stopped | cut | failed
//   added:  what a person has said to the run and it has not taken up yet
//   met:    the last limit it met, { name, value, cap, first }, first being the cap before anybody raised it; or null
//   waitsAt: met, while the run waits for a person to raise it; else null
//   part:   { kind: 'text' | 'reasoning' | 'steered', text }
//         | { kind: 'tool', id, name, parameters, outcome, result, durationMs, approval }
//           outcome null while it runs; approval { id, reason, seconds } while it waits for a person, else null
//         | { kind: 'guardrail', rule, where, action, tool }
//         | { kind: 'raised', name, from, to } | { kind: 'warning', value }

let lastId = 0;

export const emptyConversation = () => ({ session: newSession(), turns: [] });

/** A page that comes over plain HTTP from another machine has no crypto.randomUUID. */
const newSession = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export function newTurn(prompt) {
    lastId += 1;
    return { id: `${Date.now().toString(36)}-${lastId}`, prompt, answer: newAnswer() };
}

export const newAnswer = () =>
    ({ status: 'running', run: null, parts: [], added: [], retry: null, error: null, stats: null, met: null,
        waitsAt: null, limit: null });

/** What the answers so far have cost together; `costUsd` is null as soon as one of them is not known. */
export function totals(turns) {
    const stats = turns.map((turn) => turn.answer.stats).filter(Boolean);
    const isKnown = stats.every((each) => typeof each.costUsd === 'number');
    const sum = (key) => stats.reduce((all, each) => all + (each[key] ?? 0), 0);
    return { tokens: sum('tokens'), costUsd: isKnown ? sum('costUsd') : null };
}

/** The answer's text, without tool calls and reasoning. */
export const answerText = (answer) =>
    answer.parts
        .filter((part) => part.kind === 'text' && part.text.trim() !== '')
        .map((part) => part.text)
        .join('\n\n');

/** Earlier turns as the server takes them. A turn that brought no text is left out: models expect turns in pairs. */
export const messagesOf = (turns) => turns.flatMap(messagesOfTurn);

function messagesOfTurn({ prompt, answer }) {
    const messages = [];
    const say = (role, content) => {
        const last = messages.at(-1);
        if (last?.role === role) last.content += `\n\n${content}`;
        else messages.push({ role, content });
    };
    say('user', prompt);
    for (const { kind, text } of answer.parts) {
        if (kind === 'steered') say('user', text);
        else if (kind === 'text' && text.trim() !== '') say('assistant', text);
    }
    if (messages.at(-1).role === 'user') messages.pop(); // nothing came of it
    return messages;
}

/** Keeps what a person says to the run until that takes it up. */
export function add(answer, text) {
    answer.added.push(text);
}

/** It could not be sent. */
export function takeBack(answer, text) {
    const at = answer.added.lastIndexOf(text);
    if (at >= 0) answer.added.splice(at, 1);
}

/** Takes one event of the stream into `answer`. Unknown events are passed over, so that a newer server still works. */
export function accept(answer, event) {
    handlers[event.type]?.(answer, event);
}

const handlers = {
    start(answer, event) {
        answer.run = event.run_id ?? null;
    },

    chunk: (answer, event) => append(answer, 'text', event.content),
    reasoning: (answer, event) => append(answer, 'reasoning', event.content),

    tool_call(answer, event) {
        answer.retry = null;
        answer.parts.push({
            kind: 'tool',
            id: event.id,
            name: String(event.tool_name ?? 'tool'),
            parameters: event.parameters ?? {},
            outcome: null,
            progress: null,
            result: '',
            attachments: [],
            durationMs: null,
            approval: null,
        });
    },

    approval_asked(answer, event) {
        const call = openCall(answer, event);
        if (!call) return;
        call.parameters = event.parameters ?? call.parameters;
        call.approval = { id: event.approval, reason: event.reason ?? '', seconds: event.seconds ?? 0 };
    },

    approval_given(answer, event) {
        const call = openCall(answer, event);
        if (call) call.approval = null;
    },

    tool_progress(answer, event) {
        const call = openCall(answer, event);
        if (call) call.progress = { message: event.message ?? '', done: event.done ?? null, total: event.total ?? null };
    },

    tool_result(answer, event) {
        const call = openCall(answer, event);
        if (!call) return;
        call.approval = null;
        call.outcome = event.outcome ?? 'ok';
        call.result = typeof event.content === 'string' ? event.content : JSON.stringify(event.content ?? null);
        call.attachments = event.attachments ?? [];
        call.durationMs = event.duration_ms ?? null;
    },

    steered(answer, event) {
        const text = String(event.content ?? '');
        answer.added.splice(Math.max(answer.added.indexOf(text), 0), 1); // a guardrail may have changed its words
        answer.parts.push({ kind: 'steered', text });
    },

    guardrail_hit(answer, event) {
        const tool = answer.parts.find((part) => part.kind === 'tool' && part.id === event.id)?.name ?? '';
        answer.parts.push({ kind: 'guardrail', rule: String(event.rule ?? ''), where: event.where, action: event.action,
            tool });
    },

    limit_hit(answer, { name, value, cap, warning }) {
        if (warning) {
            answer.parts.push({ kind: 'warning', value });
            return;
        }
        const raised = answer.parts.find((part) => part.kind === 'raised' && part.name === name);
        answer.met = { name, value, cap, first: raised?.from ?? cap };
    },

    suspended(answer, event) {
        if (event.reason === 'limit') answer.waitsAt = answer.met;
    },

    limit_raised(answer, event) {
        answer.parts.push({ kind: 'raised', name: event.name, from: answer.met?.cap ?? event.cap, to: event.cap });
        answer.waitsAt = null;
    },

    resumed(answer) {
        answer.waitsAt = null;
    },

    /** What was streamed since the last tool result is void: the model call is made again. */
    retry(answer, event) {
        while (['text', 'reasoning'].includes(answer.parts.at(-1)?.kind)) answer.parts.pop();
        answer.retry = { attempt: event.attempt, message: event.message ?? '', waitMs: event.wait_ms ?? 0 };
    },

    error(answer, event) {
        fail(answer, event.error?.message ?? 'The run failed and the server did not say why.');
    },

    result(answer, event) {
        answer.status = event.status === 'limited' ? 'limited' : 'done';
        if (answerText(answer) === '') append(answer, 'text', event.content);
        answer.stats = { tokens: event.tokens, costUsd: event.cost_usd, durationMs: event.duration_ms,
            firstTokenMs: event.first_token_ms };
        answer.limit = event.limit ?? null;
        settle(answer);
    },
};

const openCall = (answer, event) =>
    answer.parts.find((part) => part.kind === 'tool' && part.id === event.id && part.outcome === null);

function append(answer, kind, text) {
    if (typeof text !== 'string' || text === '') return;
    answer.retry = null;
    const last = answer.parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else answer.parts.push({ kind, text });
}

export function fail(answer, message, status = null) {
    answer.status = 'failed';
    answer.error = { message, status };
    settle(answer);
}

/** Ends an answer whose stream is over, if no event has ended it: `status` is 'stopped' or 'cut'. */
export function close(answer, status) {
    if (answer.status === 'running') answer.status = status;
    settle(answer);
}

function settle(answer) {
    answer.retry = null;
    answer.waitsAt = null;
    for (const part of answer.parts) {
        if (part.kind !== 'tool' || part.outcome !== null) continue;
        part.outcome = 'cancelled';
        part.approval = null;
    }
}
