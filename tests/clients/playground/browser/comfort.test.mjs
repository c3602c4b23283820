// SPDX-License-Identifier: GPL-3.0-or-later
// What makes the page right to use: scrolling, copying, the keyboard, screen readers, being opened alone.
import assert from 'node:assert/strict';
import { browserTest } from './fixture.mjs';
import { weather } from '../stub-server.mjs';

const lines = (count) => Array.from({ length: count }, (_, index) => `Line ${index}.`).join('\n\n');
const bottomGap = (page) => page.locator('.log').evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);

/** Where the log is scrolled to, once the wheel's movement has come to rest. */
async function restingPlace(page) {
    return page.locator('.log').evaluate(async (log) => {
        for (let before = -1, still = 0; still < 10; before = log.scrollTop) {
            await new Promise(requestAnimationFrame);
            still = log.scrollTop === before ? still + 1 : 0;
        }
        return log.scrollTop;
    });
}

browserTest('follows the answer for who is at its end, and only for them', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Hi');
    const run = await asked;
    run.say(lines(60));
    await page.getByText('Line 59.').waitFor();
    assert.ok(await bottomGap(page) < 2);
    const jump = page.getByRole('button', { name: 'Jump to latest' });
    assert.equal(await jump.isVisible(), false);
    await page.locator('.log').hover();
    await page.mouse.wheel(0, -300);
    await jump.waitFor();
    const before = await restingPlace(page);
    run.say(`\n\n${lines(60)}\n\nThe very last.`);
    await page.getByText('The very last.').waitFor({ state: 'attached' });
    assert.equal(await page.locator('.log').evaluate((log) => log.scrollTop), before);
    await jump.click();
    assert.ok(await bottomGap(page) < 2);
    run.say('\n\nOne more.');
    await page.getByText('One more.').waitFor();
    assert.ok(await bottomGap(page) < 2);
    run.finish();
    await chat.settled();
    assert.equal(await jump.isVisible(), false);
});

browserTest('keeps a selection while the answer grows', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Hi');
    const run = await asked;
    run.say('Select these words and');
    await page.getByText('Select these words').waitFor();
    await page.evaluate(() => {
        const text = document.querySelector('.markdown p').firstChild;
        getSelection().setBaseAndExtent(text, 7, text, 18);
    });
    run.say(' read on **while it**');
    await page.locator('.markdown strong').waitFor();
    assert.equal(await page.evaluate(() => String(getSelection())), 'these words');
});

browserTest('copies code, answers and messages', {}, async ({ page, server, chat }) => {
    const answer = 'Run **this**:\n\n```sh\nls -l "a b" && echo <x>\n```\n\n- [x] done';
    server.onRun = (run) => {
        run.say(answer);
        run.finish();
    };
    await chat.send('How do I list files?');
    await chat.settled();
    assert.equal(await page.locator('.code-head span').textContent(), 'Bash');
    const expected = { 'Copy code': 'ls -l "a b" && echo <x>', 'Copy answer': answer, 'Copy message': 'How do I list files?' };
    for (const [name, text] of Object.entries(expected)) {
        const told = page.getByRole('button', { name: 'Copied' }).waitFor();
        await page.getByRole('button', { name }).click();
        await told;
        await page.getByRole('button', { name }).waitFor(); // it says so for a moment only
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    }
});

browserTest('wraps prose and leaves code as it is', {}, async ({ page, server, chat }) => {
    const line = 'many words '.repeat(30);
    server.onRun = (run) => run.finish({ content: `\`\`\`markdown\n${line}\n\`\`\`\n\n\`\`\`sh\n${line}\n\`\`\`` });
    await chat.send('Hi');
    await chat.settled();
    const isWide = (element) => element.scrollWidth > element.clientWidth;
    assert.equal(await page.getByLabel('Markdown code').evaluate(isWide), false);
    assert.equal(await page.getByLabel('Bash code').evaluate(isWide), true);
});

browserTest('scrolls a wide table inside itself', {}, async ({ page, server, chat }) => {
    const row = (cell) => `|${Array.from({ length: 12 }, (_, index) => `${cell}${index}`).join('|')}|`;
    server.onRun = (run) => run.finish({ content: [row('a long heading '), row('---'), row('cell ')].join('\n').replace(/---\d+/g, '---') });
    await chat.send('Hi');
    await chat.settled();
    const frame = page.getByRole('region', { name: 'Table' });
    assert.ok(await frame.evaluate((element) => element.scrollWidth > element.clientWidth * 2));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 404);
});

