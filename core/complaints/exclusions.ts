import type { ChannelId } from '../rules/index.ts';
import type { StandingInput } from './standing.ts';
import type { SubmissionStage } from './submission-stage.ts';

/** What stands against asking a side because another has the same dispute. */
export interface Barrier {
  readonly by: ChannelId;
  /** False while the other has not decided whether it takes it. */
  readonly isFinal: boolean;
  /** A Chinese clause without a full stop. */
  readonly text: string;
  readonly cites: readonly string[];
}

const PENDING: readonly SubmissionStage[] = ['sent', 'received', 'promised'];

const names: Partial<Readonly<Record<ChannelId, string>>> = {
  samr12315: '12315',
  consumer_association: '消费者协会',
  court_small_claims: '法院',
};

/**
 * What of the case's own submissions excludes a side by the rule book's mutual exclusions. One way only where a court is
 * concerned: it excludes 12315, never the other way round.
 */
export function barrierOf(channel: ChannelId, { ruleBook, submissions }: StandingInput): Barrier | undefined {
  if (channel === 'court_small_claims') return undefined;
  const pairs = ruleBook.exclusions.flatMap(({ a, b, cites }) =>
    a === channel ? [{ by: b, cites }] : b === channel ? [{ by: a, cites }] : [],
  );
  const barriers = pairs.flatMap(({ by, cites }): readonly Barrier[] => {
    const taken = submissions.filter((own) => own.channel === by && own.purpose === 'complaint');
    const [own, other] = [names[channel] ?? channel, names[by] ?? by];
    if (taken.some(({ stage }) => !PENDING.includes(stage) && stage !== 'refused')) {
      return [{ by, isFinal: true, text: `${other}已经受理或处理过同一件事，${own}不会再受理`, cites }];
    }
    if (taken.some(({ stage }) => PENDING.includes(stage))) {
      return [{ by, isFinal: false, text: `已经向${other}提交，先等它是否受理：两边只能选一边`, cites }];
    }
    return [];
  });
  return barriers.find(({ isFinal }) => isFinal) ?? barriers[0];
}
