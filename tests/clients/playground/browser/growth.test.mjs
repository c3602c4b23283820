// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that grow: what is drawn piece by piece is what would be drawn at once, and it stays fluid.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../../resources/playground/build.mjs';
import { all } from '../hostile.mjs';
import { browserTest } from './fixture.mjs';

const { code } = await bundle(fileURLToPath(new URL('inside.mjs', import.meta.url)));

const documents = [
    '# Title\n\nText with **bold** and `code`.\n\n- one\n- two\n  - three\n\n    more of two\n\nEnd.',
    'para\n# heading\npara\n#no heading\npara\n===\npara\n---\n***\n- a\n-\n- b\n1. c\n\n   d\n2) e',
    '```js\nlet a = 1;\n\n```\ntext\n~~~\n```\n~~~\n    indented\n\n    more\nlazy',
    '| a | b |\n| - | -: |\n| 1 | 2 |\n| 3 |\n\n> quote\nlazy\n\n> - list\n>\n> text',
    'See [a][1] and [b].\n\nText.\n\n[1]: https://one.example\n[b]: https://two.example "title"\n\nAgain [a][1].',
    'line one\r\nline two\r\n\r\n- a\r\n- b\r\n\r\n```\r\ncode\r\n```\r\n',
    '- [ ] open\n- [x] done\n\n1. a\n\n   ```py\n   x = 1\n   ```\n\n2. b\n\n\n\nend\n\n',
    `text\n\n${'- item\n'.repeat(60)}\n- loose\n${'- more\n'.repeat(60)}\n\nend`,
    '\n\n\n  leading\n\n&copy; &amp; \\* \\_ <b>no</b>\n\nhard  \nbreak\\\nhere\n\n---\n\n<!-- x -->',
];

const longest = 2_000; // characters, for every piece is another drawing
const longestByLetter = 500;

async function withParts(page) {
    await page.addScriptTag({ content: code, type: 'module' });
    await page.waitForFunction(() => window.parts);
}

browserTest('an answer in pieces is the answer at once', { path: '/blank' }, async ({ page }) => {
    await withParts(page);
    const cases = [...documents, documents.join('\n\n'), ...all]
        .filter((text) => text.length < longest)
        .flatMap((text) => [1, 7].map((size) => ({ text, size })))
        .filter(({ text, size }) => size > 1 || text.length < longestByLetter);
    const drawn = await page.evaluate((asked) => asked.map(({ text, size }) =>
        ({ ...window.parts.grown(text, size), whole: window.parts.drawn(text) })), cases);
    for (const [index, { text, size }] of cases.entries()) {
        const { open, closed, whole } = drawn[index];
        assert.equal(closed, whole, `in pieces of ${size}: ${text}`);
        const usesLinkBeforeItsDefinition = /^\[[^\]]+\]:/m.test(text);
        if (!usesLinkBeforeItsDefinition) assert.equal(open, whole, `still open, in pieces of ${size}: ${text}`);
    }
});

browserTest('blocks that stand are not touched again', { path: '/blank' }, async ({ page }) => {
    await withParts(page);
    const text = 'One.\n\n```js\nlet a;\n```\n\n- a\n- b\n\nTwo grows';
    const seen = await page.evaluate((source) => window.parts.changesAbove(source, ' and grows\n\nThree.'), text);
    assert.deepEqual(seen, { blocks: 3, changes: 0, stillThere: true });
});

browserTest('draws at most once a frame', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Hi');
    const run = await asked;
    await page.evaluate(() => {
        window.counts = { frames: 0, draws: 0 };
        const count = () => {
            window.counts.frames += 1;
            requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
        new MutationObserver(() => { window.counts.draws += 1; })
            .observe(document.querySelector('.answer-body'), { childList: true, subtree: true, characterData: true });
    });
    for (let word = 0; word < 2_000; word += 1) run.say(`word${word} `);
    run.finish();
    await chat.settled();
    const { frames, draws } = await page.evaluate(() => window.counts);
    assert.match(await page.locator('.markdown').textContent(), /word1999/);
    assert.ok(draws <= frames + 1, `${draws} draws in ${frames} frames`);
});

const paragraph = (index) => `## Part ${index}\n\nSome **bold** text with \`code\` and a [link](https://example.org/${index}) `
    + `in it, ${'and more words '.repeat(12)}.\n\n- one\n- two\n\n\`\`\`js\nconst part = ${index}; // ${'x'.repeat(60)}\n\`\`\`\n\n`;
const longTexts = {
    'many blocks': Array.from({ length: 480 }, (_, index) => paragraph(index)).join(''),
    'one code block': `\`\`\`js\n${Array.from({ length: 5_000 }, (_, index) => `const line${index} = "some text here";`).join('\n')}\n\`\`\``,
    'one list': Array.from({ length: 4_000 }, (_, index) => `- item ${index} with **bold** and \`code\` in it`).join('\n'),
    'one line': 'word '.repeat(40_000),
};

const longestPauseMs = 4_000; // on a busy machine; drawing all of it with each piece would take minutes

for (const [name, text] of Object.entries(longTexts)) {
    browserTest(`stays fluid with 200 KB of ${name}`, {}, async ({ page, server, chat }) => {
        assert.ok(text.length > 170_000, `${text.length}`);
        server.onRun = async (run) => {
            for (let at = 0; at < text.length; at += 200) {
                run.say(text.slice(at, at + 200));
                if (at % 2_000 === 0) await new Promise((resolve) => setTimeout(resolve, 4));
            }
            run.finish();
        };
        await page.evaluate(() => {
            window.longest = 0;
            let last = performance.now();
            const tick = () => {
                window.longest = Math.max(window.longest, performance.now() - last);
                last = performance.now();
                setTimeout(tick, 0);
            };
            tick();
        });
        const began = Date.now();
        await chat.send('Write');
        await chat.field.pressSequentially('typed meanwhile');
        await chat.settled();
        const longest = Math.round(await page.evaluate(() => window.longest));
        console.log(`# ${name}: ${text.length} characters in ${Date.now() - began} ms, longest pause ${longest} ms`);
        assert.equal(await chat.field.inputValue(), 'typed meanwhile');
        assert.ok(longest < longestPauseMs, `the page stood still for ${longest} ms`);
        const end = text.replace(/\W+$/, '').slice(-12);
        assert.ok((await page.locator('.markdown').textContent()).includes(end.replace(/[*`]/g, '').slice(-6)));
    });
}
