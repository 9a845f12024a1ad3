import { closeSync, fdatasyncSync, ftruncateSync, openSync } from 'node:fs';
import { invariant } from '../../../core/assert.ts';
import type { Sha256Hex } from '../../../core/hex.ts';
import {
  encodeJournalLine,
  JOURNAL_GENESIS,
  type JournalLine,
  type JournalLineContent,
  type JournalLineKind,
  journalLineSchemas,
  type Moment,
} from '../../../core/recording/index.ts';
import { wellFormed } from '../well-formed.ts';
import { sha256Of } from './chunk-check.ts';
import { writeAllAt } from './write-all.ts';

/** A line before it has its place in the chain. */
export type JournalDraft = {
  [Kind in JournalLineKind]: {
    readonly kind: Kind;
    readonly at: Moment;
    readonly is: JournalLineContent<Kind>;
  };
}[JournalLineKind];

/** Where the next line goes. */
export interface JournalEnd {
  readonly sizeBytes: number;
  /** Number of the next line. */
  readonly n: number;
  readonly head: Sha256Hex;
}

export const JOURNAL_START: JournalEnd = { sizeBytes: 0, n: 0, head: JOURNAL_GENESIS };

/** A journal that is written; what has returned is durable (P11). */
export interface JournalFile {
  readonly sizeBytes: number;
  /** Throws what the disk throws; then call `cutBack` before the next line. */
  append(drafts: readonly JournalDraft[]): void;
  /** Takes away what a failed write left behind the last whole line. */
  cutBack(): void;
  close(): void;
}

/** Opens a journal for writing behind its last whole line. */
export function openJournalFile(path: string, mode: 'wx' | 'r+', start: JournalEnd): JournalFile {
  const file = openSync(path, mode, 0o600);
  let end = start;
  return {
    get sizeBytes() {
      return end.sizeBytes;
    },
    append(drafts) {
      const { bytes, next } = encodeLines(drafts, end);
      writeAllAt(file, bytes, end.sizeBytes);
      // A torn line that stood here may have been longer than what replaces it.
      ftruncateSync(file, next.sizeBytes);
      fdatasyncSync(file);
      end = next;
    },
    cutBack() {
      ftruncateSync(file, end.sizeBytes);
      fdatasyncSync(file);
    },
    close: () => closeSync(file),
  };
}

const LINE_FEED = Buffer.from('\n');

function encodeLines(drafts: readonly JournalDraft[], start: JournalEnd) {
  const parts: Uint8Array[] = [];
  let { n, head } = start;
  for (const { kind, at, is } of drafts) {
    const content = wellFormed(is);
    // What cannot be read back is never written (P27).
    const checked = journalLineSchemas[kind].safeParse(content);
    invariant(checked.success, `a journal line of kind ${kind} is invalid: ${JSON.stringify(checked)}`);
    const line = encodeJournalLine({ v: 1, n, kind, at, prev: head, is: content } as JournalLine);
    parts.push(line, LINE_FEED);
    head = sha256Of(line);
    n += 1;
  }
  const bytes = Buffer.concat(parts);
  return { bytes, next: { n, head, sizeBytes: start.sizeBytes + bytes.length } };
}
