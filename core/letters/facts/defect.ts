import { factDraft } from '../draft.ts';
import {
  captureAdvice,
  exhibitsOf,
  exhibitsOfKinds,
  factsOf,
  type Grounds,
  itemsOfKind,
  readingOf,
  together,
} from '../grounds.ts';
import type { Draft } from '../letter.ts';
import { plain, quotable, timeText } from '../words.ts';
import { deliveredAt } from './delivery.ts';

const KEY_ENDS = 4;

/** First and last four characters of what was delivered, as read; never more. */
export function keyEnds(grounds: Grounds): { readonly text: string; readonly itemId: string } | undefined {
  for (const id of [...itemsOfKind(grounds, 'E06'), ...itemsOfKind(grounds, 'E07')]) {
    const reading = readingOf(grounds, id);
    const head = plain(reading?.keyHead ?? '').slice(0, KEY_ENDS);
    const tail = plain(reading?.keyTail ?? '').slice(-KEY_ENDS);
    if ((head !== '' || tail !== '') && grounds.exhibits.has(id))
      return { text: `${head}●●●●${tail}`, itemId: id };
  }
  return undefined;
}

/** That and when something was delivered, with the ends of the key. */
export function deliveryDrafts(grounds: Grounds): readonly Draft[] {
  const given = deliveredAt(grounds);
  const ends = keyEnds(grounds);
  const advice = captureAdvice(grounds, 'E06');
  const key = ends === undefined ? '' : `（首尾为${ends.text}）`;
  const what = grounds.scenario === 'card_invalid' ? '卡密' : '';
  if (given !== undefined) {
    const shown = together(given.exhibits, ends === undefined ? [] : exhibitsOf(grounds, [ends.itemId]));
    return [factDraft(`商家于${timeText(given.utc)}交付${what}${key}。`, shown, 1, advice)];
  }
  const shown = exhibitsOfKinds(grounds, 'E06');
  return [factDraft(`商家已交付${what}${key}，交付内容见交付页。`, shown, 1, advice)];
}

/** What error pictures say that no event of the timeline names yet. */
export function failureDrafts(grounds: Grounds): readonly Draft[] {
  const named = new Set(
    factsOf(grounds, 'checked', 'defect-found', 'login-failed', 'banned').flatMap((f) => f.itemIds),
  );
  return itemsOfKind(grounds, 'E07')
    .filter((id) => !named.has(id))
    .flatMap((id) => {
      const reading = readingOf(grounds, id);
      const message = quotable(reading?.shownText ?? null, grounds.longestQuote);
      if (reading === undefined || message === undefined) return [];
      const when = reading.shownAtUtc === null ? '' : `于${timeText(reading.shownAtUtc)}`;
      const where = reading.domain === null ? '官方页面' : plain(reading.domain);
      return [
        factDraft(
          `本人${when}在${where}验证，页面提示${message}。`,
          exhibitsOf(grounds, [id]),
          1,
          captureAdvice(grounds, 'E07'),
        ),
      ];
    });
}

/** What was promised beside what was received, one sentence for each property. Both sides need their picture. */
export function differenceDrafts(grounds: Grounds): readonly Draft[] {
  return grounds.records.difference.map((difference, index) => {
    const promised = exhibitsOf(grounds, difference.promisedItemIds);
    const actual = exhibitsOf(grounds, difference.actualItemIds);
    const both = exhibitsOfKinds(grounds, 'E09');
    const isShown = (promised.length > 0 && actual.length > 0) || both.length > 0;
    const exhibits = isShown
      ? together(promised, actual, promised.length > 0 && actual.length > 0 ? [] : both)
      : [];
    const said = quotable(difference.promised, 200);
    const found = quotable(difference.actual, 200);
    const text =
      said === undefined || found === undefined
        ? `${plain(difference.feature)}：宣传与实际不同，见对照。`
        : `${plain(difference.feature)}：宣传为${said}，实际为${found}。`;
    return factDraft(text, exhibits, index === 0 ? 0 : 2, captureAdvice(grounds, 'E09'));
  });
}
