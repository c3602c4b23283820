// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';

/** What a person has said to a run while it went on; `note` says what has become of it. */
export class SteeredView {
    #bubble = h('p', { class: 'bubble' });
    element;

    constructor(note = '') {
        this.element = h('article', { class: 'steered', 'aria-label': 'Added to this run' }, this.#bubble,
            note !== '' && h('span', { class: 'note' }, note));
    }

    update(text) {
        if (this.#bubble.textContent !== text) this.#bubble.textContent = text;
        return true;
    }
}
