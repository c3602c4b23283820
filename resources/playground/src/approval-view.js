// SPDX-License-Identifier: GPL-3.0-or-later
import { growToText } from './composer.js';
import { h } from './dom.js';
import { duration } from './format.js';
import { layOutJson } from './json.js';
import { choice, question } from './question.js';

/**
 * What a person is asked about a tool call that waits: allow it, as it is or with other arguments, or deny it with a
 * word to the agent. `answer(body)` sends it and rejects with an ApiError.
 */
export function approvalView(call, answer) {
    const { reason, seconds } = call.approval;
    const { view, fault, send } = question(`${call.name} waits for you`, answer);
    const before = layOutJson(JSON.stringify(call.parameters));
    const fields = h('textarea', { 'aria-label': 'Arguments', class: 'approval-arguments', spellcheck: false, rows: 1,
        value: before });
    const note = h('input', { type: 'text', 'aria-label': 'Why not', autocomplete: 'off',
        placeholder: 'If you deny it: a word to the agent' });

    function allow(always) {
        const parameters = fields.value === before ? {} : { parameters: objectIn(fields.value) };
        if (parameters.parameters === null) fault.textContent = 'The arguments are no JSON object.';
        else send({ decision: 'allow', ...parameters, ...(always && { always }) });
    }

    fields.addEventListener('input', () => growToText(fields));
    requestAnimationFrame(() => growToText(fields)); // its height is known once it is on the page
    view.append(h('p', {}, reason || 'The agent wants to make this call and waits for you.'),
        h('label', { class: 'approval-label' }, 'Arguments', fields), note, fault,
        h('div', { class: 'approval-actions' },
            h('span', { class: 'note' }, seconds > 0 && `Counts as denied after ${duration(seconds * 1000)}.`),
            choice('Deny', 'quiet', () => send({ decision: 'deny', note: note.value.trim() })),
            choice('Always in this chat', 'quiet', () => allow(true)),
            choice('Allow', 'primary', () => allow(false))));
    return view;
}

function objectIn(text) {
    try {
        const value = JSON.parse(text);
        return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
    } catch {
        return null;
    }
}
