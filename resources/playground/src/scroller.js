// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';
import { icon } from './icons.js';

const nearEnd = 32; // pixels from the end that still count as "at the end"

/** Keeps the newest line in sight for who is at the end, and leaves everybody else where they are. */
export class Scroller {
    #isAtEnd = true;
    button = h('button', { type: 'button', class: 'jump', hidden: true, onclick: () => this.jump() },
        icon('arrowDown'), 'Jump to latest');

    constructor(element) {
        this.element = element;
        element.addEventListener('scroll', () => this.#look(), { passive: true });
        element.addEventListener('toggle', () => this.#look(), true); // a card was opened or closed
        new ResizeObserver(() => this.follow()).observe(element);
    }

    /** Call after the content has grown. */
    follow() {
        if (this.#isAtEnd) this.element.scrollTop = this.element.scrollHeight;
        this.#look();
    }

    jump() {
        this.#isAtEnd = true;
        this.follow();
    }

    #look() {
        const { scrollTop, scrollHeight, clientHeight } = this.element;
        this.#isAtEnd = scrollHeight - clientHeight - scrollTop <= nearEnd;
        this.button.hidden = this.#isAtEnd;
    }
}
