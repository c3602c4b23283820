// SPDX-License-Identifier: GPL-3.0-or-later
// The responses of OpenAI's own library for JavaScript, unmodified, against `slipway serve`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { scripted, serve, until } from '../slipway.mjs';

const question = { model: 'Demo', input: 'What is 6 * 7?' };
const calculator = 'name: Demo\nprovider: demo\ntools: [evaluate_expression]\n';
const ownTools = 'tools: [evaluate_expression]\n';
const evaluates = { name: 'evaluate_expression', arguments: { expression: '6*7' } };
const usage = { input_tokens: 11, output_tokens: 3 };
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const weather = { type: 'function', name: 'weather', description: 'Tells the weather.', parameters, strict: true };
const wantsWeather = { name: 'weather', arguments: { city: 'Oslo' } };

async function client(t, agent) {
    const { url } = await serve(t, agent);
    return { url, openai: new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any text' }) };
}

const stateOf = async (url, id) => (await (await fetch(`${url}/runs/${id.replace('resp_', '')}`)).json()).state;

test('answers, with the agent\'s tools called inside', async (t) => {
    const { openai } = await client(t, calculator);
    const response = await openai.responses.create(question);
    assert.match(response.output_text, /42/);
    assert.equal(response.status, 'completed');
    assert.equal(response.output.length, 1);
    assert.deepEqual(response.output[0].content[0].annotations, []);
});

test('takes a conversation, and tells the usage', async (t) => {
    const { openai } = await client(t, scripted([{ text: 'Hello.', usage }]));
    const first = await openai.responses.create(question);
    const input = [{ role: 'user', content: question.input }, ...first.output,
        { role: 'developer', content: [{ type: 'input_text', text: 'Be brief.' }] },
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Again.' }, { type: 'input_image', image_url: 'data:image/png;base64,AAAA' }] }];
    const response = await openai.responses.create({ ...question, input, instructions: 'Speak French.' });
    assert.equal(response.output_text, 'Hello.');
    assert.equal(response.usage.input_tokens, 11);
    assert.equal(response.usage.total_tokens, 14);
});

test('streams events', async (t) => {
    const { openai } = await client(t, scripted([{ text: ['Hel', 'lo.'], usage }]));
    const types = [];
    const numbers = [];
    for await (const event of await openai.responses.create({ ...question, stream: true })) {
        types.push(event.type.replace('response.', ''));
        numbers.push(event.sequence_number);
    }
    assert.deepEqual(types, ['created', 'in_progress', 'output_item.added', 'content_part.added', 'output_text.delta',
        'output_text.delta', 'output_text.done', 'content_part.done', 'output_item.done', 'completed']);
    assert.deepEqual(numbers, numbers.map((_, i) => i));
});

test('satisfies the helper for streams', async (t) => {
    const { openai } = await client(t, scripted([{ text: 'Let me see.', tool_calls: [evaluates] }, { text: 'It is 42.', usage }], ownTools));
    const stream = openai.responses.stream(question);
    let heard = '';
    stream.on('response.output_text.delta', ({ delta }) => { heard += delta; });
    const response = await stream.finalResponse();
    assert.deepEqual(response.output.map(({ content }) => content[0].text), ['Let me see.', 'It is 42.']);
    assert.equal(heard, 'Let me see.It is 42.');
    assert.equal(response.status, 'completed');
    assert.equal(response.usage.output_tokens, 3);
});

test('cancels the run of a stream that is aborted', async (t) => {
    const { url, openai } = await client(t, scripted([{ text: ['Well', ' then'], pause_ms: 60_000 }]));
    const stream = await openai.responses.create({ ...question, stream: true });
    let id;
    for await (const event of stream) {
        id ??= event.response.id;
        if (event.type !== 'response.output_text.delta') continue;
        assert.equal(await stateOf(url, id), 'running');
        stream.controller.abort();
        await until(async () => await stateOf(url, id) === 'cancelled');
    }
});

test('gives an answer of the shape that is asked for', async (t) => {
    const oslo = { city: 'Oslo', degrees: 18 };
    const { openai } = await client(t, scripted([{ text: `Here: ${JSON.stringify(oslo)}` }]));
    const format = zodTextFormat(z.object({ city: z.string(), degrees: z.number() }), 'place');
    assert.deepEqual((await openai.responses.parse({ ...question, text: { format } })).output_parsed, oslo);
    const streamed = await openai.responses.stream({ ...question, text: { format } }).finalResponse();
    assert.deepEqual(streamed.output_parsed, oslo);
});

for (const streamed of [false, true]) {
    test(`hands calls of the client's tools back and goes on with their results, ${streamed ? 'streamed' : 'whole'}`, async (t) => {
        const turns = [
            { tool_calls: [evaluates] },
            { text: 'Let me ask.', tool_calls: [wantsWeather, { ...wantsWeather, arguments: { city: 'Rome' } }] },
            { text: 'It is 18 degrees.' },
        ];
        const { openai } = await client(t, scripted(turns, ownTools));
        const ask = (request) => (streamed ? openai.responses.stream(request).finalResponse() : openai.responses.create(request));
        const first = await ask({ ...question, tools: [weather] });
        assert.deepEqual(first.output.map(({ type }) => type), ['message', 'function_call', 'function_call']);
        const calls = first.output.slice(1);
        assert.deepEqual(calls.map((call) => JSON.parse(call.arguments).city), ['Oslo', 'Rome']);
        const results = calls.map(({ call_id }) => ({ type: 'function_call_output', call_id, output: '18 degrees' }));
        const input = [{ role: 'user', content: question.input }, ...first.output, ...results];
        const second = await ask({ ...question, input, tools: [weather] });
        assert.equal(second.output_text, 'It is 18 degrees.');
    });
}

test('tells what was cut off', async (t) => {
    const { openai } = await client(t, scripted([{ text: 'Half an', finish: 'length' }]));
    const response = await openai.responses.create(question);
    assert.equal(response.status, 'incomplete');
    assert.equal(response.incomplete_details.reason, 'max_output_tokens');
});

test('refuses what cannot be done', async (t) => {
    const { openai } = await client(t, scripted([{ text: 'Hello.' }], ownTools));
    const refusals = [
        [{ previous_response_id: 'resp_1' }, 'previous_response_id', /no responses are held here/],
        [{ background: true }, 'background', /not made in the background/],
        [{ input: [{ type: 'item_reference', id: 'x' }] }, 'input[0]', /items of type "item_reference"/],
        [{ input: [{ type: 'function_call_output', call_id: 'x', output: '' }] }, 'input', /does not follow a call/],
        [{ tools: [{ type: 'web_search' }] }, 'tools[0]', /only tools of type function/],
        [{ text: { format: { type: 'json_schema', name: 'a', schema: { type: 'array' } } } }, 'text.format', /type: object/],
        [{ max_output_tokens: 0 }, 'max_output_tokens', /at least 1/],
    ];
    for (const [request, param, sentence] of refusals) {
        await assert.rejects(openai.responses.create({ ...question, ...request }), (error) => {
            assert.ok(error instanceof OpenAI.BadRequestError);
            assert.equal(error.param, param);
            assert.match(error.message, sentence);
            return true;
        });
    }
    await assert.rejects(openai.responses.create({ ...question, model: 'gpt-5' }), OpenAI.NotFoundError);
});

test('tells of a run that failed', async (t) => {
    const { openai } = await client(t, scripted([{ text: 'Half an', error: { kind: 'unavailable', message: 'gone' } }]));
    await assert.rejects(openai.responses.create(question), OpenAI.InternalServerError);
    const response = await openai.responses.stream(question).finalResponse();
    assert.equal(response.status, 'failed');
    assert.match(response.error.message, /gone/);
});
