// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the page, for tests that look at them one by one. Bundled by the test, run in the browser.
import { highlight } from '../../../../resources/playground/src/highlight.js';
import { MarkdownView } from '../../../../resources/playground/src/markdown-view.js';
import { sanitize } from '../../../../resources/playground/src/sanitize.js';

const htmlOf = (nodes) => {
    const place = document.createElement('div');
    place.append(nodes);
    return place.innerHTML;
};

/** The same for the same page, in whatever order attributes were set. */
function canonical(element) {
    const copy = element.cloneNode(true);
    copy.normalize();
    for (const child of copy.querySelectorAll('*')) {
        const attributes = [...child.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
        for (const { name } of attributes) child.removeAttribute(name);
        for (const { name, value } of attributes) child.setAttribute(name, value);
    }
    return copy.innerHTML;
}

function drawn(text) {
    const view = new MarkdownView();
    view.update(text, true);
    return canonical(view.element);
}

window.parts = {
    sanitize(html) {
        const place = document.createElement('div');
        document.body.append(place);
        place.append(sanitize(html));
        return place.innerHTML;
    },

    highlight: (code, language) => htmlOf(highlight(code, language)),

    drawn,

    /** What stands after each piece of `text` was added, and at the end. */
    grown(text, size) {
        const view = new MarkdownView();
        for (let end = size; end < text.length; end += size) view.update(text.slice(0, end), false);
        view.update(text, false);
        const open = canonical(view.element);
        view.update(text, true);
        return { open, closed: canonical(view.element) };
    },

    /** How many nodes of the page change when `more` comes after `text`, in the blocks before the last one. */
    changesAbove(text, more) {
        const view = new MarkdownView();
        document.body.append(view.element);
        view.update(text, false);
        const blocks = [...view.element.children].slice(0, -1);
        const observer = new MutationObserver(() => {});
        for (const block of blocks) observer.observe(block, { childList: true, subtree: true, characterData: true, attributes: true });
        view.update(text + more, false);
        return { blocks: blocks.length, changes: observer.takeRecords().length,
            stillThere: blocks.every((block) => block.isConnected) };
    },
};
