import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { layerViolations } from './layers.ts';

// Part of `npm run lint`: prints every import that breaks the arrows of docs/architecture.md and exits 1 if there is one.

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('{core,electron,renderer,verifier}/**/*.{ts,tsx}', { cwd: root });
const violations = files.flatMap((file) => layerViolations(file, readFileSync(`${root}/${file}`, 'utf8')));
for (const { file, imported, rule } of violations) console.error(`${file}: imports ${imported}: ${rule}`);
console.error(`layers: ${files.length} files, ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
