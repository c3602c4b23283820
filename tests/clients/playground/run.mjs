// SPDX-License-Identifier: GPL-3.0-or-later
// All tests of the playground page: node tests/clients/playground/run.mjs [word of a file's name …]
// Installs the locked packages where they are missing. Pictures go to SLIPWAY_ARTIFACTS/playground, or build/playground.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../../..');
process.env.PLAYGROUND_OUTPUT ??= join(process.env.SLIPWAY_ARTIFACTS ?? join(root, 'build'), 'playground');

for (const folder of [here, join(root, 'resources/playground')]) {
    if (existsSync(join(folder, 'node_modules/.package-lock.json'))) continue;
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
        { cwd: folder, stdio: 'inherit' });
    if (status !== 0) process.exit(1);
}

const wanted = process.argv.slice(2);
const files = ['unit', 'browser']
    .flatMap((folder) => readdirSync(join(here, folder)).map((name) => join(here, folder, name)))
    .filter((path) => path.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((word) => path.includes(word))));

let passed = 0;
let failed = 0;
const events = run({ files, concurrency: 1 });
events.on('test:pass', () => { passed += 1; });
events.on('test:fail', ({ name, details }) => {
    failed += 1;
    console.log(`FAILED   ${name}\n${details.error?.cause?.stack ?? details.error?.message}`);
});
events.on('test:stdout', ({ message }) => message.startsWith('# ') && process.stdout.write(message));
events.on('end', () => {
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
});
events.resume();
