// SPDX-License-Identifier: GPL-3.0-or-later
import DOMPurify from 'dompurify';

const knownClass = /^(?:language-[\w+#.-]{1,40}|align-(?:left|center|right)|image|continued)$/;

const allowed = {
    ALLOWED_TAGS: ['a', 'blockquote', 'br', 'code', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p',
        'pre', 's', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
    ALLOWED_ATTR: ['class', 'href', 'start'],
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
};

const purifier = DOMPurify(window);

purifier.addHook('uponSanitizeAttribute', (node, attribute) => {
    if (attribute.attrName === 'class') attribute.keepAttr = knownClass.test(attribute.attrValue);
});

purifier.addHook('afterSanitizeAttributes', (node) => {
    if (node.nodeName !== 'A' || !node.hasAttribute('href')) return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
    node.setAttribute('title', destination(node.getAttribute('href')));
});

/** The nodes of `html` that a model may show. Nothing in them runs, loads or opens by itself. */
export const sanitize = (html) => purifier.sanitize(html, allowed);

/** Where a link really leads, whatever its text says: the host first. */
function destination(href) {
    try {
        const { host, protocol } = new URL(href);
        return protocol === 'mailto:' ? href : `Opens ${host}\n${href}`;
    } catch {
        return href;
    }
}
