import type { Client, RulesView } from '../../core/contract/index.ts';
import { type EvidenceKind, evidenceKinds, isEvidenceKind } from '../../core/evidence/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { Channel, ChannelId, Modifier, RuleBook, Scenario, ScenarioId } from '../../core/rules/index.ts';

type ScenarioLine = readonly [
  plainName: string,
  plainHint: string,
  req: readonly EvidenceKind[],
  any: readonly EvidenceKind[],
  rec: readonly EvidenceKind[],
];

const scenarios: Readonly<Record<ScenarioId, ScenarioLine>> = {
  not_delivered: [
    '一直没发货',
    '付了钱，到现在什么都没有收到',
    ['E01', 'E03', 'E04'],
    ['E05', 'E11'],
    ['E02'],
  ],
  late_delivery: [
    '等了很久没发货',
    '说好的时间过了，还在等',
    ['E01', 'E02', 'E03', 'E04', 'E22'],
    ['E05', 'E11'],
    ['E10', 'E12'],
  ],
  card_invalid: [
    '卡密用不了',
    '给了卡密或激活码，兑换时报错',
    ['E01', 'E03', 'E06', 'E07', 'E08'],
    ['E05', 'E19'],
    ['E02', 'E12'],
  ],
  account_abnormal: [
    '账号和说的不一样',
    '登不上、被封，或等级不对',
    ['E01', 'E02', 'E06', 'E09'],
    ['E05', 'E19'],
    ['E08'],
  ],
  account_recovered: [
    '账号被找回了',
    '用了一段时间，密码被改、登不上',
    ['E01', 'E06', 'E23'],
    ['E05', 'E19'],
    ['E14'],
  ],
  feature_missing: [
    '少了说好的功能',
    '能用，但和宣传的不一样',
    ['E01', 'E02', 'E09'],
    ['E05', 'E08'],
    ['E10'],
  ],
  duplicate_charge: ['扣了两次钱', '一个订单，付了两笔', ['E01', 'E03', 'E16'], ['E05', 'E11'], ['E21']],
  merchant_gone: [
    '店没了',
    '店铺关了，网站打不开，人联系不上',
    ['E01', 'E03', 'E13'],
    ['E12', 'E25'],
    ['E20'],
  ],
  system_fault: ['系统出错', '付款或充值时平台报错', ['E01', 'E03', 'E15'], ['E05', 'E11'], ['E08']],
};

const modifiers: Readonly<Record<Modifier['id'], string>> = {
  refuse_no_refund: '商家说虚拟商品一概不退',
  seven_day_promised: '页面写了七天可退',
  no_confirm_step: '付款时没有让我确认「不能退」',
  off_platform: '商家让我到平台外付款',
  confirmed_receipt: '我已经点了确认收货',
  promised_compensation: '页面承诺假一赔几',
  partial_refund_only: '商家只肯退一部分',
  fraud_suspected: '我怀疑是骗子',
  stalling_15d: '拖了十五天以上',
  platform_ai_reject: '平台客服机器人直接驳回',
  illegal_goods: '买的东西本身可能不让卖',
};

const channels: readonly (readonly [ChannelId, string, Channel['audience'], number])[] = [
  ['merchant', '商家', null, 500],
  ['platform', '平台客服和售后', 'platform', 500],
  ['payment_wechat', '微信支付', 'payment', 300],
  ['payment_alipay', '支付宝', 'payment', 300],
  ['samr12315', '全国 12315 平台', 'samr12315', 1000],
  ['consumer_association', '消费者协会', 'samr12315', 1000],
  ['hotline12345', '12345 热线', 'samr12315', 500],
  ['cac12377', '12377 网络举报', null, 500],
  ['mca12321', '12321 垃圾信息举报', null, 500],
  ['heimao', '黑猫投诉', null, 500],
  ['police', '公安', 'police', 2000],
  ['court_small_claims', '法院小额诉讼', 'court', 4000],
];

