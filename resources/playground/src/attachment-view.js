// SPDX-License-Identifier: GPL-3.0-or-later
import { h } from './dom.js';
import { bytes } from './format.js';

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** What a tool gave beside its text: a picture, or a file to save. One that was not kept is named only. */
export function attachmentView({ media_type: type = '', data, name }) {
    const title = name || type || 'file';
    if (typeof data !== 'string') return h('p', { class: 'note' }, `${title} was not kept.`);
    if (pictures.includes(type))
        return h('figure', { class: 'attachment' }, h('img', { src: `data:${type};base64,${data}`, alt: title }));
    const size = bytes(Math.floor(data.length * 3 / 4));
    const link = h('a', { class: 'link', download: name || 'file', href: `data:application/octet-stream;base64,${data}` },
        `Save ${title} (${size})`);
    return h('p', { class: 'note' }, link);
}
