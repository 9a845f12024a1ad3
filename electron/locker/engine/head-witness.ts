import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { formatTreeHead, parseTreeHead, type TreeHead } from '../../../core/ledger/index.ts';
import { codeOf } from '../failures.ts';

/** What this machine remembers of a locker, outside the locker. */
export type WitnessedHead =
  | { readonly state: 'held'; readonly head: TreeHead }
  | { readonly state: 'none' }
  | { readonly state: 'unreadable' };

/** A locker as a witness knows it. */
export interface WitnessedLocker {
  readonly stateFolder: string;
  readonly lockerId: string;
  readonly directory: string;
}

/**
 * File that holds the newest head seen of a locker: `<state folder>/heads/<locker id>.txt`; of one restored from a backup
 * `<locker id>-<16 digits of the hash of its folder>.txt`: what the lost one had after the backup is not held against it.
 */
export function witnessPath(locker: WitnessedLocker): string {
  const restored = restoredWitnessPath(locker);
  return existsSync(restored) ? restored : join(locker.stateFolder, 'heads', `${locker.lockerId}.txt`);
}

/** Whether this machine restored the locker in this folder from a backup. */
export function isRestored(locker: WitnessedLocker): boolean {
  return existsSync(restoredWitnessPath(locker));
}

function restoredWitnessPath({ stateFolder, lockerId, directory }: WitnessedLocker): string {
  const folder = createHash('sha256').update(realPathOf(directory)).digest('hex').slice(0, 16);
  return join(stateFolder, 'heads', `${lockerId}-${folder}.txt`);
}

function realPathOf(directory: string): string {
  try {
    return realpathSync(directory);
  } catch (thrown) {
    if (codeOf(thrown) === undefined) throw thrown;
    return resolve(directory);
  }
}

/** The newest head that this machine has seen of a locker. */
export function readWitness(locker: WitnessedLocker): WitnessedHead {
  let text: string;
  try {
    // Without an encoding: Node's fast path for UTF-8 aborts the process when closing the file fails.
    text = readFileSync(witnessPath(locker)).toString('utf8');
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === undefined) throw thrown;
    return { state: code === 'ENOENT' || code === 'ENOTDIR' ? 'none' : 'unreadable' };
  }
  const parsed = parseTreeHead(text);
  return parsed.ok ? { state: 'held', head: parsed.value } : { state: 'unreadable' };
}

/**
 * Writes the head, whole or not at all. Answers false where the state folder takes no writes: the witness is an
 * additional guard, and verification says when there is none; a commit never fails for it.
 */
export function writeWitness(locker: WitnessedLocker, head: TreeHead): boolean {
  return writeHead(witnessPath(locker), head);
}

/** From now on the locker in this folder has a witness of its own, beginning with what was restored. */
export function writeRestoredWitness(locker: WitnessedLocker, head: TreeHead): boolean {
  return writeHead(restoredWitnessPath(locker), head);
}

function writeHead(path: string, head: TreeHead): boolean {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, formatTreeHead(head));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === undefined) throw thrown;
    discard(temporary);
    return false;
  }
}

function discard(temporary: string): void {
  try {
    rmSync(temporary, { force: true });
  } catch (thrown) {
    // Where it could not be written it may not be removable either; the next one of this process overwrites it.
    if (codeOf(thrown) === undefined) throw thrown;
  }
}
