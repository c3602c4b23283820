// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { browserTest } from './fixture.mjs';
import { weather } from '../stub-server.mjs';

const failedLoad = /Failed to load resource/;

browserTest('shows the server\'s sentence and tries again when asked', { expects: [failedLoad] },
    async ({ page, server, chat }) => {
        server.onRun = (run) => run.refuse(503, 'The model is overloaded. Try again in a minute.');
        await chat.send('one');
        await page.getByText('The model is overloaded. Try again in a minute.').first().waitFor();
        await chat.picture('error-light-404');
        server.onRun = (run) => run.finish({ content: 'Here.' });
        await page.getByRole('button', { name: 'Retry' }).click();
        await page.locator('.markdown', { hasText: 'Here.' }).waitFor();
        assert.equal(await page.locator('.notice').count(), 0);
    });

browserTest('leaves out of the history what failed', { expects: [failedLoad] }, async ({ server, chat }) => {
    server.onRun = (run) => run.refuse(500, 'It broke.');
    await chat.send('one');
    await chat.settled();
    await chat.send('two');
    await chat.settled();
    assert.deepEqual(server.runs[1].body.messages, []);
});

browserTest('keeps what was said before an error in the stream', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => {
        run.say('Half');
        run.send({ type: 'error', error: { message: 'The key was refused.', type: 'unauthorized' } });
        run.raw('data: [DONE]\n\n');
    };
    await chat.send('one');
    await chat.settled();
    assert.equal(await page.locator('.markdown').textContent(), 'Half');
    assert.equal(await page.locator('.notice p').textContent(), 'The key was refused.');
    assert.equal(await page.locator('[aria-live=polite]').textContent(), 'The key was refused.');
});

for (const [how, end] of [['ends', (run) => run.raw('data: [DONE]\n\n')], ['breaks', (run) => run.cut()]]) {
    browserTest(`says so when the stream ${how} without a result`, { expects: [/ERR_INCOMPLETE_CHUNKED/, failedLoad] },
        async ({ page, server, chat }) => {
            const asked = server.nextRun();
            await chat.send('one');
            const run = await asked;
            run.say('Half');
            await page.getByText('Half').waitFor();
            end(run);
            await page.locator('.notice', { hasText: 'The connection ended before the answer was complete.' }).waitFor();
            assert.equal(await page.getByRole('button', { name: 'Retry' }).isVisible(), true);
        });
}

browserTest('says so when nobody answers, and goes on when the server is back', { expects: [failedLoad] },
    async ({ page, server, chat }) => {
        const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // asks at once
        server.health = null;
        server.onRun = (run) => run.cut();
        await chat.send('one');
        await page.getByText('The server does not answer. Start it, then try again.').first().waitFor();
        await comeBack();
        await page.getByText('The server does not answer. This page goes on by itself').waitFor();
        server.health = { ...weather, agent: 'Other agent' };
        await comeBack();
        await page.getByRole('heading', { name: 'Other agent' }).waitFor();
        assert.equal(await page.locator('.lost').isVisible(), false);
    });

browserTest('takes events it does not know and lines that are not JSON', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => {
        run.send({ type: 'hologram', content: 'x' }, { type: 'tool_result', id: 'nobody', outcome: 'ok' }, { type: 'chunk' });
        run.raw('data: {broken\n\ndata: null\n\ndata: 7\n\n');
        run.say('Fine.');
        run.finish();
    };
    await chat.send('one');
    await chat.settled();
    assert.equal(await page.locator('.answer-body').textContent(), 'Fine.');
});

browserTest('asks for the token, keeps it for the tab only, and goes on', { expects: [failedLoad] },
    async ({ page, server, chat }) => {
        server.onRun = (run) => run.headers.authorization === 'Bearer s3cret'
            ? run.finish({ content: 'Welcome.' })
            : run.refuse(401, 'This server needs its token.');
        await chat.send('one');
        const field = page.getByLabel('Access token');
        await field.fill('wrong');
        await chat.picture('token-light-404');
        await page.getByRole('button', { name: 'Continue' }).click();
        await page.locator('input[type=password]:placeholder-shown, input[type=password]').waitFor();
        await field.fill('s3cret');
        await field.press('Enter');
        await page.getByText('Welcome.').first().waitFor();
        assert.deepEqual(server.runs.map((run) => run.headers.authorization),
            [undefined, 'Bearer wrong', 'Bearer s3cret']);
        const kept = await page.evaluate(() => [localStorage.length, document.cookie, sessionStorage['slipway.token']]);
        assert.deepEqual(kept, [0, '', 's3cret']);
        assert.equal((await page.content()).includes('s3cret'), false);
        await page.getByRole('button', { name: 'New chat' }).click();
        await chat.send('two');
        await page.getByText('Welcome.').first().waitFor();
    });
