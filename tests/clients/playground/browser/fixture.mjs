// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { StubServer } from '../stub-server.mjs';

const output = process.env.PLAYGROUND_OUTPUT;
let browser;

before(async () => {
    browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
    });
});
after(() => browser.close());

/** What is wrong with a page whatever the test: errors, policy violations, requests to anybody else. */
class Watch {
    faults = [];

    constructor(page, origin, expected) {
        page.on('pageerror', (error) => this.faults.push(`error: ${error.message}`));
        page.on('console', (message) => {
            const isExpected = expected.some((pattern) => pattern.test(message.text()));
            if (message.type() === 'error' && !isExpected) this.faults.push(`console: ${message.text()}`);
        });
        page.on('request', (request) => {
            const url = request.url();
            if (!url.startsWith(origin) && !url.startsWith('data:')) this.faults.push(`request: ${url}`);
        });
        page.context().on('page', (other) => this.faults.push(`window opened: ${other.url()}`));
    }
}

/**
 * Runs `body` with a server and a fresh page on it. `options`: width, height, colorScheme, reducedMotion, `expects`
 * (console errors that belong to the case), `setUp(server)` before the page is opened, `path`, `alone` (no server).
 */
export function browserTest(name, options, body) {
    test(name, { timeout: 180_000 }, async () => {
        const server = await new StubServer().start();
        options.setUp?.(server);
        const context = await browser.newContext({
            viewport: { width: options.width ?? 404, height: options.height ?? 800 },
            colorScheme: options.colorScheme ?? 'light',
            reducedMotion: options.reducedMotion ?? 'no-preference',
        });
        try {
            await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
            const page = await context.newPage();
            page.setDefaultTimeout(10_000);
            const watch = new Watch(page, options.alone ? '' : `${server.origin}/`, options.expects ?? []);
            await page.goto(`${server.origin}${options.path ?? '/playground'}`);
            await body({ page, server, context, watch, chat: new Chat(page) });
            assert.deepEqual(watch.faults, []);
        } finally {
            await context.close();
            await server.stop();
        }
    });
}

/** What a person does with the page, in the words a person sees. */
class Chat {
    constructor(page) {
        this.page = page;
        this.field = page.getByRole('textbox', { name: 'Message', exact: true });
        this.answers = page.getByRole('article', { name: 'Agent' });
        this.questions = page.getByRole('article', { name: 'You' });
        this.stopButton = page.getByRole('button', { name: 'Stop' });
    }

    async send(text) {
        await this.field.fill(text);
        await this.field.press('Enter');
    }

    /** Waits until nothing streams and everything is drawn. */
    async settled() {
        await this.page.locator('.log[aria-busy=false]').waitFor({ timeout: 90_000 });
    }

    async picture(name) {
        await mkdir(output, { recursive: true });
        await this.page.screenshot({ path: join(output, `${name}.png`) });
    }
}