browserTest('is reachable by keyboard, and everything has a name', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => {
        run.send({ type: 'reasoning', content: 'Hm.' }, { type: 'tool_call', id: 'a', tool_name: 'look', parameters: { a: 1 } },
            { type: 'tool_result', id: 'a', outcome: 'error', content: 'No.', duration_ms: 1 });
        run.say('```js\nlet a;\n```\n\n[link](https://example.org)');
        run.finish();
    };
    await chat.send('Hi');
    await chat.settled();
    const stops = [];
    await page.evaluate(() => document.activeElement.blur());
    for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
            const at = document.activeElement;
            const outline = getComputedStyle(at).outlineStyle !== 'none' || at.matches('textarea');
            return at === document.body ? null : [at.getAttribute('aria-label') ?? at.textContent.trim(), outline];
        });
        if (stop === null && stops.length > 0) break; // once round
        if (stop !== null) stops.push(stop);
    }
    assert.deepEqual(stops.filter(([name, outline]) => name === '' || !outline), []);
    const names = stops.map(([name]) => name.slice(0, 15));
    for (const name of ['openai · gpt-5-', 'New chat', 'Copy message', 'Edit message', 'Reasoning', 'Errorlooka: 1', 'Copy code',
        'link', 'Copy answer', 'Answer again', 'Message']) {
        assert.ok(names.some((stop) => stop.startsWith(name.slice(0, 9))), `${name} is not among ${names.join(', ')}`);
    }
    const tree = await page.locator('body').ariaSnapshot();
    for (const part of ['banner', 'log "Conversation"', 'article "You"', 'article "Agent"', 'textbox "Message"', 'contentinfo']) {
        assert.ok(tree.includes(part), `${part} is not in\n${tree}`);
    }
});

browserTest('hides what cannot be done while an answer streams', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => run.finish({ content: 'one' });
    await chat.send('one');
    await chat.settled();
    const asked = server.nextRun();
    await chat.send('two');
    const run = await asked;
    for (const name of ['Edit message', 'Answer again', 'Retry']) {
        assert.equal(await page.getByRole('button', { name }).count(), 0, name);
    }
    run.finish({ content: 'two' });
    await chat.settled();
    assert.equal(await page.getByRole('button', { name: 'Answer again' }).count(), 1);
});

browserTest('notices another agent without a reload', {}, async ({ page, server, chat }) => {
    await page.getByRole('heading', { name: 'Talk to Weather assistant' }).waitFor();
    server.health = { ...weather, agent: 'Translator', provider: 'demo', model: 'rules', conversation_starters: ['Guten Tag'] };
    await page.getByRole('heading', { name: 'Talk to Translator' }).waitFor();
    await page.getByText('Offline demo').waitFor();
    assert.equal(await chat.field.getAttribute('placeholder'), 'Message Translator…');
    await page.getByRole('button', { name: 'Guten Tag' }).waitFor();
});

browserTest('survives names that are far too long', {
    width: 320,
    setUp: (server) => {
        const long = 'Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel'.repeat(7);
        server.health = { ...weather, agent: long, model: long, provider_reason: long, description: long,
            tools: Array.from({ length: 500 }, () => long), conversation_starters: [long], quick_replies: [long] };
        server.onRun = (run) => {
            run.send({ type: 'tool_call', id: 'a', tool_name: long, parameters: { [long]: long } },
                { type: 'tool_result', id: 'a', outcome: 'error', content: long, duration_ms: 100_000 });
            run.say(`${long}\n\n- ${long}\n\n\`${long}\`\n\n| ${long} |\n| - |\n| ${long} |`);
            run.finish();
        };
    },
}, async ({ page, chat }) => {
    await page.locator('.starter').waitFor();
    const tooWide = () => page.evaluate(() => [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > 320 && !element.closest('table, pre'))
        .map((element) => `${element.nodeName} ${element.className}`));
    assert.deepEqual(await tooWide(), []);
    await page.locator('.starter').click();
    await chat.settled();
    assert.deepEqual(await tooWide(), []);
    await chat.picture('long-names-light-320');
});

browserTest('works at twice the text size', { width: 404 }, async ({ page, server, chat }) => {
    server.onRun = (run) => run.finish({ content: 'Fine.' });
    await page.evaluate(() => { document.documentElement.style.fontSize = '162.5%'; });
    await chat.send('Hi');
    await chat.settled();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 404);
    const button = await page.getByRole('button', { name: 'Send' }).boundingBox();
    assert.ok(button.x + button.width <= 404 && button.y + button.height <= 800);
});

const file = new URL('../../../../resources/playground/playground.html', import.meta.url);

browserTest('opens alone, without any server, and says what is missing', { path: '/blank', expects: [/./], alone: true },
    async ({ page, chat }) => {
        await page.goto(file.href);
        await page.getByText('The server does not answer. This page goes on by itself').waitFor();
        await chat.send('Hi');
        await page.getByText('The server does not answer. Start it, then try again.').first().waitFor();
    });
