// SPDX-License-Identifier: GPL-3.0-or-later
// Anthropic's own library for JavaScript, unmodified, against `slipway serve`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { z } from 'zod';
import { scripted, serve, until } from '../slipway.mjs';

const messages = [{ role: 'user', content: 'What is 6 * 7?' }];
const question = { model: 'Demo', max_tokens: 1000, messages };
const calculator = 'name: Demo\nprovider: demo\ntools: [evaluate_expression]\n';
const usage = { input_tokens: 11, output_tokens: 3, cached_tokens: 4 };

async function client(t, agent, options = {}) {
    const { url, printed } = await serve(t, agent, options);
    return { url, printed, anthropic: new Anthropic({ baseURL: url, apiKey: options.token ?? 'any text' }) };
}

const stateOf = async (url, id) => (await (await fetch(`${url}/runs/${id.replace('msg_', '')}`)).json()).state;

test('lists the agent as a model', async (t) => {
    const { anthropic } = await client(t, calculator);
    const names = [];
    for await (const model of anthropic.models.list()) names.push([model.id, model.type, model.display_name]);
    assert.deepEqual(names, [['Demo', 'model', 'Demo']]);
});

test('answers, with the agent\'s tools called inside', async (t) => {
    const { anthropic } = await client(t, calculator);
    const answer = await anthropic.messages.create(question);
    assert.equal(answer.content.length, 1);
    assert.equal(answer.content[0].type, 'text');
    assert.match(answer.content[0].text, /42/);
    assert.equal(answer.stop_reason, 'end_turn');
    assert.equal(answer.model, 'Demo');
});

test('tells the usage, what came from a cache apart', async (t) => {
    const { anthropic } = await client(t, scripted([{ text: 'Hello.', usage }]));
    const answer = await anthropic.messages.create(question);
    assert.equal(answer.usage.input_tokens, 7);
    assert.equal(answer.usage.cache_read_input_tokens, 4);
    assert.equal(answer.usage.output_tokens, 3);
});

test('streams events', async (t) => {
    const { anthropic } = await client(t, scripted([{ text: ['Hel', 'lo.'], usage }]));
    const types = [];
    for await (const event of await anthropic.messages.create({ ...question, stream: true })) types.push(event.type);
    assert.deepEqual(types, ['message_start', 'content_block_start', 'content_block_delta', 'content_block_delta',
        'content_block_stop', 'message_delta', 'message_stop']);
});

test('satisfies the helper for streams', async (t) => {
    const turns = [
        { text: 'Let me see.', tool_calls: [{ name: 'evaluate_expression', arguments: { expression: '6*7' } }] },
        { reasoning: 'Hm.', text: ['It is', ' 42.'], usage },
    ];
    const { anthropic } = await client(t, scripted(turns, 'tools: [evaluate_expression]\n'));
    const stream = anthropic.messages.stream(question);
    let heard = '';
    stream.on('text', (piece) => { heard += piece; });
    const answer = await stream.finalMessage();
    assert.deepEqual(answer.content.map(({ text }) => text), ['Let me see.', 'It is 42.']);
    assert.equal(heard, 'Let me see.It is 42.');
    assert.equal(answer.stop_reason, 'end_turn');
    assert.equal(answer.usage.output_tokens, 3);
    assert.equal(answer.usage.input_tokens, 7);
});

test('shows what the model thinks to who wants it', async (t) => {
    const { anthropic } = await client(t, scripted([{ reasoning: 'Hm, 42.', text: 'It is 42.' }]));
    const asked = { ...question, thinking: { type: 'enabled', budget_tokens: 1024 } };
    const whole = await anthropic.messages.create(asked);
    const streamed = await anthropic.messages.stream(asked).finalMessage();
    for (const answer of [whole, streamed]) {
        assert.deepEqual(answer.content.map(({ type }) => type), ['thinking', 'text']);
        assert.equal(answer.content[0].thinking, 'Hm, 42.');
    }
    const next = [...messages, { role: 'assistant', content: whole.content }, ...messages];
    assert.equal((await anthropic.messages.create({ ...question, messages: next })).content.length, 1);
});

test('cancels the run of a stream that is aborted', async (t) => {
    const { url, anthropic } = await client(t, scripted([{ text: ['Well', ' then'], pause_ms: 60_000 }]));
    const stream = await anthropic.messages.create({ ...question, stream: true });
    let id;
    for await (const event of stream) {
        id ??= event.message.id;
        if (event.type !== 'content_block_delta') continue;
        assert.equal(await stateOf(url, id), 'running');
        stream.controller.abort();
        await until(async () => await stateOf(url, id) === 'cancelled');
    }
});

test('gives an answer of the shape that is asked for', async (t) => {
    const oslo = { city: 'Oslo', degrees: 18 };
    const { anthropic } = await client(t, scripted([{ text: `Here: ${JSON.stringify(oslo)}` }]));
    const format = zodOutputFormat(z.object({ city: z.string(), degrees: z.number() }));
    const answer = await anthropic.messages.parse({ ...question, output_config: { format } });
    assert.deepEqual(answer.parsed_output, oslo);
    const streamed = await anthropic.messages.stream({ ...question, output_config: { format } }).finalMessage();
    assert.deepEqual(streamed.parsed_output, oslo);
});

