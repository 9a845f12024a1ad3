import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeJournal,
  type JournalLine,
  recordedStream,
  recordingFactsSchema,
  summariseJournal,
} from '../../../../core/recording/index.ts';
import {
  anyJournal,
  chained,
  chunkDrafts,
  type Draft,
  fileOf,
  momentAt,
  started,
} from './sample-journals.ts';

const identity = { sha256: '0'.repeat(64), sizeBytes: 1 };

function codeOf(bytes: Uint8Array): string | undefined {
  const decoded = decodeJournal(bytes);
  return decoded.ok ? undefined : decoded.error.code;
}

const begin: Draft = { kind: 'started', is: started };
const chunks = chunkDrafts([Buffer.from('first'), Buffer.from('second'), Buffer.from('third')]);
const stop: Draft = { kind: 'stopped', is: { mediaMs: 3000, ending: 'user' } };
const interrupted = (more: object = {}): Draft => ({
  kind: 'interrupted',
  is: { tornJournalBytes: 0, tailBytes: 0, missingBytes: 0, ...more },
});

describe('a journal (P11, P12)', () => {
  it('reads back as it was written, and what it says is what an item may say', () => {
    fc.assert(
      fc.property(anyJournal, (lines) => {
        const decoded = decodeJournal(fileOf(lines));
        if (!decoded.ok) throw new Error(decoded.error.code);
        expect(decoded.value.lines).toEqual(lines);
        expect(decoded.value.tornBytes).toBe(0);
        const facts = summariseJournal(decoded.value.lines, identity);
        expect(recordingFactsSchema.parse(facts)).toEqual(facts);
      }),
      { numRuns: 60 },
    );
  });

  it('torn at any byte recovers to its whole lines', () => {
    fc.assert(
      fc.property(anyJournal, (lines) => {
        const bytes = fileOf(lines);
        for (let length = 0; length < bytes.length; length += 1) {
          const cut = bytes.subarray(0, length);
          const whole = cut.lastIndexOf('\n') + 1;
          const decoded = decodeJournal(cut);
          if (whole === 0) expect(decoded.ok).toBe(false);
          else if (!decoded.ok) throw new Error(`${decoded.error.code} at ${length}`);
          else {
            const count = cut.filter((byte) => byte === 0x0a).length;
            expect(decoded.value.lines.length).toBe(count);
            expect(decoded.value.tornBytes).toBe(length - whole);
          }
        }
      }),
      { numRuns: 3 },
    );
  });

  it('with any byte changed is refused, or is another journal by its hash', () => {
    const drafts = [begin, ...chunks.slice(0, 2), stop];
    const bytes = fileOf(chained(drafts));
    const lastLineAt = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    const facts = summariseJournal(chained(drafts), identity);
    for (let at = 0; at < bytes.length; at += 1) {
      for (const flip of [1, 2, 4, 8, 16, 32, 64, 128]) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const decoded = decodeJournal(changed);
        // Only the last line has none behind it that names its hash; the item names that of the whole journal.
        const isTornEnd = decoded.ok && decoded.value.tornBytes > 0;
        if (decoded.ok && !isTornEnd) {
          expect(at).toBeGreaterThanOrEqual(lastLineAt);
          expect(hash('sha256', changed)).not.toBe(hash('sha256', bytes));
          expect(summariseJournal(decoded.value.lines, identity)).not.toEqual(facts);
        } else if (decoded.ok) expect(at).toBe(bytes.length - 1);
      }
    }
  });

  it.each<[string, readonly Draft[]]>([
    ['without its start', [...chunks, stop]],
    ['with a second start', [begin, begin]],
    ['with a line behind the end', [begin, ...chunks, stop, { kind: 'resumed', is: { mediaMs: 1 } }]],
    ['with a second end', [begin, ...chunks, stop, interrupted()]],
    ['with a line behind an interruption', [begin, ...chunks, interrupted(), stop]],
    ['with a chunk left out', [begin, ...chunks.slice(1), stop]],
    ['with chunks swapped', [begin, ...chunks.toReversed(), stop]],
  ])('%s is refused', (_, drafts) => {
    expect(codeOf(fileOf(chained(drafts)))).toBe('JOURNAL_OUT_OF_ORDER');
  });

  it('names recovered bytes only last', () => {
    const recovered = chunks.map((draft, at) =>
      at === 1 && draft.kind === 'chunk'
        ? { ...draft, is: { ...draft.is, isRecovered: true as const } }
        : draft,
    );
    expect(codeOf(fileOf(chained([begin, ...recovered.slice(0, 2), interrupted()])))).toBeUndefined();
    expect(codeOf(fileOf(chained([begin, ...recovered])))).toBe('JOURNAL_OUT_OF_ORDER');
    expect(codeOf(fileOf(chained([begin, ...recovered.slice(0, 2), stop])))).toBe('JOURNAL_OUT_OF_ORDER');
  });

  it('of which a line is taken out, doubled or moved is refused', () => {
    const lines = fileOf(chained([begin, ...chunks, stop]))
      .toString()
      .split('\n')
      .slice(0, -1);
    const file = (order: readonly (string | undefined)[]) => Buffer.from(`${order.join('\n')}\n`);
    for (let at = 0; at < lines.length - 1; at += 1) {
      expect(codeOf(file(lines.toSpliced(at, 1)))).toBeDefined();
      expect(codeOf(file(lines.toSpliced(at, 0, lines[at] ?? '')))).toBeDefined();
      expect(codeOf(file(lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? '')))).toBeDefined();
    }
  });

  it('that is empty, or whose first line is not whole, says so', () => {
    expect(codeOf(Buffer.alloc(0))).toBe('JOURNAL_EMPTY');
    expect(codeOf(Buffer.from('{"at":'))).toBe('JOURNAL_EMPTY');
  });
});

