import { dateAt } from '../deadlines/index.ts';
import { isInForce } from '../rules/in-force.ts';
import type { Citation, Scenario } from '../rules/rule-book.ts';
import type { CaseView } from './case-view.ts';
import type { Circumstance } from './circumstances.ts';
import type { PreparedRules } from './prepared-rules.ts';

/** A letter cites no more (投诉书: 不超过 6 条). */
export const MAX_CITATIONS = 6;
/** Places that the scenario's own citations leave to circumstances. */
const FOR_CIRCUMSTANCES = 2;

/**
 * Citations of a case that are in force on the day of filing, strongest first: the scenario's in its order, core before
 * support, with room for what circumstances add. Background and unsure ones are left out.
 */
export function citationsFor(
  rules: PreparedRules,
  view: CaseView,
  scenario: Scenario | undefined,
  circumstances: readonly Circumstance[],
  channel: string | null,
): readonly Citation[] {
  const day = dateAt(new Date(view.atMs).toISOString());
  const usable = (ids: readonly string[]) => ids.flatMap((id) => citationInForce(rules, id, day) ?? []);
  const own = usable(scenario?.cites ?? []).sort(byWeight);
  const others = [
    ...circumstances.flatMap(({ modifier }) => modifier.addCites),
    ...conditional(view, scenario, channel),
  ];
  const added = [...new Set(usable(others))].filter((citation) => !own.includes(citation)).sort(byWeight);
  const room = MAX_CITATIONS - Math.min(added.length, FOR_CIRCUMSTANCES);
  return [...own.slice(0, room), ...added, ...own.slice(room)].slice(0, MAX_CITATIONS).sort(byWeight);
}

/** A citation by id, if its law is in force on a day and it may be shown as a fact. */
function citationInForce(rules: PreparedRules, id: string, day: string): Citation | undefined {
  const citation = rules.citations.get(id);
  const law = citation === undefined ? undefined : rules.laws.get(citation.lawId);
  if (citation === undefined || law === undefined || citation.weight === 'background') return undefined;
  if (citation.confidence === 'U') return undefined;
  return isInForce(law, day) ? citation : undefined;
}

/** Citations whose condition is evident; the others wait for the user. */
function conditional(
  view: CaseView,
  scenario: Scenario | undefined,
  channel: string | null,
): readonly string[] {
  const holds: Readonly<Record<string, boolean>> = {
    prepaid_balance: view.order.paymentChannel === 'balance',
    prepaid_membership: view.order.category === 'membership',
    individual_seller: view.merchant?.isIndividual === true,
    criminal: channel === 'police',
  };
  return (scenario?.conditionalCites ?? [])
    .filter(({ condition }) => holds[condition.replace(/^if_/, '')] === true)
    .flatMap(({ cites }) => cites);
}

function byWeight(left: Citation, right: Citation): number {
  return Number(left.weight !== 'core') - Number(right.weight !== 'core');
}
