import type { ChannelId, RuleBook } from '../rules/index.ts';

type Treatment = 'keep' | 'mask' | 'drop';
type Column = 'merchant' | 'platform' | 'payment' | 'samr' | 'police' | 'court' | 'public';

const columns: Readonly<Record<ChannelId, Column>> = {
  merchant: 'merchant',
  platform: 'platform',
  payment_wechat: 'payment',
  payment_alipay: 'payment',
  samr12315: 'samr',
  consumer_association: 'samr',
  hotline12345: 'samr',
  cac12377: 'public',
  mca12321: 'public',
  heimao: 'public',
  police: 'police',
  court_small_claims: 'court',
};

const REMOVED = '（已隐去）';
const DOT = '●';

interface Pattern {
  /** Start of `what` in the rule book's redaction table. */
  readonly what: string;
  readonly regex: RegExp;
  readonly isReal?: (text: string) => boolean;
  readonly masked: (text: string) => string;
}

const patterns: readonly Pattern[] = [
  {
    what: '账号与密码',
    regex: /(?<=密码(?:为|是)?\s*[:：]?\s*)[!-~]{4,64}/gu,
    masked: () => DOT.repeat(8),
  },
  {
    what: '账号与密码',
    regex: /[!-~]{2,64}?----[!-~]{2,200}/gu,
    masked: (text) => ends(text.split('----')[0] ?? '', 2),
  },
  {
    what: '身份证号',
    regex: /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![0-9A-Za-z])/gu,
    masked: (text) => ends(text, 4),
  },
  {
    what: '银行卡号',
    regex: /(?<![0-9A-Za-z])\d{4}(?: ?\d{4}){3}(?: ?\d{1,3})?(?![0-9A-Za-z])/gu,
    isReal: passesLuhn,
    masked: (text) => ends(text.replaceAll(' ', ''), 4),
  },
  {
    what: '卡密',
    regex: /(?<![0-9A-Za-z-])[0-9A-Z]{4,5}(?:-[0-9A-Z]{4,5}){2,4}(?![0-9A-Za-z-])/gu,
    masked: (text) => ends(text, 4),
  },
  {
    what: '卡密',
    regex: /(?<=(?:卡号|卡密|激活码|兑换码|充值码|序列号|CDK)(?:为|是)?\s*[:：]?\s*)[0-9A-Za-z-]{9,64}/gu,
    masked: (text) => ends(text, 4),
  },
  {
    what: '手机号',
    regex: /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/gu,
    masked: (text) => `${text.slice(0, 3)}${DOT.repeat(4)}${text.slice(-4)}`,
  },
];

/** What a channel may be shown of something; what the rule book does not name is never shown. */
export function treatmentOf(redaction: RuleBook['redaction'], channel: ChannelId, what: string): Treatment {
  return redaction.find((rule) => rule.what.startsWith(what))?.[columns[channel]] ?? 'drop';
}

/**
 * The text as a channel may read it: identity numbers, mobile numbers, bank cards (by their check digit), card keys and
 * passwords are kept, masked to their ends or taken out, as the rule book's table says. `keep` names numbers that identify
 * the purchase or the other side and are left whole.
 */
export function maskFor(
  channel: ChannelId,
  text: string,
  options: { readonly redaction: RuleBook['redaction']; readonly keep?: readonly string[] },
): string {
  const keep = new Set(options.keep ?? []);
  return patterns.reduce((masked, { what, regex, isReal, masked: mask }) => {
    const treatment = treatmentOf(options.redaction, channel, what);
    if (treatment === 'keep') return masked;
    return masked.replace(regex, (found) => {
      if (keep.has(found) || isReal?.(found) === false) return found;
      return treatment === 'drop' ? REMOVED : mask(found);
    });
  }, text);
}

function ends(text: string, count: number): string {
  return text.length <= count * 2
    ? DOT.repeat(4)
    : `${text.slice(0, count)}${DOT.repeat(4)}${text.slice(-count)}`;
}

/** The check digit of bank cards (ISO/IEC 7812-1). */
function passesLuhn(text: string): boolean {
  const digits = [...text.replaceAll(' ', '')].map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
