// SPDX-License-Identifier: GPL-3.0-or-later
// Saying something to a run that goes on.
import assert from 'node:assert/strict';
import { browserTest } from './fixture.mjs';

const call = { type: 'tool_call', id: 't1', tool_name: 'get_forecast', parameters: { city: 'Lisbon' } };
const result = { type: 'tool_result', id: 't1', tool_name: 'get_forecast', outcome: 'ok', content: '[]', duration_ms: 12 };

const addButton = (page) => page.getByRole('button', { name: 'Add to this run' });
const additions = (page) => page.getByRole('article', { name: 'Added to this run' });

/** A run whose tool is at work. */
async function working({ page, server, chat }) {
    const asked = server.nextRun();
    await chat.send('Umbrella?');
    const run = await asked;
    run.send({ type: 'start', run_id: 'r1', model: 'm', provider: 'p' }, call);
    await page.getByText('get_forecast').waitFor();
    return run;
}

browserTest('adds to a run what is written while it goes on', {}, async (scene) => {
    const { page, server, chat } = scene;
    const run = await working(scene);
    assert.equal(await chat.field.getAttribute('placeholder'), 'Add to this run…');
    assert.equal(await addButton(page).count(), 0);
    await chat.field.fill('Only for the afternoon.');
    await addButton(page).click();
    await additions(page).getByText('Waits for the agent\'s next step').waitFor();
    assert.deepEqual(await server.sendings(1), [['/runs/r1/steer', { text: 'Only for the afternoon.' }]]);
    assert.equal(await chat.field.inputValue(), '');
    assert.equal(await chat.stopButton.isVisible(), true);

    run.send(result, { type: 'steered', content: 'Only for the afternoon.' });
    await page.getByText('Waits for').waitFor({ state: 'detached' });
    run.say('No.');
    run.finish();
    await chat.settled();
    assert.deepEqual(await page.locator('.answer-body > *').evaluateAll((parts) => parts.map((part) => part.className)),
        ['tool', 'steered', 'markdown']);
    assert.equal(await additions(page).textContent(), 'Only for the afternoon.');
    assert.equal(await chat.field.getAttribute('placeholder'), 'Message Weather assistant…');

    server.onRun = (next) => next.finish({ content: 'Neither.' });
    await chat.send('And tomorrow?');
    await chat.settled();
    assert.deepEqual(server.runs[1].body.messages,
        [{ role: 'user', content: 'Umbrella?\n\nOnly for the afternoon.' }, { role: 'assistant', content: 'No.' }]);
});

browserTest('adds by Enter, and not before it is known to which run', {}, async (scene) => {
    const { page, server, chat } = scene;
    const asked = server.nextRun();
    await chat.send('Umbrella?');
    const run = await asked;
    await chat.field.fill('In French.');
    await chat.field.press('Enter');
    assert.deepEqual(server.sent, []);
    assert.equal(await addButton(page).count(), 0);
    run.send({ type: 'start', run_id: 'r1', model: 'm', provider: 'p' });
    await addButton(page).waitFor();
    await chat.field.press('Enter');
    await additions(page).waitFor();
    assert.deepEqual(await server.sendings(1), [['/runs/r1/steer', { text: 'In French.' }]]);
    run.finish({ content: 'Yes.' });
    await chat.settled();
    await additions(page).getByText('Came too late for this run').waitFor();
    await page.reload();
    await additions(page).getByText('Came too late for this run').waitFor();
});

for (const [status, detail, told] of [[404, 'No run "r1" is in progress.', 'The run was over already.'],
    [403, 'This agent does not take new orders.', 'This agent does not take new orders.']]) {
    browserTest(`gives back what a run did not take (${status})`, {
        expects: [new RegExp(status)],
        setUp: (server) => { server.refusal = { status, detail }; },
    }, async (scene) => {
        const { page, chat } = scene;
        const run = await working(scene);
        await chat.field.fill('In French.');
        await chat.field.press('Enter');
        await page.getByText(told).waitFor();
        await additions(page).waitFor({ state: 'detached' });
        assert.equal(await chat.field.inputValue(), 'In French.');
        run.finish({ content: 'Yes.' });
        await chat.settled();
        assert.equal(await page.getByRole('button', { name: 'Send' }).isEnabled(), true);
    });
}

for (const [colorScheme, width] of [['light', 404], ['dark', 404], ['light', 320]]) {
    browserTest(`shows what was added (${colorScheme}, ${width})`, { colorScheme, width }, async (scene) => {
        const { page, chat } = scene;
        const run = await working(scene);
        run.send(result, { type: 'steered', content: 'Only for the afternoon, please.' });
        run.send({ ...call, id: 't2', parameters: { city: 'Porto' } });
        await chat.field.fill('And for Porto.');
        await chat.field.press('Enter');
        await additions(page).nth(1).waitFor();
        await chat.field.fill('And say it in French');
        await addButton(page).waitFor();
        const right = await chat.stopButton.evaluate((button) => button.getBoundingClientRect().right);
        assert.ok(right <= width, `Stop ends at ${right}`);
        await chat.picture(`steering-${colorScheme}-${width}`);
    });
}
