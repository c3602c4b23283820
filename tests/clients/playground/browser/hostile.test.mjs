// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../../resources/playground/build.mjs';
import { all, markup } from '../hostile.mjs';
import { weather } from '../stub-server.mjs';
import { browserTest } from './fixture.mjs';

const { code } = await bundle(fileURLToPath(new URL('inside.mjs', import.meta.url)));

/** Everything in `root` that could run, load, leave or hide; an empty list is what we want. */
const dangers = (page, root) => page.evaluate((selector) => {
    const place = document.querySelector(selector);
    const found = [];
    for (const element of place.querySelectorAll('*')) {
        const isDrawing = element.closest('svg.icon[aria-hidden]');
        const isForbidden = element.matches('script,style,iframe,object,embed,img,image,picture,video,audio,source,meta,'
            + 'base,link,form,input,svg,math,template,frame,portal,applet') && !isDrawing;
        if (isForbidden) found.push(element.outerHTML.slice(0, 200));
        for (const { name, value } of element.attributes) {
            const isFine = !/^on|^style$|^srcdoc$|^ping$|^src/.test(name)
                && (name !== 'href' || /^(https?|mailto):/i.test(value))
                && (name !== 'target' || value === '_blank');
            if (!isFine) found.push(`${element.nodeName} ${name}=${value}`);
        }
    }
    return found;
}, root);

/** Time for what should not happen: a picture to fail, an animation to begin, a request to leave. */
const rest = (page) => page.evaluate(() => new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 300)));
}));

const untouched = async ({ page, server }) => {
    await rest(page);
    assert.equal(await page.evaluate(() => window.canary), undefined);
    assert.deepEqual([...new Set(server.requests)].filter((line) => /canary/.test(line)), []);
};

/** Says `source` wherever a model can say something. */
function speak(run, id, source) {
    run.send({ type: 'reasoning', content: source },
        { type: 'tool_call', id, tool_name: source, parameters: { [source]: source } },
        { type: 'tool_result', id, outcome: 'error', content: source, duration_ms: 1 },
        { type: 'guardrail_hit', rule: source, where: source, action: source },
        { type: 'limit_hit', name: source, value: source, cap: source }, { type: 'suspended', reason: 'limit' },
        { type: 'limit_raised', name: source, cap: source });
    for (let at = 0; at < source.length; at += 40) run.say(source.slice(at, at + 40));
}

browserTest('runs and loads nothing of what a model says', {}, async (scene) => {
    const { page, server, chat } = scene;
    server.onRun = (run) => {
        for (const [id, source] of all.entries()) speak(run, String(id), source);
        const text = all.join(' ');
        run.finish({ tokens: text, cost_usd: text, duration_ms: text, first_token_ms: text, status: 'limited',
            limit: { name: text, value: text, cap: text } });
    };
    await chat.send('one');
    await chat.settled();
    assert.equal(await page.locator('.markdown').count(), all.length); // each for itself, between two tool calls
    await page.locator('.reasoning summary').evaluateAll((titles) => titles.forEach((title) => title.click()));
    assert.deepEqual(await dangers(page, '.turns'), []);
    await untouched(scene);
    await page.reload();
    assert.equal(await page.locator('.tool').count(), all.length);
    assert.deepEqual(await dangers(page, '.turns'), []);
    await untouched(scene);
});

browserTest('runs and loads nothing of what a person pastes', {}, async (scene) => {
    const { page, server, chat } = scene;
    server.onRun = (run) => run.finish({ content: 'ok' });
    await chat.send(markup.join('\n'));
    await chat.settled();
    assert.equal(await chat.questions.textContent(), markup.join('\n'));
    assert.deepEqual(await dangers(page, '.turns'), []);
    await untouched(scene);
});

browserTest('runs and loads nothing of what an agent calls itself', {
    setUp: (server) => {
        const text = markup.join(' ');
        server.health = { ...weather, agent: text, description: text, model: text, provider: text, provider_reason: text,
            tools: markup, conversation_starters: markup, quick_replies: markup };
    },
}, async (scene) => {
    const { page, chat } = scene;
    await page.locator('.starter').first().waitFor();
    assert.deepEqual(await dangers(page, '.empty'), []);
    assert.deepEqual(await dangers(page, '.header'), []);
    await chat.send('one');
    await page.locator('.reply').first().waitFor();
    assert.deepEqual(await dangers(page, '.replies-place'), []);
    await untouched(scene);
});

browserTest('runs and loads nothing of what a server answers instead', { expects: [/Failed to load/] }, async (scene) => {
    const { page, server, chat } = scene;
    server.onRun = (run) => run.refuse(500, markup.join(' '));
    await chat.send('one');
    await page.locator('.notice').waitFor();
    assert.deepEqual(await dangers(page, '.turns'), []);
    await untouched(scene);
});

browserTest('shows where a link leads and opens it only on a click', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => run.finish({ content: '[https://bank.example](https://evil.example/x) ![pic](https://evil.example/p.png)' });
    await chat.send('one');
    await chat.settled();
    const links = page.locator('.markdown a');
    assert.deepEqual(await links.evaluateAll((all) => all.map((a) => [a.textContent, a.target, a.rel, a.title])), [
        ['https://bank.example', '_blank', 'noopener noreferrer', 'Opens evil.example\nhttps://evil.example/x'],
        ['pic', '_blank', 'noopener noreferrer', 'Opens evil.example\nhttps://evil.example/p.png'],
    ]);
    await links.first().hover();
});

// The second wall alone, on a page without any policy: what would happen if the first one had a hole.
browserTest('the sanitizer alone takes the teeth out of any markup', { path: '/blank' }, async (scene) => {
    const { page } = scene;
    await page.addScriptTag({ content: code, type: 'module' });
    await page.waitForFunction(() => window.parts);
    for (const source of markup) {
        const left = await page.evaluate((html) => window.parts.sanitize(html), source);
        assert.deepEqual(await dangers(page, 'body > div:last-of-type'), [], `${source}\nbecame\n${left}`);
        assert.doesNotMatch(left, /\b(?:id|name|data-|role|aria-)\w*=|class="(?!language-|align-|image")/, source);
    }
    await untouched(scene);
});

browserTest('the colouring of code writes nothing but spans', { path: '/blank' }, async ({ page }) => {
    await page.addScriptTag({ content: code, type: 'module' });
    await page.waitForFunction(() => window.parts);
    for (const language of ['xml', 'javascript', 'json', 'php', 'markdown', 'nonsense']) {
        for (const source of markup) {
            const [html, text] = await page.evaluate(([sourceText, name]) => {
                const place = document.createElement('div');
                place.innerHTML = window.parts.highlight(sourceText, name);
                return [place.innerHTML, place.textContent];
            }, [source, language]);
            assert.deepEqual(html.match(/<(?!\/?span)[^>]*>/g), null);
            assert.equal(text, source);
        }
    }
});
