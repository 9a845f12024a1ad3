import { evidenceKinds } from '../evidence/index.ts';
import { formDraft } from './draft.ts';
import { type Grounds, together } from './grounds.ts';
import type { Draft, Letter, LetterSentence, Outline, Section } from './letter.ts';
import { charCountOf, marked, withZone } from './words.ts';

/** A letter's sentences and their text. */
export interface Printed {
  readonly sentences: readonly LetterSentence[];
  readonly text: string;
  readonly exhibitsUsed: readonly string[];
}

/**
 * Prints the outline, leaving out whole sentences of the highest rank, last first, until the limit holds. Words are never
 * cut, and sentences of rank 0 always stay: a letter of them alone may be too long, and says so.
 */
export function fitOutline(
  grounds: Grounds,
  outline: Outline,
  limit: Letter['limit'],
): Printed & { readonly left: readonly Draft[] } {
  const left: Draft[] = [];
  for (;;) {
    const printed = printOutline(grounds, outline, left);
    if (limit === null || charCountOf(printed.text) <= limit.value) return { ...printed, left };
    const next = leastImportant(outline, left);
    if (next === undefined) return { ...printed, left };
    left.push(next);
  }
}

function leastImportant(outline: Outline, left: readonly Draft[]): Draft | undefined {
  let worst: Draft | undefined;
  for (const { drafts } of outline.sections) {
    if (drafts === 'used-exhibits') continue;
    for (const draft of drafts) {
      if (draft.rank > 0 && !left.includes(draft) && draft.rank >= (worst?.rank ?? 1)) worst = draft;
    }
  }
  return worst;
}

interface Line {
  readonly sentences: readonly LetterSentence[];
}

function printOutline(grounds: Grounds, outline: Outline, left: readonly Draft[]): Printed {
  const kept = outline.sections.flatMap(({ drafts }) =>
    drafts === 'used-exhibits' ? [] : drafts.filter((draft) => !left.includes(draft)),
  );
  const exhibitsUsed = together(...kept.map(({ exhibits }) => exhibits));
  const lines: Line[] = outline.hasTitleLine ? [{ sentences: [headingOf(outline.title)] }] : [];
  for (const section of outline.sections) lines.push(...printSection(grounds, section, left, exhibitsUsed));
  const sentences = lines.flatMap((line) => line.sentences);
  const zoned = withZone(sentences.map(({ text }) => text));
  const withClock = sentences.map((sentence, index) => ({
    ...sentence,
    text: zoned[index] ?? sentence.text,
  }));
  let position = 0;
  const texts = lines.map((line) => {
    const from = position;
    position += line.sentences.length;
    return withClock
      .slice(from, position)
      .map(({ text }) => text)
      .join('');
  });
  return { sentences: withClock, text: texts.join('\n'), exhibitsUsed };
}

function printSection(
  grounds: Grounds,
  section: Section,
  left: readonly Draft[],
  exhibitsUsed: readonly string[],
): readonly Line[] {
  const drafts =
    section.drafts === 'used-exhibits'
      ? exhibitList(grounds, exhibitsUsed, section.style)
      : section.drafts.filter((draft) => !left.includes(draft));
  if (drafts.length === 0) return [];
  const heading: Line[] = section.heading === null ? [] : [{ sentences: [headingOf(section.heading)] }];
  const sentences = drafts.map((draft, index) => sentenceOf(draft, numberOf(section, drafts.length, index)));
  return section.style === 'prose'
    ? [...heading, { sentences }]
    : [...heading, ...sentences.map((sentence) => ({ sentences: [sentence] }))];
}

const numberOf = ({ style }: Section, count: number, index: number) =>
  style === 'numbered' && count > 1 ? `${index + 1}．` : '';

function headingOf(text: string): LetterSentence {
  return { text, exhibits: [], cites: [], part: 'heading' };
}

function sentenceOf(draft: Draft, number: string): LetterSentence {
  const { exhibits, cites, part } = draft;
  const text = part === 'attachment' ? draft.text : marked(draft.text, exhibits);
  return { text: `${number}${text}`, exhibits, cites, part };
}

/** Short forms list the numbers, papers also what each exhibit is. */
function exhibitList(
  grounds: Grounds,
  numbers: readonly string[],
  style: Section['style'],
): readonly Draft[] {
  if (numbers.length === 0) return [];
  if (style === 'prose') {
    return [{ ...formDraft(`附件：证据${numbers.join('、')}。`, 'attachment', 0), exhibits: numbers }];
  }
  return numbers.map((number) => ({
    ...formDraft(`证据${number}：${exhibitName(grounds, number)}`, 'attachment', 0),
    exhibits: [number],
  }));
}

function exhibitName(grounds: Grounds, number: string): string {
  const item = grounds.caseFile.items.find(({ id }) => grounds.exhibits.get(id) === number);
  const kind = item?.kind ?? null;
  if (kind === null) {
    const isBill = grounds.records.payment.some(({ billItemId }) => billItemId === item?.id);
    return isBill ? '支付账单' : '其他材料';
  }
  return evidenceKinds[kind].name.replace(/（[^）]*）$/u, '');
}
