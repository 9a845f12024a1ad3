import { type CaseFile, type Party, type PartyField, partyFields, recordsOf } from '../cases/index.ts';
import type { ItemId } from '../evidence/index.ts';
import { checkUscc } from './uscc.ts';
import { checkIcp, hostOf } from './website.ts';

/** `unknown`: nobody looked yet (未查). `invalid`: shown, but cannot be right as it is written. */
export type IdentityState = 'shown' | 'not-published' | 'unknown' | 'invalid';

/** One field of what is known of the other side. */
export interface IdentityField {
  readonly party: Party['id'];
  readonly field: PartyField;
  readonly label: string;
  readonly value: string | null;
  readonly state: IdentityState;
  /** What to do next; null when nothing is left to do. */
  readonly hint: string | null;
  /** Items that show it and are still kept. */
  readonly itemIds: readonly ItemId[];
}

export const partyFieldLabels: Readonly<Record<PartyField, string>> = {
  name: '名称',
  uscc: '统一社会信用代码',
  address: '地址',
  phone: '联系电话',
  icp: 'ICP 备案号',
  payee: '收款方',
  website: '网址',
  shopId: '店铺号',
};

const whereToLook: Readonly<Record<PartyField, string>> = {
  name: '看店铺的“营业执照/资质”页或网站最下方，截下来（E12）；看不到就标记为未公示。',
  uscc: '在营业执照图上找 18 位代码，截下来（E12）；看不到就标记为未公示。',
  address: '12315 要求写被投诉人的地址：看营业执照或店铺资质页，截下来（E12）；看不到就标记为未公示。',
  phone: '看店铺客服页和营业执照页，截下来（E12）；看不到就标记为未公示。',
  icp: '看网站最下方的备案号，截下来（E12）；没有就标记为未公示。',
  payee: '看支付账单里这笔的“收款方全称”，截下来（E03）。',
  website: '把付款时的网址连同地址栏截下来（E02）。',
  shopId: '看店铺主页的店铺号或网址，截下来（E02）。',
};

/**
 * Every field of one side with its value, its evidence or why there is none, and what to do next. Without a record all
 * fields are 未查. A self-run site (`presence: none`) has no platform: no fields.
 */
export function identityCard(which: Party['id'], caseFile: CaseFile): readonly IdentityField[] {
  const party = recordsOf(caseFile.records, 'party').find(({ id }) => id === which);
  if (which === 'platform' && party?.presence === 'none') return [];
  const kept = new Set(caseFile.items.map(({ id }) => id));
  return partyFields.map((field) => {
    const value = party?.fields[field] ?? null;
    const itemIds = (party?.itemIds[field] ?? []).filter((id) => kept.has(id));
    const common = { party: which, field, label: partyFieldLabels[field], value, itemIds };
    if (value === null) {
      const isNotPublished = party?.notPublished.includes(field) === true;
      return isNotPublished
        ? { ...common, state: 'not-published' as const, hint: notPublishedHint(which, field, itemIds) }
        : { ...common, state: 'unknown' as const, hint: whereToLook[field] };
    }
    const wrong = wrongIn(field, value);
    if (wrong !== null) return { ...common, state: 'invalid' as const, hint: wrong };
    return { ...common, state: 'shown' as const, hint: shownHint(party, field, itemIds) };
  });
}

function wrongIn(field: PartyField, value: string): string | null {
  if (field === 'website') return hostOf(value) === null ? '这不是一个网址，请照地址栏填写。' : null;
  const checked = field === 'uscc' ? checkUscc(value) : field === 'icp' ? checkIcp(value) : null;
  return checked === null || checked.ok ? null : checked.error.message;
}

function shownHint(party: Party | undefined, field: PartyField, itemIds: readonly ItemId[]): string | null {
  if (itemIds.length === 0) return '还没有证据：补一张能看到它的截图，并关联到这里。';
  const name = party?.fields.name ?? null;
  const payee = party?.fields.payee ?? null;
  if (field === 'payee' && name !== null && payee !== null && plain(name) !== plain(payee)) {
    return '收款方和公示的名称不一致：两处的截图都留好，投诉时一并写上。';
  }
  return null;
}

function notPublishedHint(which: Party['id'], field: PartyField, itemIds: readonly ItemId[]): string {
  const capture = itemIds.length === 0 ? '把没有公示的页面完整截下来；' : '';
  if (field === 'payee') return `${capture}向支付机构的账单客服询问收款方全称。`;
  if (which === 'platform') return `${capture}平台应在首页公示主体信息，没有公示可以写进举报信。`;
  return `${capture}向平台书面索要商家的真实名称、地址和有效联系方式，把请求和答复留作 E25。`;
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s()（）]/g, '')
    .toUpperCase();
