// SPDX-License-Identifier: GPL-3.0-or-later
import { answerText } from './conversation.js';
import { copyFrom, h, iconButton } from './dom.js';
import { duration, summary } from './format.js';
import { icon } from './icons.js';
import { limitView } from './limit-view.js';
import { limitHit } from './limits.js';
import { MarkdownView } from './markdown-view.js';
import { NoteView } from './note-view.js';
import { ReasoningView } from './reasoning-view.js';
import { SteeredView } from './steered-view.js';
import { tokenForm } from './token-form.js';
import { ToolCard } from './tool-card.js';

const endings = {
    stopped: 'Stopped.',
    cut: 'The connection ended before the answer was complete.',
};
const speaking = ['text', 'reasoning'];
const unfinished = ['failed', 'cut', 'limited']; // what ended so has a notice with a Retry button

/** The answer of one turn: its parts in the order they came, how it ended, and what it took. */
export class AnswerView {
    #turn;
    #actions;
    #parts = []; // [{kind, view}], in step with the answer's parts
    #body = h('div', { class: 'answer-body' });
    #working = h('p', { class: 'working' }, h('span', { class: 'spinner' }), h('span', {}));
    #atLimit = h('div', { class: 'at-limit' });
    #waitsAt = null; // the limit that is asked about there
    #added = h('div', { class: 'added' });
    #end = h('div', { class: 'answer-end' });
    #ended = null;
    element = h('article', { class: 'answer', 'aria-label': 'Agent' }, h('div', { class: 'avatar' }, icon('bot')),
        h('div', { class: 'answer-column' }, this.#body, this.#working, this.#atLimit, this.#added,
            this.#end));

    constructor(turn, actions) {
        this.#turn = turn;
        this.#actions = actions;
    }

    /** Returns false if `budgetMs` was not enough to draw all that is new. */
    update(budgetMs) {
        const { answer } = this.#turn;
        this.#matchParts(answer.parts);
        const areDrawn = answer.parts.map((part, index) => this.#updatePart(part, index, budgetMs));
        this.#showWorking(answer);
        if (this.#waitsAt !== answer.waitsAt) this.#ask(answer.waitsAt);
        this.#showAdded(answer);
        if (this.#ended !== answer.status) this.#showEnd(answer);
        this.#ended = answer.status;
        return areDrawn.every(Boolean);
    }

    #updatePart(part, index, budgetMs) {
        const { view } = this.#parts[index];
        if (part.text === undefined) return view.update(part);
        const { status, parts } = this.#turn.answer;
        const isOpen = status === 'running' && index === parts.length - 1;
        return view.update(part.text, !isOpen, budgetMs);
    }

    #matchParts(parts) {
        while (this.#parts.length > parts.length) this.#parts.pop().view.element.remove();
        for (const [index, part] of parts.entries()) {
            if (this.#parts[index]?.kind === part.kind) continue;
            const view = viewOf(part, (call, body) => this.#actions.approve(this.#turn, call, body));
            this.#parts[index]?.view.element.remove();
            this.#body.insertBefore(view.element, this.#body.children[index] ?? null);
            this.#parts[index] = { kind: part.kind, view };
        }
    }

    #showWorking({ status, parts, retry, waitsAt }) {
        const last = parts.at(-1);
        const isSilent = !last || !(speaking.includes(last.kind) || last.outcome === null);
        this.#working.hidden = status !== 'running' || waitsAt !== null || !(isSilent || retry);
        this.#working.lastChild.textContent = retry
            ? `${retry.message} Trying again${retry.waitMs > 0 ? ` in ${duration(retry.waitMs)}` : ''}…`.trimStart()
            : 'Working…';
    }

    /** About a limit, or nothing any more. */
    #ask(met) {
        this.#waitsAt = met;
        this.#atLimit.replaceChildren(...(met ? [limitView(met, (cap) => this.#actions.raiseLimit(this.#turn, cap),
            () => this.#actions.stop())] : []));
    }

    #showAdded({ status, added }) {
        const note = status === 'running' ? 'Waits for the agent\'s next step' : 'Came too late for this run';
        const shown = [...this.#added.children].map((element) => element.textContent);
        if (added.length === shown.length && added.every((text, index) => shown[index] === text + note)) return;
        this.#added.replaceChildren(...added.map((text) => {
            const view = new SteeredView(note);
            view.update(text);
            return view.element;
        }));
    }

    #showEnd(answer) {
        this.#end.replaceChildren();
        if (answer.status === 'running') return;
        if (answer.status === 'failed') this.#end.append(this.#failure(answer.error));
        else if (answer.status === 'limited') this.#end.append(this.#limit(limitHit(answer.limit)));
        else if (unfinished.includes(answer.status)) this.#end.append(this.#notice(endings[answer.status]));
        this.#end.append(this.#footer(answer));
    }

    #failure({ message, status }) {
        if (status === 401) return tokenForm(message, (token) => this.#actions.useToken(this.#turn, token));
        return h('div', { class: 'notice err' }, icon('error'), h('p', {}, message), this.#retryButton());
    }

    #notice(sentence, ...ways) {
        const said = h('p', {}, ...[sentence].flat());
        return h('div', { class: 'notice warn' }, icon('error'), said, ...ways, this.#retryButton());
    }

    #limit({ key, sentence }) {
        if (!key) return this.#notice(sentence);
        const where = h('code', {}, key.slice(1).replaceAll('/', '.'));
        const way = h('span', { class: 'not-in-window' }, ' To let it go on for longer, raise ', where, ' in the agent file.');
        // The window takes this address and shows the place.
        const link = h('a', { class: 'quiet in-window', href: `slipway:edit${key}` }, 'Change the limit');
        return this.#notice([sentence, way], link);
    }

    #retryButton() {
        return h('button', { type: 'button', class: 'quiet only-last', 'data-idle': '',
            onclick: () => this.#actions.retry(this.#turn) }, 'Retry');
    }

    #footer(answer) {
        const text = answerText(answer);
        const facts = [answer.status === 'stopped' && endings.stopped, summary(answer)].filter(Boolean).join(' ');
        return h('div', { class: 'answer-footer' },
            facts !== '' && h('span', { class: 'facts' }, facts),
            text !== '' && iconButton('copy', 'Copy answer', (event) => copyFrom(event.currentTarget, text)),
            !unfinished.includes(answer.status) && iconButton('retry', 'Answer again',
                () => this.#actions.retry(this.#turn), { 'data-idle': '', class: 'icon-button only-last' }));
    }
}

function viewOf(part, approve) {
    if (part.kind === 'tool') return new ToolCard(part, approve);
    if (part.kind === 'steered') return new SteeredView();
    if (part.kind === 'reasoning') return new ReasoningView();
    return part.kind === 'text' ? new MarkdownView() : new NoteView(part);
}
