import type { LetterKind } from '../cases/index.ts';
import { fail, ok, type Result } from '../result.ts';
import { fitOutline } from './fit.ts';
import { type Grounds, groundsOf } from './grounds.ts';
import {
  claimStatement,
  consumerComplaint,
  deliveryReminder,
  identityRequest,
  paymentComplaint,
  platformTicket,
  rescissionNotice,
  situationStatement,
  violationReport,
} from './kinds/index.ts';
import type { Draft, Letter, LetterRequest, Outline } from './letter.ts';
import { letterNames, limitOf } from './letter-choices.ts';
import { maskFor } from './mask.ts';
import { publicNumbers } from './parties.ts';
import { placeholdersIn } from './tone.ts';
import { charCountOf, marked } from './words.ts';

export type LetterError = 'LETTER_NOT_FOUNDED';

/** Makes the outline of one kind, or says what has to be there first. */
export type LetterMaker = (grounds: Grounds) => Result<Outline, LetterError>;

const makers: Readonly<Record<LetterKind, LetterMaker>> = {
  'platform-ticket': platformTicket,
  'payment-complaint': paymentComplaint,
  'consumer-complaint': consumerComplaint,
  'violation-report': violationReport,
  'rescission-notice': rescissionNotice,
  'identity-request': identityRequest,
  'delivery-reminder': deliveryReminder,
  'statement-of-claim': claimStatement,
  'situation-statement': situationStatement,
};

/** Letters that ask for something: without it there is nothing to send. */
const needsClaim: readonly LetterKind[] = [
  'platform-ticket',
  'payment-complaint',
  'consumer-complaint',
  'statement-of-claim',
];

/**
 * Composes one letter from facts and rules. Every claim and every statement of fact names an exhibit of `exhibits`; what has
 * none is listed in `omitted` with what to capture, never printed. Law is cited only if it is in force on the day of `at`
 * (UTC+08:00) and its premise is shown, at most six times. Personal data appears as far as the channel may have it. Above
 * the limit whole sentences are left out, the least important first. `LETTER_NOT_FOUNDED` says what is needed.
 */
export function composeLetter(request: LetterRequest): Result<Letter, LetterError> {
  const grounds = groundsOf(request);
  const made = makers[request.letter](grounds);
  if (!made.ok) return made;
  const { outline, omitted } = withoutUnfounded(grounds, made.value);
  const lacking = lackOf(grounds, made.value, outline);
  if (lacking !== undefined) return fail('LETTER_NOT_FOUNDED', lacking);
  const limit = limitOf(request.ruleBook, request.letter, request.channel);
  const { left, ...printed } = fitOutline(grounds, outline, limit);
  const charCount = charCountOf(printed.text);
  return ok({
    kind: request.letter,
    title: outline.title,
    channel: request.channel,
    ...printed,
    charCount,
    limit,
    isWithinLimit: limit === null || charCount <= limit.value,
    omitted: [...omitted, ...(outline.omitted ?? []), ...left.map((draft) => tooMuch(draft, limit))],
    missing: outline.missing,
  });
}

function tooMuch(draft: Draft, limit: Letter['limit']): Letter['omitted'][number] {
  return {
    text: marked(draft.text, draft.exhibits),
    why: `超出 ${limit?.value ?? 0} 字，没有放进去；证据包里仍有。`,
  };
}

/** Leaves out what no exhibit shows and what looks like a form, and masks the rest. */
function withoutUnfounded(
  grounds: Grounds,
  outline: Outline,
): { readonly outline: Outline; readonly omitted: Letter['omitted'] } {
  const keep = publicNumbers(grounds);
  const { redaction } = grounds.ruleBook;
  const omitted: { text: string; why: string }[] = [];
  const sections = outline.sections.map((section) => {
    if (section.drafts === 'used-exhibits') return section;
    const drafts = section.drafts.flatMap((draft) => {
      const [blank] = placeholdersIn(draft.text);
      const why =
        blank !== undefined
          ? `里面有像空白表格的内容（${blank.word}），请改成实际内容。`
          : draft.mustBeShown && draft.exhibits.length === 0
            ? draft.advice
            : undefined;
      // The applicant's own lines already follow the same table, field by field.
      const isOwnLine = draft.part === 'party' && !draft.mustBeShown;
      const text = isOwnLine ? draft.text : maskFor(grounds.channel, draft.text, { redaction, keep });
      if (why === undefined) return [{ ...draft, text }];
      omitted.push({ text, why });
      return [];
    });
    return { ...section, drafts };
  });
  return { outline: { ...outline, sections }, omitted };
}

function lackOf(grounds: Grounds, made: Outline, kept: Outline): string | undefined {
  const has = (outline: Outline, part: Draft['part']) =>
    outline.sections.some(
      ({ drafts }) => drafts !== 'used-exhibits' && drafts.some((draft) => draft.part === part),
    );
  const name = letterNames[grounds.letter];
  if (placeholdersIn(grounds.order.number).length > 0) {
    return `还写不了${name}：订单号“${grounds.order.number}”像没有填完，请照订单页改成完整的订单号。`;
  }
  if (!has(kept, 'fact')) {
    return `还写不了${name}：没有证据显示这笔订单。请先固定订单详情页和支付凭证，并选上它们的类别。`;
  }
  if (!needsClaim.includes(grounds.letter) || has(kept, 'claim')) return undefined;
  if (has(made, 'claim')) return `还写不了${name}：诉求没有证据。请先固定订单详情页、支付凭证和承诺的原文。`;
  const advice = made.missing.find(({ field }) => field.endsWith('金额'))?.advice;
  return `还写不了${name}：${advice ?? '没有可以要求的金额。请核对实付金额和已退金额。'}`;
}
