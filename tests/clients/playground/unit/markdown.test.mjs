// SPDX-License-Identifier: GPL-3.0-or-later
// The first wall alone: what the markdown stage writes is safe before anything sanitizes it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOf, htmlOf } from '../../../../resources/playground/src/markdown.js';
import { all, markup } from '../hostile.mjs';

const plainTag = /^<\/?(?:p|h[1-6]|ul|li|blockquote|pre|code|em|strong|s|table|thead|tbody|tr|th|td|ol)>$|^<(?:br|hr)>$/;
const tagWithAttributes = [
    /^<a href="(?:https?:\/\/|mailto:)[^"<>]*"(?: title="[^"]*"| class="image")?>$/i,
    /^<\/a>$/,
    /^<t[hd] class="align-(?:left|center|right)">$/,
    /^<code class="language-[^"<>]*">$/,
    /^<ol(?: class="continued")? start="\d+">$/,
    /^<ul class="continued">$/,
];

/** The tags of `html` that the page does not know. A "<" of the model's must never come through. */
const strangeTags = (html) => html.match(/<(?:"[^"]*"|[^">])*>?/g)
    ?.filter((tag) => !plainTag.test(tag) && !tagWithAttributes.some((known) => known.test(tag))) ?? [];

for (const [index, source] of all.entries()) {
    test(`markdown: hostile text ${index} stays text: ${JSON.stringify(source.slice(0, 50))}`, () => {
        assert.deepEqual(strangeTags(htmlOf(source)), []);
        assert.deepEqual(strangeTags(htmlOf(`before\n\n- ${source}\n\n> ${source}`)), []);
    });
}

test('markdown: markup of the model is shown, not dropped', () => {
    const shown = (html) => html.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"').replace(/&amp;/g, '&');
    assert.equal(shown(htmlOf(`a ${markup[0]} b`)).trim(), `a ${markup[0]} b`);
});

const renderings = {
    'an image becomes a link': ['![a *b*](https://x.org/i.png)', '<p><a href="https://x.org/i.png" class="image">a b</a></p>'],
    'an image in a link is its text': ['[![a](https://x.org/i.png)](https://y.org)', '<p><a href="https://y.org">a</a></p>'],
    'a relative link stays text': ['[a](/stream)', '<p>[a](/stream)</p>'],
    'a bare address becomes a link': ['see https://x.org.', '<p>see <a href="https://x.org">https://x.org</a>.</p>'],
    'a bare name does not': ['see x.org and a@b.org', '<p>see x.org and a@b.org</p>'],
    'columns keep their side': ['|a|\n|-:|\n|1|', '<table>\n<thead>\n<tr>\n<th class="align-right">a</th>\n</tr>\n</thead>\n'
        + '<tbody>\n<tr>\n<td class="align-right">1</td>\n</tr>\n</tbody>\n</table>'],
    'CRLF is a line end': ['a\r\n\r\nb', '<p>a</p><p>b</p>'],
};

for (const [name, [source, html]] of Object.entries(renderings)) {
    test(`markdown: ${name}`, () => assert.equal(htmlOf(source), html));
}

test('markdown: blocks know where they start', () => {
    const source = '# a\n\ntext\nmore\n\n- x\n- y\n\n```\ncode\n```\n\nend';
    const starts = blocksOf(source).map((block) => source.slice(block.offset).split('\n')[0]);
    assert.deepEqual(starts, ['# a', 'text', '- x', '```', 'end']);
    assert.equal(blocksOf(source).at(-1).startsWithWholeLine, false);
});

test('markdown: a long list is cut into blocks that go on counting', () => {
    const list = Array.from({ length: 120 }, (_, index) => `${index + 5}. item\n    - inner`).join('\n');
    const blocks = blocksOf(`before\n\n${list}\n\nafter`);
    assert.deepEqual(blocks.map(({ html }) => html.split('\n')[0]), ['<p>before</p>', '<ol start="5">',
        '<ol class="continued" start="55">', '<ol class="continued" start="105">', '<p>after</p>']);
    assert.deepEqual(blocks.map(({ html }) => html.split('<li>item').length - 1), [0, 50, 50, 20, 0]);
    assert.deepEqual(blocks.map(({ offset }) => offset), [0, 8, 8, 8, 10 + list.length]);
});
