import { formatMoney } from '../../orders/index.ts';
import { fail, ok } from '../../result.ts';
import { amountDue } from '../claims.ts';
import type { LetterMaker } from '../compose-letter.ts';
import { claimDraft, formDraft } from '../draft.ts';
import { contactDrafts } from '../facts/contact.ts';
import { deadline, deliveredAt, promiseDrafts, undeliveredDrafts } from '../facts/delivery.ts';
import { orderDrafts } from '../facts/order.ts';
import { storyOf } from '../facts/story.ts';
import { type Grounds, hasPlatform, purchaseExhibits, together } from '../grounds.ts';
import { articlesText, citationsFor, rescissionGround } from '../law.ts';
import type { Draft, Section } from '../letter.ts';
import { letterNames } from '../letter-choices.ts';

const prose = (drafts: readonly Draft[]): Section => ({ heading: null, style: 'prose', drafts });

function baseExhibits(grounds: Grounds): readonly string[] {
  const shown = purchaseExhibits(grounds);
  return together(shown.order.slice(0, 1), shown.payment.slice(0, 1));
}

/** 催发货: the purchase, the promise, how late it is, and by when to deliver. */
export const deliveryReminder: LetterMaker = (grounds) => {
  if (deliveredAt(grounds) !== undefined) {
    return fail('LETTER_NOT_FOUNDED', '商家已经交付，不用再催。交付的内容有问题，请按问题选择情形。');
  }
  const own = deadline(grounds) === undefined ? ['MFD-511'] : ['DSF-20', 'MFD-509'];
  const law = citationsFor(grounds, own, 2, ({ id }) => own.includes(id));
  const basis = law.length === 0 ? '' : `依照${articlesText(grounds, law)}，`;
  const ids = law.map(({ id }) => id);
  return ok({
    hasTitleLine: false,
    title: letterNames['delivery-reminder'],
    sections: [
      prose([...orderDrafts(grounds), ...promiseDrafts(grounds), ...undeliveredDrafts(grounds)]),
      prose([
        claimDraft(`${basis}请在收到本消息后24小时内交付。`, baseExhibits(grounds), 0, ids),
        formDraft(
          '届时仍未交付的，本人将要求解除合同并退款。不能交付的，请直接退款并回复本消息。',
          'closing',
          2,
        ),
      ]),
    ],
    missing: [],
  });
};

/** 解除合同通知: only after a reminder that was let pass, or when what was bought cannot be used. */
export const rescissionNotice: LetterMaker = (grounds) => {
  const ground = rescissionGround(grounds);
  if (ground === undefined) {
    const isDelay = grounds.scenario === 'not_delivered' || grounds.scenario === 'system_fault';
    const message = isDelay
      ? '还不能通知解除合同：先在承诺的时间过后催一次，等一段合理时间，并固定聊天记录（E05）。'
      : '还不能通知解除合同：没有证据显示买到的东西用不了。请先固定失败提示、连续录屏或官方核验结果。';
    return fail('LETTER_NOT_FOUNDED', message);
  }
  const due = amountDue(grounds);
  if (due === null || due === 0) {
    return fail('LETTER_NOT_FOUNDED', '还不能通知解除合同：没有可以退还的金额。请核对实付金额和已退金额。');
  }
  const story = storyOf(grounds);
  const cited = ['MFD-563', 'MFD-565', 'MFD-566'];
  const law = citationsFor(grounds, cited, 3, ({ id }) => cited.includes(id));
  const purpose =
    ground === 'delay'
      ? '经催告后在合理期限内仍未交付'
      : grounds.scenario === 'merchant_gone'
        ? '店铺已无法访问，合同目的不能实现'
        : '所交付的内容不能按约定使用，合同目的不能实现';
  return ok({
    hasTitleLine: false,
    title: letterNames['rescission-notice'],
    sections: [
      prose([...story.order, ...story.promise]),
      prose([...story.actual.map(kept), ...importantContact(grounds)]),
      prose(
        [
          claimDraft(
            `${purpose}，本人${lawWords(grounds, law)}通知解除合同，请在收到本通知后三日内退还${formatMoney(due)}。`,
            baseExhibits(grounds),
            0,
            law.map(({ id }) => id),
          ),
          formDraft('卡密、账号等交付内容，本人不再使用。', 'closing', 5),
        ].filter(
          ({ part }) => (ground === 'purpose' && grounds.scenario !== 'merchant_gone') || part !== 'closing',
        ),
      ),
    ],
    missing: [],
  });
};

/** What ends the contract is never dropped from its notice. */
const kept = (draft: Draft): Draft => (draft.rank === 1 ? { ...draft, rank: 0 } : draft);

function lawWords(grounds: Grounds, law: ReturnType<typeof citationsFor>): string {
  return law.length === 0 ? '' : `依照${articlesText(grounds, law)}`;
}

/** Without the reminder there is no delay that ends a contract: it stays. */
function importantContact(grounds: Grounds): readonly Draft[] {
  return contactDrafts(grounds).map((draft) =>
    draft.text.includes('催促商家') ? { ...draft, rank: 0 } : draft,
  );
}

/** 要求披露商家身份: asks the platform who the merchant is, and to keep its records. */
export const identityRequest: LetterMaker = (grounds) => {
  if (!hasPlatform(grounds)) {
    return fail(
      'LETTER_NOT_FOUNDED',
      '这是商家自建的网站，没有第三方平台可以问。请查网站备案号和收款方，向其住所地市场监管部门投诉。',
    );
  }
  const own = ['XFF-44', 'DSF-61', 'DSF-62', 'DSF-31'];
  const law = citationsFor(grounds, own, 4, ({ id }) => own.includes(id));
  const story = storyOf(grounds);
  const [first, second] = [law.filter(({ id }) => id !== 'DSF-31'), law.filter(({ id }) => id === 'DSF-31')];
  const basis = first.length === 0 ? '' : `依照${articlesText(grounds, first)}，`;
  const keeping = second.length === 0 ? '' : `依照${articlesText(grounds, second)}，`;
  const base = baseExhibits(grounds);
  return ok({
    hasTitleLine: false,
    title: letterNames['identity-request'],
    sections: [
      prose([
        claimDraft(
          `${basis}请提供该订单商家的真实名称、地址和有效联系方式。`,
          base,
          0,
          first.map(({ id }) => id),
        ),
      ]),
      prose([...story.order, ...story.actual]),
      prose([
        formDraft(
          `${keeping}请保存该订单的商品信息、交易记录和后台发货记录。`,
          'closing',
          3,
          second.map(({ id }) => id),
        ),
        formDraft('请在3日内书面答复；不能提供的，也请书面说明。', 'closing', 1),
      ]),
    ],
    missing: [],
  });
};
