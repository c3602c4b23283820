// SPDX-License-Identifier: GPL-3.0-or-later
import { h, iconButton } from './dom.js';
import { icon } from './icons.js';

/** Whom one talks to: the agent, its provider and model and why these, and whether the server answers. */
export class Header {
    #name = h('h1', {}, 'Playground');
    #model = h('span', { class: 'model-name' });
    #why = h('button', { type: 'button', class: 'model', 'aria-expanded': 'false', 'aria-controls': 'reason',
        onclick: () => this.#toggleReason() }, this.#model, icon('info'));
    #badge = h('span', { class: 'badge', hidden: true }, 'Offline demo');
    #reason = h('p', { id: 'reason', class: 'reason', hidden: true });
    #lost = h('p', { class: 'lost', role: 'status' });
    element;

    constructor(onNewChat) {
        this.element = h('header', { class: 'header' },
            h('div', { class: 'header-row' },
                h('div', { class: 'identity' }, h('div', { class: 'name-row' }, this.#name, this.#badge), this.#why),
                iconButton('newChat', 'New chat', onNewChat, { class: 'icon-button new-chat' })),
            this.#reason, this.#lost);
        this.#why.hidden = true;
    }

    show({ agent, provider, model, provider_reason: reason }) {
        this.#name.textContent = agent;
        this.#name.title = agent;
        this.#model.textContent = [provider, model].filter(Boolean).join(' · ');
        this.#why.hidden = this.#model.textContent === '';
        this.#why.title = reason ?? '';
        this.#why.disabled = !reason;
        this.#reason.textContent = reason ?? '';
        if (!reason) this.#reason.hidden = true;
        this.#badge.hidden = provider !== 'demo';
    }

    /** Says that the server is away; an empty `message` says that it is back. */
    setLost(message) {
        if (this.#lost.textContent !== message) this.#lost.textContent = message;
    }

    #toggleReason() {
        this.#reason.hidden = !this.#reason.hidden;
        this.#why.setAttribute('aria-expanded', String(!this.#reason.hidden));
    }
}
