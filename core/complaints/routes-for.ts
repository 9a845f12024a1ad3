import { type ChannelId, channelIds, type ScenarioId } from '../rules/index.ts';
import { isSettled } from './case-digest.ts';
import { courtRoute } from './court-route.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import { merchantRoute, paymentRoute, platformRoute, samrRoute } from './ladder-routes.ts';
import { type NextStep, nextStepOf } from './next-step.ts';
import { type ProgressInput, type Survey, surveyOf } from './progress-of.ts';
import { auxiliaryRoute, policeRoute } from './side-routes.ts';
import type { Standing } from './standing.ts';

export type RouteState = 'now' | 'later' | 'parallel' | 'excluded' | 'done' | 'running';

/** One side that can be asked, or why it cannot. */
export interface Route {
  readonly channel: ChannelId;
  readonly name: string;
  /** Step of the ladder: `1` to `5`, `P` for the police, `R` for what only helps. */
  readonly step: string;
  readonly state: RouteState;
  readonly why: string;
  /** Only citations of the rule book, in force at the moment. */
  readonly cites: readonly string[];
  /** What must be there first. */
  readonly needs: readonly string[];
  readonly jurisdiction: Jurisdiction | null;
  readonly warn: readonly string[];
}

/** What a route of one side is made of; `state` only where it does not follow from the ladder. */
export interface RouteText {
  readonly why: string;
  readonly cites?: readonly string[];
  readonly needs?: readonly string[];
  readonly jurisdiction?: Jurisdiction;
  readonly warn?: readonly string[];
  readonly state?: RouteState;
}

export interface RoutesInput extends ProgressInput {
  /** Instead of the one in the records, to look at another. */
  readonly scenario: ScenarioId | null;
}

/**
 * Whom to ask, in the ladder's order, then the police, then what only helps. Sides that cannot be asked are there too, as
 * `excluded`, with the reason. At most one side is `now`, two where it is not known how it was paid.
 */
export function routesFor(input: RoutesInput): readonly Route[] {
  return routesFrom(surveyOf(withScenario(input)), input);
}

function withScenario(input: RoutesInput): ProgressInput {
  const { scenario, caseFile } = input;
  if (scenario === null) return input;
  const records = caseFile.records.map((record) =>
    record.kind === 'situation' ? { ...record, scenario } : record,
  );
  if (records.every(({ kind }) => kind !== 'situation')) {
    const none = {
      modifiers: [],
      answers: {},
      isTripleClaimed: false,
      wants: 'refund',
      wantedFen: null,
    } as const;
    return {
      ...input,
      caseFile: {
        ...caseFile,
        records: [...records, { kind: 'situation', id: 'situation', scenario, ...none, modifiers: [] }],
      },
    };
  }
  return { ...input, caseFile: { ...caseFile, records } };
}

/** As {@link routesFor}, from a survey made before. */
export function routesFrom(survey: Survey, input: Pick<ProgressInput, 'ruleBook'>): readonly Route[] {
  const { digest, standings } = survey;
  const next = nextStepOf(digest, input.ruleBook, standings);
  const steps = stepsOf(input.ruleBook.ladder);
  return channelIds
    .flatMap((channel) => standings.get(channel) ?? [])
    .map((standing): Route => {
      const text = textOf(standing, survey, input);
      const step =
        steps.get(standing.channel) ??
        (standing.channel === 'consumer_association' ? stepOfSamr(steps) : 'R');
      return {
        channel: standing.channel,
        name: input.ruleBook.channels.find(({ id }) => id === standing.channel)?.name ?? standing.channel,
        step,
        state: stateOf(standing, text, survey, next),
        why: text.why,
        cites: text.cites ?? [],
        needs: text.needs ?? [],
        jurisdiction: text.jurisdiction ?? null,
        warn: text.warn ?? [],
      };
    })
    .toSorted((a, b) => rankOf(a.step) - rankOf(b.step));
}

const stepsOf = (ladder: readonly { readonly step: string; readonly channels: readonly ChannelId[] }[]) =>
  new Map(
    ladder.flatMap(({ step, channels }) => channels.map((channel): [ChannelId, string] => [channel, step])),
  );
const stepOfSamr = (steps: ReadonlyMap<ChannelId, string>) => steps.get('samr12315') ?? 'R';
const rankOf = (step: string) => (step === 'P' ? 100 : step === 'R' ? 101 : Number(step));

function textOf(
  standing: Standing,
  survey: Survey,
  { ruleBook }: Pick<ProgressInput, 'ruleBook'>,
): RouteText {
  switch (standing.channel) {
    case 'merchant':
      return merchantRoute(standing, survey, ruleBook);
    case 'platform':
      return platformRoute(standing, survey, ruleBook);
    case 'payment_wechat':
    case 'payment_alipay':
      return paymentRoute(standing, survey, ruleBook);
    case 'samr12315':
    case 'consumer_association':
      return samrRoute(standing, survey, ruleBook);
    case 'court_small_claims':
      return courtRoute(standing, survey, ruleBook);
    case 'police':
      return policeRoute(standing, survey, ruleBook);
    default:
      return auxiliaryRoute(standing, survey, ruleBook);
  }
}

function stateOf(
  { kind, channel }: Standing,
  { state }: RouteText,
  { digest, standings }: Survey,
  next: NextStep | undefined,
): RouteState {
  if (kind === 'excluded') return 'excluded';
  if (kind === 'running') return 'running';
  if (kind === 'exhausted' || kind === 'succeeded') return 'done';
  if (state !== undefined) return state;
  if (isSettled(digest)) return 'later';
  const isPayment = channel === 'payment_wechat' || channel === 'payment_alipay';
  const isNext = next?.kind === 'submit' && next.channel === channel;
  if (isNext || (isPayment && next?.kind === 'submit' && next.channel === 'payment_wechat')) return 'now';
  // The ladder lets a payment complaint run beside the platform's, once the seller had its chance.
  const merchant = standings.get('merchant')?.kind;
  const hadChance =
    merchant === 'exhausted' || merchant === 'excluded' || standings.get('platform')?.kind !== 'untried';
  return isPayment && hadChance ? 'parallel' : 'later';
}
