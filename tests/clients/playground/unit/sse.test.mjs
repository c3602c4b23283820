// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SseReader } from '../../../../resources/playground/src/sse.js';

/** The events of `text`, fed in pieces of `size` bytes. */
function read(text, size) {
    const bytes = new TextEncoder().encode(text);
    const reader = new SseReader();
    const events = [];
    for (let at = 0; at < bytes.length; at += size) events.push(...reader.feed(bytes.subarray(at, at + size)));
    return events;
}

const event = (data, id = '', type = 'message') => ({ type, data, id });

const cases = {
    'one event': ['data: a\n\n', [event('a')]],
    'CRLF': ['data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n', [event('a\nb'), event('c')]],
    'CR alone': ['data: a\r\rdata: b\r\r', [event('a'), event('b')]],
    'line ends mixed': ['data: a\n\r\ndata: b\r\n\rdata: c\n\n', [event('a'), event('b'), event('c')]],
    'comments': [': hello\n:\ndata: a\n: ping\n\n: ping\n\n', [event('a')]],
    'no space after the colon': ['data:a\n\n', [event('a')]],
    'one space belongs to the wire, the rest to the data': ['data:   a\n\n', [event('  a')]],
    'colons in the data': ['data: {"a":"b: c"}\n\n', [event('{"a":"b: c"}')]],
    'a field without colon': ['data\n\ndata\ndata\n\n', [event(''), event('\n')]],
    'event type for one event': ['event: x\ndata: a\n\ndata: b\n\n', [event('a', '', 'x'), event('b')]],
    'id stays': ['id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n', [event('a', '1'), event('b', '1'), event('c')]],
    'id with a null is passed over': ['id: 1\n\nid: 2\0\ndata: a\n\n', [event('a', '1')]],
    'unknown fields': ['retry: 5\nfoo: bar\ndata: a\n\n', [event('a')]],
    'no data, no event': ['event: x\n\nid: 7\n\ndata: a\n\n', [event('a', '7')]],
    'byte order mark': ['\ufeffdata: a\n\n', [event('a')]],
    'characters of many bytes': ['data: Grüße ☂ 👩‍🚀\n\n', [event('Grüße ☂ 👩‍🚀')]],
    'an unfinished event is not given': ['data: a\n\ndata: b\n', [event('a')]],
};

for (const [name, [wire, expected]] of Object.entries(cases)) {
    test(`sse: ${name}, whole and cut anywhere`, () => {
        for (const size of [1_000, 7, 3, 2, 1]) assert.deepEqual(read(wire, size), expected, `in pieces of ${size}`);
    });
}
