// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';

/**
 * The frame of a question that a run puts to a person. `send(body)` hands an answer to `answer`, which rejects with an
 * ApiError; what that says then stands in `fault`, and another answer may be given.
 */
export function question(label, answer) {
    const view = h('div', { class: 'approval', role: 'group', 'aria-label': label });
    const fault = h('p', { class: 'approval-fault', role: 'alert' });

    async function send(body) {
        view.inert = true; // until the run goes on, or the server refuses
        fault.textContent = '';
        try {
            await answer(body);
        } catch (error) {
            view.inert = false;
            fault.textContent = error.message;
        }
    }
    return { view, fault, send };
}

export const choice = (text, style, onclick) => h('button', { type: 'button', class: style, onclick }, text);
