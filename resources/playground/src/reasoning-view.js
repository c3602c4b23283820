// SPDX-License-Identifier: GPL-3.0-or-later
import { h, morph } from './dom.js';
import { icon } from './icons.js';

/** What the model thought before it answered: there for who wants it, closed for who does not. */
export class ReasoningView {
    #title = h('span', {});
    #text = h('div', { class: 'reasoning-text' }, '');
    element = h('details', { class: 'reasoning' }, h('summary', {}, icon('brain'), this.#title, icon('chevron')),
        this.#text);

    update(text, isComplete) {
        this.#title.textContent = isComplete ? 'Reasoning' : 'Thinking…';
        morph(this.#text, h('div', { class: 'reasoning-text' }, text));
        return true;
    }
}
