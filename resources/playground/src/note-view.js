// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';
import { icon } from './icons.js';
import { told } from './limits.js';

/** A quiet line about what happened beside the talk: a guardrail, a limit that was raised, a warning. */
export class NoteView {
    element;

    constructor(part) {
        this.element = h('p', { class: 'told', role: 'note' },
            icon(part.kind === 'guardrail' ? 'shield' : 'gauge'), told(part));
    }

    update() {
        return true;
    }
}
