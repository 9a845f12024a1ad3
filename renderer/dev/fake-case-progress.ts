import { type CaseRecord, recordsOf } from '../../core/cases/index.ts';
import type { CaseView } from '../../core/contract/index.ts';
import type { FakeFile } from './fake-case-view.ts';

type Progress = Pick<
  CaseView,
  'deadlines' | 'routes' | 'submissions' | 'nextStep' | 'settlement' | 'warnings'
>;

/** Whom to ask, what runs, what is still owed: one of each sort. */
export function fakeProgress({ order }: FakeFile, records: readonly CaseRecord[]): Progress {
  const submissions = recordsOf(records, 'submission');
  const replies = recordsOf(records, 'reply');
  const refundedFen = recordsOf(records, 'payment').reduce((sum, { refundedFen: fen }) => sum + fen, 0);
  const paidFen = order.facts.amountFen ?? 0;
  return {
    deadlines: submissions.map((submission) => ({
      id: 'D01',
      what: '决定是否受理',
      startUtc: submission.atUtc,
      dueUtc: null,
      dueDay: '2026-12-02',
      unrolledDay: '2026-12-02',
      actor: 'authority',
      state: 'running',
      daysLeft: 9,
      cites: ['XFF-44'],
      explanation: '从第二天起数 7 个工作日，周末不算。',
      notes: [],
      submissionId: submission.id,
    })),
    routes: [
      {
        channel: 'merchant',
        name: '商家',
        step: '1',
        state: submissions.length > 0 ? 'done' : 'now',
        why: '先让商家有机会自己解决，后面每一步都会问这个。',
        cites: [],
        needs: [],
        jurisdiction: null,
        warn: [],
      },
      {
        channel: 'platform',
        name: '平台客服和售后',
        step: '2',
        state: submissions.length > 0 ? 'now' : 'later',
        why: '商家 24 小时没有解决，就找平台。',
        cites: ['XFF-44'],
        needs: ['E01', 'E05'],
        jurisdiction: null,
        warn: ['不要点确认收货。'],
      },
      {
        channel: 'samr12315',
        name: '全国 12315 平台',
        step: '3',
        state: 'later',
        why: '平台不支持时。',
        cites: ['XFF-44'],
        needs: ['E12'],
        jurisdiction: { text: '商家没有公示地址，找平台住所地的市场监管局。', cites: ['XFF-44'] },
        warn: [],
      },
      {
        channel: 'court_small_claims',
        name: '法院小额诉讼',
        step: '4',
        state: 'excluded',
        why: '起诉以后 12315 不再受理，先走完 12315。',
        cites: ['XFF-44'],
        needs: [],
        jurisdiction: null,
        warn: [],
      },
    ],
    submissions: submissions.map(({ id, channel }) => {
      const isAnswered = replies.some(({ submissionId }) => submissionId === id);
      return {
        submissionId: id,
        channel,
        stateText: isAnswered ? '已答复' : '已提交，等答复',
        isOpen: !isAnswered,
        isOverdue: false,
      };
    }),
    nextStep: {
      text: '先给商家发一句催发货',
      why: '平台会先问你有没有和商家说过。',
      channel: 'merchant',
    },
    warnings: [],
    settlement: {
      steps: [
        { label: '实付', amountFen: paidFen },
        { label: '已退', amountFen: -refundedFen },
      ],
      outstandingFen: paidFen - refundedFen,
    },
  };
}
