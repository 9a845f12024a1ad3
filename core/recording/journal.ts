import { z } from 'zod';
import { clockFactsSchema, environmentSchema } from '../evidence/circumstances.ts';
import { SHA256_HEX, type Sha256Hex, sha256Hex } from '../hex.ts';
import { canonicalBytes, type JsonValue, parseCanonical } from '../ledger/canonical-json.ts';
import { fail, ok, type Result } from '../result.ts';
import { endings, momentSchema, noticeCodes, pauseReasons, recordedSourceSchema } from './recording-facts.ts';
import { recordingIdSchema } from './recording-id.ts';

/** `prev` of the first line. */
export const JOURNAL_GENESIS: Sha256Hex = '0'.repeat(64);

const sha256 = z.string().regex(SHA256_HEX);
const count = z.int().nonnegative();

/** What each kind of journal line says beside its place in the chain. */
export const journalLineSchemas = {
  /** Line 0. Written and durable before the first chunk is taken. */
  started: z.strictObject({
    recordingId: recordingIdSchema,
    clock: clockFactsSchema,
    environment: environmentSchema,
    source: recordedSourceSchema,
  }),
  /** Bytes that are in the file and were flushed before this line was written. */
  chunk: z.strictObject({
    index: count,
    offset: count,
    sizeBytes: z.int().positive(),
    sha256,
    /** SHA-256 of the file from its beginning to the end of this chunk: on the last chunk, the hash that is sealed. */
    streamSha256: sha256,
    /** Set on the last chunk of an interrupted recording, whose bytes were found without a line. */
    isRecovered: z.literal(true).optional(),
  }),
  paused: z.strictObject({ mediaMs: count, reason: z.enum(pauseReasons) }),
  resumed: z.strictObject({ mediaMs: count }),
  marked: z.strictObject({ mediaMs: count, label: z.string().max(200) }),
  noticed: z.strictObject({ mediaMs: count, code: z.enum(noticeCodes), detail: z.string().max(400) }),
  /** The end as the program saw it; only an `interrupted` with `found` follows, if the file was damaged afterwards. */
  stopped: z.strictObject({
    mediaMs: count,
    ending: z.enum(endings).exclude(['interrupted']),
    frames: z.strictObject({ deliveredCount: count, droppedCount: count }).optional(),
  }),
  /** The end as the next start found it; nothing follows. */
  interrupted: z.strictObject({
    /** Bytes of a half-written line that were cut off the journal. */
    tornJournalBytes: count,
    /** Bytes at the end of the file that had no line. */
    tailBytes: count,
    /** Bytes that chunks name and the file no longer had. */
    missingBytes: count,
    /** Set when the file no longer agrees with the chunks: it is sealed as it was found. */
    found: z
      .strictObject({
        sizeBytes: z.int().positive(),
        sha256,
        /** From the beginning, whole chunks that agree. */
        intactBytes: count,
      })
      .optional(),
  }),
} as const;

export type JournalLineKind = keyof typeof journalLineSchemas;
export type JournalLineContent<Kind extends JournalLineKind> = z.infer<(typeof journalLineSchemas)[Kind]>;

/** One line: the RFC 8785 form of exactly these members, and a line feed. */
export type JournalLine = {
  [Kind in JournalLineKind]: {
    readonly v: 1;
    readonly n: number;
    readonly kind: Kind;
    readonly at: z.infer<typeof momentSchema>;
    /** SHA-256 of the bytes of line `n - 1` without its line feed; {@link JOURNAL_GENESIS} for the first. */
    readonly prev: Sha256Hex;
    readonly is: JournalLineContent<Kind>;
  };
}[JournalLineKind];

const envelope = z.strictObject({
  v: z.literal(1),
  n: count,
  kind: z.enum(Object.keys(journalLineSchemas) as [JournalLineKind, ...JournalLineKind[]]),
  at: momentSchema,
  prev: sha256,
  is: z.looseObject({}),
});

/** Bytes of a line without its line feed: what is hashed and chained. */
export function encodeJournalLine(line: JournalLine): Uint8Array {
  return canonicalBytes(line as unknown as JsonValue);
}

/** A journal as it was read. */
export interface DecodedJournal {
  readonly lines: readonly JournalLine[];
  /** Hash of the last line: `prev` of one that would follow. */
  readonly head: Sha256Hex;
  /** Bytes after the last line feed: a line that was being written when everything stopped. */
  readonly tornBytes: number;
}

export type JournalError =
  | 'JOURNAL_EMPTY'
  | 'JOURNAL_LINE_INVALID'
  | 'JOURNAL_CHAIN_BROKEN'
  | 'JOURNAL_OUT_OF_ORDER';

const LINE_FEED = 0x0a;

/**
 * Reads a journal. Whole lines must be canonical, chained, numbered from 0, begin with `started`, name chunks that
 * follow each other without a gap, and end in their order ({@link journalLineSchemas}); a torn last line is counted, not
 * believed. `JOURNAL_EMPTY` when not even the first line is whole.
 */
export function decodeJournal(bytes: Uint8Array): Result<DecodedJournal, JournalError> {
  const lines: JournalLine[] = [];
  let head = JOURNAL_GENESIS;
  let from = 0;
  let streamBytes = 0;
  let chunkCount = 0;
  for (let to = bytes.indexOf(LINE_FEED); to >= 0; to = bytes.indexOf(LINE_FEED, from)) {
    const lineBytes = bytes.subarray(from, to);
    const line = readLine(lineBytes);
    if (line === undefined) return refuse('JOURNAL_LINE_INVALID', lines.length);
    if (line.prev !== head) return refuse('JOURNAL_CHAIN_BROKEN', lines.length);
    if (!isInOrder(line, lines)) return refuse('JOURNAL_OUT_OF_ORDER', lines.length);
    if (line.kind === 'chunk') {
      if (line.is.index !== chunkCount || line.is.offset !== streamBytes)
        return refuse('JOURNAL_OUT_OF_ORDER', lines.length);
      chunkCount += 1;
      streamBytes += line.is.sizeBytes;
    }
    lines.push(line);
    head = sha256Hex(lineBytes);
    from = to + 1;
  }
  if (lines.length === 0) return refuse('JOURNAL_EMPTY', 0);
  return ok({ lines, head, tornBytes: bytes.length - from });
}

function readLine(bytes: Uint8Array): JournalLine | undefined {
  const parsed = parseCanonical(bytes);
  if (parsed === undefined) return undefined;
  const outer = envelope.safeParse(parsed.value);
  if (!outer.success) return undefined;
  const inner = journalLineSchemas[outer.data.kind].safeParse(outer.data.is);
  return inner.success ? ({ ...outer.data, is: inner.data } as JournalLine) : undefined;
}

function isInOrder(line: JournalLine, before: readonly JournalLine[]): boolean {
  const last = before.at(-1);
  if (last === undefined) return line.n === 0 && line.kind === 'started';
  return line.n === last.n + 1 && line.kind !== 'started' && mayFollow(line, last);
}

function mayFollow(line: JournalLine, last: JournalLine): boolean {
  if (last.kind === 'interrupted') return false;
  if (last.kind === 'stopped') return line.kind === 'interrupted' && line.is.found !== undefined;
  const isRecovered = last.kind === 'chunk' && last.is.isRecovered === true;
  return !isRecovered || line.kind === 'interrupted';
}

function refuse(code: JournalError, at: number) {
  return fail(code, `录屏流水的第 ${at + 1} 行不对：被改过，或不是留痕写的。录屏文件本身请另外核对。`, {
    line: at + 1,
  });
}
