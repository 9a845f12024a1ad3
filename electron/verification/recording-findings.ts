import type { RecordedStream } from '../../core/recording/index.ts';
import {
  type Finding,
  findChunkDamage,
  readSealedJournal,
  type SealedItem,
} from '../../core/verification/index.ts';
import { type ChunkCheck, createChunkCheck, readLockerObject } from '../locker/index.ts';

/** How recordings compare with their journals. */
export interface RecordingsOutcome {
  readonly count: number;
  /** How many agree. Those that neither agree nor have a finding could not be compared. */
  readonly agreeing: number;
  readonly findings: readonly Finding[];
}

interface Started {
  readonly itemId: string;
  readonly stream: RecordedStream;
  readonly chunks: ChunkCheck;
}

/**
 * Compares recordings with their journals while their file is read anyway, so that no byte is read twice (P12): the journal is
 * one and has its end; the item says exactly what the journal says; every chunk of the journal is in the file. A journal
 * that is missing or damaged as an object is told there and not again here.
 */
export function observeRecordings(
  directory: string,
  recordings: readonly SealedItem[],
): {
  /** Takes the file's bytes, in order. */
  push(bytes: Uint8Array): void;
  /** After the last byte: whether the file was there and whole. */
  outcome(isIntact: boolean): RecordingsOutcome;
} {
  const findings: Finding[] = [];
  const started = recordings.flatMap((sealed) => start(directory, sealed, findings));
  return {
    push(bytes) {
      for (const { chunks } of started) chunks.push(bytes);
    },
    outcome(isIntact) {
      let agreeing = 0;
      for (const { itemId, stream, chunks } of isIntact ? started : []) {
        const finding = findChunkDamage(stream, chunks.finish().intactCount, called(itemId));
        if (finding === undefined) agreeing += 1;
        else findings.push(finding);
      }
      return { count: recordings.length, agreeing, findings };
    },
  };
}

/** Nothing to compare the file with when the journal itself is refused. */
function start(directory: string, sealed: SealedItem, findings: Finding[]): readonly Started[] {
  const { itemId, provenance } = sealed;
  if (provenance.source !== 'recording') return [];
  const bytes = readLockerObject(directory, provenance.recording.journal.sha256);
  if (bytes === undefined) return [];
  const read = readSealedJournal(bytes, sealed, called(itemId));
  if ('stream' in read)
    return [{ itemId, stream: read.stream, chunks: createChunkCheck(read.stream.chunks) }];
  findings.push(read.finding);
  return [];
}

function called(itemId: string) {
  return { name: `录屏 ${itemId} `, subject: itemId };
}
