// SPDX-License-Identifier: GPL-3.0-or-later
// Vercel's AI SDK with its provider for servers that are compatible with OpenAI, against `slipway serve`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, Output, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';
import { scripted, serve } from '../slipway.mjs';

const prompt = 'What is 6 * 7?';
const usage = { input_tokens: 11, output_tokens: 3 };
const wantsWeather = { name: 'weather', arguments: { city: 'Oslo' } };

async function model(t, agent) {
    const { url } = await serve(t, agent);
    const slipway = createOpenAICompatible({ name: 'slipway', baseURL: `${url}/v1`, includeUsage: true, supportsStructuredOutputs: true });
    return slipway('Demo');
}

test('answers, with the agent\'s tools called inside', async (t) => {
    const demo = await model(t, 'name: Demo\nprovider: demo\ntools: [evaluate_expression]\n');
    const { text, finishReason } = await generateText({ model: demo, system: 'Be brief.', prompt });
    assert.match(text, /42/);
    assert.equal(finishReason, 'stop');
});

test('streams, and tells the usage and what the model thinks', async (t) => {
    const demo = await model(t, scripted([{ reasoning: 'Hm.', text: ['Hel', 'lo.'], usage }]));
    const answer = streamText({ model: demo, prompt });
    const pieces = [];
    for await (const piece of answer.textStream) pieces.push(piece);
    assert.equal(pieces.join(''), 'Hello.');
    assert.equal(await answer.reasoningText, 'Hm.');
    assert.equal((await answer.usage).totalTokens, 14);
});

for (const streamed of [false, true]) {
    test(`calls the client's tools, ${streamed ? 'streamed' : 'whole'}`, async (t) => {
        const demo = await model(t, scripted([{ text: 'Let me ask.', tool_calls: [wantsWeather] }, { text: 'It is 18 degrees.' }]));
        const asked = [];
        const weather = tool({
            description: 'Tells the weather.',
            inputSchema: z.object({ city: z.string() }),
            execute: async ({ city }) => { asked.push(city); return '18 degrees'; },
        });
        const request = { model: demo, prompt, tools: { weather }, stopWhen: stepCountIs(3) };
        const text = streamed ? await streamText(request).text : (await generateText(request)).text;
        assert.equal(text, 'It is 18 degrees.');
        assert.deepEqual(asked, ['Oslo']);
    });
}

test('gives an answer of the shape that is asked for', async (t) => {
    const oslo = { city: 'Oslo', degrees: 18 };
    const demo = await model(t, scripted([{ text: `Here: ${JSON.stringify(oslo)}` }]));
    const schema = z.object({ city: z.string(), degrees: z.number() });
    const { output } = await generateText({ model: demo, prompt, output: Output.object({ schema }) });
    assert.deepEqual(output, oslo);
});

test('tells of errors in a way the library understands', async (t) => {
    const { url } = await serve(t, scripted([{ text: 'Hello.' }]));
    const other = createOpenAICompatible({ name: 'slipway', baseURL: `${url}/v1` })('gpt-5');
    await assert.rejects(generateText({ model: other, prompt }), /There is no model "gpt-5" here/);
});
