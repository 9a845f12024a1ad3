import type { LetterKind } from '../cases/index.ts';
import type { ChannelId } from '../rules/index.ts';
import type { NextStep } from './next-step.ts';
import type { CaseProgress } from './progress-of.ts';
import type { TodoAction, TodoTask } from './todo-task.ts';

const LETTERS: Partial<Readonly<Record<ChannelId, LetterKind>>> = {
  merchant: 'delivery-reminder',
  platform: 'platform-ticket',
  payment_wechat: 'payment-complaint',
  payment_alipay: 'payment-complaint',
  samr12315: 'consumer-complaint',
  consumer_association: 'consumer-complaint',
  court_small_claims: 'statement-of-claim',
};

/** The next step as a task. Waiting is none of its own: the deadline that one waits for is. */
export function nextStepTask({ nextStep, deadlines }: CaseProgress): readonly TodoTask[] {
  if (nextStep === null) return [];
  const hasDeadline = deadlines.some(({ submissionId }) => submissionId !== null);
  if (nextStep.kind === 'wait' && hasDeadline) return [];
  return [
    {
      code: 'next-step',
      text: `${nextStep.text}：${nextStep.why}`,
      dueUtc: null,
      dueDay: null,
      daysLeft: null,
      urgency: nextStep.kind === 'wait' ? 'later' : 'today',
      action: actionOf(nextStep),
    },
  ];
}

function actionOf({ kind, channel }: NextStep): TodoAction {
  const none = { channel, submissionId: null, letter: null };
  switch (kind) {
    case 'wait':
      return { ...none, kind: 'wait' };
    case 'close':
      return { ...none, kind: 'close' };
    case 'ask-identity':
      return { ...none, kind: 'letter', letter: channel === 'platform' ? 'identity-request' : null };
    case 'submit':
      return { ...none, kind: 'submit', letter: channel === null ? null : (LETTERS[channel] ?? null) };
  }
}
