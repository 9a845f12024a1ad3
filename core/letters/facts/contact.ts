import type { ChatMessage, FactKind, ReplyOutcome, Submission } from '../../cases/index.ts';
import type { ChannelId } from '../../rules/index.ts';
import { factDraft } from '../draft.ts';
import {
  captureAdvice,
  exhibitsOf,
  exhibitsOfKinds,
  factsOf,
  type Grounds,
  shownFacts,
  together,
} from '../grounds.ts';
import type { Draft } from '../letter.ts';
import { aside, plain, quotable, timeAfter, timeText } from '../words.ts';
import { deadline } from './delivery.ts';
import { eventDraft } from './event.ts';

/** A draft with its moment, to be put in order. */
export interface TimedDraft {
  readonly atUtc: string | null;
  readonly draft: Draft;
}

interface Reminder {
  readonly atUtc: string;
  readonly exhibits: readonly string[];
}

const URGING = /催|发货|没到账|未到账|没收到|未收到|什么时候|多久|还没/u;

/** Reminders that an exhibit shows: events and messages of the buyer's, each moment once. */
export function reminders(grounds: Grounds): readonly Reminder[] {
  const facts = shownFacts(grounds, 'reminded').map(({ atUtc, itemIds }) => ({ atUtc, itemIds }));
  const messages = isWaiting(grounds) ? buyerMessages(grounds).filter(({ text }) => URGING.test(text)) : [];
  const all = [...facts, ...messages].flatMap(({ atUtc, itemIds }) => {
    const exhibits = exhibitsOf(grounds, itemIds);
    return atUtc === null || exhibits.length === 0 ? [] : [{ atUtc, exhibits }];
  });
  const byTime = new Map(all.map((reminder) => [reminder.atUtc, reminder]));
  return [...byTime.values()].sort((left, right) => left.atUtc.localeCompare(right.atUtc));
}

function buyerMessages(grounds: Grounds): readonly ChatMessage[] {
  return grounds.records.message.filter(({ who }) => who === 'buyer');
}

/** Whether the buyer waits for delivery: only then a message can be a reminder. */
function isWaiting(grounds: Grounds): boolean {
  return grounds.scenario === 'not_delivered' || grounds.scenario === 'system_fault';
}

/** Reminders after the deadline: what 民法典 563 asks for before a contract may be ended for delay. */
export function lateReminders(grounds: Grounds): readonly Reminder[] {
  const due = deadline(grounds);
  return due === undefined ? [] : reminders(grounds).filter(({ atUtc }) => atUtc > due.utc);
}

function reminderDraft(grounds: Grounds): readonly TimedDraft[] {
  const shown = reminders(grounds);
  const [first] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return [];
  const times =
    shown.length > 3
      ? `于${timeText(first.atUtc)}至${timeAfter(last.atUtc, first.atUtc)}共${shown.length}次`
      : `于${shown.map(({ atUtc }, index) => (index === 0 ? timeText(atUtc) : timeAfter(atUtc, shown[index - 1]?.atUtc ?? ''))).join('、')}${shown.length === 1 ? '' : `共${shown.length}次`}`;
  const exhibits = together(...shown.map((reminder) => reminder.exhibits)).slice(0, 4);
  return [
    {
      atUtc: first.atUtc,
      draft: factDraft(
        `本人${times}催促商家${isWaiting(grounds) ? '发货' : ''}。`,
        exhibits,
        2,
        captureAdvice(grounds, 'E05'),
      ),
    },
  ];
}

const contactKinds: readonly FactKind[] = [
  'off-platform-invited',
  'message-unanswered',
  'refund-demanded',
  'merchant-refused',
  'merchant-promised',
  'identity-requested',
  'identity-answered',
  'complained',
  'answered',
  'rescinded',
  'police-reported',
];

const contactRanks: Partial<Record<FactKind, number>> = {
  'refund-demanded': 3,
  'merchant-refused': 3,
  'identity-requested': 2,
  'identity-answered': 2,
  'message-unanswered': 3,
};

/** All that was said, asked and answered, in order of time. Money that came back is never dropped. */
export function contactDrafts(grounds: Grounds): readonly Draft[] {
  const unshown = factsOf(grounds, 'reminded').filter(
    (fact) => exhibitsOf(grounds, fact.itemIds).length === 0,
  );
  const events = [...factsOf(grounds, ...contactKinds), ...unshown].flatMap((fact): TimedDraft[] => {
    const draft = eventDraft(grounds, fact, contactRanks[fact.what] ?? 4);
    return draft === undefined ? [] : [{ atUtc: fact.atUtc, draft }];
  });
  const timed = [
    ...reminderDraft(grounds),
    ...buyerNotice(grounds),
    ...events,
    ...merchantAnswer(grounds),
    ...submissionDrafts(grounds),
  ];
  timed.sort((left, right) => (left.atUtc ?? '9').localeCompare(right.atUtc ?? '9'));
  return timed.map(({ draft }) => draft);
}

