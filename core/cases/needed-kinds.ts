import type { EvidenceKind } from '../evidence/evidence-kinds.ts';
import type { Channel, Scenario } from '../rules/rule-book.ts';
import type { NeededKind } from './assessment.ts';
import { type CaseView, factsOf, itemsOf, platformPresence } from './case-view.ts';
import type { Circumstance } from './circumstances.ts';
import type { PreparedRules } from './prepared-rules.ts';

/** What a case needs, and what of it is lacking. */
export interface Needs {
  readonly kinds: readonly NeededKind[];
  readonly missing: readonly EvidenceKind[];
  readonly missingOneOf: readonly (readonly EvidenceKind[])[];
  readonly recommended: readonly EvidenceKind[];
  /** Required kinds and groups that apply. */
  readonly total: number;
}

type Asked = Map<EvidenceKind, string[]>;

const FROM_SCENARIO = '场景';

/**
 * Required is what scenario, receiving side and circumstances ask for. A group that holds a required kind asks nothing of
 * its own: that kind closes it, the others are recommended. A kind that cannot exist here is not applicable and no gap.
 */
export function neededKinds(
  rules: PreparedRules,
  view: CaseView,
  scenario: Scenario | undefined,
  channel: Channel | undefined,
  circumstances: readonly Circumstance[],
): Needs {
  const extra = channel?.audience == null ? undefined : rules.extras.get(channel.audience);
  const required: Asked = new Map();
  ask(required, scenario?.req ?? [], FROM_SCENARIO);
  ask(required, extra?.req ?? [], channel?.name ?? '');
  for (const { modifier } of circumstances) ask(required, modifier.addReq, modifier.when);
  const recommended: Asked = new Map();
  ask(recommended, scenario?.rec ?? [], FROM_SCENARIO);
  ask(recommended, extra?.rec ?? [], channel?.name ?? '');

  const describe = describer(rules, view, scenario);
  const impossible = new Map<EvidenceKind, string>();
  const groups = openGroups(view, scenario, required, recommended, impossible);
  const inGroup = new Set(groups.flat());
  const rows: NeededKind[] = [];
  for (const [kind, askedBy] of required) rows.push(describe(kind, 'required', askedBy));
  for (const [index, group] of groups.entries()) {
    const isSatisfied = group.some((kind) => itemsOf(view, kind).length > 0);
    for (const kind of group) {
      if (!rows.some((row) => row.kind === kind)) {
        rows.push({ ...describe(kind, 'one-of', [FROM_SCENARIO]), group: index, isSatisfied });
      }
    }
  }
  for (const [kind, askedBy] of recommended) {
    if (!required.has(kind) && !inGroup.has(kind)) rows.push(describe(kind, 'recommended', askedBy));
  }
  return summarise(
    rows,
    groups,
    [...impossible.keys()].map((kind) => describe(kind, 'recommended', [FROM_SCENARIO])),
  );
}

function summarise(
  rows: readonly NeededKind[],
  groups: readonly (readonly EvidenceKind[])[],
  impossible: readonly NeededKind[],
): Needs {
  const lacking = (need: NeededKind['need']) =>
    rows.filter((row) => row.need === need && !row.isHeld).map(({ kind }) => kind);
  const held = new Set(rows.filter(({ isHeld }) => isHeld).map(({ kind }) => kind));
  const order = ['required', 'one-of', 'recommended', 'not-applicable'];
  const others = impossible.filter(({ kind }) => !rows.some((row) => row.kind === kind));
  return {
    kinds: [...rows, ...others].sort((left, right) => order.indexOf(left.need) - order.indexOf(right.need)),
    missing: lacking('required'),
    missingOneOf: groups.filter((group) => !group.some((kind) => held.has(kind))),
    recommended: lacking('recommended'),
    total: rows.filter(({ need }) => need === 'required').length + groups.length,
  };
}

/** Groups that still ask for something, without kinds that cannot exist here; what falls out goes to the other two. */
function openGroups(
  view: CaseView,
  scenario: Scenario | undefined,
  required: Asked,
  recommended: Asked,
  impossible: Map<EvidenceKind, string>,
): readonly (readonly EvidenceKind[])[] {
  const open: (readonly EvidenceKind[])[] = [];
  for (const group of scenario?.any ?? []) {
    const possible: EvidenceKind[] = [];
    for (const kind of group) {
      const reason = itemsOf(view, kind).length > 0 ? null : whyImpossible(view, kind);
      if (reason === null) possible.push(kind);
      else impossible.set(kind, reason);
    }
    const isAsked = possible.some((kind) => required.has(kind));
    if (isAsked)
      ask(
        recommended,
        possible.filter((kind) => !required.has(kind)),
        FROM_SCENARIO,
      );
    else if (possible.length > 0) open.push(possible);
  }
  return open;
}

function ask(asked: Asked, kinds: readonly EvidenceKind[], by: string): void {
  for (const kind of kinds) {
    const names = asked.get(kind);
    if (names === undefined) asked.set(kind, [by]);
    else if (!names.includes(by)) names.push(by);
  }
}

function describer(rules: PreparedRules, view: CaseView, scenario: Scenario | undefined) {
  return (kind: EvidenceKind, need: NeededKind['need'], askedBy: readonly string[]): NeededKind => {
    const rule = rules.book.evidenceKinds[kind];
    const items = itemsOf(view, kind);
    const isHeld = items.length > 0;
    const reason = isHeld ? null : whyImpossible(view, kind);
    return {
      kind,
      need: reason === null ? need : 'not-applicable',
      group: null,
      isHeld,
      isSatisfied: isHeld,
      itemIds: items.map(({ id }) => id),
      askedBy,
      capture: rule.capture,
      mustShow: rule.mustShow,
      why: scenario?.why[kind] ?? rule.why,
      reason: reason ?? hintFor(view, kind, isHeld),
    };
  };
}

/** Why a kind cannot exist in this case; null where it can. */
function whyImpossible(view: CaseView, kind: EvidenceKind): string | null {
  if (kind === 'E25' || kind === 'E11') {
    return platformPresence(view) === 'none' ? '商家自己的网站，没有第三方平台。' : null;
  }
  if (kind === 'E22' && factsOf(view, 'receipt-confirmed').length > 0)
    return '已经点过确认收货，截不到“待确认收货”。';
  return null;
}

function hintFor(view: CaseView, kind: EvidenceKind, isHeld: boolean): string | null {
  if (kind !== 'E12' || isHeld) return null;
  const hidden = view.merchant?.notPublished ?? [];
  if (!hidden.includes('name') && !hidden.includes('address')) return null;
  return platformPresence(view) === 'none'
    ? '商家没有公示主体：截网站首页底部和 ICP 备案查询结果。'
    : '商家没有公示主体：改截平台的主体信息，并附向平台索要的记录（E25）。';
}
