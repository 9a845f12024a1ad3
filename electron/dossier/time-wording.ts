import { beijingTimeShort } from '../../core/manifest/index.ts';
import type { ClockStep, NotBefore } from '../../core/surroundings/index.ts';
import type { ExhibitTime } from './exhibit-time.ts';
import type { LabelledRow } from './page-model.ts';
import { shorten } from './wording.ts';

const AUTHORITY_CHARACTERS = 40;
const PASTED_CHARACTERS = 60;

/** In the narrow column of the 证据目录. */
export function timeShort({ quality, isPending }: ExhibitTime): string {
  if (quality.quality === 'trusted') return '可信时间';
  if (isPending) return '待确认';
  return quality.quality === 'compared' ? '已对时' : '本机时间';
}

/** Under an exhibit: how good the time beside it is, and what has to be known about it. */
export function timeRow(time: ExhibitTime): LabelledRow {
  const { quality, clockSteps, session } = time;
  const parts = [
    trustedText(time),
    clockText(time),
    time.isPending ? '可信时间待确认' : '',
    clockSteps.length === 0 ? '' : `此前电脑时钟${stepsText(clockSteps.map(({ payload }) => payload))}`,
    session === undefined ? '' : notBeforeText(session.began.notBefore),
    quality.isContradicted ? '电脑时钟与可信时间相差过大，以可信时间为准' : '',
  ];
  return { label: '时间依据', value: parts.filter((part) => part !== '').join('；'), style: 'text' };
}

function trustedText({ stamp, alsoStampedBy }: ExhibitTime): string {
  if (stamp === undefined) return '';
  const { authority, token } = stamp.held;
  const others = alsoStampedBy === 0 ? '' : `；另有 ${alsoStampedBy} 个时间戳，见附录`;
  const name = shorten(authority.name, AUTHORITY_CHARACTERS);
  return `可信时间：不晚于 ${notAfter(token.genTimeUtc)}，由“${name}”盖章（时间戳 ${stamp.label}${others}）`;
}

function clockText({ quality }: ExhibitTime): string {
  const { offsetMs, uncertaintyMs, stepCount } = quality;
  if (offsetMs === null || stepCount > 0) return quality.quality === 'trusted' ? '' : '本机时间（未对时）';
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const side =
    Math.abs(offsetMs) < 50
      ? ''
      : `，电脑时钟${offsetMs > 0 ? '慢' : '快'} ${seconds(Math.abs(offsetMs))} 秒`;
  return `已对时${side}，误差约 ±${seconds(Math.max(uncertaintyMs ?? 0, 100))} 秒`;
}

const stepNames: Readonly<Record<ClockStep['cause'], string>> = {
  stepped: '被调整',
  suspended: '因睡眠停走',
  'zone-changed': '改了时区',
  'behind-ledger': '早于账本已有的记录',
};

/** `被调整 2 次、因睡眠停走 1 次`. */
function stepsText(steps: readonly ClockStep[]): string {
  const counts = new Map<ClockStep['cause'], number>();
  for (const { cause } of steps) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return [...counts].map(([cause, count]) => `${stepNames[cause]} ${count} 次`).join('、');
}

/** What the value shown at the beginning of a session says of everything after it; empty without one. */
export function notBeforeText(value: NotBefore | null): string {
  if (value === null) return '';
  if (value.kind === 'pasted') {
    return `写入账本晚于公开数值“${shorten(value.text, PASTED_CHARACTERS)}”的公布（由提交人填写，可向公布者查证）`;
  }
  const { genTimeUtc, authority, serialHex } = value;
  const when = Number.isFinite(Date.parse(genTimeUtc)) ? zoned(genTimeUtc) : genTimeUtc;
  return `写入账本不早于 ${when}：会话开始时已有“${shorten(authority, AUTHORITY_CHARACTERS)}”的时间戳 ${serialHex}`;
}

/** An upper bound: rounded up, so that the paper never claims a second too much. */
export function notAfter(utc: string): string {
  return zoned(new Date(Math.ceil(Date.parse(utc) / 1000) * 1000).toISOString());
}

/** `2026-11-23 14:05:01（UTC+8）`. */
export function zoned(utc: string): string {
  return `${beijingTimeShort(utc)}（UTC+8）`;
}
