// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's own library for JavaScript, unmodified, against `slipway serve`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { scripted, serve, until } from '../slipway.mjs';

const messages = [{ role: 'user', content: 'What is 6 * 7?' }];
const question = { model: 'Demo', messages };
const calculator = 'name: Demo\nprovider: demo\ntools: [evaluate_expression]\n';
const usage = { input_tokens: 11, output_tokens: 3 };

async function client(t, agent, options = {}) {
    const { url, printed } = await serve(t, agent, options);
    return { url, printed, openai: new OpenAI({ baseURL: `${url}/v1`, apiKey: options.token ?? 'any text' }) };
}

const stateOf = async (url, id) => (await (await fetch(`${url}/runs/${id.replace('chatcmpl-', '')}`)).json()).state;

test('lists the agent as a model', async (t) => {
    const { openai } = await client(t, calculator);
    const names = [];
    for await (const model of openai.models.list()) names.push(model.id);
    assert.deepEqual(names, ['Demo']);
    assert.equal((await openai.models.retrieve('demo')).id, 'Demo');
});

test('answers, with the agent\'s tools called inside', async (t) => {
    const { openai } = await client(t, calculator);
    const answer = await openai.chat.completions.create(question);
    assert.match(answer.choices[0].message.content, /42/);
    assert.equal(answer.choices[0].message.tool_calls, undefined);
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.ok(answer._request_id);
});

test('tells the usage', async (t) => {
    const { openai } = await client(t, scripted([{ text: 'Hello.', usage }]));
    const answer = await openai.chat.completions.create(question);
    assert.equal(answer.usage.prompt_tokens, 11);
    assert.equal(answer.usage.completion_tokens, 3);
    assert.equal(answer.usage.total_tokens, 14);
});

test('streams chunks', async (t) => {
    const { openai } = await client(t, scripted([{ text: ['Hel', 'lo ', 'there.'], usage }]));
    const stream = await openai.chat.completions.create(
        { ...question, stream: true, stream_options: { include_usage: true } });
    const pieces = [];
    let last;
    for await (const chunk of stream) {
        last = chunk;
        if (chunk.choices[0]?.delta.content) pieces.push(chunk.choices[0].delta.content);
    }
    assert.deepEqual(pieces, ['Hel', 'lo ', 'there.']);
    assert.equal(last.usage.total_tokens, 14);
});

test('satisfies the helper for streams', async (t) => {
    const { openai } = await client(t, calculator);
    const stream = openai.chat.completions.stream({ ...question, stream_options: { include_usage: true } });
    let snapshot = '';
    stream.on('content', (_, whole) => { snapshot = whole; });
    assert.match(await stream.finalContent(), /42/);
    assert.equal(await stream.finalContent(), snapshot);
    const completion = await stream.finalChatCompletion();
    assert.equal(completion.choices[0].finish_reason, 'stop');
    assert.ok(completion.usage);
});

test('cancels the run of a stream that is aborted', async (t) => {
    const { url, openai } = await client(t, scripted([{ text: ['Well', ' then'], pause_ms: 60_000 }]));
    const stream = await openai.chat.completions.create({ ...question, stream: true });
    for await (const chunk of stream) {
        if (!chunk.choices[0].delta.content) continue;
        assert.equal(await stateOf(url, chunk.id), 'running');
        stream.controller.abort();
        await until(async () => await stateOf(url, chunk.id) === 'cancelled');
    }
});

test('cancels the run of a request that is aborted', async (t) => {
    const slow = scripted([{ text: 'Too late.', wait_ms: 60_000 }], 'verbose: true\n');
    const { printed, openai } = await client(t, slow);
    const abort = new AbortController();
    const refused = assert.rejects(openai.chat.completions.create(question, { signal: abort.signal }), OpenAI.APIUserAbortError);
    await until(() => /model call/.test(printed()));
    abort.abort();
    await refused;
    await until(() => /run cancelled/.test(printed()));
});

const Place = z.object({ city: z.string(), degrees: z.number() });
const oslo = { city: 'Oslo', degrees: 18 };

test('gives an answer of the shape that is asked for', async (t) => {
    const turns = [{ text: 'It is 18 degrees in Oslo.' }, { text: `Here:\n\`\`\`json\n${JSON.stringify(oslo)}\n\`\`\`\n` }];
    const { openai } = await client(t, scripted(turns));
    const asked = { ...question, response_format: zodResponseFormat(Place, 'place') };
    const answer = await openai.chat.completions.parse(asked);
    assert.deepEqual(answer.choices[0].message.parsed, oslo);
    const streamed = await openai.chat.completions.stream(asked).finalChatCompletion();
    assert.deepEqual(streamed.choices[0].message.parsed, oslo);
});

test('tells of errors in a way the library understands', async (t) => {
    const { url, openai } = await client(t, calculator, { token: 's3cret' });
    await assert.rejects(openai.chat.completions.create({ ...question, model: 'gpt-5' }), (error) => {
        assert.ok(error instanceof OpenAI.NotFoundError);
        assert.match(error.message, /There is no model "gpt-5" here.*"Demo"/);
        assert.equal(error.code, 'model_not_found');
        assert.equal(error.param, 'model');
        assert.ok(error.requestID);
        return true;
    });
    await assert.rejects(openai.chat.completions.create({ ...question, n: 2 }), (error) => {
        assert.ok(error instanceof OpenAI.BadRequestError);
        assert.equal(error.param, 'n');
        return true;
    });
    const stranger = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'wrong' });
    await assert.rejects(stranger.models.list(), (error) => {
        assert.ok(error instanceof OpenAI.AuthenticationError);
        assert.match(error.message, /The token is not the right one/);
        return true;
    });
});

test('is not asked again by the library when a run has failed', async (t) => {
    const { openai } = await client(t, scripted([{ error: { kind: 'rate_limited', message: 'Slow down' } }, { text: 'Hello.' }]));
    await assert.rejects(openai.chat.completions.create(question), (error) => {
        assert.ok(error instanceof OpenAI.RateLimitError);
        assert.match(error.message, /Slow down/);
        return true;
    });
    const answer = await openai.chat.completions.create(question);
    assert.equal(answer.choices[0].message.content, 'Hello.');
});

test('ends a stream that breaks off with an error', async (t) => {
    const { openai } = await client(t, scripted([{ text: 'Half an', error: { kind: 'unavailable', message: 'gone' } }]));
    const helper = openai.chat.completions.stream(question);
    await assert.rejects(helper.finalContent(), (error) => {
        assert.ok(error instanceof OpenAI.APIError);
        assert.match(error.message, /gone/);
        return true;
    });
});
