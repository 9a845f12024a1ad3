import type { TimeQualityName } from '../../../core/surroundings/index.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/** What happens, in order. Every scenario begins and ends with an item; the last one's words are looked at. */
export type Happening =
  | { readonly run: number }
  | { readonly sleep: number }
  | { readonly set: number }
  | { readonly zone: readonly [name: string | undefined, offsetMinutes: number] }
  | { readonly compare: number | null }
  | 'seal'
  | 'look'
  /** Held up for ten seconds between reading two clocks. */
  | 'hold-up'
  /** The program ends and begins again, as the command line does. */
  | 'restart'
  /** A checkpoint is stamped with the true time. */
  | 'stamp';

export interface Scenario {
  readonly name: string;
  readonly happenings: readonly Happening[];
  /** Causes in the ledger, in order. */
  readonly recorded: readonly string[];
  readonly quality: TimeQualityName;
  readonly stepCount: number;
  readonly isContradicted?: boolean;
  readonly words: RegExp;
}

const local = { quality: 'local', stepCount: 0, words: /^本机时间：没有经过核对。$/ } as const;
const stepped = (count: number) =>
  ({
    quality: 'local',
    stepCount: count,
    words: new RegExp(`本机时间：.*本机时钟有 ${count} 次变动`),
  }) as const;
const compared = { quality: 'compared', stepCount: 0, words: /^已对时：/ } as const;
const trusted = { quality: 'trusted', stepCount: 0, words: /^可信时间：不晚于 / } as const;

const one = (name: string, happening: Happening, cause: string | null): Scenario => ({
  name,
  happenings: ['seal', happening, 'look', 'seal'],
  recorded: cause === null ? [] : [cause],
  ...(cause === null || cause === 'zone-changed' ? local : stepped(1)),
});

