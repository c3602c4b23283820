// SPDX-License-Identifier: GPL-3.0-or-later
// The page as a person sees it, in both themes and three widths. The pictures are kept for people; what is asserted is
// what holds for every one of them.
import assert from 'node:assert/strict';
import { poorContrasts } from './contrast.mjs';
import { browserTest } from './fixture.mjs';
import { weather } from '../stub-server.mjs';

const setUp = (server) => {
    server.health = { ...weather, quick_replies: ['Tell me more', 'And in Rome?', 'That is all, thank you'] };
};

const plan = `Probably yes. Rain is likely between **14:00 and 17:00**:

- Chance of rain **70 %**, 4 mm expected
- 18 °C, wind 22 km/h from the west

No weather alerts are active, so a light umbrella is enough.`;

const script = `### Check it yourself

\`\`\`python
import json, urllib.request

def rain(city: str, days: int = 2) -> float:
    """Chance of rain, in percent."""
    with urllib.request.urlopen(f"https://api.example/{city}?days={days}") as reply:
        return json.load(reply)["rain"]  # 0 to 100
\`\`\`

| Day | Rain | High | Low | Wind | Note |
| --- | ---: | ---: | ---: | :---: | --- |
| Saturday | 70 % | 18 °C | 11 °C | 22 km/h W | Showers in the afternoon |
| Sunday | 5 % | 21 °C | 12 °C | 9 km/h N | Dry and sunny |

1. Take an umbrella on Saturday.
2. Leave it at home on Sunday.

> Forecasts beyond three days are guesses. See [the method](https://example.org/method).`;

async function talk({ server, chat, page }) {
    server.onRun = (run) => {
        run.send({ type: 'reasoning', content: 'The person asks about tomorrow afternoon.' },
            { type: 'tool_call', id: 'a', tool_name: 'get_forecast', parameters: { city: 'Lisbon', days: 2, units: 'metric' } },
            { type: 'tool_call', id: 'b', tool_name: 'get_alerts', parameters: { region: 'PT-11' } },
            { type: 'tool_result', id: 'a', outcome: 'ok', content: '{"rain":70,"high":18.2,"ok":true}', duration_ms: 412 },
            { type: 'tool_result', id: 'b', outcome: 'ok', content: '[]', duration_ms: 96 });
        run.say(plan);
        run.finish({ tokens: 1284, cost_usd: 0.0012, duration_ms: 1900, first_token_ms: 420 });
    };
    await chat.send('Will I need an umbrella in Lisbon tomorrow afternoon?');
    await chat.settled();
    await page.getByText('get_forecast', { exact: true }).click();
    server.onRun = (run) => {
        run.say(script);
        run.finish({ tokens: 684, duration_ms: 800, status: 'limited', limit: { name: 'tool_calls', value: 3, cap: 2 } });
    };
    await chat.send('And the day after? Show me how to check it.');
    await chat.settled();
    await page.getByRole('button', { name: 'Tell me more' }).waitFor();
}

async function whatHolds({ page, chat }, width) {
    const sizes = await page.evaluate(() => [document.documentElement.scrollWidth,
        document.querySelector('.log').scrollWidth - document.querySelector('.log').clientWidth]);
    assert.deepEqual(sizes, [width, 0]);
    const field = await chat.field.boundingBox();
    assert.ok(field.x >= 0 && field.x + field.width <= width);
    assert.deepEqual(await poorContrasts(page), []);
}

for (const colorScheme of ['light', 'dark']) {
    for (const width of [320, 404, 1200]) {
        browserTest(`is ${colorScheme}, ${width} px wide and readable`, { colorScheme, width, height: width === 1200 ? 900 : 800, setUp },
            async (scene) => {
                const name = `${colorScheme}-${width}`;
                await scene.page.getByRole('heading', { name: 'Weather assistant', exact: true }).waitFor();
                await whatHolds(scene, width);
                await scene.chat.picture(`empty-${name}`);
                await talk(scene);
                await whatHolds(scene, width);
                await scene.chat.picture(`answer-${name}`);
                await scene.page.locator('.log').evaluate((log) => log.scrollTo(0, 0));
                await scene.page.getByRole('button', { name: 'Jump to latest' }).waitFor();
                await scene.chat.picture(`talk-${name}`);
            });
    }
}

browserTest('takes the theme it is given over the system\'s', { colorScheme: 'dark' }, async ({ page }) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await ground(), 'rgb(23, 26, 32)');
    await page.evaluate(() => { document.documentElement.dataset.theme = 'light'; });
    assert.equal(await ground(), 'rgb(255, 255, 255)');
    await page.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
    assert.equal(await ground(), 'rgb(23, 26, 32)');
});

browserTest('stands still for who asks for less motion', { reducedMotion: 'reduce' }, async ({ page, server, chat }) => {
    const asked = server.nextRun();
    await chat.send('Hi');
    await asked;
    await page.locator('.working .spinner').waitFor();
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});

browserTest('is at rest while it works', {}, async ({ page, server, chat }) => {
    server.onRun = (run) => run.finish({ content: 'Yes, twice.' });
    await chat.send('Did it rain in Oslo?');
    await chat.settled();
    const asked = server.nextRun();
    await chat.send('And in Rome?');
    const run = await asked;
    run.send({ type: 'reasoning', content: 'Rome, then.' },
        { type: 'tool_call', id: 'a', tool_name: 'get_forecast', parameters: { city: 'Rome', days: 7 } },
        { type: 'tool_call', id: 'b', tool_name: 'query_sqlite', parameters: { sql: 'select day, rain from past' } },
        { type: 'tool_result', id: 'b', outcome: 'error', content: 'There is no table "past".', duration_ms: 12 });
    await page.getByText('There is no table').waitFor();
    run.send({ type: 'tool_progress', id: 'a', message: 'Reading Tuesday', done: 2, total: 7 });
    await page.getByText('Reading Tuesday').waitFor();
    await chat.picture('running-light-404');
    run.send({ type: 'tool_result', id: 'a', outcome: 'ok', content: '[]', duration_ms: 31 },
        { type: 'retry', attempt: 2, message: 'The model is overloaded.', wait_ms: 2000 });
    await page.getByText('Trying again').waitFor();
    await chat.picture('retry-light-404');
    run.finish({ content: 'No.' });
    await chat.settled();
    await chat.questions.last().hover();
    await page.getByRole('button', { name: 'Edit message' }).last().click();
    await page.getByRole('button', { name: 'openai · gpt-5-mini' }).click();
    await chat.picture('editing-light-404');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New chat' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await chat.picture('undo-light-404');
});
