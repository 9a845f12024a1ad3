import type { Party, PartyField } from '../cases/index.ts';
import { factDraft, formDraft } from './draft.ts';
import { exhibitsOf, exhibitsOfKinds, type Grounds, hasPlatform } from './grounds.ts';
import type { Draft, Letter } from './letter.ts';
import { treatmentOf } from './mask.ts';
import { dayText, plain } from './words.ts';

type Missing = Letter['missing'];

/** Lines about a person or a company, and what is not known of them. */
export interface PartyLines {
  readonly drafts: readonly Draft[];
  readonly missing: Missing;
}

const known = (text: string | null | undefined) => {
  const words = plain(text ?? '');
  return words === '' ? undefined : words;
};

/** Who complains, as far as the channel may know: 令121 第十条 asks for name, telephone and address. */
export function applicantLines(grounds: Grounds, isNameNeeded = true): PartyLines {
  const { applicant, channel, ruleBook } = grounds;
  const may = (what: string) => treatmentOf(ruleBook.redaction, channel, what) === 'keep';
  const lines = [
    {
      label: '姓名',
      text: known(applicant.name),
      isNeeded: isNameNeeded,
      isAllowed: may('本人姓名'),
      rank: 0,
    },
    {
      label: '电话',
      text: known(applicant.phone),
      isNeeded: isNameNeeded,
      isAllowed: may('手机号'),
      rank: 0,
    },
    {
      label: '地址',
      text: known(applicant.address),
      isNeeded: isNameNeeded,
      isAllowed: may('本人姓名'),
      rank: 0,
    },
    {
      label: '证件号码',
      text: known(applicant.idNumber),
      isNeeded: false,
      isAllowed: may('身份证号'),
      rank: 6,
    },
    { label: '电子邮箱', text: known(applicant.email), isNeeded: false, isAllowed: may('本人姓名'), rank: 7 },
  ].filter(({ isAllowed }) => isAllowed);
  return {
    drafts: lines.flatMap(({ label, text, rank }) =>
      text === undefined ? [] : [formDraft(`${label}：${text}`, 'party', rank)],
    ),
    missing: lines
      .filter(({ text, isNeeded }) => text === undefined && isNeeded)
      .map(({ label }) => ({
        field: `本人${label}`,
        advice: `填一次投诉人信息，以后自动带上；没有${label}，对方可能要求补正。`,
      })),
  };
}

const fieldLabels: Readonly<Record<PartyField, string>> = {
  name: '名称',
  uscc: '统一社会信用代码',
  address: '地址',
  phone: '电话',
  icp: '网站备案号',
  payee: '收款方',
  website: '网址',
  shopId: '店铺编号',
};
const fieldRanks: Readonly<Record<PartyField, number>> = {
  name: 0,
  address: 1,
  phone: 2,
  uscc: 4,
  icp: 6,
  payee: 5,
  website: 5,
  shopId: 5,
};
const order: readonly PartyField[] = [
  'name',
  'uscc',
  'address',
  'phone',
  'icp',
  'payee',
  'website',
  'shopId',
];
const needed: readonly PartyField[] = ['name', 'address'];

function cardOf(grounds: Grounds, id: Party['id']): Party | undefined {
  return grounds.records.party.find((party) => party.id === id);
}

/** What was shown of one side, what was looked for and not published, each with its exhibit. */
export function respondentLines(grounds: Grounds, id: Party['id']): PartyLines {
  const card = cardOf(grounds, id);
  const who = id === 'merchant' ? '商家' : '平台';
  const advice = `请固定显示它的页面（营业执照、店铺资质、网站底部），并在${who}身份里填上。`;
  const shop = plain(id === 'merchant' ? grounds.order.merchant : grounds.order.platform);
  const drafts: Draft[] = [
    factDraft(
      `${id === 'merchant' ? '店铺' : '网站或应用'}：${shop}`,
      exhibitsOfKinds(grounds, 'E01', 'E03', 'E16'),
      known(card?.fields.name) === undefined ? 0 : 5,
      advice,
      'party',
    ),
  ];
  for (const field of order) {
    const text = known(card?.fields[field]);
    const exhibits = exhibitsOf(grounds, card?.itemIds[field] ?? []);
    if (text !== undefined) {
      drafts.push(factDraft(`${fieldLabels[field]}：${text}`, exhibits, fieldRanks[field], advice, 'party'));
    } else if (card?.notPublished.includes(field) === true) {
      drafts.push(factDraft(`${fieldLabels[field]}：页面未公示`, exhibits, 6, advice, 'party'));
    }
  }
  return { drafts, missing: missingOf(card, who) };
}

function missingOf(card: Party | undefined, who: string): Missing {
  return needed
    .filter((field) => known(card?.fields[field]) === undefined)
    .map((field) => ({
      field: `${who}${fieldLabels[field]}`,
      advice:
        card?.notPublished.includes(field) === true
          ? `${who}没有公示。先向平台要求提供，保存请求和答复，再附上。`
          : `查店铺资质页、营业执照或网站底部，固定后填入${who}身份。`,
    }));
}

/** Whether the platform is named beside the merchant: it has a card of its own, or it is asked for something itself. */
export function namesPlatform(grounds: Grounds): boolean {
  if (!hasPlatform(grounds)) return false;
  const isAsked = grounds.scenario === 'merchant_gone' || grounds.scenario === 'system_fault';
  return isAsked || cardOf(grounds, 'platform')?.presence === 'present';
}

/** Numbers of the other side and of the purchase, which masking leaves whole. */
export function publicNumbers(grounds: Grounds): readonly string[] {
  const { order: facts, records, applicant } = grounds;
  const cards = records.party.flatMap(({ fields }) => Object.values(fields));
  const payments = records.payment.flatMap(({ transactionNumber, merchantNumber }) => [
    transactionNumber,
    merchantNumber,
  ]);
  const receipts = records.submission.map(({ receiptNumber }) => receiptNumber);
  const own = [applicant.phone, applicant.idNumber];
  return [facts.number, facts.transactionNumber, ...cards, ...payments, ...receipts].flatMap((text) =>
    text === null || text === '' || own.includes(text) ? [] : text.split(/\s+/u),
  );
}

/** Name and day. Without a name there is no line to be filled in: `missing` says so. */
export function signature(grounds: Grounds, role: string): readonly Draft[] {
  const isAllowed = treatmentOf(grounds.ruleBook.redaction, grounds.channel, '本人姓名') === 'keep';
  const name = isAllowed ? plain(grounds.applicant.name ?? '') : '';
  return [
    ...(name === '' ? [] : [formDraft(`${role}：${name}`, 'closing', 0)]),
    formDraft(dayText(grounds.at), 'closing', 0),
  ];
}
