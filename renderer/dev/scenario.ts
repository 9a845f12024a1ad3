import type { Settings } from '../../core/contract/index.ts';

const names = ['busy', 'empty', 'first-run', 'problem', 'big', 'hostile', 'media'] as const;
const pages = ['index', 'toast', 'region', 'indicator', 'strip'] as const;
const toasts = [
  'order',
  'inbox',
  'failed',
  'recording-started',
  'recording-marked',
  'recording-warned',
  'recording-ended',
  'recording-recovered',
] as const;
const recordings = ['idle', 'running', 'paused', 'troubled', 'interrupted'] as const;
const recorders = ['full', 'limited', 'none'] as const;
const stampings = ['off', 'pending', 'partly', 'stamped', 'contradicted'] as const;
const backups = ['none', 'due', 'good'] as const;
const sessions = ['none', 'open', 'pasted'] as const;

/** What the fake main process pretends. */
export interface Scenario {
  readonly name: (typeof names)[number];
  readonly page: (typeof pages)[number];
  readonly toast: (typeof toasts)[number];
  /** What is being recorded when the page opens; `interrupted`: a recording of the last time was found. */
  readonly recording: (typeof recordings)[number];
  /** What this machine can record. */
  readonly recorder: (typeof recorders)[number];
  /** Trusted time; `partly`: one of two authorities answers, and the newest items wait. */
  readonly stamps: (typeof stampings)[number];
  readonly backup: (typeof backups)[number];
  /** `pasted`: open, with the longest value that may be pasted. */
  readonly session: (typeof sessions)[number];
  readonly locale: Settings['locale'];
  readonly theme: Settings['theme'];
}

/** Reads a scenario from an address; anything unknown is the first choice. */
export function readScenario(query: URLSearchParams): Scenario {
  const choose = <Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice =>
    choices.find((choice) => choice === query.get(name)) ?? choices[0];
  return {
    name: choose('scenario', names),
    page: choose('page', pages),
    toast: choose('toast', toasts),
    recording: choose('recording', recordings),
    recorder: choose('recorder', recorders),
    stamps: choose('stamps', stampings),
    backup: choose('backup', backups),
    session: choose('session', sessions),
    locale: choose('locale', ['zh-CN', 'en']),
    theme: choose('theme', ['light', 'dark', 'system']),
  };
}
