// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that wait at a limit, and what guardrails and warnings leave in an answer.
import assert from 'node:assert/strict';
import { poorContrasts } from './contrast.mjs';
import { browserTest } from './fixture.mjs';

const start = { type: 'start', run_id: 'r1', model: 'm', provider: 'p' };
const hit = (name, value, cap) => ({ type: 'limit_hit', name, value, cap, warning: false });
const raised = (name, cap) => ({ type: 'limit_raised', name, cap });
const suspended = { type: 'suspended', reason: 'limit' };
const resumed = { type: 'resumed' };

const card = (page) => page.getByRole('group', { name: 'The agent waits at a limit' });

/** A run that waits at `limit`. */
async function waiting({ page, server, chat }, limit) {
    const begun = server.nextRun();
    await chat.send('Find out all of it.');
    const run = await begun;
    run.say('So far I know this.');
    run.send(start, limit, suspended);
    await card(page).waitFor();
    return run;
}

for (const colorScheme of ['light', 'dark']) {
    browserTest(`goes on as far as a person allows (${colorScheme})`, { colorScheme }, async (scene) => {
        const { page, server, chat } = scene;
        const run = await waiting(scene, hit('iterations', 6, 6));
        assert.equal(run.body.wait_at_limits, true);
        assert.match(await card(page).textContent(), /^The agent has reached its limit of 6 steps and is not finished\./);
        assert.equal(await page.locator('[aria-live=polite]').textContent(),
            'The agent has reached its limit of 6 steps and is not finished. It waits for you.');
        assert.equal(await page.getByText('Working…').isVisible(), false);
        assert.deepEqual(await poorContrasts(page), []);
        await chat.picture(`limit-${colorScheme}`);
        await page.getByRole('button', { name: 'Stop here' }).focus();
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter'); // Allow 6 more steps
        await page.locator('.approval[inert]').waitFor();
        assert.deepEqual(await server.sendings(1), [['/runs/r1/limit', { cap: 12 }]]);

        run.send(raised('iterations', 12), resumed);
        await page.getByText('The limit was raised to 12 steps.').waitFor();
        assert.equal(await card(page).count(), 0);
        run.send(hit('iterations', 12, 12), suspended);
        await page.getByRole('button', { name: 'Allow 6 more steps' }).click(); // again as many as at first
        await page.locator('.approval[inert]').waitFor();
        assert.deepEqual((await server.sendings(2))[1], ['/runs/r1/limit', { cap: 18 }]);
        run.send(raised('iterations', 18), resumed);
        run.finish();
        await chat.settled();
        assert.equal(await card(page).count(), 0);
        assert.deepEqual(await poorContrasts(page), []);
    });
}

browserTest('says why a limit could not be raised, and stops there if asked', { expects: [/422/] }, async (scene) => {
    const { page, server, chat } = scene;
    server.refusal = { status: 422, detail: 'The run can go on with a cap of more than 0.11.' };
    const run = await waiting(scene, hit('cost', 0.11, 0.1));
    await page.getByRole('button', { name: 'Allow $0.10 more' }).click();
    await card(page).getByText('more than 0.11').waitFor();
    await page.getByRole('button', { name: 'Stop here' }).click();
    await run.closed;
    await card(page).waitFor({ state: 'detached' });
    assert.equal(await page.locator('.facts').textContent(), 'Stopped.');
});

browserTest('asks no more when a run has ended at its limit', {}, async (scene) => {
    const { page, chat } = scene;
    const run = await waiting(scene, hit('tool_calls', 3, 2));
    run.send(resumed);
    run.finish({ status: 'limited', limit: { name: 'tool_calls', value: 3, cap: 2 } });
    await chat.settled();
    assert.equal(await card(page).count(), 0);
    assert.match(await page.locator('.notice p').innerText(), /raise limits\.tool_calls in the agent file\.$/);
    assert.match(await page.locator('[aria-live=polite]').textContent(), /^The agent reached its limit of 2 tool calls/);
});

browserTest('tells quietly what guardrails have done', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => {
        const rule = (name, where, action, id) => ({ type: 'guardrail_hit', rule: name, where, action, ...(id && { id }) });
        run.send(start, rule('no names', 'input', 'warn'), { type: 'tool_call', id: 't1', tool_name: 'read_file', parameters: {} },
            rule('secrets', 'results', 'redact', 't1'), { type: 'tool_result', id: 't1', outcome: 'ok', content: '[removed]' },
            { type: 'limit_hit', name: 'cost', value: 0.052, cap: 0.05, warning: true });
        run.say('Read.');
        run.finish();
    };
    await chat.send('Read it.');
    await chat.settled();
    assert.deepEqual(await page.getByRole('note').allTextContents(), [
        'Guardrail “no names” found something in your message and let it pass.',
        'Guardrail “secrets” found something in the result of read_file and took it out.',
        'This run has cost $0.05 so far.',
    ]);
    assert.deepEqual(await poorContrasts(page), []);
    await chat.picture('guardrails-light');
});
