// SPDX-License-Identifier: GPL-3.0-or-later
// Serves the built page under its policy and speaks the server's API as each test wants it. Loopback only.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const folder = new URL('../../../resources/playground/', import.meta.url);

export const weather = {
    status: 'ok',
    version: '0.1.0',
    agent: 'Weather assistant',
    description: 'Answers questions about the weather and says which place and time the answer is for.',
    model: 'gpt-5-mini',
    provider: 'openai',
    provider_reason: 'OPENAI_API_KEY is set.',
    tools: ['get_forecast', 'get_alerts', 'geocode'],
    conversation_starters: ['Will I need an umbrella in Lisbon tomorrow?', 'Compare Oslo and Rome this weekend'],
    quick_replies: [],
};

/** One request to /stream, in the hands of a test. */
class Run {
    #response;
    #sequence = 0;

    constructor(request, response, body) {
        this.headers = request.headers;
        this.body = body;
        this.#response = response;
        this.closed = once(response, 'close');
    }

    send(...events) {
        for (const event of events) this.raw(`id: ${(this.#sequence += 1)}\ndata: ${JSON.stringify(event)}\n\n`);
    }

    raw(bytes) {
        if (!this.#response.headersSent) {
            this.#response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        }
        this.#response.write(bytes);
    }

    say(text) {
        this.send({ type: 'chunk', content: text });
    }

    /** The usual end. */
    finish(result = {}) {
        this.send({ type: 'result', content: '', iterations: 1, tokens: 0, cost_usd: null, status: 'completed',
            ...result });
        this.raw('data: [DONE]\n\n');
        this.#response.end();
    }

    /** The connection breaks here. */
    cut() {
        this.#response.destroy();
    }

    refuse(status, detail) {
        this.#response.writeHead(status, { 'Content-Type': 'application/problem+json' });
        this.#response.end(JSON.stringify({ type: 'about:blank', title: 'Refused', status, detail, error: detail }));
    }
}

export class StubServer {
    health = weather;
    onRun = (run) => run.finish({ content: 'Hello.' });
    requests = []; // "METHOD path" of everything that was asked
    runs = [];
    sent = []; // [path, body] of all that was sent to runs in progress; see sendings()
    refusal = null; // { status, detail }: how that is refused
    #server = createServer((request, response) => this.#answer(request, response));

    async start() {
        this.#server.listen(0, '127.0.0.1');
        await once(this.#server, 'listening');
        this.origin = `http://127.0.0.1:${this.#server.address().port}`;
        return this;
    }

    async stop() {
        this.#server.closeAllConnections();
        this.#server.close();
        await once(this.#server, 'close');
    }

    /** The next request to /stream, as a Run that the test answers itself. */
    nextRun() {
        return new Promise((resolve) => {
            this.onRun = resolve;
        });
    }

    /** `sent`, once that many have come: the page shows what it sends before it is here. */
    async sendings(count) {
        while (this.sent.length < count) await once(this.#server, 'sent');
        return this.sent;
    }

    async #answer(request, response) {
        this.requests.push(`${request.method} ${request.url}`);
        const path = request.url.split('?')[0];
        if (path === '/playground') await this.#sendPage(response);
        else if (path === '/health') this.#sendHealth(response);
        else if (path === '/stream' && request.method === 'POST') await this.#startRun(request, response);
        else if (path.startsWith('/runs/')) await this.#reachIntoRun(request, response);
        else if (path === '/blank') this.#sendBlank(response);
        else response.writeHead(404).end();
    }

    async #sendPage(response) {
        const policy = await readFile(new URL('csp.txt', folder), 'utf8');
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy,
            'X-Content-Type-Options': 'nosniff' });
        response.end(await readFile(new URL('playground.html', folder)));
    }

    /** A page without any policy, for parts that are looked at alone. */
    #sendBlank(response) {
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end('<!doctype html><link rel="icon" href="data:,"><body>');
    }

    #sendHealth(response) {
        if (this.health === null) return response.destroy();
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(this.health));
    }

    async #reachIntoRun(request, response) {
        this.sent.push([request.url, await bodyOf(request)]);
        this.#server.emit('sent');
        const { status, detail } = this.refusal ?? { status: 200, detail: '' };
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ detail }));
    }

    async #startRun(request, response) {
        const run = new Run(request, response, await bodyOf(request));
        this.runs.push(run);
        await this.onRun(run);
    }
}

async function bodyOf(request) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    return JSON.parse(Buffer.concat(chunks).toString());
}
