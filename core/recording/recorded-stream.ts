import { invariant } from '../assert.ts';
import type { Sha256Hex } from '../hex.ts';
import type { JournalLine, JournalLineContent } from './journal.ts';

/** The file that a journal describes. */
export interface RecordedStream {
  readonly sizeBytes: number;
  /** Undefined while nothing is in it. */
  readonly sha256: Sha256Hex | undefined;
  /** Chunks whose bytes must agree: all of them, unless the journal itself says from where they do not. */
  readonly chunks: readonly JournalLineContent<'chunk'>[];
}

/** What a journal says of its file: of an ended one, size and hash of what is sealed. */
export function recordedStream(lines: readonly JournalLine[]): RecordedStream {
  const chunks = lines.filter((line) => line.kind === 'chunk').map(({ is }) => is);
  const last = lines.at(-1);
  invariant(last !== undefined, 'a journal has a first line');
  if (last.kind === 'interrupted' && last.is.found !== undefined) {
    const { sizeBytes, sha256, intactBytes } = last.is.found;
    return { sizeBytes, sha256, chunks: chunks.filter((chunk) => endOf(chunk) <= intactBytes) };
  }
  const newest = chunks.at(-1);
  return { sizeBytes: newest === undefined ? 0 : endOf(newest), sha256: newest?.streamSha256, chunks };
}

function endOf({ offset, sizeBytes }: JournalLineContent<'chunk'>): number {
  return offset + sizeBytes;
}
