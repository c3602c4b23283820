// SPDX-License-Identifier: GPL-3.0-or-later
// What the code of a tool finds beside the language itself: print and console. Evaluated before any code of a tool;
// what that code changes of the language then changes nothing in here that matters, for the process itself has
// nothing to give.
(function (global, host) {
    'use strict';
    const parse = JSON.parse;
    const stringify = JSON.stringify;

    // As a person reads it.
    function shown(value) {
        if (typeof value === 'string')
            return value;
        try {
            return (value instanceof Error ? undefined : stringify(value)) || String(value);
        } catch (error) {
            return '(a value that cannot be shown)';
        }
    }

    function note(...values) {
        host.note(values.map(shown).join(' '));
    }
    global.print = note;
    global.console = { log: note, info: note, warn: note, error: note, debug: note };

    function settled(promise) {
        let state;
        promise.then(function (value) { state = { value }; }, function (error) { state = { error }; });
        for (let rounds = 0; !state && rounds < 10000; ++rounds)
            host.settle();
        if (!state)
            throw new Error('the Promise that the code returned is never fulfilled: nothing happens once it has ended');
        if ('error' in state)
            throw state.error;
        return state.value;
    }

    function resultOf(value) {
        if (value === undefined || value === null)
            return '';
        if (typeof value === 'string')
            return value;
        const text = stringify(value);
        if (text === undefined)
            throw new TypeError('the code returned a ' + typeof value + ', which is no result');
        return text;
    }

    return {
        shown,
        // Gives { text } or { error }.
        run(code, args) {
            try {
                let value = code(parse(args));
                if (value instanceof Promise)
                    value = settled(value);
                return { text: resultOf(value) };
            } catch (error) {
                return { error };
            }
        },
    };
})
