import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseRecord, replyOutcomes } from '../../../../core/cases/index.ts';
import {
  advance,
  isOpenStage,
  progressOf,
  routesFor,
  submissionStages,
} from '../../../../core/complaints/index.ts';
import { dateAt } from '../../../../core/deadlines/index.ts';
import { channelIds } from '../../../../core/rules/index.ts';
import { at, caseFile, fact, item, party, reply, situation, submission } from '../cases/builders.ts';
import { ruleBook } from '../cases/rule-book.ts';
import { calendar } from '../deadlines/calendar-file.ts';

const dispute = situation({ scenario: 'card_invalid' });
const refused = fact('merchant-refused', '23T16:00:00');
const merchant = party('merchant', { fields: { name: '甲公司', address: '厦门市思明区 1 号' } });
const progress = (
  records: readonly CaseRecord[],
  moment: string,
  order: Parameters<typeof caseFile>[0] = {},
) => progressOf({ ruleBook, calendar, caseFile: caseFile(order, [], records), at: at(moment) });
const ids = (records: readonly CaseRecord[], moment: string) =>
  progress(records, moment).submissions.flatMap(({ deadlines }) => deadlines.map(({ id }) => id));

describe('the next step', () => {
  const toPlatform = submission('platform', '24T10:00:00');
  it('waits while the platform has its 48 hours, and goes on after them with the reason', () => {
    const records = [dispute, refused, toPlatform];
    expect(progress(records, '26T10:00:00').nextStep).toMatchObject({ kind: 'wait', channel: 'platform' });
    const late = progress(records, '26T10:00:01');
    expect(late.nextStep).toMatchObject({ kind: 'submit', channel: 'payment_alipay' });
    expect(late.nextStep?.why).toContain('平台 48 小时没有答复，可以走下一步');
    expect(late.submissions[0]).toMatchObject({ isOverdue: true, isOpen: true, isSupplementAllowed: true });
  });

  it('does not wait when the platform refused', () => {
    const records = [dispute, refused, toPlatform, reply(toPlatform.id, '24T12:00:00', 'rejected')];
    expect(progress(records, '24T13:00:00').nextStep).toMatchObject({ channel: 'payment_alipay' });
  });

  it('skips payment where there is no way to complain', () => {
    const records = [dispute, refused, toPlatform, reply(toPlatform.id, '24T12:00:00', 'rejected')];
    const paid = progress(records, '24T13:00:00', { paymentChannel: 'bank-card' });
    expect(paid.nextStep?.channel).toBe('samr12315');
  });

  it('goes to the court only with a definite defendant', () => {
    const sent = submission('samr12315', '24T10:00:00');
    const ended = [dispute, refused, sent, reply(sent.id, '25T10:00:00', 'mediation-ended')];
    expect(progress(ended, '26T10:00:00').nextStep).toMatchObject({
      kind: 'ask-identity',
      channel: 'platform',
    });
    expect(progress([...ended, merchant], '26T10:00:00').nextStep).toMatchObject({
      channel: 'court_small_claims',
    });
  });

  it('closes on a refund, and is none for a purchase without trouble', () => {
    const won = [dispute, toPlatform, reply(toPlatform.id, '25T10:00:00', 'refunded')];
    expect(progress(won, '26T10:00:00').nextStep).toMatchObject({ kind: 'close' });
    expect(progress([], '26T10:00:00', { status: 'delivered' }).nextStep).toBeNull();
  });

  it('knows nothing of what came later', () => {
    const records = [dispute, refused, toPlatform, reply(toPlatform.id, '25T10:00:00', 'rejected')];
    expect(progress(records, '24T09:00:00').submissions).toEqual([]);
    expect(progress(records, '24T11:00:00').submissions[0]?.stage).toBe('sent');
  });
});

