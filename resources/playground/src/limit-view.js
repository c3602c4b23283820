// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';
import { icon } from './icons.js';
import { limitMet, wayOn } from './limits.js';
import { choice, question } from './question.js';

/**
 * What a person is asked where a run waits at the limit it has `met`: to allow more, or to stop. `allow(cap)` sends the
 * new limit and rejects with an ApiError.
 */
export function limitView(met, allow, stop) {
    const { view, fault, send } = question('The agent waits at a limit', allow);
    const way = wayOn(met);
    view.append(h('p', {}, limitMet(met)), fault, h('div', { class: 'approval-actions' },
        choice('Stop here', 'quiet', stop),
        way && choice(`Allow ${way.told}`, 'primary', () => send(way.cap))));
    return h('div', { class: 'tool' },
        h('p', { class: 'tool-head' }, h('span', { class: 'tool-state warn' }, icon('hand'), 'Needs you'), 'Limit reached'),
        view);
}
