// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { browserTest } from './fixture.mjs';
import { weather } from '../stub-server.mjs';

browserTest('shows whom one talks to and offers ways to start', {}, async ({ page, server, chat }) => {
    await page.getByRole('heading', { name: 'Weather assistant', exact: true }).waitFor();
    assert.equal(await page.title(), 'Weather assistant · Playground');
    assert.equal(await page.getByText('Offline demo').isVisible(), false);
    const why = page.getByRole('button', { name: 'openai · gpt-5-mini' });
    assert.equal(await why.getAttribute('title'), weather.provider_reason);
    await why.click();
    assert.equal(await page.locator('#reason').textContent(), weather.provider_reason);
    await page.getByRole('button', { name: weather.conversation_starters[0] }).click();
    await chat.settled();
    assert.equal(server.runs[0].body.prompt, weather.conversation_starters[0]);
    assert.equal(await chat.answers.count(), 1);
});

browserTest('says plainly when the model is the offline demo', {
    setUp: (server) => { server.health = { ...weather, provider: 'demo', model: 'demo', provider_reason: 'No key.' }; },
}, async ({ page }) => {
    await page.getByText('Offline demo', { exact: true }).waitFor();
});

browserTest('streams an answer piece by piece', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Hi');
    const run = await asked;
    const { session_id: session, ...said } = run.body;
    assert.deepEqual(said, { prompt: 'Hi', messages: [], wait_at_limits: true });
    assert.match(session, /^[0-9a-f]{24}$/);
    await page.getByText('Working…').waitFor();
    run.send({ type: 'start', run_id: 'r1', model: 'm', provider: 'p' });
    run.say('Rain is **li');
    await page.getByText('Rain is **li').waitFor();
    run.say('kely** today');
    await page.locator('strong', { hasText: 'likely' }).waitFor();
    assert.equal(await chat.stopButton.isVisible(), true);
    run.finish({ tokens: 1284, cost_usd: 0.0012, duration_ms: 1900 });
    await chat.settled();
    assert.equal(await page.locator('.facts').textContent(), '1,284 tokens · $0.0012 · 1.9 s');
    assert.equal(await page.locator('[aria-live=polite]').textContent(), 'Rain is **likely** today');
});

browserTest('tells what the chat has cost, once there is more than one answer', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => run.finish({ tokens: 1000, cost_usd: 0.5 });
    await chat.send('One');
    await chat.settled();
    assert.match(await page.locator('.hint').textContent(), /^Enter to send/);
    await chat.send('Two');
    await chat.settled();
    assert.equal(await page.locator('.hint').textContent(), 'This chat: 2,000 tokens · $1.00');
});

browserTest('leads from a limit to the agent file in the window, and names the key elsewhere', {},
    async ({ page, server, chat }) => {
        server.onRun = (run) => run.finish({ status: 'limited', limit: { name: 'tool_calls', value: 3, cap: 2 } });
        await chat.send('Hi');
        await chat.settled();
        const notice = page.locator('.notice');
        const link = page.getByRole('link', { name: 'Change the limit' });
        assert.equal(await notice.locator('p').innerText(),
            'The agent reached its limit of 2 tool calls before it was finished. '
                + 'To let it go on for longer, raise limits.tool_calls in the agent file.');
        assert.equal(await link.isVisible(), false);
        await page.evaluate(() => { document.documentElement.dataset.window = ''; });
        assert.equal(await link.getAttribute('href'), 'slipway:edit/limits/tool_calls');
        assert.equal(await link.isVisible(), true);
        assert.equal(await notice.locator('code').isVisible(), false);
    });

