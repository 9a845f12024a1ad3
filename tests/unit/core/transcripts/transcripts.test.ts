import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Cue,
  MAX_CUE_CHARACTERS,
  MAX_CUES,
  MAX_TRANSCRIPT_CHARACTERS,
  parseTranscript,
  transcriptSchema,
  writeTranscript,
} from '../../../../core/transcripts/index.ts';

const cue = (startMs: number | null, endMs: number | null, text: string): Cue => ({ startMs, endMs, text });

const cuesOf = (text: string) => {
  const parsed = parseTranscript(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value.cues;
};

/** Words with what makes parsers stumble: times, markers, tags, blanks, surrogates, marks. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '[00:12]',
    '00:12',
    '00:01:02.5 ',
    '[-]',
    '1:02:03 --> 1:02:04',
    '-->',
    'WEBVTT',
    'NOTE',
    '12',
    '<v 王五>',
    '&lt;',
    '【00:01】',
    ' - ',
    '：',
    '\n',
    '\r\n',
    '\n\n',
    '\t',
    '\uFEFF',
    '\u2028',
    '\u0000',
    '\uD800',
    '{\\an8}',
  ),
);
const hostileText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const words = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((pieces) =>
    pieces
      .join('')
      .toWellFormed()
      .replace(/[\p{Cc}\u2028\u2029]/gu, '')
      .trim(),
  )
  .filter((text) => text !== '');
const ms = fc.nat({ max: 400 * 3_600_000 });
const anyCue = fc.oneof(
  words.map((text) => cue(null, null, text)),
  fc.tuple(ms, words).map(([startMs, text]) => cue(startMs, null, text)),
  fc.tuple(ms, ms, words).map(([startMs, lengthMs, text]) => cue(startMs, startMs + lengthMs, text)),
);

describe('a transcript as text to edit', () => {
  test('is the same transcript when it is read again', () => {
    fc.assert(
      fc.property(fc.array(anyCue, { minLength: 1, maxLength: 12 }), (cues) => {
        const parsed = parseTranscript(writeTranscript(cues));
        expect(parsed).toEqual({ ok: true, value: { format: 'text', cues } });
      }),
      { numRuns: 2000 },
    );
  });

  test('whatever was read once is kept by every further edit', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parsed = parseTranscript(text);
        if (!parsed.ok) return;
        expect(cuesOf(writeTranscript(parsed.value.cues))).toEqual(parsed.value.cues);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('any text', () => {
  test('gives cues that the ledger takes, or a failure; nothing throws', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parsed = parseTranscript(text);
        if (!parsed.ok) {
          expect(parsed.error.code).toBe('TRANSCRIPT_EMPTY');
          return;
        }
        const { format, cues } = parsed.value;
        expect(transcriptSchema.safeParse({ origin: format, file: null, cues }).success).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('without a word is empty', () => {
    for (const text of ['', ' \n\t\r\n', '\uFEFF', '[00:12]\n', 'WEBVTT\n\nNOTE nothing\n', '[-]']) {
      expect(parseTranscript(text), JSON.stringify(text)).toMatchObject({
        ok: false,
        error: { code: 'TRANSCRIPT_EMPTY' },
      });
    }
  });

  test('past a limit is refused, at it taken', () => {
    const tooLong = { ok: false, error: { code: 'TRANSCRIPT_TOO_LONG' } };
    expect(parseTranscript('字\n'.repeat(MAX_CUES)).ok).toBe(true);
    expect(parseTranscript('字\n'.repeat(MAX_CUES + 1))).toMatchObject(tooLong);
    expect(parseTranscript('字'.repeat(MAX_CUE_CHARACTERS)).ok).toBe(true);
    expect(parseTranscript('字'.repeat(MAX_CUE_CHARACTERS + 1))).toMatchObject(tooLong);
    expect(parseTranscript(`${'字'.repeat(2000)}\n`.repeat(310))).toMatchObject(tooLong);
    expect(parseTranscript('x'.repeat(2 * MAX_TRANSCRIPT_CHARACTERS + 1))).toMatchObject(tooLong);
  });

  test('built to make a pattern search for ever is read at once', () => {
    for (const text of ['<v '.repeat(300_000), '[00:00 - '.repeat(100_000), `${'0'.repeat(900_000)}:00`]) {
      expect(typeof parseTranscript(text).ok).toBe('boolean');
    }
  });
});

describe('plain text', () => {
  test('has a cue a line, with the time it begins with; names stay in the words', () => {
    expect(
      cuesOf(
        '[00:12] 客服：您好\n00:01:02.5 我：订单还没发货\n【1:00:00,25】好\n（01:05～01:09）嗯\n没有时间的一句\r\n\r\n[99:59]再见',
      ),
    ).toEqual([
      cue(12_000, null, '客服：您好'),
      cue(62_500, null, '我：订单还没发货'),
      cue(3_600_250, null, '好'),
      cue(65_000, 69_000, '嗯'),
      cue(null, null, '没有时间的一句'),
      cue(5_999_000, null, '再见'),
    ]);
  });

  test('a time alone on its line belongs to the next line', () => {
    expect(cuesOf('00:05\n你好\n00:09\n[00:10] 在\n再见')).toEqual([
      cue(5000, null, '你好'),
      cue(10_000, null, '在'),
      cue(null, null, '再见'),
    ]);
  });

  test('what is no time stays in the words', () => {
    for (const text of [
      '12:75 x',
      '[1:99:00] x',
      '2026-11-23 22:05:01 张三：你好',
      '12:30去了',
      '3:2 赢了',
    ]) {
      expect(cuesOf(text)).toEqual([cue(null, null, text)]);
    }
  });

  test('an end before the beginning is left out', () => {
    expect(cuesOf('[00:12 - 00:11] x')).toEqual([cue(12_000, null, 'x')]);
  });
});

describe('SubRip', () => {
  const plain =
    '1\n00:00:01,000 --> 00:00:02,500\n客服：您好\n请问\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>12</i>\n';

  test('is read with times, without numbers and styles, lines joined by a blank', () => {
    expect(parseTranscript(plain)).toEqual({
      ok: true,
      value: { format: 'srt', cues: [cue(1000, 2500, '客服：您好 请问'), cue(3000, 4000, '12')] },
    });
  });

  test('is the same with a mark, with CRLF and with CR', () => {
    for (const text of [`\uFEFF${plain}`, plain.replaceAll('\n', '\r\n'), plain.replaceAll('\n', '\r')]) {
      expect(cuesOf(text)).toEqual(cuesOf(plain));
    }
  });

  test('loses no words when numbers or empty lines are missing, or stand inside a cue', () => {
    const broken =
      '序言\n00:00:01,000 --> 00:00:02,000 X1:0\n一\n00:00:02,000 --> 00:00:03,000\n二\n\n三\n\n\n9\n00:00:04,000 --> 00:00:01,000\n四';
    expect(cuesOf(broken)).toEqual([
      cue(null, null, '序言'),
      cue(1000, 2000, '一'),
      cue(2000, 3000, '二 三'),
      cue(4000, null, '四'),
    ]);
  });
});

describe('WebVTT', () => {
  test('is read with voices as names, without notes, styles and identifiers', () => {
    const text =
      'WEBVTT - 通话\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE 第一段\n还是注释\n\nid-1\n00:01.000 --> 00:02.000 align:start\n<v.loud 客服 小王>您好&amp;<00:01.500>欢迎</v>\n\n00:00:03.000 --> 00:00:04.000\n<c.yellow>我</c>&lt;想退款&gt;\n00:05.000 --> 00:06.000\n好';
    expect(parseTranscript(text)).toEqual({
      ok: true,
      value: {
        format: 'vtt',
        cues: [cue(1000, 2000, '客服 小王：您好&欢迎'), cue(3000, 4000, '我<想退款>'), cue(5000, 6000, '好')],
      },
    });
  });
});
