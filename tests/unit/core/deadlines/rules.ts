import type { DeadlineRule } from '../../../../core/rules/index.ts';

const rule = (
  id: DeadlineRule['id'],
  unit: DeadlineRule['unit'],
  amounts: readonly number[],
  actor: DeadlineRule['actor'],
  more: Partial<DeadlineRule> = {},
): DeadlineRule => ({
  id,
  what: `期限${id}`,
  unit,
  amounts: [...amounts],
  actor,
  cites: [],
  confidence: 'V',
  ...more,
});

const earlier = (amount: number) => ({
  filedBefore: '2026-04-15',
  unit: 'working-days' as const,
  amounts: [amount],
  cites: ['TSB_OLD'],
});

/** The deadlines of a rule book, with what counting needs of them. */
export const rules: readonly DeadlineRule[] = [
  rule('D01', 'promise', [], 'merchant'),
  rule('D02', 'hours', [48], 'platform', { note: '平台规则优先。' }),
  rule('D03', 'hours', [24, 72], 'merchant'),
  rule('D04', 'days', [7], 'buyer', { cites: ['XFF-24'] }),
  rule('D05', 'days', [15], 'merchant', { cites: ['QHB-8'] }),
  rule('D06', 'working-days', [7], 'authority', { cites: ['TSB-15'], earlier: earlier(7) }),
  rule('D07', 'days', [60], 'authority', { cites: ['TSB-23'], earlier: earlier(45) }),
  rule('D08', 'working-days', [15], 'authority', { cites: ['XZCF-18'], extendBy: 15 }),
  rule('D09', 'days', [90], 'authority', { extendBy: 30 }),
  rule('D10', 'days', [7], 'authority'),
  rule('D11', 'months', [2], 'authority', { extendBy: 1 }),
  rule('D12', 'years', [3], 'buyer', { cites: ['TSB-16', 'MFD-188'] }),
  rule('D13', 'years', [3], 'buyer', { cites: ['DSF-31', 'DSF-53'] }),
];
