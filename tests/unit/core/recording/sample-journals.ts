import { createHash, hash } from 'node:crypto';
import fc from 'fast-check';
import {
  encodeJournalLine,
  endings,
  JOURNAL_GENESIS,
  type JournalLine,
  type JournalLineContent,
  type JournalLineKind,
  type Moment,
  noticeCodes,
  pauseReasons,
} from '../../../../core/recording/index.ts';

/** A line before it has its place. */
export type Draft = {
  [Kind in JournalLineKind]: { readonly kind: Kind; readonly is: JournalLineContent<Kind> };
}[JournalLineKind];

/** The moment so many seconds after a fixed start. */
export function momentAt(seconds: number): Moment {
  return {
    utc: new Date(Date.UTC(2026, 10, 23, 6, 35, 2) + seconds * 1000).toISOString(),
    monotonicNs: String(1_000_000_000n + BigInt(Math.round(seconds * 1000)) * 1_000_000n),
  };
}

export const started: JournalLineContent<'started'> = {
  recordingId: `r-${'0'.repeat(26)}`,
  clock: {
    utc: momentAt(0).utc,
    local: '2026-11-23T14:35:02.000+08:00',
    monotonicNs: momentAt(0).monotonicNs,
    bootId: 'boot',
  },
  environment: {
    app: { name: 'liuhen', version: '0.1.0' },
    runtime: { name: 'node', version: '24' },
    operatingSystem: { name: 'Linux', version: '6' },
  },
  source: {
    mode: 'screen',
    trigger: 'hotkey',
    area: { x: 0, y: 0, width: 800, height: 600 },
    display: { id: '1', name: 'HDMI-1', area: { x: 0, y: 0, width: 800, height: 600 }, scaleFactor: 1 },
    framesPerSecond: 15,
    mediaType: 'video/webm;codecs=vp9',
    sound: [],
    recorder: { name: 'chromium', version: '148' },
  },
};

/** Lines in their chain, one a second. */
export function chained(drafts: readonly Draft[]): readonly JournalLine[] {
  let prev = JOURNAL_GENESIS;
  return drafts.map((draft, n) => {
    const line = { v: 1, n, kind: draft.kind, at: momentAt(n), prev, is: draft.is } as JournalLine;
    prev = hash('sha256', encodeJournalLine(line));
    return line;
  });
}

/** The file of these lines. */
export function fileOf(lines: readonly JournalLine[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [encodeJournalLine(line), Buffer.from('\n')]));
}

/** Chunks of a file, as the lines name them. */
export function chunkDrafts(chunks: readonly Uint8Array[]): readonly Draft[] {
  const whole = createHash('sha256');
  let offset = 0;
  return chunks.map((bytes, index) => {
    whole.update(bytes);
    const is = {
      index,
      offset,
      sizeBytes: bytes.length,
      sha256: hash('sha256', bytes),
      streamSha256: whole.copy().digest('hex'),
    };
    offset += bytes.length;
    return { kind: 'chunk', is };
  });
}

const text = (maxLength: number) =>
  fc.string({ unit: 'grapheme', maxLength: Math.floor(maxLength / 20) }).map((value) => value.toWellFormed());
const mediaMs = fc.nat(10_000_000);

const note: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({
    kind: fc.constant('paused' as const),
    is: fc.record({ mediaMs, reason: fc.constantFrom(...pauseReasons) }),
  }),
  fc.record({ kind: fc.constant('resumed' as const), is: fc.record({ mediaMs }) }),
  fc.record({ kind: fc.constant('marked' as const), is: fc.record({ mediaMs, label: text(200) }) }),
  fc.record({
    kind: fc.constant('noticed' as const),
    is: fc.record({ mediaMs, code: fc.constantFrom(...noticeCodes), detail: text(400) }),
  }),
);

const ending: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({
    kind: fc.constant('stopped' as const),
    is: fc.record({
      mediaMs,
      ending: fc.constantFrom(...endings.filter((name) => name !== 'interrupted')),
    }),
  }),
  fc.record({
    kind: fc.constant('interrupted' as const),
    is: fc.record({ tornJournalBytes: fc.nat(900), tailBytes: fc.nat(9000), missingBytes: fc.nat(9000) }),
  }),
);

/** Journals with chunks and notes in any order and one end. */
export const anyJournal: fc.Arbitrary<readonly JournalLine[]> = fc
  .tuple(fc.array(fc.oneof(note, fc.uint8Array({ minLength: 1, maxLength: 40 })), { maxLength: 12 }), ending)
  .map(([middle, end]) => {
    const chunks = [...chunkDrafts(middle.filter((one) => one instanceof Uint8Array))];
    const drafts = middle.map((one) => (one instanceof Uint8Array ? chunks.shift() : one));
    return chained([{ kind: 'started', is: started }, ...drafts.filter((draft) => draft !== undefined), end]);
  });
