// SPDX-License-Identifier: GPL-3.0-or-later
import { answerApproval, ApiError, fetchHealth, raiseLimit, steerRun, storeToken, streamRun } from './api.js';
import { Composer } from './composer.js';
import * as conversations from './conversation.js';
import { copyFrom, h } from './dom.js';
import { emptyView } from './empty-view.js';
import { price } from './format.js';
import { Header } from './header.js';
import { limitHit, limitMet } from './limits.js';
import { repliesView } from './replies-view.js';
import { Scroller } from './scroller.js';
import * as storage from './storage.js';
import { TurnView } from './turn-view.js';

const healthEveryMs = 5_000;
const healthPatienceMs = 4_000;
const toastMs = 8_000;
const drawMs = 20; // in one go; what is left waits for the next frame
const answered = ['done', 'limited']; // what ended so is followed by quick replies
const spokenCharacters = 600; // of a finished answer, to a screen reader
const unknownAgent = { agent: '', provider: '', model: '' };

/** The page: holds the conversation, talks to the server, and keeps what is drawn in step with both. */
export class App {
    #conversation = storage.load();
    #views = new Map(); // turn → TurnView
    #health = unknownAgent;
    #running = null; // { turn, controller } of the run that streams
    #undrawn = new Set(); // views whose answer is not all on the page
    #frame = null;
    #lastCostMs = 0;
    #header = new Header(() => this.#newChat());
    #turns = h('div', { class: 'turns' });
    #empty = h('div', { class: 'empty-place' });
    #replies = h('div', { class: 'replies-place', 'data-idle': '' });
    #log = h('main', { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': 'Conversation', tabIndex: 0,
        onclick: (event) => copyCode(event) }, this.#empty, this.#turns, this.#replies);
    #scroller = new Scroller(this.#log);
    #spoken = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
    #toast = h('div', { class: 'toast', role: 'status' });
    #composer = new Composer({
        send: (text) => this.#send(text),
        add: (text) => this.#add(text),
        stop: () => this.#stop(),
        sent: () => this.#conversation.turns.map((turn) => turn.prompt),
    });
    #actions = {
        retry: (turn) => this.#retry(turn),
        resend: (turn, text) => this.#resend(turn, text),
        useToken: (turn, token) => {
            storeToken(token);
            this.#retry(turn);
        },
        approve: (turn, call, body) => answerApproval(turn.answer.run, call.approval.id, body),
        raiseLimit: (turn, cap) => raiseLimit(turn.answer.run, cap),
        stop: () => this.#stop(),
    };

    start(place) {
        place.append(this.#header.element, this.#log,
            h('div', { class: 'above-composer' }, this.#scroller.button, this.#toast), this.#composer.element,
            this.#spoken);
        this.#drawAll();
        document.addEventListener('keydown', (event) => event.key === 'Escape' && !event.isComposing && this.#stop());
        document.addEventListener('visibilitychange', () => this.#becameVisibleOrHidden());
        window.addEventListener('pagehide', () => storage.save(this.#conversation));
        this.#watchHealth();
        this.#composer.focus();
    }

    // ---- what a person does

    #send(text) {
        if (this.#running) return;
        const turn = conversations.newTurn(text);
        this.#conversation.turns.push(turn);
        this.#run(turn);
    }

    #retry(turn) {
        if (this.#running || turn !== this.#conversation.turns.at(-1)) return;
        turn.answer = conversations.newAnswer();
        this.#views.get(turn).restart();
        this.#run(turn);
        this.#composer.focus();
    }

    #resend(turn, text) {
        if (this.#running) return;
        this.#conversation.turns.splice(this.#conversation.turns.indexOf(turn));
        this.#send(text);
        this.#composer.focus();
    }

    async #add(text) {
        const { answer } = this.#running.turn;
        conversations.add(answer, text);
        this.#drawSoon();
        this.#scroller.jump();
        try {
            await steerRun(answer.run, text);
        } catch (error) {
            conversations.takeBack(answer, text);
            this.#markUndrawn(this.#turnOf(answer));
            this.#drawSoon();
            this.#composer.giveBack(text);
            this.#say(error.status === 404 ? 'The run was over already.' : error.message);
        }
    }

    #turnOf(answer) {
        return this.#conversation.turns.find((turn) => turn.answer === answer);
    }

    #stop() {
        this.#running?.controller.abort();
    }

    #newChat() {
        this.#stop();
        const before = this.#conversation;
        this.#conversation = conversations.emptyConversation();
        storage.save(this.#conversation);
        this.#drawAll();
        this.#composer.focus();
        if (before.turns.length > 0) this.#offerUndo(before);
    }

    #offerUndo(before) {
        const undo = () => {
            this.#stop();
            this.#conversation = before;
            storage.save(before);
            this.#drawAll();
            this.#toast.replaceChildren();
            this.#composer.focus();
        };
        this.#say('Started a new chat.', h('button', { type: 'button', class: 'link', onclick: undo }, 'Undo'));
    }

    /** Says something in passing. */
    #say(...content) {
        const message = h('p', {}, ...content);
        this.#toast.replaceChildren(message);
        setTimeout(() => message.remove(), toastMs);
    }

    #showTotal() {
        const total = price(conversations.totals(this.#conversation.turns));
        this.#composer.setHint(this.#conversation.turns.length > 1 && total ? `This chat: ${total}` : '');
    }

    // ---- a run

    async #run(turn) {
        const run = { turn, controller: new AbortController() };
        this.#setRunning(run);
        this.#drawAll();
        this.#scroller.jump();
        storage.save(this.#conversation);
        await this.#stream(turn, run.controller.signal);
        if (this.#running === run) this.#setRunning(null);
        this.#markUndrawn(turn);
        this.#drawReplies();
        this.#draw();
        storage.save(this.#conversation);
        this.#showTotal();
        this.#announce(turn.answer);
    }

    async #stream(turn, signal) {
        const { answer } = turn;
        const earlier = this.#conversation.turns.slice(0, this.#conversation.turns.indexOf(turn));
        const messages = conversations.messagesOf(earlier);
        const body = { prompt: turn.prompt, messages, session_id: this.#conversation.session, wait_at_limits: true };
        try {
            await streamRun(body, signal, (event) => {
                conversations.accept(answer, event);
                if (event.type === 'start' && this.#running?.turn === turn) this.#composer.letAdd();
                if (event.type === 'approval_asked') this.#spoken.textContent = `${event.tool_name} waits for you.`;
                if (answer.waitsAt) this.#spoken.textContent = `${limitMet(answer.waitsAt)} It waits for you.`;
                this.#drawSoon();
            });
            conversations.close(answer, 'cut');
        } catch (error) {
            if (signal.aborted) conversations.close(answer, 'stopped');
            else conversations.fail(answer, ...reasonOf(error));
        }
    }

    #setRunning(run) {
        this.#running = run;
        this.#composer.setRunning(run !== null);
        document.body.toggleAttribute('data-running', run !== null);
    }

    #announce(answer) {
        const text = conversations.answerText(answer).slice(0, spokenCharacters);
        const endings = { stopped: 'Stopped.', cut: 'The connection ended before the answer was complete.',
            limited: limitHit(answer.limit).sentence };
        this.#spoken.textContent = answer.error?.message ?? [endings[answer.status], text].filter(Boolean).join(' ');
    }

    // ---- drawing

    /** At most once a frame. A block that took long gives the page time for other things before the next draw. */
    #drawSoon() {
        if (this.#frame !== null) return;
        const draw = () => this.#draw();
        const pauseMs = document.hidden ? 250 : this.#lastCostMs > 2 * drawMs ? this.#lastCostMs * 3 : 0;
        const timer = pauseMs > 0 ? setTimeout(draw, pauseMs) : requestAnimationFrame(draw);
        this.#frame = { cancel: () => (pauseMs > 0 ? clearTimeout(timer) : cancelAnimationFrame(timer)) };
    }

    /** Draws what is new, the newest turn first: that is where a person looks. */
    #draw() {
        this.#frame?.cancel();
        this.#frame = null;
        const began = performance.now();
        if (this.#running) this.#markUndrawn(this.#running.turn);
        for (const view of [...this.#undrawn].reverse()) {
            if (view.update(drawMs)) this.#undrawn.delete(view);
            if (performance.now() > began + drawMs) break;
        }
        this.#scroller.follow();
        this.#log.setAttribute('aria-busy', String(this.#running !== null || this.#undrawn.size > 0));
        this.#lastCostMs = performance.now() - began;
        if (this.#undrawn.size > 0) this.#drawSoon();
    }

    #markUndrawn(turn) {
        const view = this.#views.get(turn); // none after New chat
        if (view) this.#undrawn.add(view);
    }

    #drawAll() {
        this.#showTotal();
        const { turns } = this.#conversation;
        for (const [turn, view] of this.#views) {
            if (turns.includes(turn)) continue;
            view.element.remove();
            this.#views.delete(turn);
            this.#undrawn.delete(view);
        }
        for (const turn of turns) {
            if (this.#views.has(turn)) continue;
            const view = new TurnView(turn, this.#actions);
            this.#views.set(turn, view);
            this.#undrawn.add(view);
            this.#turns.append(view.element);
        }
        this.#drawEmpty();
        this.#drawReplies();
        this.#draw();
    }

    #drawEmpty() {
        const isEmpty = this.#conversation.turns.length === 0;
        this.#empty.replaceChildren(...(isEmpty ? [emptyView(this.#health, (text) => this.#send(text))] : []));
    }

    #drawReplies() {
        const isAnswered = answered.includes(this.#conversation.turns.at(-1)?.answer.status);
        const texts = (isAnswered && this.#health.quick_replies) || [];
        const send = (text) => {
            this.#send(text);
            this.#composer.focus();
        };
        this.#replies.replaceChildren(...(texts.length > 0 ? [repliesView(texts, send)] : []));
    }

    // ---- the server's health

    async #watchHealth() {
        if (!document.hidden) await this.#askHealth();
        setTimeout(() => this.#watchHealth(), healthEveryMs);
    }

    async #askHealth() {
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), healthPatienceMs);
        try {
            this.#showHealth(await fetchHealth(controller.signal));
            this.#header.setLost('');
        } catch {
            this.#header.setLost('The server does not answer. This page goes on by itself as soon as it is back.');
        } finally {
            clearTimeout(timer);
        }
    }

    #showHealth(health) {
        if (JSON.stringify(health) === JSON.stringify(this.#health)) return;
        this.#health = health;
        this.#header.show(health);
        this.#composer.setAgent(health.agent);
        document.title = `${health.agent} · Playground`;
        if (this.#conversation.turns.length === 0) this.#drawEmpty();
        this.#drawReplies();
        this.#scroller.follow();
    }

    #becameVisibleOrHidden() {
        if (document.hidden) {
            storage.save(this.#conversation);
        } else {
            this.#askHealth();
            this.#draw();
        }
    }
}

function reasonOf(error) {
    if (error instanceof ApiError) return [error.message, error.status];
    return [`The page could not read the answer (${error.message}).`];
}

function copyCode(event) {
    const button = event.target.closest('[data-copy]');
    if (button) copyFrom(button, button.closest('.code').querySelector('code').textContent);
}
