import { type CaseRecord, type NotedRecord, recordsOf, type Situation } from '../../core/cases/index.ts';
import type { CaseView } from '../../core/contract/index.ts';
import type { EvidenceKind, Item } from '../../core/evidence/index.ts';
import { formatMoney, type Order } from '../../core/orders/index.ts';
import type { ChannelId, Scenario, ScenarioId } from '../../core/rules/index.ts';
import { fakeChecks } from './fake-case-checks.ts';
import { fakeProgress } from './fake-case-progress.ts';
import { fakeTimeline } from './fake-case-timeline.ts';
import { fakeRuleBook } from './fake-rules.ts';

type Assessment = CaseView['assessment'];
type NeededKind = Assessment['kinds'][number];

/** What a view is made of. */
export interface FakeFile {
  readonly order: Order;
  readonly items: readonly Item[];
  readonly records: readonly NotedRecord[];
  readonly channel: ChannelId | null;
  readonly scenario: ScenarioId | null;
}

/** The view of a case: believable, and live in what the user can change. */
export function fakeCaseView(file: FakeFile): CaseView {
  const records = file.records.map(({ record }) => record);
  return {
    records: file.records,
    assessment: assessmentOf(file, records),
    timeline: fakeTimeline(file, records),
    identity: identityOf(records),
    ...fakeProgress(file, records),
  };
}

function assessmentOf(file: FakeFile, records: readonly CaseRecord[]): Assessment {
  const situation = recordsOf(records, 'situation')[0];
  const scenarioId = file.scenario ?? situation?.scenario ?? null;
  const scenario = fakeRuleBook.scenarios.find(({ id }) => id === scenarioId);
  const kinds = scenario === undefined ? [] : neededKinds(scenario, file);
  const checks = scenario === undefined ? [] : fakeChecks(scenario, file, records);
  const isMissing = ({ need, isSatisfied }: NeededKind) => need === 'required' && !isSatisfied;
  const groupHeld = kinds.some(({ need, isSatisfied }) => need === 'one-of' && isSatisfied);
  const required = kinds.filter(({ need }) => need === 'required');
  const errors = checks.filter(({ level }) => level === 'error');
  const hasGroup = kinds.some(({ need }) => need === 'one-of');
  return {
    scenario: scenarioId,
    proposals: [
      { scenario: 'late_delivery', reason: '承诺 10 分钟内发货，已经超过 32 分钟，订单还是待发货。' },
      { scenario: 'not_delivered', reason: '付了款，没有任何交付的证据。' },
    ],
    channel: file.channel,
    atUtc: new Date().toISOString(),
    kinds,
    missing: kinds.filter(isMissing).map(({ kind }) => kind),
    missingOneOf:
      hasGroup && !groupHeld ? [kinds.filter(({ need }) => need === 'one-of').map(({ kind }) => kind)] : [],
    recommended: kinds
      .filter(({ need, isHeld }) => need === 'recommended' && !isHeld)
      .map(({ kind }) => kind),
    checks,
    pitfalls: pitfallsOf(records),
    weaknesses:
      scenario === undefined
        ? []
        : [
            {
              text: '聊天里没有写明是哪一个订单',
              reason: '对方可以说那段话讲的是另一单。补一张同时看得到订单号的聊天截图就好。',
              itemIds: file.items
                .filter(({ kind }) => kind === 'E05')
                .slice(0, 1)
                .map(({ id }) => id),
              records: [],
            },
          ],
    contradictions: contradictionsOf(file, records),
    modifiers: modifiersOf(situation),
    citations: scenario === undefined ? [] : fakeRuleBook.citations,
    gaps: {
      closed:
        required.filter(({ isSatisfied }) => isSatisfied).length +
        Number(hasGroup && groupHeld) +
        errors.filter(({ result }) => result === 'PASS').length,
      total: required.length + Number(hasGroup) + errors.length,
    },
  };
}

