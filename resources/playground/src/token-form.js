// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';
import { icon } from './icons.js';

/** Asks for the server's token. It is handed on and shown nowhere; nothing of it goes into the conversation. */
export function tokenForm(message, onToken) {
    const field = h('input', { type: 'password', id: 'token', name: 'token', autocomplete: 'off', required: true,
        spellcheck: false });
    const submit = (event) => {
        event.preventDefault();
        if (field.value.trim() !== '') onToken(field.value.trim());
    };
    return h('form', { class: 'notice info token', onsubmit: submit }, icon('key'),
        h('p', {}, message),
        h('label', { htmlFor: 'token' }, 'Access token'),
        h('div', { class: 'token-row' }, field, h('button', { type: 'submit', class: 'primary' }, 'Continue')),
        h('p', { class: 'note' }, 'Kept in this tab only, until it is closed.'));
}
