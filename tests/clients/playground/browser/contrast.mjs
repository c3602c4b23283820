// SPDX-License-Identifier: GPL-3.0-or-later

/** Texts whose contrast with what is behind them is under 4.5:1 (WCAG 2.1, 1.4.3) once no colour changes any more. */
export const poorContrasts = (page) => page.evaluate(() => {
    for (const change of document.getAnimations()) {
        if (change instanceof CSSTransition) change.finish();
    }
    const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
    const luminance = (colour) => channels(colour).slice(0, 3).map((value) => value / 255)
        .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
    const ground = (element) => {
        const colour = getComputedStyle(element).backgroundColor;
        return (channels(colour)[3] ?? 1) > 0 || !element.parentElement ? colour : ground(element.parentElement);
    };
    const poor = [];
    for (const element of document.querySelectorAll('body *')) {
        const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
        if (!hasText || element.closest('button:disabled, .unseen, script, style, noscript')) continue;
        const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) poor.push(`${element.className || element.nodeName} ${contrast.toFixed(2)}`);
    }
    return poor;
});
