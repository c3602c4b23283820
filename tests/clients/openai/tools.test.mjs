// SPDX-License-Identifier: GPL-3.0-or-later
// Tools of the client's, called through OpenAI's own library beside those of the agent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { scripted, serve } from '../slipway.mjs';

const messages = [{ role: 'user', content: 'How warm is it in Oslo?' }];
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const weather = { type: 'function', function: { name: 'weather', description: 'Tells the weather.', parameters } };
const wantsWeather = { name: 'weather', arguments: { city: 'Oslo' } };
const ownTools = 'tools: [evaluate_expression]\n';

async function client(t, agent) {
    const { url } = await serve(t, agent);
    return new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any text' });
}

/** The weather as a tool that the library calls; keeps the arguments it was called with. */
function weatherStation() {
    const asked = [];
    const tool = {
        type: 'function',
        function: {
            ...weather.function,
            parse: JSON.parse,
            function: (given) => { asked.push(given); return `18 degrees in ${given.city}`; },
        },
    };
    return { asked, tool };
}

test('hands calls of the client\'s tools back', async (t) => {
    const openai = await client(t, scripted([{ tool_calls: [wantsWeather] }]));
    const answer = await openai.chat.completions.create({ model: 'Demo', messages, tools: [weather] });
    const [choice] = answer.choices;
    assert.equal(choice.finish_reason, 'tool_calls');
    assert.equal(choice.message.content, null);
    const [call] = choice.message.tool_calls;
    assert.equal(call.type, 'function');
    assert.equal(call.function.name, 'weather');
    assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Oslo' });
    assert.match(call.id, /^call_[0-9a-f]{32}_0$/);
});

for (const stream of [false, true]) {
    test(`satisfies the library's tool runner, ${stream ? 'streamed' : 'whole'}`, async (t) => {
        const turns = [
            { text: 'Let me see.', tool_calls: [wantsWeather, { ...wantsWeather, arguments: { city: 'Rome' } }] },
            { text: 'It is 18 degrees.' },
        ];
        const openai = await client(t, scripted(turns, ownTools));
        const { asked, tool } = weatherStation();
        const runner = openai.chat.completions.runTools({ model: 'Demo', messages, tools: [tool], stream });
        assert.equal(await runner.finalContent(), 'It is 18 degrees.');
        assert.deepEqual(asked, [{ city: 'Oslo' }, { city: 'Rome' }]);
    });
}

test('calls the agent\'s own tools in between', async (t) => {
    const turns = [
        { tool_calls: [{ name: 'evaluate_expression', arguments: { expression: '9*2' } }] },
        { tool_calls: [wantsWeather, { name: 'evaluate_expression', arguments: { expression: '6*7' } }] },
        { text: 'It is 18 degrees.' },
    ];
    const openai = await client(t, scripted(turns, ownTools));
    const { asked, tool } = weatherStation();
    const runner = openai.chat.completions.runTools({ model: 'Demo', messages, tools: [tool] });
    assert.equal(await runner.finalContent(), 'It is 18 degrees.');
    assert.deepEqual(asked, [{ city: 'Oslo' }]);
    assert.equal(runner.messages.filter((message) => message.role === 'tool').length, 1);
});

test('refuses what cannot be called', async (t) => {
    const openai = await client(t, scripted([{ text: 'Hello.' }], ownTools));
    const ask = (more) => openai.chat.completions.create({ model: 'Demo', messages, tools: [weather], ...more });
    const named = (name) => ({ tools: [{ type: 'function', function: { name, parameters } }] });
    const call = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } };
    const unanswered = [...messages, { role: 'assistant', content: null, tool_calls: [call] }, ...messages];
    const refusals = [
        [named('evaluate_expression'), 'tools[0].function', /the agent has a tool "evaluate_expression" of its own/],
        [named('a b'), 'tools[0].function', /1 to 64 letters/],
        [{ tools: [weather, weather] }, 'tools[1].function', /two tools are named "weather"/],
        [{ tools: [{ type: 'custom', custom: { name: 'x' } }] }, 'tools[0]', /only tools of type function/],
        [{ messages: unanswered }, 'messages', /the call "call_1" has no result/],
        [{ messages: [...messages, { role: 'tool', tool_call_id: 'x', content: '' }] }, 'messages', /does not follow a call/],
    ];
    for (const [request, param, sentence] of refusals) {
        await assert.rejects(ask(request), (error) => {
            assert.ok(error instanceof OpenAI.BadRequestError);
            assert.equal(error.param, param);
            assert.match(error.message, sentence);
            return true;
        });
    }
});
