// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as conversations from '../../../../resources/playground/src/conversation.js';
import { dollars, duration, summary } from '../../../../resources/playground/src/format.js';
import { layOutJson } from '../../../../resources/playground/src/json.js';
import { limitHit, limitMet, told, wayOn } from '../../../../resources/playground/src/limits.js';

const answerTo = (...events) => {
    const answer = conversations.newAnswer();
    for (const event of events) conversations.accept(answer, event);
    return answer;
};
const chunk = (content) => ({ type: 'chunk', content });
const call = (id) => ({ type: 'tool_call', id, tool_name: 't', parameters: {} });
const result = (id, outcome = 'ok') => ({ type: 'tool_result', id, outcome, content: 'r', duration_ms: 1 });
const shape = (answer) => answer.parts.map((part) => part.text ?? `${part.id}:${part.outcome}`);

test('answer: keeps its parts in the order they came', () => {
    const answer = answerTo(chunk('a'), chunk('b'), call('1'), call('2'), result('2'), result('1', 'denied'), chunk('c'));
    assert.deepEqual(shape(answer), ['ab', '1:denied', '2:ok', 'c']);
    assert.equal(conversations.answerText(answer), 'ab\n\nc');
});

test('answer: a retry voids what came since the last tool call, and nothing before it', () => {
    const answer = answerTo(chunk('a'), call('1'), result('1'), { type: 'reasoning', content: 'x' }, chunk('b'),
        { type: 'retry', attempt: 2, message: 'Busy.', wait_ms: 10 });
    assert.deepEqual(shape(answer), ['a', '1:ok']);
    assert.deepEqual(answer.retry, { attempt: 2, message: 'Busy.', waitMs: 10 });
    conversations.accept(answer, chunk('c'));
    assert.equal(answer.retry, null);
});

test('answer: takes the text of the result if none was streamed', () => {
    assert.equal(conversations.answerText(answerTo({ type: 'result', content: 'whole', status: 'completed' })), 'whole');
    assert.equal(conversations.answerText(answerTo(chunk('a'), { type: 'result', content: 'a' })), 'a');
});

for (const [status, expected] of [['completed', 'done'], ['limited', 'limited']]) {
    test(`answer: a ${status} run is ${expected}`, () =>
        assert.equal(answerTo({ type: 'result', content: 'a', status }).status, expected));
}

test('answer: what the stream ended cannot end again', () => {
    const answer = answerTo(call('1'), { type: 'error', error: { message: 'No.' } });
    conversations.close(answer, 'cut');
    assert.equal(answer.status, 'failed');
    assert.deepEqual(shape(answer), ['1:cancelled']);
});

test('answer: a call waits for a person until that is answered, or over', () => {
    const asked = { type: 'approval_asked', approval: 'a1', id: '1', parameters: { n: 1 }, reason: 'Why', seconds: 60 };
    const answer = answerTo({ type: 'start', run_id: 'r1' }, call('1'), call('2'), asked);
    assert.equal(answer.run, 'r1');
    assert.deepEqual(answer.parts.map((part) => part.approval), [{ id: 'a1', reason: 'Why', seconds: 60 }, null]);
    assert.deepEqual(answer.parts[0].parameters, { n: 1 });
    conversations.accept(answer, { type: 'approval_given', approval: 'a1', id: '1', decision: 'allowed' });
    assert.equal(answer.parts[0].approval, null);
    const left = answerTo(call('1'), asked);
    conversations.close(left, 'stopped');
    assert.equal(left.parts[0].approval, null);
});

test('answer: what is said to a run waits until the run takes it up', () => {
    const answer = answerTo({ type: 'start', run_id: 'r1' }, chunk('a'));
    conversations.add(answer, 'Shorter.');
    conversations.add(answer, 'In French.');
    assert.deepEqual(shape(answer), ['a']);
    conversations.accept(answer, { type: 'steered', content: 'In French.' });
    assert.deepEqual(answer.added, ['Shorter.']);
    conversations.accept(answer, { type: 'steered', content: '[removed]' }); // a guardrail's words
    assert.deepEqual(answer.added, []);
    conversations.accept(answer, { type: 'steered', content: 'Somebody else.' });
    assert.deepEqual(shape(answer), ['a', 'In French.', '[removed]', 'Somebody else.']);
    conversations.add(answer, 'Too late.');
    conversations.takeBack(answer, 'Never said.');
    assert.deepEqual(answer.added, ['Too late.']);
    conversations.takeBack(answer, 'Too late.');
    assert.deepEqual(answer.added, []);
});