describe('the deadlines of a submission', () => {
  const samr = submission('samr12315', '2026-04-20T10:00:00');
  it('follow its stage: acceptance, then mediation, then nothing', () => {
    const accepted = reply(samr.id, '2026-04-22T10:00:00', 'accepted');
    const ended = reply(samr.id, '2026-05-22T10:00:00', 'mediation-ended');
    expect(ids([samr], '2026-04-21T10:00:00')).toEqual(['D06']);
    expect(ids([samr, accepted], '2026-04-23T10:00:00')).toEqual(['D07']);
    expect(ids([samr, accepted, ended], '2026-05-23T10:00:00')).toEqual([]);
  });

  it('of a report are its own', () => {
    const letter = {
      kind: 'letter',
      id: 'l-1',
      letter: 'violation-report',
      channel: 'samr12315',
      version: 1,
    } as const;
    const report = submission('samr12315', '2026-04-20T10:00:00', { letterId: 'l-1' });
    const records = [{ ...letter, text: '', isEdited: false }, report];
    expect(ids(records, '2026-04-21T10:00:00')).toEqual(['D08']);
    expect(
      ids([...records, reply(report.id, '2026-04-22T10:00:00', 'case-filed')], '2026-04-23T10:00:00'),
    ).toEqual(['D09']);
  });

  it('are counted from 收到之日 where it is known, by the law of the day of sending', () => {
    const early = submission('samr12315', '2026-04-14T10:00:00', {
      receivedAtUtc: at('2026-04-16T10:00:00'),
    });
    const accepted = reply(early.id, '2026-04-20T10:00:00', 'accepted');
    const [acceptance] = progress([early], '2026-04-17T10:00:00').submissions[0]?.deadlines ?? [];
    expect(acceptance?.startUtc).toBe(early.receivedAtUtc);
    const [mediation] = progress([early, accepted], '2026-04-21T10:00:00').submissions[0]?.deadlines ?? [];
    expect(mediation?.explanation).toContain('45 个工作日');
  });

  it('of 微信支付 lose the first reply once there was one', () => {
    const sent = submission('payment_wechat', '24T10:00:00');
    expect(ids([sent], '24T11:00:00')).toEqual(['D03', 'D03']);
    expect(ids([sent, reply(sent.id, '24T12:00:00', 'received')], '24T13:00:00')).toEqual(['D03']);
  });

  it('of the court: seven days to file, two months from filing', () => {
    const sent = submission('court_small_claims', '24T10:00:00');
    expect(ids([sent], '24T11:00:00')).toEqual(['D10']);
    expect(ids([sent, reply(sent.id, '25T10:00:00', 'case-filed')], '25T11:00:00')).toEqual(['D11']);
  });
});

describe('the deadlines of a case', () => {
  const own = (records: readonly CaseRecord[], order: Parameters<typeof caseFile>[0] = {}) =>
    progress(records, '30T10:00:00', order).deadlines.map(({ id, startUtc }) => [id, startUtc]);
  const delivered = fact('delivered', '24T10:00:00');
  const defect = fact('defect-found', '24T12:00:00');

  it('start at the promise, the delivery, the demand and the defect', () => {
    expect(own([dispute])).toContainEqual(['D01', at('14:02:11')]);
    const records = [dispute, delivered, defect];
    expect(own(records, { status: 'defective' })).toEqual(
      expect.arrayContaining([
        ['D04', at('24T10:00:00')],
        ['D12', at('24T12:00:00')],
        ['D13', at('24T10:00:00')],
      ]),
    );
    const demanded = own([...records, fact('refund-demanded', '25T10:00:00')], { status: 'defective' });
    expect(demanded).toContainEqual(['D05', at('25T10:00:00')]);
    expect(demanded.map(([id]) => id)).not.toContain('D04');
  });

  it('stop with a refund, and with filing for what filing interrupts', () => {
    const records = [dispute, delivered, defect, fact('refund-demanded', '25T10:00:00')];
    expect(own([...records, fact('refund-received', '26T10:00:00')]).map(([id]) => id)).not.toContain('D05');
    expect(own([...records, submission('samr12315', '26T10:00:00')]).map(([id]) => id)).not.toContain('D12');
  });

  it('know a promised moment that lies ahead', () => {
    const records = [fact('promised-until', '2026-12-05T10:00:00')];
    expect(progress(records, '30T10:00:00').deadlines[0]).toMatchObject({ id: 'D01', state: 'running' });
  });
});

