import { type LetterKind, letterKinds } from '../../core/cases/index.ts';
import type { ApplicantCard, Client } from '../../core/contract/index.ts';
import { ok } from '../../core/result.ts';
import type { ChannelId } from '../../core/rules/index.ts';
import type { FakeWorld } from './fake-main.ts';
import { fakeRuleBook } from './fake-rules.ts';

const names: Readonly<Record<LetterKind, readonly [string, readonly ChannelId[]]>> = {
  'platform-ticket': ['平台工单', ['platform']],
  'payment-complaint': ['支付投诉', ['payment_alipay', 'payment_wechat']],
  'consumer-complaint': ['消费者投诉书', ['samr12315', 'consumer_association', 'hotline12345']],
  'violation-report': ['举报信', ['samr12315']],
  'rescission-notice': ['解除合同通知', ['merchant']],
  'identity-request': ['索要商家身份信息', ['platform']],
  'delivery-reminder': ['催发货', ['merchant']],
  'statement-of-claim': ['民事起诉状（草稿）', ['court_small_claims']],
  'situation-statement': ['情况说明', ['police', 'platform']],
};

/** Letters of the fake: the same few sentences for each, cut by nothing. */
export function fakeLetters(world: FakeWorld): Pick<Client, 'letters'> {
  let applicant: ApplicantCard = { name: '', phone: '', address: '', idNumber: '' };
  return {
    letters: {
      listChoices: async () =>
        ok({
          choices: letterKinds.map((letter) => ({
            letter,
            name: names[letter][0],
            channels: names[letter][1],
          })),
        }),
      compose: async ({ orderId, letter, channel }) => {
        const facts = world.contents.orders.find(({ id }) => id === orderId)?.facts;
        const text = `我于 2026-11-23 14:02:11 在${facts?.platform ?? ''}购买「${facts?.product ?? ''}」，订单号 ${facts?.number ?? ''}（证据 E01）。页面承诺 10 分钟内发货（证据 E02），至今没有发货（证据 E04）。请协助退还全部价款。`;
        const limit = limitOf(channel);
        return ok({
          letter,
          title: names[letter][0],
          channel,
          text,
          charCount: [...text].length,
          limit: limit === null ? null : { value: limit, isDefault: true },
          isWithinLimit: limit === null || [...text].length <= limit,
          omitted: [{ text: '我在 14:20 催过商家。', why: '没有证据显示这一句，所以没有写进去。' }],
          missing:
            applicant.name === '' ? [{ field: '姓名', advice: '填一次投诉人信息，以后自动带上。' }] : [],
        });
      },
      check: async ({ channel, text }) =>
        ok({
          charCount: [...text].length,
          limit: limitOf(channel),
          findings: text.includes('骗子')
            ? [{ code: 'ADJECTIVE', text: '「骗子」是评价，不是事实。写发生了什么就够了。' }]
            : [],
        }),
      save: async () => ok({ isSaved: true }),
      getApplicant: async () => ok(applicant),
      setApplicant: async (next) => {
        applicant = next;
        return ok(applicant);
      },
    },
  };
}

function limitOf(id: ChannelId): number | null {
  return fakeRuleBook.channels.find((channel) => channel.id === id)?.limits.textChars.value ?? null;
}