const kindIds = Object.keys(evidenceKinds).filter(isEvidenceKind);
const captures: Partial<Record<EvidenceKind, string>> = {
  E02: '打开商品页，滚到写着发货时间的那一段，连网址一起截下来。',
  E05: '打开和商家的聊天，从你提出问题的那句开始截，一屏一屏往下。',
  E07: '再兑换一次，停在报错的页面，把卡密的头尾和错误代码一起截进去。',
  E22: '打开订单页，让「待确认收货」和订单号同时出现。',
};

/** A rule book with as much in it as the window needs to be looked at; the real one is in resources/rules. */
export const fakeRuleBook: RuleBook = {
  version: '2026.11.23',
  compiledOn: '2026-11-23',
  laws: [
    law('XFF', '消费者权益保护法', '2013 年修正', '2014-03-15'),
    law('L121', '市场监督管理投诉举报处理办法', '令第121号', '2026-04-15'),
  ],
  citations: [
    citation('XFF-53', 'XFF', '第五十三条', '经营者以预收款方式提供商品或者服务的，应当按照约定提供。'),
    citation('XFF-16', 'XFF', '第十六条第二款', '经营者和消费者有约定的，应当按照约定履行义务……'),
    citation(
      'XFF-44',
      'XFF',
      '第四十四条',
      '网络交易平台提供者不能提供销售者……有效联系方式的，消费者也可以向网络交易平台提供者要求赔偿。',
    ),
  ],
  evidenceKinds: Object.fromEntries(
    kindIds.map((kind) => [kind, kindRule(kind)]),
  ) as RuleBook['evidenceKinds'],
  scenarios: (Object.keys(scenarios) as ScenarioId[]).map(scenario),
  modifiers: (Object.keys(modifiers) as Modifier['id'][]).map((id) => ({
    id,
    when: modifiers[id],
    addCites: ['XFF-16'],
    addReq: id === 'off_platform' ? ['E05'] : [],
    ...(id === 'confirmed_receipt'
      ? { warn: '确认收货后，平台常说交易已完成。要说明收到的东西用不了。' }
      : {}),
  })),
  pitfalls: [
    {
      id: 'P1',
      name: '平台外付款',
      detect: ['聊天里出现微信、QQ 收款'],
      effect: ['平台不受理'],
      remedy: '把对方要求你站外付款的聊天截全，改走支付投诉和报案。',
    },
  ],
  channelExtra: [
    { audience: 'samr12315', req: ['E12'], rec: ['E18'] },
    { audience: 'police', req: ['E12', 'E03'], rec: ['E20'] },
  ],
  channels: channels.map(channel),
  ladder: [
    { step: '1', channels: ['merchant'], waitHours: 24, exits: ['退款'], isParallelAllowed: false },
    { step: '2', channels: ['platform'], wait: '1–3 天', exits: ['支持退款'], isParallelAllowed: false },
    {
      step: '3',
      channels: ['payment_alipay', 'payment_wechat', 'samr12315'],
      exits: ['退款', '调解'],
      isParallelAllowed: true,
    },
  ],
  exclusions: [
    { a: 'samr12315', b: 'court_small_claims', reason: '已经起诉的，12315 不再受理。', cites: ['XFF-44'] },
  ],
  deadlines: [
    {
      id: 'D01',
      what: '市场监管部门决定是否受理',
      unit: 'working-days',
      amounts: [7],
      actor: 'authority',
      cites: ['XFF-44'],
      confidence: 'V',
    },
  ],
  officialAddresses: [
    { host: 'www.12315.cn', name: '全国 12315 平台', confidence: 'V', source: '国家市场监督管理总局' },
  ],
  impostorWarning: ['凡是要你先交钱、加群、共享屏幕的「投诉通道」都是假的。'],
  redaction: [
    {
      what: '卡密中间几位',
      merchant: 'mask',
      platform: 'mask',
      payment: 'mask',
      samr: 'mask',
      police: 'keep',
      court: 'keep',
      public: 'drop',
    },
  ],
  fieldFormats: [
    {
      id: 'uscc',
      rule: '18 位，最后一位是校验码',
      patterns: [{ regex: '^[0-9A-Z]{18}$' }],
      samples: ['91350211M000100Y43'],
      confidence: 'V',
    },
  ],
  presentation: [
    { id: 'S1', topic: 'screenshot', rule: '截整屏，带上网址和时间。', cites: [], confidence: 'G' },
  ],
  openItems: [{ item: '微信支付投诉的字数上限', action: '打开投诉页数一次，记在这里。' }],
};