test('answer: a retry leaves what a person has added', () => {
    const answer = answerTo(chunk('a'), { type: 'steered', content: 'b' }, chunk('c'), { type: 'retry', attempt: 2 });
    assert.deepEqual(shape(answer), ['a', 'b']);
});

test('conversation: what was added to a run is told in its place', () => {
    const steered = { type: 'steered', content: 'In French.' };
    const told = (...events) => conversations.messagesOf([{ prompt: 'Hi', answer: answerTo(...events) }])
        .map(({ role, content }) => `${role}: ${content}`);
    assert.deepEqual(told(chunk('Hello'), call('1'), result('1'), steered, chunk('Bonjour')),
        ['user: Hi', 'assistant: Hello', 'user: In French.', 'assistant: Bonjour']);
    assert.deepEqual(told(call('1'), steered, chunk('Bonjour')), ['user: Hi\n\nIn French.', 'assistant: Bonjour']);
    assert.deepEqual(told(chunk('Hello'), call('1'), chunk('you'), steered), ['user: Hi', 'assistant: Hello\n\nyou']);
    assert.deepEqual(told(call('1'), steered), []);
});

const figures = [
    [duration, 0, '0 ms'], [duration, 999, '999 ms'], [duration, 1900, '1.9 s'], [duration, 59_940, '59.9 s'],
    [duration, 59_990, '1 min 0 s'], [duration, 125_000, '2 min 5 s'],
    [dollars, 0, '$0'], [dollars, 0.0012, '$0.0012'], [dollars, 0.00123456, '$0.0012'], [dollars, 0.000045, '$0.000045'],
    [dollars, 0.0000001, '< $0.000001'], [dollars, 0.01, '$0.01'], [dollars, 1.239, '$1.24'], [dollars, 0.00999, '$0.010'],
];
for (const [format, value, text] of figures) {
    test(`format: ${format.name} of ${value} is ${text}`, () => assert.equal(format(value), text));
}

test('format: the summary leaves out what is not known, but never the cost', () => {
    assert.equal(summary(answerTo(call('1'), { type: 'result', content: '', tokens: 1, cost_usd: null })),
        '1 tool call · 1 token · cost unknown');
    assert.equal(summary(answerTo({ type: 'result', content: '', tokens: 2, cost_usd: 0, first_token_ms: 420 })),
        '2 tokens · $0 · first token 420 ms');
    assert.equal(summary(answerTo({ type: 'result', content: '' })), '');
});

test('format: a limit is told with its place in the agent file', () => {
    const { limit } = answerTo({ type: 'result', content: '', status: 'limited', limit: { name: 'tool_calls', cap: 3 } });
    assert.deepEqual(limitHit(limit), {
        key: '/limits/tool_calls',
        sentence: 'The agent reached its limit of 3 tool calls before it was finished.',
    });
    for (const odd of [{ name: 'moon phases', cap: 1 }, { name: 'constructor', cap: 1 }, { name: 'cost', cap: '1' }]) {
        assert.equal(limitHit(odd).key, null);
    }
    const caps = [['session_tokens', 1, '1 token a session'], ['session_cost', 0.5, '$0.50 a session'],
        ['day_tokens', 2000, '2,000 tokens a day'], ['day_cost', 5, '$5.00 a day']];
    for (const [name, cap, told] of caps) {
        assert.deepEqual(limitHit({ name, cap }), {
            key: `/limits/${name.replace('_cost', '/cost_usd').replace('_tokens', '/tokens')}`,
            sentence: `The agent reached its limit of ${told} before it was finished.`,
        });
    }
    assert.equal(limitHit(null).sentence, 'The agent reached its limit before it was finished.');
});

const hit = (name, value, cap) => ({ type: 'limit_hit', name, value, cap, warning: false });
const waits = { type: 'suspended', reason: 'limit' };
const raised = (name, cap) => ({ type: 'limit_raised', name, cap });

