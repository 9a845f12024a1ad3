import { MAX_CITATIONS } from '../cases/index.ts';
import { type Citation, isInForce, type Law, type ModifierId, type RuleBook } from '../rules/index.ts';
import { formDraft } from './draft.ts';
import { lateReminders, reminders } from './facts/contact.ts';
import { deadline, deliveredAt } from './facts/delivery.ts';
import { exhibitsOfKinds, type Grounds, hasPlatform, promiseExhibits, shownFacts } from './grounds.ts';
import type { Draft } from './letter.ts';

/** The name alone of 七日无理由退货暂行办法 would turn a claim for a defect into one without a reason. */
const sevenDays = ['XFF-25', 'QR7-6', 'QR7-7', 'QR7-20', 'QR7-35', 'WXS-2', 'XFT-19'];
/** Never in a letter: crimes, risks of the buyer's own, procedure. */
const neverLaws = [
  'XF',
  'ZPJS',
  'ZAF',
  'FZF',
  'PIPL',
  'SSF',
  'MSF',
  'MSJ',
  'ZJ',
  'ZXSS',
  'HLW',
  'HLW25',
  'DZQM',
];
const never = ['MFD-153', 'MFD-188', 'XFT-49', 'XFT-27'];
const triple = ['XFF-55', 'QHB-16', 'MFD-148'];
const needsPlatform = ['XFF-44', 'DSF-38', 'DSF-58', 'DSF-61', 'WJB-24', 'PTGZ-19', 'PTGZ-21', 'PTGZ-30'];
const needsModifier: Readonly<Record<string, ModifierId>> = {
  'QHB-5': 'fraud_suspected',
  'QHB-6': 'fraud_suspected',
  'QHB-8': 'stalling_15d',
  'WXS-5': 'off_platform',
  'PTGZ-19': 'platform_ai_reject',
};

/** Law and version that a citation stands in, if the day of filing falls into its time. */
export function lawInForce(ruleBook: RuleBook, citation: Citation, day: string): Law | undefined {
  const law = ruleBook.laws.find(({ id }) => id === citation.lawId);
  if (law === undefined || law.confidence === 'U' || citation.confidence === 'U') return undefined;
  return isInForce(law, day) ? law : undefined;
}

/**
 * Citations for a letter, at most `most`: its own first, then those of the assessment. Only what is in force on the day of
 * filing and whose premise an exhibit shows; `lawIds` limits them to laws that this reader applies.
 */
export function citationsFor(
  grounds: Grounds,
  own: readonly string[],
  most: number,
  accepts: (citation: Citation) => boolean = () => true,
): readonly Citation[] {
  const { ruleBook, assessment } = grounds;
  const ids = [...new Set([...own, ...assessment.citations.map(({ id }) => id)])];
  return ids
    .flatMap((id) => ruleBook.citations.find((citation) => citation.id === id) ?? [])
    .filter((citation) => accepts(citation) && mayCite(grounds, citation, own.includes(citation.id)))
    .slice(0, Math.min(most, MAX_CITATIONS));
}

function mayCite(grounds: Grounds, citation: Citation, isOwn: boolean): boolean {
  const { id, lawId } = citation;
  if (lawInForce(grounds.ruleBook, citation, grounds.day) === undefined) return false;
  if (neverLaws.includes(lawId) || never.includes(id)) return false;
  if (citation.weight === 'background' && !isOwn) return false;
  if (id === 'XFF-23' && /第三款/u.test(citation.article)) return false;
  if (sevenDays.includes(id) && !grounds.modifiers.has('seven_day_promised')) return false;
  if (triple.includes(id) && tripleExhibits(grounds).length === 0) return false;
  if (needsPlatform.includes(id) && !hasPlatform(grounds)) return false;
  const modifier = needsModifier[id];
  if (modifier !== undefined && !grounds.modifiers.has(modifier)) return false;
  return isOwn || hasPremise(grounds, id);
}

/** Premises that an exhibit has to show before the words fit this case. */
function hasPremise(grounds: Grounds, id: string): boolean {
  switch (id) {
    case 'MFD-563':
    case 'MFD-565':
    case 'MFD-566':
      return rescissionGround(grounds) !== undefined;
    case 'XFT-12':
    case 'WXS-10':
    case 'DSF-20':
      return hasPromise(grounds);
    case 'MFD-511':
      return deadline(grounds) === undefined;
    case 'XFF-44':
      return shownFacts(grounds, 'identity-requested').length > 0 || hasPlatformRule(grounds);
    case 'DSF-38':
      return shownFacts(grounds, 'complained').length > 0 || exhibitsOfKinds(grounds, 'E11').length > 0;
    case 'MFD-584':
      return shownFacts(grounds, 'loss').length > 0 || exhibitsOfKinds(grounds, 'E24').length > 0;
    default:
      return true;
  }
}

function hasPlatformRule(grounds: Grounds): boolean {
  return exhibitsOfKinds(grounds, 'E10').length > 0;
}

