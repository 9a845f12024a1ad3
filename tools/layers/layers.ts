import { dirname, join, normalize, sep } from 'node:path';

/** One import that crosses a boundary it must not cross. */
export interface LayerViolation {
  readonly file: string;
  readonly imported: string;
  readonly rule: string;
}

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/gm;
const PROGRAMS = new Set(['core', 'electron', 'renderer', 'verifier', 'tools', 'tests']);
const COMPOSITION_ROOTS = new Set(['electron/main.ts', 'electron/cli.ts', 'electron/recorder-host.ts']);
const SEES_ELECTRON = /^electron\/(?:main\.ts|recorder-host\.ts|preload\.ts|shell\/)/;
const DATABASE = new Set(['better-sqlite3', 'node:sqlite']);

/**
 * The arrows of the design: core imports nothing of ours and no platform; renderer and electron meet only in core;
 * a module folder of electron/ is entered by its index.ts alone; only locker/ opens the database; only main, recorder-host,
 * preload and shell see electron; nothing in the product imports tools or tests.
 */
export function layerViolations(file: string, source: string): LayerViolation[] {
  const path = file.split(sep).join('/');
  return [...source.matchAll(IMPORT)]
    .map((match) => match[1] ?? match[2] ?? '')
    .flatMap((imported) => {
      const rule = imported.startsWith('.') ? ownRule(path, imported) : packageRule(path, imported);
      return rule === undefined ? [] : [{ file: path, imported, rule }];
    });
}

function packageRule(file: string, imported: string): string | undefined {
  const program = programOf(file);
  if (
    program === 'core' &&
    (imported.startsWith('node:') || imported === 'electron' || DATABASE.has(imported))
  ) {
    return 'core imports no platform API';
  }
  if (program === 'renderer' && (imported.startsWith('node:') || imported === 'electron')) {
    return 'the renderer imports no platform API but the DOM';
  }
  if (program === 'electron' && /^electron(?:\/|$)/.test(imported) && !SEES_ELECTRON.test(file)) {
    return 'only main.ts, recorder-host.ts, preload.ts and shell/ import electron';
  }
  if (program === 'electron' && DATABASE.has(imported) && !file.startsWith('electron/locker/')) {
    return 'only electron/locker opens the database';
  }
  return undefined;
}

function ownRule(file: string, imported: string): string | undefined {
  const target = normalize(join(dirname(file), imported))
    .split(sep)
    .join('/');
  const from = programOf(file);
  const to = programOf(target);
  if (!PROGRAMS.has(from) || from === 'tools' || from === 'tests') return undefined;
  if (to === 'tools' || to === 'tests') return 'the product imports neither tools nor tests';
  if (PROGRAMS.has(to) && to !== from && to !== 'core') return `${from} never imports ${to}`;
  if (to === 'electron' && from === 'electron') return moduleRule(file, target);
  return undefined;
}

function moduleRule(file: string, target: string): string | undefined {
  const [, fromModule = ''] = file.split('/');
  const [, toModule = '', ...inside] = target.split('/');
  if (fromModule === toModule) return undefined;
  if (inside.length === 0) return 'nobody imports a composition root';
  if (inside.length === 1 && inside[0] === 'index.ts') return undefined;
  return COMPOSITION_ROOTS.has(file) || file === 'electron/preload.ts'
    ? 'a module is entered by its index.ts, even from a composition root'
    : 'a module is entered by its index.ts';
}

function programOf(file: string): string {
  return file.split('/')[0] ?? '';
}
