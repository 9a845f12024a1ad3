import { canonicalBytes, equalBytes, type JsonValue, type LedgerEntry } from '../ledger/index.ts';
import {
  type DecodedJournal,
  decodeJournal,
  type RecordedStream,
  recordedStream,
  recordingFactsSchema,
  summariseJournal,
} from '../recording/index.ts';
import type { Finding } from './report.ts';

export type SealedItem = Extract<LedgerEntry, { readonly kind: 'item-sealed' }>['payload'];

/** How a recording is called in a report. */
export interface Called {
  readonly name: string;
  readonly subject: string;
}

/** What a journal says of its file, or the one finding about it. */
export type ReadJournal = { readonly stream: RecordedStream } | { readonly finding: Finding };

/**
 * Reads the journal of a sealed recording, in a locker as in a package (P12). It must decode, be whole and ended
 * (`RECORDING_JOURNAL_INVALID`), and give exactly what the ledger states: times, software, source, marks, pauses, ending,
 * size and hash (`RECORDING_JOURNAL_MISMATCH`). The journal's own hash is the caller's to compare.
 */
export function readSealedJournal(
  bytes: Uint8Array,
  sealed: SealedItem,
  { name, subject }: Called,
): ReadJournal {
  const decoded = decodeJournal(bytes);
  const problem = decoded.ok ? incompleteness(decoded.value) : decoded.error.message;
  if (!decoded.ok || problem !== undefined) {
    const detail = `${name}的流水不合格式：${problem ?? ''}`;
    return { finding: { code: 'RECORDING_JOURNAL_INVALID', subject, detail } };
  }
  const stream = recordedStream(decoded.value.lines);
  if (isStatedRight(sealed, decoded.value, stream)) return { stream };
  const detail = `${name}在账本里写的与它的流水不一致：其中一个被改过。`;
  return { finding: { code: 'RECORDING_JOURNAL_MISMATCH', subject, detail } };
}

/** The finding when not every chunk that a journal names was found in the file. */
export function findChunkDamage(
  { chunks }: RecordedStream,
  intactCount: number,
  { name, subject }: Called,
): Finding | undefined {
  if (intactCount === chunks.length) return undefined;
  const detail = `${name}的第 ${intactCount + 1} 段与流水记下的哈希不符：流水或录屏被换过。`;
  return { code: 'RECORDING_CHUNK_MISMATCH', subject, detail };
}

function incompleteness({ lines, tornBytes }: DecodedJournal): string | undefined {
  const last = lines.at(-1)?.kind;
  if (tornBytes > 0) return '最后一行不完整。';
  return last === 'stopped' || last === 'interrupted' ? undefined : '没有结束的记录。';
}

function isStatedRight(sealed: SealedItem, { lines }: DecodedJournal, stream: RecordedStream): boolean {
  const { provenance } = sealed;
  const [first] = lines;
  if (provenance.source !== 'recording' || first?.kind !== 'started') return false;
  const { clock, environment } = first.is;
  const recording = summariseJournal(lines, provenance.recording.journal);
  return (
    stream.sha256 === sealed.sha256 &&
    stream.sizeBytes === sealed.sizeBytes &&
    // What a forged journal adds up to need not be a number that can be written down.
    recordingFactsSchema.safeParse(recording).success &&
    isSame(provenance, { source: 'recording', clock, environment, recording })
  );
}

function isSame(left: unknown, right: unknown): boolean {
  return equalBytes(canonicalBytes(left as JsonValue), canonicalBytes(right as JsonValue));
}
