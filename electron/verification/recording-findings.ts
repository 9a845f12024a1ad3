import type { LedgerEntry } from '../../core/ledger/index.ts';
import type { RecordedStream } from '../../core/recording/index.ts';
import type { Finding } from '../../core/verification/index.ts';
import { findChunkDamage, readSealedJournal, type SealedItem } from '../../core/verification/index.ts';
import { type ChunkCheck, createChunkCheck, readLockerObject } from '../locker/index.ts';

/** Compares recordings with their journals while their objects are read anyway, so that no byte is read twice. */
export interface RecordingsCheck {
  readonly count: number;
  /** How many agree, as far as their objects were there and whole. */
  readonly agreeing: () => number;
  /** Call before an object is read; what it returns takes the object's bytes, in order. */
  observe(sha256: string): ((bytes: Uint8Array) => void) | undefined;
  /** Call when the object was read to its end and is whole. */
  objectIsIntact(sha256: string): void;
  readonly findings: readonly Finding[];
}

interface Started {
  readonly itemId: string;
  readonly stream: RecordedStream;
  readonly chunks: ChunkCheck;
}

/**
 * Checks of every recording that the ledger names (P12): its journal is one and has its end; the item says exactly what
 * the journal says; every chunk of the journal is in the file. A journal that is missing or damaged as an object is
 * told there and not again here.
 */
export function createRecordingsCheck(directory: string, entries: readonly LedgerEntry[]): RecordingsCheck {
  const recordings = new Map<string, SealedItem[]>();
  for (const { kind, payload } of entries) {
    if (kind !== 'item-sealed' || payload.provenance.source !== 'recording') continue;
    recordings.set(payload.sha256, [...(recordings.get(payload.sha256) ?? []), payload]);
  }
  const findings: Finding[] = [];
  const started = new Map<string, readonly Started[]>();
  let agreeing = 0;
  return {
    count: [...recordings.values()].flat().length,
    agreeing: () => agreeing,
    observe(sha256) {
      const checks = (recordings.get(sha256) ?? []).flatMap((sealed) => start(directory, sealed, findings));
      if (checks.length === 0) return undefined;
      started.set(sha256, checks);
      return (bytes) => {
        for (const { chunks } of checks) chunks.push(bytes);
      };
    },
    objectIsIntact(sha256) {
      for (const check of started.get(sha256) ?? []) {
        const finding = findChunkDamage(
          check.stream,
          check.chunks.finish().intactCount,
          called(check.itemId),
        );
        if (finding === undefined) agreeing += 1;
        else findings.push(finding);
      }
    },
    findings,
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
