// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { browserTest } from './fixture.mjs';

const call = { type: 'tool_call', id: 't1', tool_name: 'send_mail', parameters: { to: 'ann@example.org', urgent: true } };
const asked = { type: 'approval_asked', approval: 'a9', id: 't1', tool_name: 'send_mail', parameters: call.parameters,
    reason: 'Mail leaves this machine.', seconds: 300 };
const given = (decision) => ({ type: 'approval_given', approval: 'a9', id: 't1', decision, note: '' });
const result = (outcome) => ({ type: 'tool_result', id: 't1', tool_name: 'send_mail', outcome, content: 'Sent.',
    duration_ms: 12 });

/** A run whose one call waits for the person at the page. */
async function waiting({ page, server, chat }) {
    const begun = server.nextRun();
    await chat.send('Tell Ann.');
    const run = await begun;
    run.send({ type: 'start', run_id: 'r1', model: 'm', provider: 'p' }, call, asked);
    const group = page.getByRole('group', { name: 'send_mail waits for you' });
    await group.waitFor();
    return { run, group };
}

browserTest('lets a person allow a call', {}, async (test) => {
    const { run, group } = await waiting(test);
    assert.match(await group.textContent(), /Mail leaves this machine\..*Counts as denied after 5 min 0 s\./s);
    await group.getByRole('button', { name: 'Allow', exact: true }).click();
    await test.page.locator('.approval[inert]').waitFor();
    assert.deepEqual(await test.server.sendings(1), [['/runs/r1/approvals/a9', { decision: 'allow' }]]);
    run.send(given('allowed'));
    await group.waitFor({ state: 'detached' });
    run.send(result('ok'));
    run.finish({ content: 'Done.' });
    await test.chat.settled();
    assert.match(await test.chat.answers.textContent(), /Done.*send_mail.*12 ms.*Done\./s);
});

browserTest('sends the arguments a person has changed', {}, async (test) => {
    const { run, group } = await waiting(test);
    const field = group.getByRole('textbox', { name: 'Arguments' });
    await field.fill('{"to": ');
    await group.getByRole('button', { name: 'Allow', exact: true }).click();
    await group.getByText('The arguments are no JSON object.').waitFor();
    assert.deepEqual(test.server.sent, []);
    await field.fill('{"to": "bob@example.org"}');
    await group.getByRole('button', { name: 'Always in this chat' }).click();
    await test.page.locator('.approval[inert]').waitFor();
    const [[, sent]] = await test.server.sendings(1);
    assert.deepEqual(sent, { decision: 'allow', parameters: { to: 'bob@example.org' }, always: true });
    run.finish();
});

browserTest('tells the agent why a call is denied', {}, async (test) => {
    const { run, group } = await waiting(test);
    await group.getByRole('textbox', { name: 'Why not' }).fill('Not now.');
    await group.getByRole('button', { name: 'Deny' }).click();
    await test.page.locator('.approval[inert]').waitFor();
    const [[, sent]] = await test.server.sendings(1);
    assert.deepEqual(sent, { decision: 'deny', note: 'Not now.' });
    run.send(given('denied'), result('denied'));
    await test.page.getByText('Denied', { exact: true }).waitFor();
    run.finish({ content: 'Then not.' });
});

const refused = { expects: [/422/], setUp: (server) => {
    server.refusal = { status: 422, detail: 'send_mail needs "to".' };
} };
browserTest('says why an answer was refused, and takes another one', refused, async (test) => {
    const { run, group } = await waiting(test);
    await group.getByRole('button', { name: 'Allow', exact: true }).click();
    await group.getByText('send_mail needs "to".').waitFor();
    assert.equal(await test.page.locator('.approval[inert]').count(), 0);
    run.finish();
});

browserTest('asks no more when the run is over', {}, async (test) => {
    const { run, group } = await waiting(test);
    await test.chat.stopButton.click();
    await run.closed;
    await group.waitFor({ state: 'detached' });
});

for (const colorScheme of ['light', 'dark']) {
    browserTest(`shows what waits (${colorScheme})`, { colorScheme }, async (test) => {
        const { run } = await waiting(test);
        await test.chat.picture(`approval-${colorScheme}`);
        run.finish();
    });
}
