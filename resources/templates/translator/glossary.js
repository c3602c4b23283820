// SPDX-License-Identifier: GPL-3.0-or-later
// The glossary: English, German, French, Spanish. This is the body of a function: `args` holds the arguments of the
// tool, and what it returns is the result.
const terms = [
    ['account', 'Konto', 'compte', 'cuenta'],
    ['attachment', 'Anhang', 'pièce jointe', 'archivo adjunto'],
    ['complaint', 'Beanstandung', 'réclamation', 'reclamación'],
    ['customer', 'Kundin oder Kunde', 'client', 'cliente'],
    ['delivery note', 'Lieferschein', 'bon de livraison', 'albarán'],
    ['deposit', 'Anzahlung', 'acompte', 'anticipo'],
    ['due date', 'Fälligkeitstag', 'date d’échéance', 'fecha de vencimiento'],
    ['invoice', 'Rechnung', 'facture', 'factura'],
    ['order', 'Auftrag', 'commande', 'pedido'],
    ['quote', 'Angebot', 'devis', 'presupuesto'],
    ['refund', 'Erstattung', 'remboursement', 'reembolso'],
    ['warranty', 'Gewährleistung', 'garantie', 'garantía'],
];
const shown = ([en, de, fr, es]) => `en: ${en} · de: ${de} · fr: ${fr} · es: ${es}`;

if (args.term === undefined)
    return terms.map(shown).join('\n');
const wanted = args.term.trim().toLowerCase();
const found = terms.filter((row) => row.some((word) => word.toLowerCase() === wanted));
return found.length > 0 ? found.map(shown).join('\n') : `The glossary has no term "${args.term}".`;
