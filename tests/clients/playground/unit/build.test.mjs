// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../../resources/playground/', import.meta.url);
const read = (name) => readFile(new URL(name, folder), 'utf8');

test('build: what is committed is what the sources give', () => {
    const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('build.mjs', folder)), '--check'],
        { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
});

test('build: the page is one script and one style, and asks for nothing', async () => {
    const page = await read('playground.html');
    const outside = page.replace(/<style>.*?<\/style>/s, '').replace(/(<script type="module">).*?(<\/script>)/s, '$1$2');
    assert.deepEqual(outside.match(/<script[^>]*>/g), ['<script type="module">']);
    assert.deepEqual(outside.match(/<style/g), null);
    assert.deepEqual(outside.match(/\s(?:on\w+|style|src)=/g), null);
    assert.deepEqual(outside.match(/href="(?!data:)/g), null);
});

test('build: the policy is one line', async () => {
    assert.match(await read('csp.txt'), /^default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-[^\n]+$/);
});

test('build: every library is named with its licence', async () => {
    const notices = await read('THIRD-PARTY.md');
    for (const name of ['markdown-it', 'dompurify', 'highlight.js', 'lucide-static']) {
        assert.match(notices, new RegExp(`\\| ${name} \\| [\\d.]+ \\| [\\w.-]+ \\|`));
        assert.match(notices, new RegExp(`^## ${name} `, 'm'));
    }
});
