// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';
import { icon } from './icons.js';

const usage = 'Enter to send · Shift+Enter for a new line';

/**
 * Where a person writes. Enter sends, Shift+Enter breaks the line, Up in an empty field recalls earlier messages. While
 * a run goes on, what is written can be added to it.
 */
export class Composer {
    #field = h('textarea', { id: 'message', rows: 1, 'aria-label': 'Message', autocomplete: 'off' });
    #button = h('button', { type: 'button', class: 'primary send', onclick: () => this.#press() });
    #addButton = h('button', { type: 'button', class: 'primary', hidden: true, onclick: () => this.#add() },
        'Add to this run');
    #hint = h('span', { class: 'note hint' }, usage);
    #isRunning = false;
    #canAdd = false;
    #agent = '';
    #idleHint = usage;
    #recalled = -1; // how many messages back; -1 while the field holds the person's own text
    #events;
    element;

    /** `events`: `send(text)`, `add(text)`, `stop()`, and `sent()`, which gives the messages so far, oldest first. */
    constructor(events) {
        this.#events = events;
        this.#field.addEventListener('input', () => this.#edited());
        this.#field.addEventListener('keydown', (event) => this.#keyDown(event));
        const frame = h('div', { class: 'composer-frame' }, this.#field,
            h('div', { class: 'composer-row' }, this.#hint, this.#addButton, this.#button));
        frame.addEventListener('mousedown', (event) => {
            if (event.target !== this.#field && !event.target.closest('button')) event.preventDefault();
        });
        frame.addEventListener('click', (event) => {
            if (!event.target.closest('button')) this.#field.focus();
        });
        this.element = h('footer', { class: 'composer' }, frame);
        this.setRunning(false);
    }

    setAgent(name) {
        this.#agent = name;
        this.#showPlaceholder();
    }

    /** What is told under the field while nothing runs; without a text, how to use it. */
    setHint(text) {
        this.#idleHint = text || usage;
        if (!this.#isRunning) this.#hint.textContent = this.#idleHint;
    }

    setRunning(isRunning) {
        this.#isRunning = isRunning;
        this.#canAdd = false; // until it is known which run that is
        this.#button.replaceChildren(...(isRunning ? [icon('stop'), 'Stop'] : ['Send']));
        this.#button.classList.toggle('stop', isRunning);
        this.#hint.textContent = isRunning ? 'Esc to stop' : this.#idleHint;
        this.#showPlaceholder();
        this.#updateButtons();
    }

    /** From now on what is written can be added to the run. */
    letAdd() {
        this.#canAdd = this.#isRunning;
        this.#showPlaceholder();
        this.#updateButtons();
    }

    /** Puts back what could not be added, if nothing else was written meanwhile. */
    giveBack(text) {
        if (this.#field.value === '') this.#set(text);
    }

    focus() {
        this.#field.focus();
    }

    #keyDown(event) {
        if (event.isComposing) return;
        const { key, shiftKey } = event;
        if (key === 'Enter' && !shiftKey) {
            event.preventDefault();
            if (this.#isRunning) this.#add();
            else this.#press();
        } else if (key === 'ArrowUp' && (this.#field.value === '' || this.#recalled >= 0)) {
            this.#recall(event, this.#recalled + 1);
        } else if (key === 'ArrowDown' && this.#recalled >= 0) {
            this.#recall(event, this.#recalled - 1);
        }
    }

    #press() {
        if (this.#isRunning) return this.#events.stop();
        const text = this.#taken();
        if (text !== '') this.#events.send(text);
    }

    #add() {
        if (!this.#canAdd) return;
        const text = this.#taken();
        if (text !== '') this.#events.add(text);
        this.#field.focus();
    }

    /** What is written; the field is empty then. */
    #taken() {
        const text = this.#field.value.trim();
        if (text === '') return text;
        this.#set('');
        this.#recalled = -1;
        return text;
    }

    #recall(event, back) {
        const sent = this.#events.sent();
        if (back >= sent.length) return;
        event.preventDefault();
        this.#set(back < 0 ? '' : sent[sent.length - 1 - back]);
        this.#recalled = back;
    }

    #edited() {
        this.#recalled = -1;
        growToText(this.#field);
        this.#updateButtons();
    }

    #set(text) {
        this.#field.value = text;
        growToText(this.#field);
        this.#updateButtons();
    }

    #updateButtons() {
        const isEmpty = this.#field.value.trim() === '';
        this.#button.disabled = !this.#isRunning && isEmpty;
        this.#addButton.hidden = !this.#canAdd || isEmpty;
    }

    #showPlaceholder() {
        this.#field.placeholder = this.#canAdd ? 'Add to this run…' : this.#agent && `Message ${this.#agent}…`;
    }
}

/** Makes a text field as high as its text; the style sheet says where it ends and scrolls. */
export function growToText(field) {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
}
