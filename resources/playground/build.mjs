// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the playground: one file that needs nothing else. The same sources and the same locked libraries give the
// same bytes, so what is committed can be checked against its sources.
//   node build.mjs           writes playground.html, csp.txt and THIRD-PARTY.md
//   node build.mjs --check   exits with 1 if one of them is not what the sources give
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { tokenRules } from './tokens.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const target = 'chrome102'; // the oldest browser it must run in: Qt WebEngine 6.4
const licenceChoices = { dompurify: 'Apache-2.0' }; // where a library lets us choose

/** Turns a drawing into a list of shapes, so that the page makes it without parsing markup. */
export const drawings = {
    name: 'drawings',
    setup({ onLoad }) {
        onLoad({ filter: /\.svg$/ }, async ({ path }) => {
            const shapes = [...(await readFile(path, 'utf8')).matchAll(/<(path|rect|circle|line|polyline)\s([^>]*?)\/>/g)]
                .map(([, tag, attributes]) => [tag, Object.fromEntries(
                    [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))]);
            return { contents: `export default ${JSON.stringify(shapes)}`, loader: 'js' };
        });
    },
};

/** Bundles a module for the page; also used by the tests for theirs. */
export async function bundle(entry) {
    const { outputFiles, metafile } = await build({
        entryPoints: [entry],
        absWorkingDir: here,
        bundle: true,
        write: false,
        format: 'esm',
        target,
        minify: true,
        charset: 'utf8',
        legalComments: 'none',
        metafile: true,
        plugins: [drawings],
    });
    return { code: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
}

async function page() {
    const { code, inputs } = await bundle(join(here, 'src/main.js'));
    const libraries = await librariesOf(inputs);
    const style = await styleSheet();
    const script = safeInMarkup(code.trimEnd());
    const parts = {
        libraries: libraries.map(({ name, version, licence }) => `  ${name} ${version} (${licence})`).join('\n'),
        icon: await favicon(),
        style,
        script,
    };
    const template = await readFile(join(here, 'src/index.html'), 'utf8');
    return {
        'playground.html': template.replace(/@(\w+)@/g, (mark, name) => parts[name] ?? mark),
        'csp.txt': policy(script, style),
        'THIRD-PARTY.md': notices(libraries),
    };
}

async function styleSheet() {
    const rules = await readFile(join(here, 'src/style.css'), 'utf8');
    const { code } = await transform(`${tokenRules()}\n${rules}`, { loader: 'css', target, minify: true });
    return code.trimEnd();
}

/** A script element ends at the first "</script"; "<!--" and "<script" would change how its end is found. */
const safeInMarkup = (code) => code.replace(/<(?=!--|\/?script)/gi, '\\x3C');

function policy(script, style) {
    const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    return [
        "default-src 'none'",
        `script-src ${hash(script)}`,
        `style-src ${hash(style)}`,
        "connect-src 'self'",
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
        'trusted-types dompurify',
    ].join('; ');
}

async function favicon() {
    const svg = await readFile(join(here, 'node_modules/lucide-static/icons/bot.svg'), 'utf8');
    const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.indexOf('</svg>'));
    const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" `
        + `fill="#3B5BDB"/><g transform="translate(5 5) scale(.92)" fill="none" stroke="#fff" stroke-width="2" `
        + `stroke-linecap="round" stroke-linejoin="round">${shapes.replace(/\s+/g, ' ').trim()}</g></svg>`;
    return `data:image/svg+xml,${encodeURIComponent(drawn)}`;
}

async function librariesOf(inputs) {
    const names = new Set(inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
    return Promise.all([...names].sort().map(async (name) => {
        const folder = join(here, 'node_modules', name);
        const { version, license, homepage } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
        const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
        const text = (await readFile(join(folder, file), 'utf8')).replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '').trim();
        return { name, version, licence: licenceChoices[name] ?? license, homepage, text };
    }));
}

function notices(libraries) {
    const head = '<!-- Written by build.mjs from the installed packages. -->\n# Libraries inside the playground page\n\n'
        + '| library | version | licence |\n| --- | --- | --- |\n'
        + libraries.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join('\n');
    const texts = libraries.map(({ name, version, text }) => `## ${name} ${version}\n\n\`\`\`text\n${text}\n\`\`\``);
    return `${[head, ...texts].join('\n\n')}\n`;
}

async function main() {
    const isCheck = process.argv.includes('--check');
    const stale = [];
    for (const [name, content] of Object.entries(await page())) {
        const path = join(here, name);
        if (!isCheck) await writeFile(path, content);
        else if (content !== (await readFile(path, 'utf8').catch(() => ''))) stale.push(name);
    }
    if (stale.length === 0) return;
    console.error(`Not what the sources give: ${stale.join(', ')}. Run "node build.mjs" and commit the result.`);
    process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
