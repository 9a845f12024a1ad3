import { factDraft } from '../draft.ts';
import {
  captureAdvice,
  exhibitsOf,
  exhibitsOfKinds,
  factsOf,
  type Grounds,
  itemsOfKind,
  promiseExhibits,
  purchaseExhibits,
  readingOf,
  together,
} from '../grounds.ts';
import type { Draft } from '../letter.ts';
import { aside, minutesText, quotable, spanText, timeAfter, timeText } from '../words.ts';
import { paidAt } from './order.ts';

/** A moment with the exhibits that show it. */
export interface ShownMoment {
  readonly utc: string;
  readonly exhibits: readonly string[];
}

/** What was promised about delivery, in the merchant's own words where they are known. */
export function promiseDrafts(grounds: Grounds): readonly Draft[] {
  const { promiseMinutes } = grounds.order;
  const words = promiseWords(grounds);
  const exhibits = promiseExhibits(grounds);
  const until = factsOf(grounds, 'promised-until').find(({ atUtc }) => atUtc !== null);
  const advice = captureAdvice(grounds, 'E02');
  const drafts: Draft[] = [];
  if (words !== undefined) drafts.push(factDraft(`商品页写明${words}。`, exhibits, 1, advice));
  else if (promiseMinutes !== null) {
    drafts.push(factDraft(`商品页承诺付款后${minutesText(promiseMinutes)}内交付。`, exhibits, 1, advice));
  }
  if (until?.atUtc != null) {
    const shown = exhibitsOf(grounds, until.itemIds);
    const note = aside(until.text, grounds.longestQuote);
    drafts.push(
      factDraft(`商家承诺在${timeText(until.atUtc)}前交付${note}。`, shown, 2, captureAdvice(grounds)),
    );
  }
  return drafts;
}

function promiseWords(grounds: Grounds): string | undefined {
  const own = quotable(grounds.order.promiseText, grounds.longestQuote);
  if (own !== undefined) return own;
  if (grounds.order.promiseMinutes !== null) return undefined;
  const shown = itemsOfKind(grounds, 'E02').map((id) => readingOf(grounds, id)?.shownText ?? null);
  return shown.map((text) => quotable(text, grounds.longestQuote)).find((text) => text !== undefined);
}

/** The last moment for delivery; payment and promise each need their exhibit. */
export function deadline(grounds: Grounds): ShownMoment | undefined {
  const paid = paidAt(grounds);
  const { promiseMinutes } = grounds.order;
  const promise = promiseExhibits(grounds);
  const { payment } = purchaseExhibits(grounds);
  if (paid !== null && promiseMinutes !== null && promise.length > 0 && payment.length > 0) {
    const utc = new Date(Date.parse(paid) + promiseMinutes * 60_000).toISOString();
    return { utc, exhibits: together(promise.slice(0, 1), payment.slice(0, 1)) };
  }
  for (const { atUtc, itemIds } of factsOf(grounds, 'promised-until')) {
    const exhibits = exhibitsOf(grounds, itemIds);
    if (atUtc !== null && exhibits.length > 0) return { utc: atUtc, exhibits };
  }
  return undefined;
}

/** The latest moment at which a picture shows the order undelivered. */
export function undeliveredAt(grounds: Grounds): ShownMoment | undefined {
  const ids = [...itemsOfKind(grounds, 'E04'), ...itemsOfKind(grounds, 'E22')];
  const moments = ids.flatMap((id) => {
    const item = grounds.caseFile.items.find((candidate) => candidate.id === id);
    const taken = item?.source === 'capture' || item?.source === 'recording' ? item.capturedAtUtc : null;
    const utc = readingOf(grounds, id)?.shownAtUtc ?? taken;
    const exhibits = exhibitsOf(grounds, [id]);
    return utc === null || exhibits.length === 0 ? [] : [{ utc, exhibits }];
  });
  return moments
    .filter(({ utc }) => utc <= grounds.at)
    .sort((left, right) => left.utc.localeCompare(right.utc))
    .at(-1);
}

/** When it could be found and read: the user's fact, else what a delivery page shows. */
export function deliveredAt(grounds: Grounds): ShownMoment | undefined {
  for (const { atUtc, itemIds } of factsOf(grounds, 'delivered')) {
    const linked = exhibitsOf(grounds, itemIds);
    const exhibits = linked.length > 0 ? linked : exhibitsOfKinds(grounds, 'E06');
    if (atUtc !== null && exhibits.length > 0) return { utc: atUtc, exhibits };
  }
  for (const id of itemsOfKind(grounds, 'E06')) {
    const utc = readingOf(grounds, id)?.shownAtUtc;
    const exhibits = exhibitsOf(grounds, [id]);
    if (utc != null && exhibits.length > 0) return { utc, exhibits };
  }
  return undefined;
}

/** Not delivered: the deadline, the last look at the order, and the time between them. */
export function undeliveredDrafts(grounds: Grounds): readonly Draft[] {
  const seen = undeliveredAt(grounds);
  const advice = captureAdvice(grounds, 'E04');
  if (seen === undefined)
    return [factDraft('订单状态页显示尚未交付。', exhibitsOfKinds(grounds, 'E04', 'E22'), 1, advice)];
  const due = deadline(grounds);
  if (due !== undefined && due.utc < seen.utc) {
    const late = spanText(Date.parse(seen.utc) - Date.parse(due.utc));
    return [
      factDraft(
        `按承诺应于${timeText(due.utc)}前交付，至${timeAfter(seen.utc, due.utc)}订单仍显示未交付，已超过${late}。`,
        together(due.exhibits, seen.exhibits),
        0,
        advice,
      ),
    ];
  }
  const paid = paidAt(grounds);
  const since =
    paid === null || paid >= seen.utc ? '' : `，距付款已${spanText(Date.parse(seen.utc) - Date.parse(paid))}`;
  const { payment } = purchaseExhibits(grounds);
  const exhibits = together(seen.exhibits, since === '' ? [] : payment.slice(0, 1));
  const stated = since !== '' && payment.length === 0 ? '' : since;
  return [factDraft(`至${timeText(seen.utc)}，订单仍显示未交付${stated}。`, exhibits, 0, advice)];
}

/** Delivered too late: both moments and the time between them. */
export function lateDrafts(grounds: Grounds): readonly Draft[] {
  const given = deliveredAt(grounds);
  const due = deadline(grounds);
  const advice = captureAdvice(grounds, 'E06');
  if (given === undefined) return [factDraft('商家在承诺的时间之后才交付。', [], 1, advice)];
  if (due === undefined || due.utc >= given.utc) {
    return [factDraft(`商家于${timeText(given.utc)}交付。`, given.exhibits, 1, advice)];
  }
  const late = spanText(Date.parse(given.utc) - Date.parse(due.utc));
  return [
    factDraft(
      `按承诺应于${timeText(due.utc)}前交付，商家于${timeAfter(given.utc, due.utc)}才交付，晚了${late}。`,
      together(due.exhibits, given.exhibits),
      0,
      advice,
    ),
  ];
}
