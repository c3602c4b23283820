// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of the page, [light, dark]. The same tokens as the window's theme; every text colour has a contrast
// of at least 4.5:1 on the grounds it is used on.
export const tokens = {
    window: ['#F4F5F7', '#0F1115'],
    surface: ['#FFFFFF', '#171A20'],
    sunken: ['#F7F8FA', '#12151A'],
    hover: ['#E3E6EC', '#22262F'],
    border: ['#DDE1E8', '#272C36'],
    strong: ['#C3C9D4', '#3D4452'],
    text: ['#14171F', '#E8EBF0'],
    text2: ['#545D6C', '#A3ACBA'],
    text3: ['#5F6877', '#8A93A3'],
    accent: ['#3B5BDB', '#4263EB'],
    'accent-hover': ['#3450C4', '#5473F2'],
    'on-accent': ['#FFFFFF', '#FFFFFF'],
    'accent-fg': ['#3451C7', '#8AA4FF'],
    soft: ['#E0E7FF', '#1F2A4D'],
    'on-soft': ['#1F3596', '#C9D5FF'],
    ok: ['#18794E', '#4CC38A'],
    'ok-soft': ['#DDF3E4', '#132F22'],
    warn: ['#8A5600', '#FFCA6A'],
    'warn-soft': ['#FFF0C7', '#352809'],
    err: ['#C62A2F', '#FF8F8F'],
    'err-soft': ['#FFE3E3', '#3D181B'],
    info: ['#3451C7', '#8AA4FF'],
    'info-soft': ['#E7ECFF', '#1D2746'],
    'code-key': ['#2A45B5', '#8AB4FF'],
    'code-string': ['#18794E', '#8FD694'],
    'code-number': ['#AD3D00', '#FFB27A'],
    'code-literal': ['#8431A8', '#D7A6FF'],
    'code-comment': ['#626A78', '#7F8999'],
    shadow: ['rgba(20, 23, 31, 0.10)', 'rgba(0, 0, 0, 0.45)'],
};

/** The tokens as style rules: dark where the system asks for it, unless `data-theme` on the root says otherwise. */
export function tokenRules() {
    const block = (index) => Object.entries(tokens).map(([name, pair]) => `--${name}:${pair[index]};`).join('');
    return [
        `:root{color-scheme:light;${block(0)}}`,
        `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){color-scheme:dark;${block(1)}}}`,
        `:root[data-theme="dark"]{color-scheme:dark;${block(1)}}`,
    ].join('\n');
}
