// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';
import { icon } from './icons.js';

const shownTools = 6;

/** What stands in a conversation that has not begun: who is there, what it can do, and ways to start. */
export function emptyView(health, onStart) {
    const { agent, description, conversation_starters: starters = [], provider_reason: reason, tools = [] } = health;
    return h('div', { class: 'empty' },
        h('div', { class: 'empty-tile' }, icon('bot')),
        h('h2', {}, agent ? `Talk to ${agent}` : 'Waiting for the agent'),
        h('p', { class: 'lead' }, description || 'Ask a question and watch the answer as it is made.'),
        starters.length > 0 && h('ul', { class: 'starters', 'aria-label': 'Ways to start' }, ...starters.map((text) =>
            h('li', {}, h('button', { type: 'button', class: 'starter', onclick: () => onStart(text) },
                h('span', {}, text), icon('chevron'))))),
        tools.length > 0 && h('p', { class: 'note tools' }, 'Can use ', ...toolNames(tools)),
        reason && h('p', { class: 'note' }, reason));
}

function toolNames(tools) {
    const names = tools.slice(0, shownTools).map((name) => h('code', {}, String(name)));
    return tools.length > shownTools ? [...names, h('span', { title: tools.slice(shownTools).join(', ') },
        `and ${tools.length - shownTools} more`)] : names;
}
