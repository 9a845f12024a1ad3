import { createHash } from 'node:crypto';
import type { Environment } from '../../../core/evidence/index.ts';
import {
  encodeJournalLine,
  JOURNAL_GENESIS,
  type JournalLine,
  type JournalLineContent,
  type RecordedSource,
} from '../../../core/recording/index.ts';

/** What a journal line says, and when on the recording's own clock. */
export type JournalDraft = {
  [Kind in JournalLine['kind']]: {
    readonly kind: Kind;
    readonly atMs: number;
    readonly is: JournalLineContent<Kind>;
  };
}[JournalLine['kind']];

export const startedAtUtc = '2026-11-23T06:10:00.000Z';
export const sampleRecordingId = `r-${'0'.repeat(25)}1`;
const startedAtNs = 5_000_000_000n;
const software = { name: 'liuhen', version: '0.0.0' };
export const sampleEnvironment: Environment = {
  app: software,
  runtime: software,
  operatingSystem: software,
};
export const sampleClock = {
  utc: startedAtUtc,
  local: '2026-11-23T14:10:00.000+08:00',
  timeZone: 'Asia/Shanghai',
  monotonicNs: String(startedAtNs),
  bootId: 'sample',
};

/** What a sample recording shows. */
export function sampleSource(width: number, height: number, sound: RecordedSource['sound']): RecordedSource {
  const area = { x: 0, y: 0, width, height };
  return {
    mode: 'screen',
    trigger: 'hotkey',
    area,
    display: { id: '1', name: '主显示器', area, scaleFactor: 1 },
    window: { title: '我的订单 - 星辰卡盟', application: 'Chrome' },
    framesPerSecond: 10,
    mediaType: sound.length === 0 ? 'video/webm;codecs=vp9' : 'video/webm;codecs=vp9,opus',
    sound,
    recorder: { name: 'MediaRecorder', version: '140' },
  };
}

/** First line of a sample journal. */
export function startedLine(source: RecordedSource): JournalDraft {
  const is = { recordingId: sampleRecordingId, clock: sampleClock, environment: sampleEnvironment, source };
  return { kind: 'started', atMs: 0, is };
}

/** A line for each piece of a file, `everyMs` apart. */
export function chunkLines(
  file: Uint8Array,
  pieceBytes: readonly number[],
  everyMs = 1000,
): readonly (JournalDraft & { readonly kind: 'chunk' })[] {
  let offset = 0;
  const stream = createHash('sha256');
  return pieceBytes.map((sizeBytes, index) => {
    const piece = file.subarray(offset, offset + sizeBytes);
    stream.update(piece);
    const is = {
      index,
      offset,
      sizeBytes,
      sha256: createHash('sha256').update(piece).digest('hex'),
      streamSha256: stream.copy().digest('hex'),
    };
    offset += sizeBytes;
    return { kind: 'chunk', atMs: (index + 1) * everyMs, is };
  });
}

/** Sizes of `count` pieces of a file, none empty. */
export function evenPieces(sizeBytes: number, count: number): readonly number[] {
  const each = Math.ceil(sizeBytes / count);
  const pieces: number[] = [];
  for (let left = sizeBytes; left > 0; left -= each) pieces.push(Math.min(each, left));
  return pieces;
}

/** Chains drafts, in this order, into a journal's bytes. */
export function journalOf(drafts: readonly JournalDraft[]): {
  readonly lines: readonly JournalLine[];
  readonly bytes: Buffer;
} {
  let prev = JOURNAL_GENESIS;
  const parts: Uint8Array[] = [];
  const lines = drafts.map(({ kind, atMs, is }, n) => {
    const at = {
      utc: new Date(Date.parse(startedAtUtc) + atMs).toISOString(),
      monotonicNs: String(startedAtNs + BigInt(atMs) * 1_000_000n),
    };
    const line = { v: 1, n, kind, at, prev, is } as JournalLine;
    const bytes = encodeJournalLine(line);
    prev = createHash('sha256').update(bytes).digest('hex');
    parts.push(bytes, Buffer.from('\n'));
    return line;
  });
  return { lines, bytes: Buffer.concat(parts) };
}
