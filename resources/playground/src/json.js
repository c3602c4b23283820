// SPDX-License-Identifier: GPL-3.0-or-later

const oneLine = 56; // characters up to which a value stays on one line

/**
 * Lays out valid JSON over lines, or on one if it is short. Works on the text, not on the values: numbers too long for
 * JavaScript, escapes and repeated keys stay exactly as they were sent.
 */
export function layOutJson(source) {
    const pieces = source.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
    const short = joined(pieces, shortGap);
    return short.length <= oneLine ? short : joined(pieces, indentation());
}

/** The pieces with what `gap` says between each and the next. */
const joined = (pieces, gap) =>
    pieces.map((piece, index) => (index === 0 ? '' : gap(pieces[index - 1], piece)) + piece).join('');

const isOpening = (piece) => piece === '{' || piece === '[';
const isClosing = (piece) => piece === '}' || piece === ']';

function shortGap(before, after) {
    if (after === ',' || after === ':' || before === '[' || after === ']') return '';
    return before === '{' && after === '}' ? '' : ' ';
}

function indentation() {
    let depth = 0;
    return (before, after) => {
        if (isOpening(before) && isClosing(after)) return '';
        if (isOpening(before)) depth += 1;
        if (isClosing(after)) depth -= 1;
        if (isOpening(before) || isClosing(after) || before === ',') return `\n${'  '.repeat(depth)}`;
        return before === ':' ? ' ' : '';
    };
}
