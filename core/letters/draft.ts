import type { Draft, LetterPart } from './letter.ts';

/** A sentence that states something: printed only with an exhibit. */
export function factDraft(
  text: string,
  exhibits: readonly string[],
  rank: number,
  advice: string,
  part: LetterPart = 'fact',
): Draft {
  return { part, text, exhibits, mustBeShown: true, cites: [], rank, advice };
}

/** A sentence that asks for something, on the strength of exhibits. */
export function claimDraft(
  text: string,
  exhibits: readonly string[],
  rank = 0,
  cites: readonly string[] = [],
): Draft {
  const advice = '没有证据显示这笔订单。请截取订单详情页和支付凭证。';
  return { part: 'claim', text, exhibits, mustBeShown: true, cites, rank, advice };
}

/** A sentence that states nothing about the dispute. */
export function formDraft(
  text: string,
  part: LetterPart,
  rank: number,
  cites: readonly string[] = [],
): Draft {
  return { part, text, exhibits: [], mustBeShown: false, cites, rank, advice: '' };
}
