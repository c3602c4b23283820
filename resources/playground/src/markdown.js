// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown of a model to HTML text. The first of two walls: this stage writes only the tags it knows, escapes all
// HTML of the model, and makes links of images. The second wall is sanitize.js; the third the page's security policy.
import MarkdownIt from 'markdown-it';

const openable = /^(?:https?:\/\/|mailto:)/i;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = (url) => openable.test(url.trim());

const { rules } = markdown.renderer;

/** An image would tell a stranger's server that the answer was read: it becomes a link, or its text inside a link. */
rules.image = (tokens, index, options, env, renderer) => {
    const token = tokens[index];
    const escape = markdown.utils.escapeHtml;
    const label = escape(renderer.renderInlineAsText(token.children ?? [], options, env).trim() || 'image');
    const isInLink = depthOfLinks(tokens, index) > 0;
    return isInLink ? label : `<a href="${escape(token.attrGet('src') ?? '')}" class="image">${label}</a>`;
};

const depthOfLinks = (tokens, end) =>
    tokens.slice(0, end).reduce((depth, { type }) => depth + (type === 'link_open') - (type === 'link_close'), 0);

/** The policy of the page forbids style attributes: the alignment of a column becomes a class. */
rules.th_open = rules.td_open = (tokens, index) => {
    const { tag } = tokens[index];
    const side = /text-align:(left|center|right)/.exec(tokens[index].attrGet('style') ?? '')?.[1];
    return side ? `<${tag} class="align-${side}">` : `<${tag}>`;
};

const longList = 50; // items; a longer list is cut into several blocks, so that a new item does not draw them all

/**
 * The top-level blocks of `text`: `[{html, offset, startsWithWholeLine}]`. `offset` is where the block starts in
 * `text` (line ends must be LF); the blocks of one long list have the same. `env` carries link definitions from block
 * to block.
 */
export function blocksOf(text, env = {}) {
    const tokens = markdown.parse(text, env);
    const offsets = offsetsOfLines(text);
    const blocks = [];
    for (let start = 0; start < tokens.length; ) {
        const end = endOfBlock(tokens, start);
        const [line] = tokens[start].map;
        const place = { offset: offsets[line], startsWithWholeLine: line + 1 < offsets.length };
        for (const piece of piecesOf(tokens.slice(start, end))) {
            blocks.push({ html: markdown.renderer.render(piece, markdown.options, env).trimEnd(), ...place });
        }
        start = end;
    }
    return blocks;
}

/** All of `text` as HTML. */
export const htmlOf = (text) => blocksOf(text.replace(/\r\n?/g, '\n')).map((block) => block.html).join('');

function endOfBlock(tokens, start) {
    let depth = 0;
    let index = start;
    do {
        depth += tokens[index].nesting;
        index += 1;
    } while (depth > 0 && index < tokens.length);
    return index;
}

/** The tokens of one block, in pieces if it is a long list. */
function piecesOf(tokens) {
    const [open] = tokens;
    const items = [...tokens.keys()].filter((index) => isItemOf(open, tokens[index]));
    const starts = items.filter((_, item) => item % longList === 0);
    if (starts.length < 2) return [tokens];
    return starts.map((start, piece) => {
        const inside = tokens.slice(start, starts[piece + 1] ?? tokens.length - 1);
        return [piece === 0 ? open : continuation(open, piece * longList), ...inside, tokens.at(-1)];
    });
}

const isItemOf = (list, token) => token.type === 'list_item_open' && token.level === list.level + 1
    && /^(?:bullet|ordered)_list_open$/.test(list.type);

/** The opening of a list that goes on after `count` items. */
function continuation(open, count) {
    const token = Object.assign(Object.create(Object.getPrototypeOf(open)), open, { attrs: [['class', 'continued']] });
    if (open.type === 'ordered_list_open') token.attrs.push(['start', Number(open.attrGet('start') ?? 1) + count]);
    return token;
}

function offsetsOfLines(text) {
    const offsets = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) offsets.push(at + 1);
    return offsets;
}