/** P06: 40 things that happen to clocks. */
export const scenarios: readonly Scenario[] = [
  one('an hour passes', { run: HOUR }, null),
  one('a month passes', { run: 30 * DAY }, null),
  one('the machine stalls for ten seconds', { run: 10 * SECOND }, null),
  one('the program is held up between two clocks', 'hold-up', null),
  one('ten years back', { set: -10 * YEAR }, 'stepped'),
  one('ten years ahead', { set: 10 * YEAR }, 'stepped'),
  one('a day back', { set: -DAY }, 'stepped'),
  one('an hour ahead', { set: HOUR }, 'stepped'),
  one('a minute back', { set: -60 * SECOND }, 'stepped'),
  one('three seconds ahead', { set: 3 * SECOND }, 'stepped'),
  one('two seconds back, which steering may do', { set: -2 * SECOND }, null),
  one('a leap second inserted', { set: -SECOND }, null),
  one('a leap second left out', { set: SECOND }, null),
  one('a nap', { sleep: 10 * SECOND }, 'suspended'),
  one('a night', { sleep: 8 * HOUR }, 'suspended'),
  one('two weeks in a bag', { sleep: 14 * DAY }, 'suspended'),
  one('daylight saving begins', { zone: ['Asia/Shanghai', 540] }, null),
  one('daylight saving ends', { zone: ['Asia/Shanghai', 420] }, null),
  one('a flight to Tokyo', { zone: ['Asia/Tokyo', 540] }, 'zone-changed'),
  one('a flight to New York', { zone: ['America/New_York', -300] }, 'zone-changed'),
  one('another name of the same offset', { zone: ['Asia/Chongqing', 480] }, 'zone-changed'),
  one('a zone without a name', { zone: [undefined, 480] }, 'zone-changed'),
  {
    name: 'a leap second smeared over a day',
    happenings: [
      'seal',
      ...Array.from({ length: 24 }, () => [{ run: HOUR }, { set: 42 }, 'look'] as const).flat(),
      'seal',
    ],
    recorded: [],
    ...local,
  },
  {
    name: 'small steps that add up',
    happenings: [
      'seal',
      ...Array.from({ length: 3 }, () => [{ run: SECOND }, { set: 1500 }, 'look'] as const).flat(),
      'seal',
    ],
    recorded: ['stepped'],
    ...stepped(1),
  },
  {
    name: 'a sleep, and the clock set after it',
    happenings: ['seal', { sleep: HOUR }, { set: -30 * SECOND }, 'look', 'seal'],
    recorded: ['suspended', 'stepped'],
    ...stepped(2),
  },
  {
    name: 'a step and back again, both seen',
    happenings: ['seal', { set: DAY }, 'look', { run: 60 * SECOND }, { set: -DAY }, 'look', 'seal'],
    recorded: ['stepped', 'stepped'],
    ...stepped(2),
  },
  {
    name: 'a step that nobody looked at before the next item',
    happenings: ['seal', { set: -DAY }, 'seal'],
    recorded: ['stepped'],
    ...stepped(1),
  },
  {
    name: 'a step and another zone at once',
    happenings: ['seal', { set: HOUR }, { zone: ['Asia/Tokyo', 540] }, 'look', 'seal'],
    recorded: ['stepped', 'zone-changed'],
    ...stepped(1),
  },
  {
    name: 'three steps between three items',
    happenings: ['seal', { set: HOUR }, 'seal', { set: HOUR }, 'seal', { set: -2 * HOUR }, 'seal'],
    recorded: ['stepped', 'stepped', 'stepped'],
    ...stepped(3),
  },
  {
    name: 'a comparison, and nothing after it',
    happenings: ['seal', { compare: 1200 }, { run: HOUR }, 'look', 'seal'],
    recorded: [],
    ...compared,
  },
  {
    name: 'a comparison, then a step',
    happenings: ['seal', { compare: 0 }, { set: 60 * SECOND }, 'look', 'seal'],
    recorded: ['stepped'],
    ...stepped(1),
  },
  {
    name: 'a step, then a comparison',
    happenings: ['seal', { set: 60 * SECOND }, 'look', { compare: -60_000 }, 'seal'],
    recorded: ['stepped'],
    ...compared,
  },
  {
    name: 'a comparison, then another zone',
    happenings: ['seal', { compare: 0 }, { zone: ['Asia/Tokyo', 540] }, 'look', 'seal'],
    recorded: ['zone-changed'],
    ...compared,
  },
  {
    name: 'a comparison that nobody answered',
    happenings: ['seal', { compare: null }, 'seal'],
    recorded: [],
    ...local,
  },
  {
    name: 'ten years back while nothing of ours ran',
    happenings: ['seal', { set: -10 * YEAR }, 'restart', 'seal'],
    recorded: ['behind-ledger'],
    ...stepped(1),
  },
  {
    name: 'ten years ahead, stamped later: found by the trusted time',
    happenings: ['seal', { set: 10 * YEAR }, 'look', 'seal', { run: 60 * SECOND }, 'stamp'],
    recorded: ['stepped'],
    quality: 'trusted',
    stepCount: 1,
    isContradicted: true,
    words: /^可信时间：.*矛盾，以可信时间为准。$/,
  },
  {
    name: 'ten years back after a stamp: found by the trusted time held before',
    happenings: ['seal', 'stamp', { set: -10 * YEAR }, 'look', 'seal'],
    recorded: ['stepped'],
    quality: 'local',
    stepCount: 1,
    isContradicted: true,
    words: /不早于 .*矛盾，以可信时间为准。$/,
  },
  {
    name: 'ten years back, stamped later: the stamp comes after, as it must',
    happenings: ['seal', { set: -10 * YEAR }, 'look', 'seal', 'stamp'],
    recorded: ['stepped'],
    ...trusted,
    stepCount: 1,
  },
  {
    name: 'bracketed from both sides',
    happenings: ['seal', 'stamp', { run: 60 * SECOND }, 'seal', { run: 60 * SECOND }, 'stamp'],
    recorded: [],
    ...trusted,
    words: /^可信时间：不晚于 \S+；不早于 \S+。$/,
  },
  {
    name: 'four minutes wrong, which contradicts nothing',
    happenings: ['seal', { set: 4 * 60 * SECOND }, 'look', 'seal', 'stamp'],
    recorded: ['stepped'],
    ...trusted,
    stepCount: 1,
    words: /^可信时间：/,
  },
];
