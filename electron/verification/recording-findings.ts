import { canonicalBytes, equalBytes, type JsonValue, type LedgerEntry } from '../../core/ledger/index.ts';
import {
  type DecodedJournal,
  decodeJournal,
  type RecordedStream,
  recordedStream,
  summariseJournal,
} from '../../core/recording/index.ts';
import { type ChunkCheck, createChunkCheck, readLockerObject } from '../locker/index.ts';
import type { Finding } from './report.ts';

type SealedRecording = Extract<LedgerEntry, { readonly kind: 'item-sealed' }>['payload'];

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
  const recordings = new Map<string, SealedRecording[]>();
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
        const finding = findChunkDamage(check);
        if (finding === undefined) agreeing += 1;
        else findings.push(finding);
      }
    },
    findings,
  };
}

/** Nothing to compare the file with when the journal itself is refused. */
function start(directory: string, sealed: SealedRecording, findings: Finding[]): readonly Started[] {
  const { itemId, provenance } = sealed;
  if (provenance.source !== 'recording') return [];
  const bytes = readLockerObject(directory, provenance.recording.journal.sha256);
  if (bytes === undefined) return [];
  const decoded = decodeJournal(bytes);
  const problem = decoded.ok ? incompleteness(decoded.value) : decoded.error.message;
  if (!decoded.ok || problem !== undefined) {
    const detail = `录屏 ${itemId} 的流水不合格式：${problem ?? ''}`;
    findings.push({ code: 'RECORDING_JOURNAL_INVALID', subject: itemId, detail });
    return [];
  }
  const stream = recordedStream(decoded.value.lines);
  if (!isStatedRight(sealed, decoded.value, stream)) {
    const detail = `录屏 ${itemId} 在账本里写的与它的流水不一致：其中一个被改过。`;
    findings.push({ code: 'RECORDING_JOURNAL_MISMATCH', subject: itemId, detail });
    return [];
  }
  return [{ itemId, stream, chunks: createChunkCheck(stream.chunks) }];
}

function incompleteness({ lines, tornBytes }: DecodedJournal): string | undefined {
  const last = lines.at(-1)?.kind;
  if (tornBytes > 0) return '最后一行不完整。';
  return last === 'stopped' || last === 'interrupted' ? undefined : '没有结束的记录。';
}

function isStatedRight(sealed: SealedRecording, { lines }: DecodedJournal, stream: RecordedStream): boolean {
  const { provenance } = sealed;
  const [first] = lines;
  if (provenance.source !== 'recording' || first?.kind !== 'started') return false;
  const { clock, environment } = first.is;
  const recording = summariseJournal(lines, provenance.recording.journal);
  return (
    stream.sha256 === sealed.sha256 &&
    stream.sizeBytes === sealed.sizeBytes &&
    isSame(provenance, { source: 'recording', clock, environment, recording })
  );
}

function isSame(left: unknown, right: unknown): boolean {
  return equalBytes(canonicalBytes(left as JsonValue), canonicalBytes(right as JsonValue));
}

function findChunkDamage({ itemId, stream, chunks }: Started): Finding | undefined {
  const { intactCount } = chunks.finish();
  if (intactCount === stream.chunks.length) return undefined;
  const detail = `录屏 ${itemId} 的第 ${intactCount + 1} 段与流水记下的哈希不符：流水或录屏被换过。`;
  return { code: 'RECORDING_CHUNK_MISMATCH', subject: itemId, detail };
}