/** The first thing the buyer told the merchant, where it is not a reminder and no event tells it. */
function buyerNotice(grounds: Grounds): readonly TimedDraft[] {
  if (factsOf(grounds, 'refund-demanded').length > 0) return [];
  const first = buyerMessages(grounds)
    .filter(
      ({ text, itemIds }) =>
        !(isWaiting(grounds) && URGING.test(text)) && exhibitsOf(grounds, itemIds).length > 0,
    )
    .sort((left, right) => left.atUtc.localeCompare(right.atUtc))[0];
  if (first === undefined) return [];
  const text = quotable(first.text, grounds.longestQuote);
  const said = text === undefined ? '，内容见聊天记录' : `：${text}`;
  const exhibits = exhibitsOf(grounds, first.itemIds);
  return [
    {
      atUtc: first.atUtc,
      draft: factDraft(
        `本人于${timeText(first.atUtc)}联系商家${said}。`,
        exhibits,
        3,
        captureAdvice(grounds, 'E05'),
      ),
    },
  ];
}

/** The merchant's last message, where no event tells it. */
function merchantAnswer(grounds: Grounds): readonly TimedDraft[] {
  if (factsOf(grounds, 'merchant-refused', 'merchant-promised').length > 0) return [];
  const last = grounds.records.message
    .filter(({ who }) => who === 'merchant')
    .sort((left, right) => left.atUtc.localeCompare(right.atUtc))
    .at(-1);
  const text = last === undefined ? undefined : quotable(last.text, grounds.longestQuote);
  if (last === undefined || text === undefined) return [];
  const exhibits = exhibitsOf(grounds, last.itemIds);
  return [
    {
      atUtc: last.atUtc,
      draft: factDraft(
        `商家于${timeText(last.atUtc)}答复：${text}。`,
        exhibits,
        3,
        captureAdvice(grounds, 'E05'),
      ),
    },
  ];
}

const outcomeWords: Readonly<Record<ReplyOutcome, string>> = {
  received: '收到投诉',
  accepted: '受理',
  refused: '不予受理',
  promised: '答应处理',
  refunded: '退款',
  rejected: '驳回',
  unsupported: '不支持',
  'mediation-ended': '终止调解',
  'case-filed': '立案',
  settled: '达成一致',
  other: '作出答复',
};

/** Earlier complaints with what came of them; those of this channel itself included. */
function submissionDrafts(grounds: Grounds): readonly TimedDraft[] {
  return grounds.records.submission.flatMap((submission): TimedDraft[] => {
    const name = channelName(grounds, submission.channel);
    const number = plain(submission.receiptNumber) === '' ? '' : `，编号${plain(submission.receiptNumber)}`;
    const complaint = {
      atUtc: submission.atUtc,
      draft: factDraft(
        `本人于${timeText(submission.atUtc)}向${name}提交投诉${number}。`,
        submissionExhibits(grounds, submission),
        4,
        captureAdvice(grounds, submission.channel === 'platform' ? 'E11' : 'E21'),
      ),
    };
    return submission.channel === 'merchant' ? [] : [complaint, ...replyDrafts(grounds, submission, name)];
  });
}

function replyDrafts(grounds: Grounds, submission: Submission, name: string): readonly TimedDraft[] {
  return grounds.records.reply
    .filter(({ submissionId }) => submissionId === submission.id)
    .map((reply) => ({
      atUtc: reply.atUtc,
      draft: factDraft(
        `${name}于${timeText(reply.atUtc)}${outcomeWords[reply.outcome]}${aside(reply.text, grounds.longestQuote)}。`,
        exhibitsOf(grounds, reply.itemIds),
        3,
        captureAdvice(grounds, submission.channel === 'platform' ? 'E11' : 'E21'),
      ),
    }));
}

function submissionExhibits(grounds: Grounds, submission: Submission): readonly string[] {
  const linked = exhibitsOf(grounds, submission.itemIds);
  if (linked.length > 0) return linked;
  return submission.channel === 'platform' ? exhibitsOfKinds(grounds, 'E11') : [];
}

const channelNames: Partial<Record<ChannelId, string>> = {
  platform: '平台',
  payment_wechat: '微信支付',
  payment_alipay: '支付宝',
  samr12315: '全国12315平台',
  consumer_association: '消费者协会',
  hotline12345: '12345热线',
  cac12377: '12377举报中心',
  mca12321: '12321举报中心',
  heimao: '黑猫投诉',
  police: '公安机关',
  court_small_claims: '人民法院',
};

function channelName(grounds: Grounds, channel: ChannelId): string {
  return channelNames[channel] ?? grounds.ruleBook.channels.find(({ id }) => id === channel)?.name ?? channel;
}
