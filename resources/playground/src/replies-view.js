// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';

/** Short answers that the agent's author offers below the last answer; `onSend(text)` says one of them. */
export const repliesView = (texts, onSend) =>
    h('ul', { class: 'replies', 'aria-label': 'Quick replies' }, ...texts.map((text) =>
        h('li', {}, h('button', { type: 'button', class: 'quiet reply', onclick: () => onSend(text) }, text))));