const weather = { name: 'weather', description: 'Tells the weather.', input_schema: { type: 'object', properties: { city: { type: 'string' } } } };
const wantsWeather = { name: 'weather', arguments: { city: 'Oslo' } };

test('hands calls of the client\'s tools back', async (t) => {
    const { anthropic } = await client(t, scripted([{ text: 'Let me see.', tool_calls: [wantsWeather] }]));
    const asked = { ...question, system: [{ type: 'text', text: 'Be brief.' }], tools: [weather] };
    const whole = await anthropic.messages.create(asked);
    const streamed = await anthropic.messages.stream(asked).finalMessage();
    for (const answer of [whole, streamed]) {
        assert.equal(answer.stop_reason, 'tool_use');
        assert.deepEqual(answer.content.map(({ type }) => type), ['text', 'tool_use']);
        assert.equal(answer.content[1].name, 'weather');
        assert.deepEqual(answer.content[1].input, { city: 'Oslo' });
    }
});

for (const stream of [false, true]) {
    test(`satisfies the library's tool runner, ${stream ? 'streamed' : 'whole'}`, async (t) => {
        const turns = [
            { tool_calls: [{ name: 'evaluate_expression', arguments: { expression: '9*2' } }] },
            { tool_calls: [wantsWeather, { ...wantsWeather, arguments: { city: 'Rome' } }] },
            { text: 'It is 18 degrees.' },
        ];
        const { anthropic } = await client(t, scripted(turns, 'tools: [evaluate_expression]\n'));
        const asked = [];
        const tool = betaZodTool({
            name: 'weather',
            description: 'Tells the weather.',
            inputSchema: z.object({ city: z.string() }),
            run: ({ city }) => { asked.push(city); return '18 degrees'; },
        });
        const answer = await anthropic.beta.messages.toolRunner({ ...question, tools: [tool], stream });
        assert.equal(answer.content[0].text, 'It is 18 degrees.');
        assert.deepEqual(asked, ['Oslo', 'Rome']);
    });
}

test('takes images and documents', async (t) => {
    const { anthropic } = await client(t, scripted([{ text: 'A dot.' }]));
    const data = Buffer.from('dot').toString('base64');
    const content = [
        { type: 'text', text: 'What is this?' },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data } },
        { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'dot' }, title: 'dot.txt' },
    ];
    const answer = await anthropic.messages.create({ ...question, messages: [{ role: 'user', content }] });
    assert.equal(answer.content[0].text, 'A dot.');
    content[1].source = { type: 'url', url: 'https://example.org/dot.png' };
    await assert.rejects(anthropic.messages.create({ ...question, messages: [{ role: 'user', content }] }), (error) => {
        assert.ok(error instanceof Anthropic.BadRequestError);
        assert.match(error.apiMessage, /^messages\.0\.content\.1\.source: /);
        return true;
    });
});

test('tells of errors in a way the library understands', async (t) => {
    const { url, anthropic } = await client(t, calculator, { token: 's3cret' });
    await assert.rejects(anthropic.messages.create({ ...question, model: 'claude' }), (error) => {
        assert.ok(error instanceof Anthropic.NotFoundError);
        assert.equal(error.type, 'not_found_error');
        assert.match(error.apiMessage, /There is no model "claude" here.*"Demo"/);
        return true;
    });
    const own = { tools: [{ name: 'evaluate_expression', input_schema: { type: 'object' } }] };
    await assert.rejects(anthropic.messages.create({ ...question, ...own }), (error) => {
        assert.ok(error instanceof Anthropic.BadRequestError);
        assert.match(error.apiMessage, /^tools\.0: the agent has a tool "evaluate_expression" of its own/);
        return true;
    });
    const stranger = new Anthropic({ baseURL: url, apiKey: 'wrong' });
    await assert.rejects(stranger.messages.create(question), (error) => {
        assert.ok(error instanceof Anthropic.AuthenticationError);
        assert.equal(error.apiMessage, 'The token is not the right one.');
        return true;
    });
});

test('is not asked again by the library when a run has failed', async (t) => {
    const { anthropic } = await client(t, scripted([{ error: { kind: 'rate_limited', message: 'Slow down' } }, { text: 'Hello.' }]));
    await assert.rejects(anthropic.messages.create(question), (error) => {
        assert.ok(error instanceof Anthropic.RateLimitError);
        assert.match(error.apiMessage, /Slow down/);
        return true;
    });
    assert.equal((await anthropic.messages.create(question)).content[0].text, 'Hello.');
});

test('ends a stream that breaks off with an error', async (t) => {
    const { anthropic } = await client(t, scripted([{ text: 'Half an', error: { kind: 'unavailable', message: 'gone' } }]));
    await assert.rejects(anthropic.messages.stream(question).finalMessage(), (error) => {
        assert.ok(error instanceof Anthropic.APIError);
        assert.equal(error.type, 'api_error');
        assert.match(error.message, /gone/);
        return true;
    });
});
