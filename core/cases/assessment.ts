import type { z } from 'zod';
import type { EvidenceKind } from '../evidence/evidence-kinds.ts';
import type { ItemId } from '../evidence/item-id.ts';
import type { ChannelId, Citation, pitfallIds, ScenarioId, scenarioCheckSchema } from '../rules/rule-book.ts';

/** `PASS`, `FAIL` with what to do, `NOT_CHECKED` when a fact is missing, `NOT_APPLICABLE` where the rule does not fit. */
export type CheckOutcome = 'PASS' | 'FAIL' | 'NOT_CHECKED' | 'NOT_APPLICABLE';

/** What a finding rests on. */
export interface Grounds {
  readonly itemIds: readonly ItemId[];
  /** Names of case records, `fact/f-1`, and of the order's own facts, `order/paidAtUtc`. */
  readonly records: readonly string[];
}

/** One kind of evidence as this case needs it. */
export interface NeededKind {
  readonly kind: EvidenceKind;
  /** `one-of`: one kind of its group is enough. `not-applicable`: of the scenario, but not here, `reason` says why. */
  readonly need: 'required' | 'one-of' | 'recommended' | 'not-applicable';
  /** Index of the group for `one-of`. */
  readonly group: number | null;
  readonly isHeld: boolean;
  /** Whether its group is satisfied; for other needs the same as `isHeld`. */
  readonly isSatisfied: boolean;
  readonly itemIds: readonly ItemId[];
  /** The scenario, the receiving side or a circumstance that asks for it: 场景 · 12315 · 概不退换. */
  readonly askedBy: readonly string[];
  /** What exactly to capture now. */
  readonly capture: string;
  /** What must be visible in it. */
  readonly mustShow: readonly string[];
  readonly why: string;
  readonly reason: string | null;
}

export interface CheckFinding extends Grounds {
  /** `c1`. */
  readonly id: string;
  readonly level: z.infer<typeof scenarioCheckSchema>['level'];
  /** The rule in its own words. */
  readonly rule: string;
  readonly result: CheckOutcome;
  /** One or two sentences with the figures. */
  readonly reason: string;
  /** What to do now; null when there is nothing to do. */
  readonly remedy: string | null;
  readonly cites: readonly string[];
  /** Id of a yes/no question (`Situation.answers`) that would decide it, with its words. */
  readonly question: { readonly id: string; readonly text: string } | null;
}

export interface PitfallFinding extends Grounds {
  readonly id: (typeof pitfallIds)[number];
  readonly name: string;
  readonly reason: string;
  readonly remedy: string;
}

/** What the other side will say against it, honestly. */
export interface Weakness extends Grounds {
  readonly text: string;
  readonly reason: string;
}

/** Two statements that cannot both be true, each with where it stands. */
export interface Contradiction {
  readonly code: ContradictionCode;
  readonly text: string;
  readonly left: { readonly text: string } & Grounds;
  readonly right: { readonly text: string } & Grounds;
}

export const contradictionCodes = [
  'AMOUNT_DIFFERS',
  'ORDER_NUMBER_DIFFERS',
  'TRANSACTION_NUMBER_DIFFERS',
  'MERCHANT_DIFFERS',
  'PRODUCT_DIFFERS',
  'PAYEE_DIFFERS',
  'KEY_DIFFERS',
  'TIME_ORDER',
  'STATUS_BEFORE_DEADLINE',
  'CAPTURED_BEFORE_SHOWN',
  'REFUND_EXCEEDS_PAYMENT',
  'STATUS_AGAINST_FACTS',
] as const;
export type ContradictionCode = (typeof contradictionCodes)[number];

export interface Proposal {
  readonly scenario: ScenarioId;
  readonly reason: string;
}

/** All that follows from a case and the rules at one moment. Never a chance of winning. */
export interface Assessment {
  readonly scenario: ScenarioId | null;
  /** From the facts, best first; empty when nothing is said yet. */
  readonly proposals: readonly Proposal[];
  readonly channel: ChannelId | null;
  readonly atUtc: string;
  readonly kinds: readonly NeededKind[];
  /** Required and not held, in the rule book's order; groups of which none is held are in `missingOneOf`. */
  readonly missing: readonly EvidenceKind[];
  readonly missingOneOf: readonly (readonly EvidenceKind[])[];
  /** Recommended and not held. */
  readonly recommended: readonly EvidenceKind[];
  readonly checks: readonly CheckFinding[];
  readonly pitfalls: readonly PitfallFinding[];
  readonly weaknesses: readonly Weakness[];
  readonly contradictions: readonly Contradiction[];
  /** Circumstances in force: chosen by the user, or evident from the facts (then with a reason). */
  readonly modifiers: readonly {
    readonly id: string;
    readonly when: string;
    readonly warn: string | null;
    readonly reason: string | null;
  }[];
  /** Citations in force on the day of filing, strongest first, at most six for a letter. */
  readonly citations: readonly Citation[];
  /** Required kinds, groups and error checks: how many are closed, how many there are. */
  readonly gaps: { readonly closed: number; readonly total: number };
}