browserTest('offers quick replies below the last answer, and sends the one that is clicked', {
    setUp: (server) => { server.health = { ...weather, quick_replies: ['Tell me more', 'Thanks'] }; },
}, async ({ page, server, chat }) => {
    const replies = page.getByRole('list', { name: 'Quick replies' });
    await page.getByRole('heading', { name: 'Talk to Weather assistant' }).waitFor();
    assert.equal(await replies.count(), 0);
    await chat.send('Rain?');
    await chat.settled();
    assert.deepEqual(await replies.getByRole('button').allTextContents(), ['Tell me more', 'Thanks']);
    const asked = server.nextRun();
    await replies.getByRole('button', { name: 'Tell me more' }).click();
    const run = await asked;
    assert.equal(run.body.prompt, 'Tell me more');
    assert.equal(await replies.isVisible(), false);
    run.finish({ content: 'It rains.' });
    await chat.settled();
    assert.equal(await replies.isVisible(), true);
    assert.equal(await chat.field.evaluate((field) => field === document.activeElement), true);
    await page.reload();
    await replies.waitFor(); // with the conversation of this tab
    assert.equal(await chat.answers.count(), 2);
    await page.getByRole('button', { name: 'New chat' }).click();
    assert.equal(await replies.count(), 0);
});

for (const [ending, finish] of [['fails', (run) => run.refuse(502, 'The model does not answer.')], ['breaks off', (run) => run.cut()]]) {
    browserTest(`offers no quick reply to an answer that ${ending}`, {
        setUp: (server) => {
            server.health = { ...weather, quick_replies: ['Thanks'] };
            server.onRun = finish;
        },
        expects: [/502/, /ERR_/],
    }, async ({ page, chat }) => {
        await chat.send('Rain?');
        await page.getByRole('button', { name: 'Retry' }).waitFor();
        assert.equal(await page.getByRole('list', { name: 'Quick replies' }).count(), 0);
    });
}

browserTest('reads a stream that is cut at every byte', {}, async ({ page, server, chat }) => {
    server.onRun = async (run) => {
        const wire = ': hello\r\n\r\nid: 1\r\ndata: {"type":"chunk","content":"Grüße ☂ "}\r\n\r\n'
            + 'id: 2\ndata: {"type":"chunk",\ndata: "content":"done"}\n\n: ping\n\n'
            + 'data: {"type":"result","content":"","status":"completed"}\n\ndata: [DONE]\n\n';
        for (const byte of Buffer.from(wire)) {
            run.raw(Buffer.from([byte]));
            await new Promise(setImmediate);
        }
    };
    await chat.send('Hi');
    await chat.settled();
    assert.equal(await page.locator('.markdown').textContent(), 'Grüße ☂ done');
});

browserTest('shows several tool calls at once, each with its own state', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Weather?');
    const run = await asked;
    run.send({ type: 'tool_call', id: 'a', tool_name: 'get_forecast', parameters: { city: 'Lisbon', days: 2 } },
        { type: 'tool_call', id: 'b', tool_name: 'get_alerts', parameters: {} });
    const cards = page.locator('details.tool');
    await cards.nth(1).waitFor();
    assert.deepEqual(await page.locator('.tool-state').allTextContents(), ['Running', 'Running']);
    run.send({ type: 'tool_result', id: 'b', tool_name: 'get_alerts', outcome: 'error', content: 'No such region',
        duration_ms: 96 });
    await page.getByText('No such region').waitFor();
    assert.deepEqual(await page.locator('.tool-state').allTextContents(), ['Running', 'Error']);
    run.send({ type: 'tool_result', id: 'a', outcome: 'ok', content: '{"rain":[1,12345678901234567890]}',
        duration_ms: 412 });
    run.say('Yes.');
    run.finish({ duration_ms: 1900 });
    await chat.settled();
    assert.deepEqual(await page.locator('.tool-state').allTextContents(), ['Done', 'Error']);
    assert.deepEqual(await page.locator('.tool-time').allTextContents(), ['412 ms', '96 ms']);
    assert.equal(await page.locator('.facts').textContent(), '2 tool calls · 1.9 s');
    await page.getByText('get_forecast', { exact: true }).click();
    assert.equal(await cards.first().locator('pre').first().textContent(), '{ "city": "Lisbon", "days": 2 }');
    assert.match(await cards.first().locator('pre').last().textContent(), /12345678901234567890/);
});

const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

