// SPDX-License-Identifier: GPL-3.0-or-later
import { AnswerView } from './answer-view.js';
import { copyFrom, h, iconButton } from './dom.js';
import { growToText } from './composer.js';

/**
 * One question and its answer. `actions` is what a person may ask for: `retry(turn)`, `resend(turn, text)`,
 * `useToken(turn, token)`, `stop()`; `approve(turn, call, body)` and `raiseLimit(turn, cap)` give a promise.
 */
export class TurnView {
    #turn;
    #actions;
    #answer;
    #question = h('div', { class: 'question' });
    element = h('div', { class: 'turn' }, this.#question);

    constructor(turn, actions) {
        this.#turn = turn;
        this.#actions = actions;
        this.#showQuestion();
        this.restart();
    }

    /** Draws what is new in the answer. Returns false if `budgetMs` was not enough: then call it again. */
    update(budgetMs) {
        return this.#answer.update(budgetMs);
    }

    /** Begins with an empty answer, after the turn got a new one. */
    restart() {
        const answer = new AnswerView(this.#turn, this.#actions);
        if (this.#answer) this.#answer.element.replaceWith(answer.element);
        else this.element.append(answer.element);
        this.#answer = answer;
    }

    #showQuestion() {
        const bubble = h('article', { class: 'bubble', 'aria-label': 'You' }, this.#turn.prompt);
        const tools = h('div', { class: 'question-actions' },
            iconButton('copy', 'Copy message', (event) => copyFrom(event.currentTarget, this.#turn.prompt)),
            iconButton('pencil', 'Edit message', () => this.#edit(), { 'data-idle': '' }));
        this.#question.replaceChildren(tools, bubble);
    }

    #edit() {
        const field = h('textarea', { 'aria-label': 'Edit your message', rows: 1, value: this.#turn.prompt });
        const cancel = () => {
            this.#showQuestion();
            this.#question.querySelector('[data-idle]').focus();
        };
        const send = () => field.value.trim() !== '' && this.#actions.resend(this.#turn, field.value.trim());
        field.addEventListener('input', () => growToText(field));
        field.addEventListener('keydown', (event) => {
            if (event.key === 'Escape') cancel();
            else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send();
            else return;
            event.preventDefault();
            event.stopPropagation();
        });
        this.#question.replaceChildren(h('div', { class: 'editor' }, field, h('div', { class: 'editor-actions' },
            h('span', { class: 'note' }, 'The answers below it will be replaced.'),
            h('button', { type: 'button', class: 'quiet', onclick: cancel }, 'Cancel'),
            h('button', { type: 'button', class: 'primary', 'data-idle': '', onclick: send }, 'Send'))));
        growToText(field);
        field.focus();
    }
}
