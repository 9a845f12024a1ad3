import type { StoredSettings } from '../../core/contract/index.ts';
import type { RuleBook } from '../../core/rules/index.ts';

/** The rule book with the limits that the user measured on the live forms: these are no defaults of ours any more. */
export function withMeasuredLimits(ruleBook: RuleBook, measured: StoredSettings['measuredLimits']): RuleBook {
  if (measured.length === 0) return ruleBook;
  const channels = ruleBook.channels.map((channel) => {
    const own = measured.filter((limit) => limit.channel === channel.id);
    const limits = Object.fromEntries(
      own.map(({ limit, value, measuredOn }) => [
        limit,
        { value, isDefault: false, confidence: 'V2' as const, source: '用户实测', measuredOn },
      ]),
    );
    return own.length === 0 ? channel : { ...channel, limits: { ...channel.limits, ...limits } };
  });
  return { ...ruleBook, channels };
}
