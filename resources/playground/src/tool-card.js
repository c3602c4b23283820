// SPDX-License-Identifier: GPL-3.0-or-later
import { approvalView } from './approval-view.js';
import { attachmentView } from './attachment-view.js';
import { h } from './dom.js';
import { bytes, duration } from './format.js';
import { icon } from './icons.js';
import { layOutJson } from './json.js';
import { codeFrame } from './markdown-view.js';

const states = {
    null: { word: 'Running', tone: 'info', drawing: null },
    asked: { word: 'Needs you', tone: 'warn', drawing: 'hand' },
    ok: { word: 'Done', tone: 'ok', drawing: 'check' },
    error: { word: 'Error', tone: 'err', drawing: 'error' },
    denied: { word: 'Denied', tone: 'warn', drawing: 'ban' },
    timeout: { word: 'Timed out', tone: 'err', drawing: 'clock' },
    cancelled: { word: 'Cancelled', tone: 'warn', drawing: 'ban' },
};
const unknown = { word: 'Unknown', tone: 'warn', drawing: 'error' };
const shownResult = 2_000; // characters of a result that are shown at once

/**
 * One tool call: what was asked, what came back, how long it took. Opens on a click; one that failed or needs a person
 * is open. `approve(call, body)` sends that person's answer.
 */
export class ToolCard {
    #state = h('span', { class: 'tool-state' });
    #time = h('span', { class: 'tool-time' });
    #arguments = h('span', { class: 'tool-arguments' });
    #body = h('div', { class: 'tool-body' });
    #bar = h('progress', { hidden: true });
    #drawn;
    #drawnProgress = null;
    #approve;
    element;

    constructor(call, approve) {
        this.#approve = approve;
        const name = h('span', { class: 'tool-name', title: call.name }, call.name);
        const summary = h('summary', {}, this.#state, name, this.#arguments, this.#time, icon('chevron'),
            this.#bar);
        this.element = h('details', { class: 'tool', ontoggle: () => this.#fill(call) }, summary, this.#body);
        this.update(call);
    }

    update(call) {
        if (this.#drawn !== stateOf(call)) this.#show(call);
        else if (this.#drawnProgress !== call.progress) this.#showProgress(call);
        return true;
    }

    /** In place of the arguments, which tell less once the tool is under way. */
    #showProgress(call) {
        this.#drawnProgress = call.progress ?? null;
        const isRunning = this.#drawn === null && this.#drawnProgress !== null;
        const told = isRunning ? progressText(call.progress) : '';
        const total = isRunning ? call.progress.total : null;
        this.#arguments.textContent = told || oneLine(call.parameters);
        this.#bar.hidden = !(total > 0);
        if (total > 0) Object.assign(this.#bar, { max: total, value: call.progress.done ?? 0, ariaLabel: told });
        this.element.classList.toggle('under-way', told !== '');
    }

    #show(call) {
        const wasAsked = this.#drawn === 'asked';
        this.#drawn = stateOf(call);
        const state = states[this.#drawn] ?? unknown;
        const sign = state.drawing ? icon(state.drawing) : h('span', { class: 'spinner' });
        this.#state.className = `tool-state ${state.tone}`;
        this.#state.replaceChildren(sign, state.word);
        this.#time.textContent = typeof call.durationMs === 'number' ? duration(call.durationMs) : '';
        this.#showProgress(call);
        if (['asked', 'error', 'timeout'].includes(this.#drawn)) this.element.open = true;
        else if (wasAsked) this.element.open = false;
        this.#fill(call);
    }

    /** Drawn when it is first seen: most cards are never opened. */
    #fill(call) {
        if (!this.element.open) return;
        if (call.approval) {
            this.#body.replaceChildren(approvalView(call, (body) => this.#approve(call, body)));
            return;
        }
        const isEmpty = JSON.stringify(call.parameters) === '{}';
        const asked = isEmpty ? h('p', { class: 'note' }, 'Called without arguments.')
            : codeFrame(layOutJson(JSON.stringify(call.parameters)), 'json', 'Arguments');
        this.#body.replaceChildren(asked, ...this.#result(call), ...(call.attachments ?? []).map(attachmentView));
    }

    #result(call) {
        if (call.outcome === null) return [h('p', { class: 'note' }, 'Waiting for the result…')];
        if (call.result === '' && call.attachments?.length) return [];
        if (call.result === '') return [h('p', { class: 'note' }, 'It returned nothing.')];
        const { text, language } = readable(call.result);
        if (text.length <= shownResult) return [codeFrame(text, language, 'Result')];
        const frame = codeFrame(`${text.slice(0, shownResult)}…`, '', 'Result');
        const all = h('button', { type: 'button', class: 'link', onclick: () => {
            const whole = codeFrame(text, language, 'Result');
            frame.replaceWith(whole);
            all.remove();
            whole.querySelector('pre').focus();
        } }, `Show all (${bytes(text.length)})`);
        return [frame, all];
    }
}

function progressText({ message, done, total }) {
    if (message) return message;
    if (done === null) return '';
    return total === null ? `${done} done` : `${done} of ${total}`;
}

const stateOf = (call) => (call.approval ? 'asked' : call.outcome);

function readable(result) {
    const start = result.trimStart()[0];
    if (start !== '{' && start !== '[') return { text: result, language: '' };
    try {
        JSON.parse(result);
        return { text: layOutJson(result), language: 'json' };
    } catch {
        return { text: result, language: '' };
    }
}

/** `city: "Lisbon", days: 2`: enough to tell one call from the next without opening it. */
function oneLine(parameters) {
    if (typeof parameters !== 'object') return String(parameters).slice(0, 200);
    return Object.entries(parameters)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
        .join(', ')
        .slice(0, 200);
}
