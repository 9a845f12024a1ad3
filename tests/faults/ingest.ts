import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openEngine } from '../../electron/locker/engine/open-engine.ts';
import { checkLocker } from '../../electron/verification/locker-verification.ts';
import { createSteps } from '../../electron/verification/steps.ts';
import { captureOf, unwrap } from '../integration/locker/samples.ts';
import { prepareProofs, provingViolationsAfter } from './prove.ts';

/** A locker with some items in it, a file to import, and copies of both for each case. */
export interface IngestPlace {
  readonly folder: string;
  readonly source: string;
  /** A fresh copy of the locker and its state folder, or the names of folders for a new one. */
  fresh(isNew?: boolean): CaseFolders;
  remove(): void;
}

export interface CaseFolders {
  readonly directory: string;
  /** There is no locker yet: it is made by the driver, or by the check if the driver did not come to it. */
  readonly isNew: boolean;
  readonly stateFolder: string;
  remove(): void;
}

/** Makes a closed locker (so that each case runs on a *re-opened* one) and a file of a megabyte and a half. */
export function makeIngestPlace(): IngestPlace {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-faults-'));
  const source = join(folder, 'source.bin');
  writeFileSync(source, randomBytes(1_500_000));
  const template = { directory: join(folder, 'template'), stateFolder: join(folder, 'template-state') };
  const engine = unwrap(openEngine({ ...template, create: true }));
  for (let at = 0; at < 3; at += 1) unwrap(engine.items.seal(captureOf(`before ${at}`)));
  prepareProofs(engine);
  engine.close();
  let cases = 0;
  return {
    folder,
    source,
    fresh(isNew = false) {
      cases += 1;
      const directory = join(folder, `case-${cases}`);
      const stateFolder = join(folder, `case-${cases}-state`);
      if (!isNew) {
        cpSync(template.directory, directory, { recursive: true });
        cpSync(template.stateFolder, stateFolder, { recursive: true });
      }
      return {
        directory,
        isNew,
        stateFolder,
        remove: () => {
          for (const path of [directory, stateFolder, `${directory}-other`])
            rmSync(path, { recursive: true, force: true });
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A running driver: what it said so far, and a way to wait for a line. */
export interface Driver {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  waitFor(start: string): Promise<void>;
  readonly exited: Promise<void>;
}

/** Starts the driver; `threadPoolSize` and the like are left as they are: only the main thread does file work. */
export function startDriver(script: string, ...input: readonly string[]): Driver {
  const child = spawn(process.execPath, [script, ...input], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    for (const [start, resolve] of waiting) if (line.startsWith(start)) resolve();
  });
  const exited = Promise.all([
    new Promise((resolve) => child.once('exit', resolve)),
    new Promise((resolve) => reader.once('close', resolve)),
  ]).then(() => undefined);
  // A killed driver no longer reads: that is the point.
  child.stdin.on('error', () => undefined);
  return {
    child,
    lines,
    exited,
    waitFor: (start) =>
      Promise.race([
        exited.then(() =>
          Promise.reject(new Error(`the driver ended before saying ${start}: ${lines.join('; ')}`)),
        ),
        new Promise<void>((resolve) => {
          if (lines.some((line) => line.startsWith(start))) resolve();
          else waiting.set(start, resolve);
        }),
      ]),
  };
}

const steps = createSteps(
  () => false,
  () => undefined,
);

/**
 * What is wrong after a driver ended, however it ended: an acknowledged item lost, half an item, a locker that does
 * not open or verify, an error that is no code. Empty when every promise was kept (P01).
 */
export function violationsAfter(folders: CaseFolders, lines: readonly string[]): readonly string[] {
  const violations = [
    ...lines.filter((line) => line.startsWith('threw')),
    ...provingViolationsAfter(folders, lines),
  ];
  const opened = openEngine({ ...folders, create: folders.isNew });
  if (!opened.ok) return [...violations, `does not open: ${opened.error.code}`];
  const { items } = opened.value.listItems({ offset: 0, limit: 1_000_000 });
  opened.value.close();
  const present = new Map(items.map((item) => [item.id, item.sha256]));
  const removed = new Set(
    lines.filter((line) => line.startsWith('removing')).map((line) => line.split(' ')[1]),
  );
  for (const [, itemId = '', sha256] of lines
    .filter((line) => line.startsWith('ack'))
    .map((line) => line.split(' '))) {
    if (present.get(itemId) !== sha256 && !removed.has(itemId))
      violations.push(`acknowledged ${itemId} is lost`);
  }
  const checked = checkLocker(folders, steps);
  if (!checked.ok) return [...violations, `does not verify: ${checked.error.code}`];
  for (const { code, result, subject } of checked.value.checks) {
    if (result === 'FAIL') violations.push(`${code} ${subject ?? ''}`);
  }
  return violations;
}
