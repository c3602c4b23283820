// SPDX-License-Identifier: GPL-3.0-or-later
import { SseReader } from './sse.js';

const tokenKey = 'slipway.token'; // session storage: gone with the tab

/** Why a request failed: one sentence for a person, and the HTTP status (0 if no answer came at all). */
export class ApiError extends Error {
    constructor(message, status) {
        super(message);
        this.status = status;
    }
}

export const storedToken = () => sessionStorage.getItem(tokenKey) ?? '';
export const storeToken = (token) => sessionStorage.setItem(tokenKey, token);

/** What the server says about its agent. Rejects with ApiError. */
export async function fetchHealth(signal) {
    const response = await request('/health', { cache: 'no-store', signal });
    if (!response.ok) throw await refusal(response);
    return response.json();
}

/**
 * Runs the agent on `body` and hands each event of the stream to `onEvent`, in order. Resolves to true if the stream
 * said that it is complete, to false if it was cut off. Rejects with ApiError, or AbortError when `signal` fires.
 */
export async function streamRun(body, signal, onEvent) {
    const response = await request('/stream', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
        body: JSON.stringify(body),
        signal,
    });
    if (!response.ok) throw await refusal(response);
    try {
        return await readEvents(response.body.getReader(), onEvent);
    } catch (error) {
        if (signal.aborted) throw error;
        return false; // the connection broke in the middle
    }
}

/** Answers a tool call that waits. Rejects with ApiError. */
export const answerApproval = (run, approval, body) => tell(run, `approvals/${encodeURIComponent(approval)}`, body);

/** Says something to a run that is going on. Rejects with ApiError. */
export const steerRun = (run, text) => tell(run, 'steer', { text });

/** Lets a run that waits at a limit go on up to `cap`. Rejects with ApiError. */
export const raiseLimit = (run, cap) => tell(run, 'limit', { cap });

async function tell(run, what, body) {
    const response = await request(`/runs/${encodeURIComponent(run)}/${what}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
    });
    if (!response.ok) throw await refusal(response);
}

async function readEvents(reader, onEvent) {
    const sse = new SseReader();
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return false;
        for (const event of sse.feed(value)) {
            if (event.data === '[DONE]') {
                reader.cancel().catch(() => {});
                return true;
            }
            const parsed = parseObject(event.data);
            if (parsed) onEvent(parsed);
        }
    }
}

async function request(path, options) {
    const token = storedToken();
    const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
    try {
        return await fetch(path, { ...options, headers, credentials: 'same-origin' });
    } catch (error) {
        if (options.signal?.aborted) throw error;
        throw new ApiError('The server does not answer. Start it, then try again.', 0);
    }
}

async function refusal(response) {
    const text = await response.text().catch(() => '');
    const problem = parseObject(text) ?? {};
    const sentence = [problem.detail, problem.error?.message, problem.error, problem.title].find(isSentence);
    return new ApiError(sentence ?? `The server refused the request (HTTP ${response.status}).`, response.status);
}

const isSentence = (value) => typeof value === 'string' && value !== '';

function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return value !== null && typeof value === 'object' ? value : null;
    } catch {
        return null;
    }
}
