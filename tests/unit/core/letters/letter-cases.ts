import { assessCase, type CaseFile, type LetterKind } from '../../../../core/cases/index.ts';
import { type Applicant, composeLetter, lettersFor } from '../../../../core/letters/index.ts';
import { assignExhibitNumbers } from '../../../../core/manifest/index.ts';
import { type ChannelId, channelIds, type ScenarioId, scenarioIds } from '../../../../core/rules/index.ts';
import { ruleBook } from '../cases/rule-book.ts';
import { WORKED_AT } from '../cases/worked-cases.ts';

export const applicant: Applicant = {
  name: '陈晓',
  phone: '13800001234',
  address: '浙江省杭州市西湖区文三路1号',
  idNumber: '330106199001011234',
};

export function numbersOf(file: CaseFile): ReadonlyMap<string, string> {
  return new Map(assignExhibitNumbers(file.items, new Map()).map(({ item, number }) => [item.id, number]));
}

/** Composes as the program does: the case is assessed for the channel and the same moment. */
export function compose(
  file: CaseFile,
  letter: LetterKind,
  channel: ChannelId,
  options: { at?: string; applicant?: Applicant; exhibits?: ReadonlyMap<string, string> } = {},
) {
  const at = options.at ?? WORKED_AT;
  return composeLetter({
    ruleBook,
    caseFile: file,
    assessment: assessCase(ruleBook, file, { channel, at }),
    applicant: options.applicant ?? applicant,
    exhibits: options.exhibits ?? numbersOf(file),
    letter,
    channel,
    at,
  });
}

/** Every letter at every channel it fits, for every scenario. */
export const fitting: readonly (readonly [ScenarioId, ChannelId, LetterKind])[] = scenarioIds.flatMap(
  (scenario) =>
    channelIds.flatMap((channel) =>
      lettersFor(channel, scenario).map((letter) => [scenario, channel, letter] as const),
    ),
);
