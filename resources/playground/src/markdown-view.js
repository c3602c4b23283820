// SPDX-License-Identifier: GPL-3.0-or-later
import { h, iconButton, morph } from './dom.js';
import { highlight, languageName } from './highlight.js';
import { blocksOf } from './markdown.js';
import { sanitize } from './sanitize.js';

const shortCell = 16; // characters of a table cell that are kept on one line

/**
 * Markdown that grows. Text only ever gets longer at its end, so each update parses from the last top-level block on;
 * the blocks before it stand. The last update parses the whole text once more, because a link may be defined below its
 * use. Only blocks that changed are drawn, and no more of them than there is time for.
 */
export class MarkdownView {
    element = h('div', { class: 'markdown' });
    #blocks = []; // the HTML of each block, as it should be
    #drawn = []; // and as it is
    #standing = 0; // how many blocks will not change any more
    #offset = 0; // where the first block that may change starts
    #definitions = {};
    #source = '';
    #isComplete = false;

    /** Takes the text so far. Returns false if `budgetMs` was not enough to draw it all: then call it again. */
    update(text, isComplete, budgetMs = Infinity) {
        const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
        if (this.#source !== source || this.#isComplete !== isComplete) this.#parse(source, isComplete);
        return this.#draw(performance.now() + budgetMs);
    }

    #parse(source, isComplete) {
        if (isComplete || !source.startsWith(this.#source)) this.#beginAgain();
        this.#source = source;
        this.#isComplete = isComplete;
        const blocks = blocksOf(source.slice(this.#offset), this.#definitions);
        this.#blocks.length = this.#standing;
        this.#blocks.push(...blocks.map(({ html }) => html));
        const last = blocks.at(-1);
        if (!last?.startsWithWholeLine) return;
        this.#standing += blocks.filter(({ offset }) => offset < last.offset).length;
        this.#offset += last.offset;
    }

    #beginAgain() {
        this.#standing = 0;
        this.#offset = 0;
        this.#definitions = {};
    }

    #draw(deadline) {
        for (const [index, html] of this.#blocks.entries()) {
            if (this.#drawn[index] === html) continue;
            if (performance.now() > deadline) return false;
            this.#drawBlock(index, html);
        }
        this.#drawn.length = this.#blocks.length;
        while (this.element.children.length > this.#drawn.length) this.element.lastElementChild.remove();
        return true;
    }

    #drawBlock(index, html) {
        const block = h('div', { class: 'block' }, decorate(sanitize(html)));
        const old = this.element.children[index];
        if (old) morph(old, block);
        else this.element.append(block);
        this.#drawn[index] = html;
    }
}

/** What a person needs around the nodes of an answer: code with its language and a copy button, tables that scroll. */
function decorate(fragment) {
    for (const code of fragment.querySelectorAll('pre > code')) code.parentNode.replaceWith(codeBlock(code));
    for (const table of fragment.querySelectorAll('table')) {
        const frame = h('div', { class: 'table-frame', tabIndex: 0, role: 'region', 'aria-label': 'Table' });
        table.replaceWith(frame);
        frame.append(table);
    }
    for (const cell of fragment.querySelectorAll('td')) {
        if (cell.textContent.length <= shortCell) cell.classList.add('short');
    }
    for (const item of fragment.querySelectorAll('li')) markTask(item);
    return fragment;
}

function codeBlock(code) {
    const language = /^language-(.+)$/.exec(code.className)?.[1].toLowerCase() ?? '';
    return codeFrame(code.textContent.replace(/\n$/, ''), language);
}

/** Lines of these are prose, which nobody wants to scroll sideways. */
const prose = new Set(['markdown', 'md', 'text', 'txt', 'plaintext']);

/** A frame with a head and `text` as code. Its copy button is answered by `copyCodeOnClick`. */
export function codeFrame(text, language, title = languageName(language) || 'Text') {
    const head = h('div', { class: 'code-head' }, h('span', {}, title),
        iconButton('copy', 'Copy code', undefined, { 'data-copy': 'code' }));
    const body = h('pre', { class: prose.has(language) ? 'wrap' : '', tabIndex: 0, 'aria-label': `${title} code` },
        h('code', {}, highlight(text, language)));
    return h('div', { class: 'code' }, head, body);
}

/** "[x] done" at the start of a list item. */
function markTask(item) {
    const start = item.firstElementChild?.nodeName === 'P' ? item.firstElementChild : item;
    const text = start.firstChild;
    const mark = text?.nodeType === Node.TEXT_NODE ? /^\[([ xX])\] /.exec(text.data) : null;
    if (!mark) return;
    const isDone = mark[1] !== ' ';
    text.data = text.data.slice(mark[0].length);
    item.classList.add('task');
    start.prepend(h('span', { class: isDone ? 'task-done' : 'task-open', role: 'img',
        'aria-label': isDone ? 'Done' : 'Open' }));
}