test('answer: waits at a limit until that is raised, or the run over', () => {
    const answer = answerTo(hit('cost', 0.11, 0.1));
    assert.equal(answer.waitsAt, null);
    for (const event of [{ type: 'suspended', reason: 'approval' }, waits]) conversations.accept(answer, event);
    assert.deepEqual(answer.waitsAt, { name: 'cost', value: 0.11, cap: 0.1, first: 0.1 });
    conversations.accept(answer, raised('cost', 0.2));
    assert.equal(answer.waitsAt, null);
    for (const event of [hit('cost', 0.25, 0.2), waits]) conversations.accept(answer, event);
    assert.deepEqual(answer.waitsAt, { name: 'cost', value: 0.25, cap: 0.2, first: 0.1 });
    conversations.close(answer, 'stopped');
    assert.equal(answer.waitsAt, null);
    assert.equal(answerTo(hit('tokens', 9, 9), waits, { type: 'resumed' }).waitsAt, null);
});

const ways = [
    ['iterations', 6, 6, 6, 12, '6 more steps'], ['iterations', 12, 12, 6, 18, '6 more steps'],
    ['iterations', 1, 1, 1, 2, '1 more step'], ['tokens', 2540, 1000, 1000, 3540, '1,000 more tokens'],
    ['cost', 0.25, 0.1, 0.1, 0.35, '$0.10 more'], ['cost', 0.002, 0, 0, 0.012, '$0.01 more'],
    ['tool_calls', 3, 2, 2, 4, '2 more tool calls'], ['tool_calls', 7, 2, 2, 7, '5 more tool calls'],
];
for (const [name, value, cap, first, next, text] of ways) {
    test(`limits: the way on from ${value} of ${cap} ${name} is ${text}`, () =>
        assert.deepEqual(wayOn({ name, value, cap, first }), { cap: next, told: text }));
}

test('limits: what is not known has no way on, and is told all the same', () => {
    for (const odd of [{ name: 'seconds', value: 1, cap: 1, first: 1 }, { name: 'cost', value: '1', cap: 1, first: 1 }]) {
        assert.equal(wayOn(odd), null);
        assert.equal(limitMet(odd), 'The agent has reached a limit.');
    }
    assert.equal(limitMet({ name: 'tokens', value: 1284, cap: 1000 }),
        'The agent has reached its limit of 1,000 tokens: it has used 1,284 tokens.');
});

test('limits: guardrails, raised limits and warnings are told in a line', () => {
    const guard = (where, action, tool = '') => told({ kind: 'guardrail', rule: 'r', where, action, tool });
    assert.equal(guard('arguments', 'block'), 'Guardrail “r” found something in the arguments of a tool call and stopped it.');
    assert.equal(guard('results', 'redact'), 'Guardrail “r” found something in the result of a tool and took it out.');
    assert.equal(guard('constructor', 'constructor'), 'Guardrail “r” found something in this run and told it.');
    assert.equal(told({ kind: 'raised', name: 'cost', to: 0.2 }), 'The limit was raised to $0.20.');
    assert.equal(told({ kind: 'raised', name: 'moons', to: 'x' }), 'A limit was raised.');
    assert.equal(told({ kind: 'warning', value: 'x' }), 'This run has cost a lot so far.');
});

test('conversation: what it cost is unknown as soon as one answer\'s cost is', () => {
    const turn = (tokens, cost) => ({ prompt: '', answer: answerTo({ type: 'result', content: '', tokens, cost_usd: cost }) });
    assert.deepEqual(conversations.totals([turn(2, 0.5), turn(3, 0.25)]), { tokens: 5, costUsd: 0.75 });
    assert.deepEqual(conversations.totals([turn(2, 0.5), turn(3, null)]), { tokens: 5, costUsd: null });
    assert.deepEqual(conversations.totals([{ prompt: '', answer: conversations.newAnswer() }]), { tokens: 0, costUsd: 0 });
});

const laidOut = [
    ['{}', '{}'], ['[]', '[]'], ['{"a":[1,2,{}],"b":" ,x:[ "}', '{ "a": [1, 2, {}], "b": " ,x:[ " }'],
    [`{"a":[],"b":"${'x'.repeat(60)}","c":{"d":[1,{"e":null}]}}`,
        `{\n  "a": [],\n  "b": "${'x'.repeat(60)}",\n  "c": {\n    "d": [\n      1,\n      {\n        "e": null\n      }\n    ]\n  }\n}`],
    ['{"n":12345678901234567890,"n":1.0e+5}', '{ "n": 12345678901234567890, "n": 1.0e+5 }'],
    ['{"s":"\\u00e9\\" {,}"}', '{ "s": "\\u00e9\\" {,}" }'],
];
for (const [source, text] of laidOut) {
    test(`json: lays out ${source.slice(0, 30)}`, () => assert.equal(layOutJson(source), text));
}
