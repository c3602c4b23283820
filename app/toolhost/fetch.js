// SPDX-License-Identifier: GPL-3.0-or-later
// fetch() for code that may use the network. Evaluated after prelude.js, where it is wanted.
(function (global, host) {
    'use strict';
    const parse = JSON.parse;
    const stringify = JSON.stringify;

    function headersOf(wanted, body) {
        const headers = {};
        if (body !== undefined)
            headers['content-type'] = typeof body === 'string' ? 'text/plain;charset=UTF-8' : 'application/json';
        for (const name of Object.keys(wanted || {}))
            headers[String(name).toLowerCase()] = String(wanted[name]);
        return headers;
    }

    function fetch(url, options) {
        const { method = 'GET', headers, body = undefined } = options || {};
        const wish = { url: String(url), method: String(method).toUpperCase(), headers: headersOf(headers, body) };
        if (body !== undefined)
            wish.body = typeof body === 'string' ? body : stringify(body);
        const answer = parse(host.fetch(stringify(wish)));
        if (answer.error !== undefined)
            throw new Error(answer.error);
        answer.ok = answer.status >= 200 && answer.status < 300;
        answer.json = function () { return parse(answer.text); };
        return answer;
    }
    global.fetch = fetch;
})