browserTest('tells how far a tool is, and shows what it gives beside its text', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Draw it');
    const run = await asked;
    run.send({ type: 'tool_call', id: 'a', tool_name: 'draw', parameters: { what: 'rain' } });
    const told = page.locator('.tool-arguments');
    const bar = page.locator('.tool progress');
    await page.getByText('what: "rain"').waitFor();
    assert.equal(await bar.isVisible(), false);
    run.send({ type: 'tool_progress', id: 'a', message: null, done: 3, total: 10 });
    await page.getByText('3 of 10').waitFor();
    assert.deepEqual([await bar.isVisible(), await bar.evaluate(({ value, max }) => [value, max])], [true, [3, 10]]);
    run.send({ type: 'tool_progress', id: 'a', message: 'Mixing colours', done: null, total: null });
    await page.getByText('Mixing colours').waitFor();
    assert.equal(await bar.isVisible(), false);
    run.send({ type: 'tool_result', id: 'a', outcome: 'ok', content: '', duration_ms: 3, attachments: [
        { media_type: 'image/png', data: picture, name: 'rain.png' },
        { media_type: 'text/html', data: 'PHNjcmlwdD4=', name: 'rain.html' }] });
    run.finish({ content: 'Drawn.' });
    await chat.settled();
    assert.equal(await told.textContent(), 'what: "rain"');
    await page.getByText('draw', { exact: true }).click();
    assert.equal(await page.getByAltText('rain.png').evaluate((image) => image.naturalWidth), 1);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save rain.html (9 B)' }).click();
    assert.equal((await saved).suggestedFilename(), 'rain.html');
    await page.reload();
    await page.getByText('draw', { exact: true }).click();
    await page.getByText('rain.png was not kept.').waitFor();
});

browserTest('cuts a long tool result and shows all of it when asked', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => {
        run.send({ type: 'tool_call', id: 'a', tool_name: 'read_file', parameters: { path: 'a.txt' } },
            { type: 'tool_result', id: 'a', outcome: 'ok', content: 'x'.repeat(50_000), duration_ms: 3 });
        run.finish({ content: 'Read.' });
    };
    await chat.send('Read it');
    await chat.settled();
    await page.getByText('read_file', { exact: true }).click();
    const result = page.locator('.tool pre').last();
    assert.equal((await result.textContent()).length, 2001);
    await page.getByRole('button', { name: 'Show all (50 KB)' }).click();
    assert.equal((await page.locator('.tool pre').last().textContent()).length, 50_000);
});

browserTest('keeps reasoning closed until it is opened', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => {
        run.send({ type: 'reasoning', content: 'The person ' }, { type: 'reasoning', content: 'wants rain.' });
        run.say('Rain.');
        run.finish();
    };
    await chat.send('Hi');
    await chat.settled();
    assert.equal(await page.getByText('The person wants rain.').isVisible(), false);
    await page.getByText('Reasoning').click();
    assert.equal(await page.getByText('The person wants rain.').isVisible(), true);
    await chat.send('And then?');
    await chat.settled();
    assert.deepEqual(server.runs[1].body.messages,
        [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Rain.' }]);
});

browserTest('drops what was streamed before a retry', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Hi');
    const run = await asked;
    run.say('First **half');
    await page.getByText('First').waitFor();
    run.send({ type: 'retry', attempt: 2, message: 'The model is overloaded.', wait_ms: 1500 });
    await page.getByText('The model is overloaded. Trying again in 1.5 s…').waitFor();
    run.say('Whole');
    run.finish();
    await chat.settled();
    assert.equal(await page.locator('.answer-body').textContent(), 'Whole');
    assert.equal(await page.getByText('overloaded').isVisible(), false);
});

browserTest('stops by the button, and the server sees it leave', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Hi');
    const run = await asked;
    run.say('Half an ans');
    await page.getByText('Half an ans').waitFor();
    await chat.stopButton.click();
    await run.closed;
    await chat.settled();
    assert.equal(await page.locator('.markdown').textContent(), 'Half an ans');
    assert.equal(await page.locator('.facts').textContent(), 'Stopped.');
});

browserTest('stops by Escape, a running tool with it', {}, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Hi');
    const run = await asked;
    run.send({ type: 'tool_call', id: 'a', tool_name: 'slow', parameters: {} });
    await page.getByText('Running').waitFor();
    await page.keyboard.press('Escape');
    await run.closed;
    await chat.settled();
    assert.equal(await page.locator('.tool-state').textContent(), 'Cancelled');
});
