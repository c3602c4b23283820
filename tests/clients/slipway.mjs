// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the program that is tested: SLIPWAY names it, or it is that of build/release.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = process.env.SLIPWAY ?? fileURLToPath(new URL('../../build/release/bin/slipway', import.meta.url));

/**
 * Serves the text of an agent file until the test has ended. Gives the server's address, without a path, and a function
 * that gives all that it has printed.
 */
export async function serve(test, agent, { token = '' } = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-client-'));
    writeFileSync(join(folder, 'agent.yaml'), agent);
    const env = { HOME: folder, PATH: process.env.PATH, LANG: 'C.UTF-8', SLIPWAY_TOKEN: token };
    const server = spawn(program, ['serve', join(folder, 'agent.yaml'), '--port', '0', '--no-playground'],
        { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => server.on('exit', resolve));
    test.after(async () => {
        server.kill('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true });
    });
    return new Promise((resolve, reject) => {
        ended.then((code) => reject(new Error(`the server ended with ${code}`)));
        let said = '';
        server.stdout.on('data', (bytes) => {
            said += bytes;
            const address = said.match(/serving at (http:\/\/127\.0\.0\.1:\d+)/);
            if (address) resolve({ url: address[1], printed: () => said });
        });
    });
}

/** An agent that says these turns, again and again. */
export function scripted(turns, more = '') {
    return `name: Demo\nprovider: scripted\nretry: {max_retries: 0}\n${more}script: ${JSON.stringify({ turns, repeat: true })}\n`;
}

/** Waits until something is so. */
export async function until(isSo) {
    for (let wait = 1; !(await isSo()); wait = Math.min(2 * wait, 100)) {
        await new Promise((resolve) => { setTimeout(resolve, wait); });
    }
}
