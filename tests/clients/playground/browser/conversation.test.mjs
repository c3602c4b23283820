// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { browserTest } from './fixture.mjs';

const echo = (run) => {
    run.say(`You said ${run.body.prompt}`);
    run.finish();
};

const sent = (server) => server.runs.map(({ body: { prompt, messages } }) => ({ prompt, messages }));
const sessions = (server) => server.runs.map((run) => run.body.session_id);
const pair = (prompt) => [{ role: 'user', content: prompt }, { role: 'assistant', content: `You said ${prompt}` }];

browserTest('sends the earlier turns with each message', {}, async ({ server, chat }) => {
    server.onRun = echo;
    for (const text of ['one', 'two', 'three']) {
        await chat.send(text);
        await chat.settled();
    }
    assert.deepEqual(sent(server)[2], { prompt: 'three', messages: [...pair('one'), ...pair('two')] });
});

browserTest('keeps the conversation over a reload', {}, async ({ page, server, chat }) => {
    server.onRun = echo;
    await chat.send('one');
    await chat.settled();
    await page.reload();
    assert.equal(await chat.answers.count(), 1);
    assert.equal(await page.locator('.markdown').textContent(), 'You said one');
    await chat.send('two');
    await chat.settled();
    assert.deepEqual(sent(server)[1].messages, pair('one'));
});

browserTest('is one session for each chat, also after a reload', {}, async ({ page, server, chat }) => {
    server.onRun = echo;
    const say = async (text) => {
        await chat.send(text);
        await chat.settled();
    };
    await say('one');
    await page.reload();
    await say('two');
    await page.getByRole('button', { name: 'New chat' }).click();
    await say('three');
    const [first, second, third] = sessions(server);
    assert.equal(first, second);
    assert.notEqual(second, third);
});

browserTest('says so when a reload cut an answer off', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('one');
    (await asked).say('Half');
    await page.getByText('Half').waitFor();
    await page.reload();
    await page.getByText('The connection ended before the answer was complete.').waitFor();
    assert.equal(await page.locator('.markdown').textContent(), 'Half');
});

browserTest('forgets everything with New chat, unless it is undone', {}, async ({ page, server, chat }) => {
    server.onRun = echo;
    await chat.send('one');
    await chat.settled();
    await page.getByRole('button', { name: 'New chat' }).click();
    assert.equal(await chat.answers.count(), 0);
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await chat.answers.count(), 1);
    await page.getByRole('button', { name: 'New chat' }).click();
    await page.reload();
    assert.equal(await chat.answers.count(), 0);
    await chat.send('two');
    await chat.settled();
    assert.deepEqual(sent(server)[1], { prompt: 'two', messages: [] });
});

browserTest('stops a running answer with New chat', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('one');
    const run = await asked;
    await page.getByRole('button', { name: 'New chat' }).click();
    await run.closed;
    await chat.settled();
    assert.equal(await chat.answers.count(), 0);
    server.onRun = echo;
    await chat.send('two');
    await chat.settled();
    assert.deepEqual(sent(server)[1].messages, []);
});

browserTest('answers again when asked, without the old answer', {}, async ({ page, server, chat }) => {
    server.onRun = echo;
    await chat.send('one');
    await chat.settled();
    server.onRun = (run) => run.finish({ content: 'Better.' });
    await page.getByRole('button', { name: 'Answer again' }).click();
    await page.locator('.markdown', { hasText: 'Better.' }).waitFor();
    assert.equal(await chat.answers.count(), 1);
    assert.deepEqual(sent(server)[1], { prompt: 'one', messages: [] });
});

browserTest('edits a message and drops what came after it', {}, async ({ page, server, chat }) => {
    server.onRun = echo;
    for (const text of ['one', 'two', 'three']) {
        await chat.send(text);
        await chat.settled();
    }
    await chat.questions.nth(1).hover();
    await page.getByRole('button', { name: 'Edit message' }).nth(1).click();
    const field = page.getByRole('textbox', { name: 'Edit your message' });
    await field.press('Escape');
    assert.equal(await chat.questions.count(), 3);
    await page.getByRole('button', { name: 'Edit message' }).nth(1).click();
    await field.fill('zwei');
    await field.press('Enter');
    await chat.settled();
    assert.deepEqual(await chat.questions.allTextContents(), ['one', 'zwei']);
    assert.deepEqual(sent(server)[3], { prompt: 'zwei', messages: pair('one') });
});

browserTest('brings earlier messages back with the Up key', {}, async ({ server, chat }) => {
    server.onRun = echo;
    for (const text of ['one', 'two']) {
        await chat.send(text);
        await chat.settled();
    }
    const steps = [['ArrowUp', 'two'], ['ArrowUp', 'one'], ['ArrowUp', 'one'], ['ArrowDown', 'two'], ['ArrowDown', '']];
    for (const [key, text] of steps) {
        await chat.field.press(key);
        assert.equal(await chat.field.inputValue(), text);
    }
    await chat.field.fill('own text');
    await chat.field.press('ArrowUp');
    assert.equal(await chat.field.inputValue(), 'own text');
});

browserTest('breaks the line with Shift+Enter and grows', {}, async ({ server, chat }) => {
    const height = async () => (await chat.field.boundingBox()).height;
    const before = await height();
    await chat.field.fill('first');
    await chat.field.press('Shift+Enter');
    await chat.field.pressSequentially('second');
    assert.ok(await height() > before * 1.5);
    await chat.field.press('Enter');
    await chat.settled();
    assert.equal(sent(server)[0].prompt, 'first\nsecond');
    assert.equal(await height(), before);
});

browserTest('sends nothing that is empty and nothing twice', {}, async ({ page, server, chat }) => {
    await chat.send('   ');
    const asked = server.nextRun();
    await chat.send('one');
    const run = await asked;
    await chat.send('two');
    run.finish({ content: 'Yes.' });
    await chat.settled();
    assert.equal(server.runs.length, 1);
    assert.equal(await chat.field.inputValue(), 'two');
    assert.equal(await page.getByRole('button', { name: 'Send' }).isEnabled(), true);
});

browserTest('goes on when the tab has no room to keep the conversation', {}, async ({ page, server, chat }) => {
    await page.evaluate(() => {
        for (let size = 1 << 22; size > 0; size >>= 1) {
            try {
                sessionStorage.setItem(`full${size}`, 'x'.repeat(size));
            } catch {
                // this much does not fit; half of it may
            }
        }
    });
    server.onRun = echo;
    for (const text of ['one', 'two']) {
        await chat.send(text);
        await chat.settled();
    }
    assert.deepEqual(sent(server)[1].messages, pair('one'));
});

browserTest('starts afresh when what was kept cannot be read', {}, async ({ page, chat }) => {
    for (const kept of ['{', 'null', '{"version":1}', '{"version":1,"turns":[{}]}', '{"version":2,"turns":[]}']) {
        await page.evaluate((text) => sessionStorage.setItem('slipway.conversation', text), kept);
        await page.evaluate(() => window.addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true));
        await page.reload();
        await page.getByRole('heading', { name: 'Talk to Weather assistant' }).waitFor();
        assert.equal(await chat.answers.count(), 0, kept);
    }
});
