import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invariant } from '../../core/assert.ts';

/**
 * Folder of templates, icons and rules: `resources/` of the checkout, from source as from the built bundle (both lie two
 * folders below it), or beside a packaged app.
 */
export function resourcesFolder(): string {
  const packaged = (process as unknown as { readonly resourcesPath?: string }).resourcesPath;
  const candidates = [
    fileURLToPath(new URL('../../resources', import.meta.url)),
    ...(packaged === undefined ? [] : [join(packaged, 'resources'), packaged]),
  ];
  const folder = candidates.find((candidate) => existsSync(join(candidate, 'templates', 'dossier.typ')));
  invariant(folder !== undefined, `the app ships its resources; looked in ${candidates.join(', ')}`);
  return folder;
}
