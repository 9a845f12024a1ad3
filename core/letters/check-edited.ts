import type { LetterKind } from '../cases/index.ts';
import type { ChannelId, RuleBook } from '../rules/index.ts';
import type { Letter } from './letter.ts';
import { limitOf } from './letter-choices.ts';
import { forbiddenWords, placeholdersIn } from './tone.ts';
import { charCountOf } from './words.ts';

export type LetterFindingCode =
  | 'TOO_LONG'
  | 'PLACEHOLDER'
  | 'UNKNOWN_EXHIBIT'
  | 'TONE'
  | 'SEVEN_DAYS'
  | 'PROMISE';

/** Something to look at before the words are sent. `at` is the UTF-16 index in the text. */
export interface LetterFinding {
  readonly code: LetterFindingCode;
  readonly text: string;
  readonly at: number;
}

export interface EditedLetter {
  readonly charCount: number;
  readonly limit: Letter['limit'];
  readonly findings: readonly LetterFinding[];
}

const EXHIBIT_MARK = /【证据([^】]*)】/gu;
const BARE_EXHIBIT = /证据\s*([1-9]\d?-[1-9]\d{0,4}(?:、[1-9]\d?-[1-9]\d{0,4})*)/gu;
const promises = ['保证胜诉', '一定胜诉', '必然退款', '包退', '绝对', '百分百'];

/**
 * What an edited letter still needs: length, leftovers of a form, exhibits that do not exist, words that judge or promise.
 * `exhibits` are the numbers that exist. Findings are in order of their place.
 */
export function checkEdited(
  text: string,
  context: {
    /** `null`: any words for this channel. */
    readonly letter: LetterKind | null;
    readonly channel: ChannelId;
    readonly ruleBook: RuleBook;
    readonly exhibits: Iterable<string>;
  },
): EditedLetter {
  const charCount = charCountOf(text);
  const limit = limitOf(context.ruleBook, context.letter, context.channel);
  const findings = [
    ...tooLong(text, charCount, limit),
    ...leftovers(text),
    ...unknownExhibits(text, new Set(context.exhibits)),
    ...wordsIn(text, forbiddenWords, 'TONE', '是评价，不是事实。写发生了什么就够了。'),
    ...wordsIn(
      text,
      ['七日无理由', '七天无理由', '7天无理由', '7日无理由'],
      'SEVEN_DAYS',
      '数字商品一般不适用；请写质量、描述不符或未交付。',
    ),
    ...wordsIn(text, promises, 'PROMISE', '说得太满，请删去。'),
  ];
  return { charCount, limit, findings: findings.sort((left, right) => left.at - right.at) };
}

function tooLong(text: string, charCount: number, limit: Letter['limit']): readonly LetterFinding[] {
  if (limit === null || charCount <= limit.value) return [];
  const at = [...text].slice(0, limit.value).join('').length;
  const over = charCount - limit.value;
  return [
    {
      code: 'TOO_LONG',
      text: `超出 ${over} 字（上限 ${limit.value} 字${limit.isDefault ? '，未核实' : ''}）。`,
      at,
    },
  ];
}

function leftovers(text: string): readonly LetterFinding[] {
  return placeholdersIn(text).map(({ word, at }) => ({
    code: 'PLACEHOLDER',
    text: `“${word}”像是没填完的空。`,
    at,
  }));
}

function unknownExhibits(text: string, exhibits: ReadonlySet<string>): readonly LetterFinding[] {
  const marks = [...text.matchAll(EXHIBIT_MARK), ...text.matchAll(BARE_EXHIBIT)];
  const findings = marks.flatMap((match) =>
    (match[1] ?? '')
      .split(/[、，,\s]+/u)
      .filter((number) => number !== '' && !exhibits.has(number))
      .map((number) => ({
        code: 'UNKNOWN_EXHIBIT' as const,
        text: `没有编号为 ${number} 的证据。`,
        at: match.index + match[0].indexOf(number),
      })),
  );
  return findings.filter(({ at }, index) => findings.findIndex((other) => other.at === at) === index);
}

function wordsIn(
  text: string,
  words: readonly string[],
  code: LetterFindingCode,
  advice: string,
): readonly LetterFinding[] {
  return words.flatMap((word) => {
    const findings: LetterFinding[] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      findings.push({ code, text: `“${word}”${advice}`, at });
    }
    return findings;
  });
}