function neededKinds(scenario: Scenario, file: FakeFile): NeededKind[] {
  const extra = fakeRuleBook.channelExtra.find(
    ({ audience }) =>
      audience === fakeRuleBook.channels.find(({ id }) => id === file.channel)?.audience && audience !== null,
  );
  const held = (kind: EvidenceKind) => file.items.filter((item) => item.kind === kind).map(({ id }) => id);
  const groups = scenario.any.map((group) => group.some((kind) => held(kind).length > 0));
  const one = (
    kind: EvidenceKind,
    need: NeededKind['need'],
    group: number | null,
    askedBy: string,
  ): NeededKind => {
    const itemIds = held(kind);
    const rule = fakeRuleBook.evidenceKinds[kind];
    const isNotNeeded = kind === 'E10' && file.channel === 'samr12315';
    return {
      kind,
      need: isNotNeeded ? 'not-applicable' : need,
      group,
      isHeld: itemIds.length > 0,
      isSatisfied: group === null ? itemIds.length > 0 : groups[group] === true,
      itemIds,
      askedBy: [askedBy],
      capture: rule.capture,
      mustShow: rule.mustShow,
      why: rule.why,
      reason: isNotNeeded ? '12315 只看法律，不看平台自己的规则。' : null,
    };
  };
  return [
    ...scenario.req.map((kind) => one(kind, 'required', null, '场景')),
    ...(extra?.req ?? [])
      .filter((kind) => !scenario.req.includes(kind))
      .map((kind) => one(kind, 'required', null, '12315')),
    ...scenario.any.flatMap((group, index) => group.map((kind) => one(kind, 'one-of', index, '场景'))),
    ...scenario.rec
      .filter((kind) => !(extra?.req ?? []).includes(kind))
      .map((kind) => one(kind, 'recommended', null, '场景')),
  ];
}

function modifiersOf(situation: Situation | undefined): Assessment['modifiers'] {
  return fakeRuleBook.modifiers
    .filter(({ id }) => id === 'no_confirm_step' || situation?.modifiers.includes(id) === true)
    .map(({ id, when, warn }) => ({
      id,
      when,
      warn: warn ?? null,
      reason: id === 'no_confirm_step' ? '付款页的截图里没有这一步。' : null,
    }));
}

function pitfallsOf(records: readonly CaseRecord[]): Assessment['pitfalls'] {
  const outside = recordsOf(records, 'message').filter(({ isOnPlatform }) => !isOnPlatform);
  const [pitfall] = fakeRuleBook.pitfalls;
  if (outside.length === 0 || pitfall === undefined) return [];
  return [
    {
      id: 'P1',
      name: pitfall.name,
      reason: '有一条聊天不在平台上。平台看不到那里说的话。',
      remedy: pitfall.remedy,
      itemIds: outside.flatMap(({ itemIds }) => itemIds),
      records: outside.map(({ id }) => `message/${id}`),
    },
  ];
}

function contradictionsOf({ order }: FakeFile, records: readonly CaseRecord[]): Assessment['contradictions'] {
  return recordsOf(records, 'reading').flatMap((reading) =>
    reading.amountFen === null || reading.amountFen === order.facts.amountFen
      ? []
      : [
          {
            code: 'AMOUNT_DIFFERS' as const,
            text: '金额对不上。看看是不是用了红包，或者看错了一张图。',
            left: {
              text: `订单写的是 ${formatMoney(order.facts.amountFen ?? 0)}`,
              itemIds: [],
              records: ['order/amountFen'],
            },
            right: {
              text: `图里写的是 ${formatMoney(reading.amountFen)}`,
              itemIds: [reading.id],
              records: [`reading/${reading.id}`],
            },
          },
        ],
  );
}

function identityOf(records: readonly CaseRecord[]): CaseView['identity'] {
  const labels = {
    name: '名称',
    uscc: '统一社会信用代码',
    address: '地址',
    phone: '电话',
    icp: 'ICP 备案号',
    payee: '收款方',
    website: '网址',
    shopId: '店铺号',
  };
  return (['merchant', 'platform'] as const).flatMap((party) => {
    const record = recordsOf(records, 'party').find(({ id }) => id === party);
    return (Object.keys(labels) as (keyof typeof labels)[]).map((field) => {
      const value = record?.fields[field] ?? null;
      const isNotPublished = record?.notPublished.includes(field) === true;
      const isInvalid = field === 'uscc' && value !== null && !/^[0-9A-Z]{18}$/.test(value);
      return {
        party,
        field,
        label: labels[field],
        value,
        state: isInvalid
          ? ('invalid' as const)
          : value !== null
            ? ('shown' as const)
            : isNotPublished
              ? ('not-published' as const)
              : ('unknown' as const),
        hint: isInvalid ? '应当是 18 位数字和大写字母。对着图再看一遍。' : null,
        itemIds: record?.itemIds[field] ?? [],
      };
    });
  });
}