/** The rule book of the fake; an imported pack is the same book under another name. */
export function fakeRules(): Pick<Client, 'rules'> {
  let view: RulesView = {
    ruleBook: fakeRuleBook,
    source: 'built-in',
    problem: null,
    calendarUntilYear: 2026,
    measuredLimits: [],
  };
  return {
    rules: {
      getBook: async () => ok(view),
      importPack: async () => fail('RULE_PACK_SIGNATURE_INVALID', '签名不对。'),
      setLimit: async ({ channel: of, limit, value, measuredOn }) => {
        const others = view.measuredLimits.filter((known) => known.channel !== of || known.limit !== limit);
        const measured = value === null ? [] : [{ channel: of, limit, value, measuredOn }];
        view = { ...view, measuredLimits: [...others, ...measured] };
        return ok(view);
      },
    },
  };
}

function scenario(id: ScenarioId): Scenario {
  const [plainName, plainHint, req, any, rec] = scenarios[id];
  return {
    id,
    seed: '§2',
    name: plainName,
    plainName,
    plainHint,
    req: [...req],
    any: [[...any]],
    rec: [...rec],
    why: {},
    checks: [
      { id: 'c1', level: 'error', rule: '过了承诺的时间', cites: ['XFF-16'] },
      { id: 'c2', level: 'error', rule: '过了时间以后催过一次', cites: ['XFF-53'] },
      { id: 'c3', level: 'warn', rule: '商家没有另给一个你同意的时间', cites: [] },
    ],
    claim: '解除合同，退还全部价款',
    claimOptions: ['退款', '继续发货'],
    cites: ['XFF-53', 'XFF-16'],
    conditionalCites: [],
    clocks: ['D01'],
    weakIf: ['你同意过改时间'],
  };
}

function kindRule(kind: EvidenceKind): RuleBook['evidenceKinds'][EvidenceKind] {
  const { name, mustShow } = evidenceKinds[kind];
  return {
    name,
    mustShow: [...mustShow],
    capture: captures[kind] ?? `打开能看到${name}的页面，停稳了再截。`,
    why: '处理的人没有见过你的订单，只能看图。少了这一样，他会先让你补。',
  };
}

function law(id: string, name: string, version: string, inForceFrom: string): RuleBook['laws'][number] {
  return {
    id,
    name,
    version,
    inForceFrom,
    inForceTo: null,
    source: '国家法律法规数据库',
    confidence: 'V',
    checkedOn: '2026-11-01',
  };
}

function citation(id: string, lawId: string, article: string, quote: string): RuleBook['citations'][number] {
  return { id, lawId, article, quote, use: '要求按约定履行', weight: 'core', confidence: 'V' };
}

function channel([id, name, audience, textChars]: (typeof channels)[number]): Channel {
  const limit = (value: number) => ({ value, isDefault: true, confidence: 'U' as const });
  return {
    id,
    name,
    audience,
    wants: ['订单号', '付款凭证'],
    advice: [],
    askAlso: [],
    keep: ['受理编号'],
    limits: {
      textChars: limit(textChars),
      images: limit(9),
      imageMegabytes: limit(5),
      pdfMegabytes: limit(10),
    },
    clocks: [],
    cites: [],
    refuseIf: [],
    warn: [],
    next: null,
    confidence: 'V2',
  };
}
