// SPDX-License-Identifier: GPL-3.0-or-later
import { icon } from './icons.js';

/** Makes an element. `on…` properties are listeners; `class`, `role`, `aria-…`, `data-…` are attributes. */
export function h(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
        else if (name in element && !name.includes('-') && name !== 'role') element[name] = value;
        else element.setAttribute(name === 'class' ? 'class' : name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

/** A button that shows only a drawing; `label` is its accessible name and its tooltip. */
export const iconButton = (name, label, onclick, properties = {}) =>
    h('button', {
        type: 'button',
        class: 'icon-button',
        'aria-label': label,
        title: label,
        ...(onclick && { onclick }),
        ...properties,
    }, icon(name));

/**
 * Changes `from` into `to` in place. Nodes that stay the same stay the same node, so a selection, a scroll position and
 * the focus survive while an answer grows.
 */
export function morph(from, to) {
    if (from.nodeName !== to.nodeName) return from.replaceWith(to);
    if (from.nodeType === Node.TEXT_NODE) return morphText(from, to.data);
    for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
    for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    morphChildren(from, to);
}

function morphChildren(from, to) {
    let old = from.firstChild;
    for (const child of [...to.childNodes]) {
        if (old === null) {
            from.append(child);
        } else {
            const next = old.nextSibling;
            morph(old, child);
            old = next;
        }
    }
    while (old !== null) {
        const next = old.nextSibling;
        old.remove();
        old = next;
    }
}

function morphText(node, text) {
    if (node.data === text) return;
    if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
    else node.data = text;
}

/** Copies `text` and lets `button` say for a moment whether that worked. */
export async function copyFrom(button, text) {
    const worked = await copy(text);
    const before = button.getAttribute('aria-label');
    button.setAttribute('aria-label', worked ? 'Copied' : 'Copying was refused');
    button.classList.add(worked ? 'copied' : 'refused');
    button.firstElementChild.replaceWith(icon(worked ? 'check' : 'error'));
    setTimeout(() => {
        button.setAttribute('aria-label', before);
        button.classList.remove('copied', 'refused');
        button.firstElementChild.replaceWith(icon('copy'));
    }, 1600);
}

async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        return copyBySelection(text); // no clipboard outside secure contexts, so not on another machine's address
    }
}

function copyBySelection(text) {
    const focused = document.activeElement;
    const field = h('textarea', { class: 'unseen', value: text });
    document.body.append(field);
    field.select();
    const worked = document.execCommand('copy');
    field.remove();
    focused?.focus();
    return worked;
}