describe('what a journal says of its file (P12)', () => {
  const sizeOf = (lines: readonly JournalLine[]) => recordedStream(lines).sizeBytes;

  it('is the size and hash at its last chunk', () => {
    const stream = recordedStream(chained([begin, ...chunks, stop]));
    expect(stream).toMatchObject({ sizeBytes: 16, sha256: hash('sha256', 'firstsecondthird') });
    expect(stream.chunks).toHaveLength(3);
    expect(sizeOf(chained([begin, stop]))).toBe(0);
  });

  it('is what was found, and only the chunks that agree, where the file was damaged', () => {
    const found = { sizeBytes: 13, sha256: hash('sha256', 'firstsecXnd..'), intactBytes: 5 };
    const lines = chained([begin, ...chunks, interrupted({ missingBytes: 3, found })]);
    expect(recordedStream(lines)).toMatchObject({ sizeBytes: 13, sha256: found.sha256 });
    expect(recordedStream(lines).chunks.map(({ index }) => index)).toEqual([0]);
    const facts = summariseJournal(lines, identity);
    expect(facts.interruption).toEqual({
      foundAtUtc: momentAt(4).utc,
      tailBytes: 0,
      missingBytes: 3,
      damagedBytes: 8,
    });
    expect(facts.end).toEqual(momentAt(1));
  });

  it('found damaged after its end is stated as interrupted', () => {
    const found = { sizeBytes: 16, sha256: '1'.repeat(64), intactBytes: 11 };
    const facts = summariseJournal(chained([begin, ...chunks, stop, interrupted({ found })]), identity);
    expect(facts).toMatchObject({
      ending: 'interrupted',
      end: momentAt(2),
      interruption: { damagedBytes: 5 },
    });
  });
});

describe('the facts of a recording', () => {
  const drafts: readonly Draft[] = [
    begin,
    ...chunks.slice(0, 1),
    { kind: 'paused', is: { mediaMs: 2000, reason: 'user' } },
    { kind: 'marked', is: { mediaMs: 2000, label: 'while paused' } },
    { kind: 'resumed', is: { mediaMs: 2000 } },
    { kind: 'noticed', is: { mediaMs: 2500, code: 'disk-low', detail: '300 MB' } },
  ];

  it('hold pauses, marks and notices with their places', () => {
    const facts = summariseJournal(chained([...drafts, stop]), identity);
    expect(facts).toMatchObject({
      ending: 'user',
      mediaDurationMs: 3000,
      end: momentAt(6),
      marks: [{ mediaMs: 2000, utc: momentAt(3).utc, label: 'while paused' }],
      gaps: [{ mediaMs: 2000, fromUtc: momentAt(2).utc, toUtc: momentAt(4).utc, reason: 'user' }],
      notices: [{ code: 'disk-low', mediaMs: 2500, utc: momentAt(5).utc, detail: '300 MB' }],
    });
  });

  it('leave the pauses out of the length of an interrupted one, and end at the last line before', () => {
    const facts = summariseJournal(chained([...drafts, interrupted()]), identity);
    expect(facts).toMatchObject({ ending: 'interrupted', end: momentAt(5), mediaDurationMs: 3000 });
  });
});
