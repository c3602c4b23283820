// SPDX-License-Identifier: GPL-3.0-or-later
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import http from 'highlight.js/lib/languages/http';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

const languages = {
    bash, c, cpp, csharp, css, diff, dockerfile, go, http, ini, java, javascript, json, kotlin, markdown, php, python,
    ruby, rust, shell, sql, swift, typescript, xml, yaml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

const longestCode = 60_000; // characters; colouring more than this would be felt

/** The name a person knows the language by, or the word the model used. */
export const languageName = (language) => hljs.getLanguage(language)?.name?.split(',')[0] ?? language;

/** `code` as nodes, coloured if the language is known and the code is not too long. */
export function highlight(code, language) {
    if (!hljs.getLanguage(language) || code.length > longestCode) return document.createTextNode(code);
    return nodesOf(hljs.highlight(code, { language, ignoreIllegals: true }).value);
}

/**
 * The library writes spans with a class, and escaped text, as one string. It is taken apart here rather than parsed as
 * HTML, so that nothing but spans and text can come of it.
 */
function nodesOf(html) {
    const root = document.createDocumentFragment();
    let parent = root;
    for (const piece of html.split(/(<span class="[^"]*">|<\/span>)/)) {
        if (piece === '</span>') {
            parent = parent.parentNode ?? root;
        } else if (piece.startsWith('<span class="')) {
            const span = document.createElement('span');
            span.className = piece.slice('<span class="'.length, -'">'.length);
            parent.append(span);
            parent = span;
        } else if (piece !== '') {
            parent.append(unescape(piece));
        }
    }
    return root;
}

const characters = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' };
const unescape = (text) => text.replace(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => characters[entity]);