describe('two complaints of the same thing', () => {
  const first = submission('samr12315', '24T10:00:00');
  const second = submission('samr12315', '25T10:00:00');
  it('to 12315 are warned of', () => {
    const [warning] = progress([dispute, first, second], '26T10:00:00').warnings;
    expect(warning).toMatchObject({ code: 'DUPLICATE_COMPLAINT', submissionIds: [first.id, second.id] });
    expect(warning?.text).toContain('补充通道');
  });

  it('are none when the first was refused, or the second is a report', () => {
    const again = [dispute, first, reply(first.id, '24T12:00:00', 'refused'), second];
    expect(progress(again, '26T10:00:00').warnings).toEqual([]);
    const letter = {
      kind: 'letter',
      id: 'l-1',
      letter: 'violation-report',
      channel: 'samr12315',
      version: 1,
    } as const;
    const report = { ...second, letterId: 'l-1' };
    const both = [dispute, first, { ...letter, text: '', isEdited: false }, report];
    expect(progress(both, '26T10:00:00').warnings).toEqual([]);
  });
});

const instant = fc
  .integer({ min: 0, max: 500 * 24 })
  .map((hours) => new Date(Date.UTC(2025, 8, 1, hours)).toISOString());
const records = fc
  .array(fc.record({ channel: fc.constantFrom(...channelIds), atUtc: instant }), { maxLength: 4 })
  .chain((sent) => {
    const submissions = sent.map(({ channel, atUtc }, index) =>
      submission(channel, '10:00:00', { id: `s-${index}`, atUtc }),
    );
    const one = fc.record({
      submissionId: fc.constantFrom('s-0', 's-1', 's-2', 's-3'),
      outcome: fc.constantFrom(...replyOutcomes),
      atUtc: instant,
    });
    return fc
      .array(one, { maxLength: 12 })
      .map((answers): CaseRecord[] => [
        dispute,
        merchant,
        ...submissions,
        ...answers.map(({ submissionId, outcome, atUtc }) =>
          reply(submissionId, '10:00:00', outcome, { atUtc }),
        ),
      ]);
  });

describe('any sequence of answers', () => {
  it('gives a defined stage, and money ends it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...replyOutcomes)), (outcomes) => {
        let stage: (typeof submissionStages)[number] = 'sent';
        for (const outcome of outcomes) stage = advance(stage, outcome);
        expect(submissionStages).toContain(stage);
        if (outcomes.includes('refunded')) expect(stage).toBe('refunded');
        else if (outcomes.includes('settled')) expect(stage).toBe('settled');
      }),
    );
  });

  it('gives defined states and routes, whatever was sent where and answered when', () => {
    fc.assert(
      fc.property(records, instant, (known, moment) => {
        const input = {
          ruleBook,
          calendar,
          caseFile: caseFile({}, [item('E01', '15:00:00')], known),
          at: moment,
        };
        const { submissions, nextStep } = progressOf(input);
        for (const { stage, isOpen, isSupplementAllowed, stateText } of submissions) {
          expect(submissionStages).toContain(stage);
          expect(isOpen).toBe(isOpenStage(stage));
          if (!isOpen) expect(isSupplementAllowed).toBe(false);
          expect(stateText).not.toBe('');
        }
        const routes = routesFor({ ...input, scenario: null });
        expect(routes).toHaveLength(channelIds.length);
        expect(routes.filter(({ state }) => state === 'now').length).toBeLessThanOrEqual(1);
        if (nextStep?.kind === 'submit') {
          expect(routes.find(({ channel }) => channel === nextStep.channel)?.state).toBe('now');
        }
        expect(routes.every(({ why }) => why !== '' && !why.includes('undefined'))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('never calls an authority late before its rolled day has passed', () => {
    fc.assert(
      fc.property(records, instant, (known, moment) => {
        const { submissions } = progressOf({
          ruleBook,
          calendar,
          caseFile: caseFile({}, [], known),
          at: moment,
        });
        for (const { isOverdue, stateText, deadlines } of submissions) {
          const late = deadlines.filter(({ dueDay, dueUtc }) =>
            dueDay === null ? dueUtc !== null && dueUtc < moment : dueDay < dateAt(moment),
          );
          if (isOverdue) expect(late).not.toEqual([]);
          if (late.length === 0) expect(stateText).not.toMatch(/逾期|已过/);
        }
      }),
      { numRuns: 400 },
    );
  });
});
