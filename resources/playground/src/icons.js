// SPDX-License-Identifier: GPL-3.0-or-later
import arrowDown from 'lucide-static/icons/arrow-down.svg';
import ban from 'lucide-static/icons/ban.svg';
import bot from 'lucide-static/icons/bot.svg';
import brain from 'lucide-static/icons/brain.svg';
import check from 'lucide-static/icons/check.svg';
import chevron from 'lucide-static/icons/chevron-right.svg';
import clock from 'lucide-static/icons/clock-alert.svg';
import copy from 'lucide-static/icons/copy.svg';
import error from 'lucide-static/icons/circle-alert.svg';
import gauge from 'lucide-static/icons/gauge.svg';
import hand from 'lucide-static/icons/hand.svg';
import info from 'lucide-static/icons/info.svg';
import key from 'lucide-static/icons/key-round.svg';
import newChat from 'lucide-static/icons/square-pen.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import retry from 'lucide-static/icons/rotate-cw.svg';
import shield from 'lucide-static/icons/shield.svg';
import stop from 'lucide-static/icons/square.svg';

const icons = {
    arrowDown, ban, bot, brain, check, chevron, clock, copy, error, gauge, hand, info, key, newChat, pencil, retry, shield,
    stop,
};
const namespace = 'http://www.w3.org/2000/svg';

/** A drawing for people who see; what it means is always also said in words. */
export function icon(name) {
    const svg = shape('svg', { viewBox: '0 0 24 24', class: `icon icon-${name}`, 'aria-hidden': 'true' });
    svg.append(...icons[name].map(([tag, attributes]) => shape(tag, attributes)));
    return svg;
}

function shape(tag, attributes) {
    const element = document.createElementNS(namespace, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
}
