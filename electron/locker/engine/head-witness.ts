import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { formatTreeHead, parseTreeHead, type TreeHead } from '../../../core/ledger/index.ts';
import { codeOf } from '../failures.ts';

/** What this machine remembers of a locker, outside the locker. */
export type WitnessedHead =
  | { readonly state: 'held'; readonly head: TreeHead }
  | { readonly state: 'none' }
  | { readonly state: 'unreadable' };

/** File that holds the newest head seen of a locker: `<state folder>/heads/<locker id>.txt`. */
export function witnessPath(stateFolder: string, lockerId: string): string {
  return join(stateFolder, 'heads', `${lockerId}.txt`);
}

/** The newest head that this machine has seen of a locker. */
export function readWitness(stateFolder: string, lockerId: string): WitnessedHead {
  let text: string;
  try {
    // Without an encoding: Node's fast path for UTF-8 aborts the process when closing the file fails.
    text = readFileSync(witnessPath(stateFolder, lockerId)).toString('utf8');
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
export function writeWitness(stateFolder: string, lockerId: string, head: TreeHead): boolean {
  const path = witnessPath(stateFolder, lockerId);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(join(stateFolder, 'heads'), { recursive: true, mode: 0o700 });
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