function hasPromise(grounds: Grounds): boolean {
  return (
    promiseExhibits(grounds).length > 0 ||
    hasPlatformRule(grounds) ||
    shownFacts(grounds, 'warranty-promised').length > 0
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Why the contract may be ended: `delay` after a reminder that was let pass (民法典 563 一款三项), `purpose` when what was bought
 * cannot be used at all (四项). Undefined while neither is shown.
 */
export function rescissionGround(grounds: Grounds): 'delay' | 'purpose' | undefined {
  switch (grounds.scenario) {
    case 'not_delivered':
    case 'system_fault': {
      if (deliveredAt(grounds) !== undefined) return undefined;
      if (deadline(grounds) !== undefined) return lateReminders(grounds).length > 0 ? 'delay' : undefined;
      const [first] = reminders(grounds);
      const hasWaited = first !== undefined && Date.parse(grounds.at) - Date.parse(first.atUtc) >= DAY_MS;
      return hasWaited ? 'delay' : undefined;
    }
    case 'card_invalid':
      return isShown(grounds, ['E07', 'E19', 'E08']) ? 'purpose' : undefined;
    case 'account_abnormal':
      return isShown(grounds, ['E08', 'E19', 'E09']) ? 'purpose' : undefined;
    case 'account_recovered':
      return isShown(grounds, ['E23', 'E19']) ? 'purpose' : undefined;
    case 'feature_missing':
      return isShown(grounds, ['E09']) ? 'purpose' : undefined;
    case 'merchant_gone':
      return isShown(grounds, ['E13']) ? 'purpose' : undefined;
    case 'late_delivery':
    case 'duplicate_charge':
    case null:
      return undefined;
  }
}

function isShown(grounds: Grounds, kinds: Parameters<typeof exhibitsOfKinds>[1][]): boolean {
  return exhibitsOfKinds(grounds, ...kinds).length > 0;
}

/** What shows that the merchant knew: needed before anything is claimed threefold. Empty without the user's own tick. */
export function tripleExhibits(grounds: Grounds): readonly string[] {
  const isTicked = grounds.records.situation.at(-1)?.isTripleClaimed === true;
  if (!isTicked || !grounds.modifiers.has('fraud_suspected')) return [];
  const verified = shownFacts(grounds, 'issuer-verified').length > 0;
  return verified || exhibitsOfKinds(grounds, 'E19', 'E14').length > 0
    ? exhibitsOfKinds(grounds, 'E19', 'E14')
    : [];
}

/** `《消费者权益保护法》`. */
export function lawName(grounds: Grounds, citation: Citation): string {
  const law = grounds.ruleBook.laws.find(({ id }) => id === citation.lawId);
  const name = (law?.name ?? '')
    .replace(/^中华人民共和国/u, '')
    .replaceAll('《', '〈')
    .replaceAll('》', '〉');
  return `《${name}》`;
}

const LEADING_ITEM = /^（([一二三四五六七八九十]+)）/u;

/** Article, with the item that the quoted words are of: `第四十八条第一款第（四）项`. Of 民法典 563 the one that fits. */
function articleOf(grounds: Grounds, citation: Citation): string {
  const item = isForPurpose(grounds, citation) ? '四' : itemOf(citation);
  if (item === undefined) return citation.article;
  return `${citation.article.replace(/(?:[（(][一二三四五六七八九十]+[）)])+$/u, '')}第（${item}）项`;
}

/** The one item that the quoted words are of; undefined where they run over several. */
function itemOf({ quote }: Citation): string | undefined {
  const item = LEADING_ITEM.exec(quote)?.[1];
  return /（[一二三四五六七八九十]+）/u.test(quote.replace(LEADING_ITEM, '')) ? undefined : item;
}

/** The rule book quotes the item on delay; where the purpose fails its words would not fit. */
function isForPurpose(grounds: Grounds, { id }: Citation): boolean {
  return id === 'MFD-563' && rescissionGround(grounds) === 'purpose';
}

/** `《消费者权益保护法》第二十三条第二款、第五十二条，《民法典》第五百零九条第一款`. */
export function articlesText(grounds: Grounds, citations: readonly Citation[]): string {
  const byLaw = new Map<string, string[]>();
  for (const citation of citations) {
    const name = lawName(grounds, citation);
    byLaw.set(name, [...(byLaw.get(name) ?? []), articleOf(grounds, citation)]);
  }
  return [...byLaw].map(([name, articles]) => `${name}${articles.join('、')}`).join('，');
}

/** One sentence that names laws and articles only. */
export function shortLawDraft(
  grounds: Grounds,
  citations: readonly Citation[],
  rank: number,
): readonly Draft[] {
  if (citations.length === 0) return [];
  const ids = citations.map(({ id }) => id);
  return [formDraft(`依据：${articlesText(grounds, citations)}。`, 'law', rank, ids)];
}

/** One line for each citation with the words used, as the rule book quotes them. */
export function quotedLawDrafts(grounds: Grounds, citations: readonly Citation[]): readonly Draft[] {
  return citations.map((citation, index) =>
    formDraft(
      `${lawName(grounds, citation)}${articleOf(grounds, citation)}${wordsOf(grounds, citation)}`,
      'law',
      index === 0 ? 4 : 5,
      [citation.id],
    ),
  );
}

/** `：“…”。`, without the number of an item and its final stop. */
function wordsOf(grounds: Grounds, citation: Citation): string {
  if (isForPurpose(grounds, citation)) return '。';
  return `：“${citation.quote.replace(LEADING_ITEM, '').replace(/[；;。，]$/u, '')}”。`;
}
