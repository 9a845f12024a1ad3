import { type IndexedExhibit, journalPath } from '../../manifest/index.ts';
import type { BagMember } from '../archive/open-archive.ts';
import { createChunkCheck } from '../chunk-check.ts';
import type { VerificationPlatform } from '../ports.ts';
import { findChunkDamage, readSealedJournal, type SealedItem } from '../recording-journal.ts';
import type { Finding } from '../report.ts';
import type { MeasuredBag } from './bag-findings.ts';

/** A recording of the package, as the ledger's entries have it. */
export interface PackagedRecording {
  readonly exhibit: IndexedExhibit;
  readonly sealed: SealedItem;
}

export interface RecordingFindings {
  readonly findings: readonly Finding[];
  /** Recordings whose original was read to its end and compared second by second. */
  readonly comparedCount: number;
}

/**
 * Whether each recording is the one that its journal describes (P12): the journal is there and is the object that the
 * ledger names (`RECORDING_JOURNAL_MISSING`, `RECORDING_JOURNAL_HASH_MISMATCH`), says what the ledger says
 * (`readSealedJournal`), and every chunk of it is in the original (`RECORDING_CHUNK_MISMATCH`). Originals are read again, as
 * streams: they may be larger than memory. `advance` is called before each; it may throw to stop.
 */
export async function findRecordingDamage(
  members: ReadonlyMap<string, BagMember>,
  bag: MeasuredBag,
  recordings: readonly PackagedRecording[],
  platform: VerificationPlatform,
  advance: (done: number) => void,
): Promise<RecordingFindings> {
  const findings: Finding[] = [];
  let comparedCount = 0;
  for (const [index, recording] of recordings.entries()) {
    advance(index);
    const { exhibit, sealed } = recording;
    findings.push(...findJournalDamage(bag, recording));
    const journal = bag.texts.get(journalPath(exhibit.number));
    if (journal === undefined) continue;
    const called = calledIn(exhibit);
    const read = readSealedJournal(journal, sealed, called);
    if ('finding' in read) {
      findings.push(read.finding);
      continue;
    }
    const original = members.get(exhibit.path);
    if (original === undefined) continue;
    const check = createChunkCheck(read.stream.chunks, platform);
    for await (const bytes of original.content.read(0, original.content.size)) {
      check.push(bytes);
      advance(index);
    }
    const damage = findChunkDamage(read.stream, check.intactCount(), called);
    if (damage !== undefined) findings.push(damage);
    comparedCount += 1;
  }
  advance(recordings.length);
  return { findings, comparedCount };
}

function findJournalDamage(
  bag: MeasuredBag,
  { exhibit, sealed: { provenance } }: PackagedRecording,
): readonly Finding[] {
  if (provenance.source !== 'recording') return [];
  const path = journalPath(exhibit.number);
  const { subject } = calledIn(exhibit);
  const file = bag.files.get(path);
  if (file === undefined) {
    const detail = `录屏流水 ${path} 不在证据包里，录屏没有逐段核对。`;
    return [{ code: 'RECORDING_JOURNAL_MISSING', subject, detail }];
  }
  if (file.sha256 === provenance.recording.journal.sha256) return [];
  const detail = `录屏流水 ${path} 与账本里固定的 SHA-256 不符：流水被改过或换过。`;
  return [{ code: 'RECORDING_JOURNAL_HASH_MISMATCH', subject, detail }];
}

function calledIn({ number }: IndexedExhibit) {
  return { name: `证据 ${number} `, subject: `exhibit:${number}` };
}
