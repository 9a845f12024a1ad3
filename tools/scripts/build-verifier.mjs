import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

// Builds the offline check page: one file without a reference to any other, out/verifier/verify.html. The same sources give
// the same bytes.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TARGET = join(ROOT, 'out', 'verifier', 'verify.html');
const POLICY_PLACE = '<!-- CONTENT-SECURITY-POLICY -->';

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const inside = (html, tag) =>
  [...html.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1]);

/** Nothing but the page's own script and style may run, and nothing may be loaded or sent. */
function policyFor(html) {
  const scripts = inside(html, 'script').map(hashOf).join(' ');
  const styles = inside(html, 'style').map(hashOf).join(' ');
  const rules = [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}" />`;
}

const folder = mkdtempSync(join(tmpdir(), 'liuhen-verifier-'));
try {
  await build({
    configFile: false,
    root: join(ROOT, 'verifier', 'page'),
    logLevel: 'error',
    plugins: [viteSingleFile({ removeViteModuleLoader: true })],
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', modulePreload: false },
  });
  const html = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll(' crossorigin', '');
  if (!html.includes(POLICY_PLACE)) throw new Error('the page has no place for its policy');
  if (/<(script|link)[^>]*\s(src|href)=/.test(html)) throw new Error('the page is not one file');
  mkdirSync(join(TARGET, '..'), { recursive: true });
  writeFileSync(
    TARGET,
    html.replace(POLICY_PLACE, () => policyFor(html)),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
