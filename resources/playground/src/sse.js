// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Cuts a byte stream into server-sent events (WHATWG HTML standard, section 9.2.6). Bytes may arrive cut anywhere,
 * inside a character too; lines end in LF, CRLF or CR. An event that the stream does not finish is not returned.
 */
export class SseReader {
    #decoder = new TextDecoder(); // drops the byte order mark, joins characters that were cut
    #rest = '';
    #skipLineFeed = false;
    #data = [];
    #type = '';
    #id = '';

    /** Takes the next bytes; returns the events they complete, in order: `{type, data, id}`. */
    feed(bytes) {
        let text = this.#decoder.decode(bytes, { stream: true });
        if (this.#skipLineFeed && text !== '') {
            if (text[0] === '\n') text = text.slice(1);
            this.#skipLineFeed = false;
        }
        const lines = (this.#rest + text).split(/\r\n|\n|\r/);
        this.#rest = lines.pop();
        this.#skipLineFeed ||= text.endsWith('\r');
        const events = [];
        for (const line of lines) this.#accept(line, events);
        return events;
    }

    #accept(line, events) {
        if (line === '') return this.#dispatch(events);
        const colon = line.indexOf(':');
        if (colon === 0) return;
        const field = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
        if (field === 'data') this.#data.push(value);
        else if (field === 'event') this.#type = value;
        else if (field === 'id' && !value.includes('\0')) this.#id = value;
    }

    #dispatch(events) {
        if (this.#data.length > 0) {
            events.push({ type: this.#type || 'message', data: this.#data.join('\n'), id: this.#id });
        }
        this.#data = [];
        this.#type = '';
    }
}
