import type { SelfCheckView } from '../../core/contract/index.ts';

export type Extent = SelfCheckView['extent'];
export const thirds = ['first-third', 'second-third', 'last-third'] as const satisfies readonly Extent[];
export type Third = (typeof thirds)[number];

const DAY_MS = 24 * 60 * 60 * 1000;
/** Every byte is read once in this time, whatever the user does. */
const CYCLE_MS = 30 * DAY_MS;
/** A third is not read sooner than this after the one before it. */
const PAUSE_MS = CYCLE_MS / thirds.length;

/**
 * Which third of the objects is to be read now: the one that was not read for longest, if that is a month ago and the last
 * background check ten days. A whole check by the user counts for all three. `oldestItemUtc`: before there was anything
 * nothing was due; null for an empty locker.
 */
export function dueThird(
  history: readonly Pick<SelfCheckView, 'atUtc' | 'extent'>[],
  oldestItemUtc: string | null,
  nowMs: number,
): Third | undefined {
  if (oldestItemUtc === null) return undefined;
  const beganMs = Date.parse(oldestItemUtc);
  const lastRead = (extents: readonly Extent[]) =>
    Math.max(
      beganMs,
      ...history.filter(({ extent }) => extents.includes(extent)).map(({ atUtc }) => Date.parse(atUtc)),
    );
  if (nowMs - lastRead(['full', ...thirds]) < PAUSE_MS) return undefined;
  const oldestFirst = thirds.toSorted((left, right) => lastRead(['full', left]) - lastRead(['full', right]));
  const [most] = oldestFirst;
  if (most === undefined) return undefined;
  // In the first month the thirds follow each other every ten days.
  const isNever = !history.some(({ extent }) => extent === 'full' || extent === most);
  return isNever || nowMs - lastRead(['full', most]) >= CYCLE_MS ? most : undefined;
}
