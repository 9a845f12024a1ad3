import type { Texts } from './locales.ts';

/** Names from the trade in English; papers stay Chinese. */
export const enDomain: Texts['domain'] = {
  kinds: {
    E01: {
      name: 'Order details page',
      mustShow: ['order number', 'product', 'amount paid', 'order and payment time', 'shop', 'order status'],
    },
    E02: {
      name: 'Product page, transaction snapshot or promise',
      mustShow: ['product title', 'promise word for word', 'shop', 'address or product id', 'time'],
    },
    E03: {
      name: 'Payment receipt',
      mustShow: [
        'payment platform',
        'transaction number',
        'merchant number',
        'amount',
        'time',
        'payee',
        'state',
      ],
    },
    E04: { name: 'Order status page', mustShow: ['order number', 'status', 'time'] },
    E05: {
      name: 'Chat with the merchant',
      mustShow: ['both accounts', 'date and time', 'order number', 'problem', 'demand', "merchant's answer"],
    },
    E06: { name: 'Delivery page', mustShow: ['order number', 'delivery time', 'card key, partly masked'] },
    E07: {
      name: 'Activation or top-up failure',
      mustShow: ['same head and tail of the card key', 'error code or message', 'official domain', 'time'],
    },
    E08: {
      name: 'Uninterrupted recording',
      mustShow: ['desktop and time', 'order page', 'typing', 'result', 'no interruption'],
    },
    E09: {
      name: 'Promised against received',
      mustShow: ['advertisement', 'actual page', 'each difference'],
    },
    E10: { name: 'Platform rules or agreement', mustShow: ['clause', 'title, version, date', 'address'] },
    E11: { name: 'Complaint to the platform', mustShow: ['number', 'time', 'demand', 'answer or state'] },
    E12: {
      name: 'Who the merchant is',
      mustShow: ['licence name and credit code, or own statement', 'address', 'contact', 'ICP number'],
    },
    E13: {
      name: 'Shop or site closed',
      mustShow: ['address', 'error or notice', 'time', 'at least two moments'],
    },
    E14: {
      name: 'Call recording, transcript and call log',
      mustShow: ["other side's identity", 'order number', 'key admission'],
    },
    E15: { name: 'System failure page or notice', mustShow: ['error', 'time', 'order number or steps'] },
    E16: { name: 'Account statement', mustShow: ['both transaction numbers', 'times', 'amounts', 'payees'] },
    E17: {
      name: 'Your own account page',
      mustShow: ['nickname or id', 'masked phone number', 'same owner as the order'],
    },
    E18: { name: 'Timeline in your words', mustShow: ['start and end', 'evidence number of each step'] },
    E19: {
      name: "Publisher's or official check",
      mustShow: ["official support's identity", 'state of the key or account', 'time'],
    },
    E20: { name: 'Police report receipt', mustShow: [] },
    E21: { name: '12315 or payment complaint receipt and result', mustShow: [] },
    E22: { name: 'Receipt not confirmed', mustShow: ['order number', 'awaiting confirmation', 'time'] },
    E23: {
      name: 'Account recovered or password changed',
      mustShow: ['message word for word', 'time', 'account, partly masked'],
    },
    E24: { name: 'Proof of loss', mustShow: [] },
    E25: {
      name: "Request for the merchant's identity and the answer",
      mustShow: ['request', 'time', 'answer or none'],
    },
  },
  groups: {
    1: 'Identity',
    2: 'Deal and payment',
    3: 'Promise and description',
    4: 'Performance',
    5: 'Negotiation and complaints',
    6: 'Loss',
    7: 'Other material',
  },
  categories: {
    'card-key': 'Card or key',
    account: 'Account',
    'activation-code': 'Activation code',
    membership: 'Membership',
    'top-up': 'Top-up',
    other: 'Other',
  },
  statuses: {
    'awaiting-delivery': 'Awaiting delivery',
    delivered: 'Delivered',
    defective: 'Defective',
    'refund-requested': 'Refund requested',
    complained: 'Complained',
    refunded: 'Refunded',
    closed: 'Closed',
  },
  paymentChannels: {
    alipay: 'Alipay',
    'wechat-pay': 'WeChat Pay',
    unionpay: 'UnionPay',
    'bank-card': 'Bank card',
    'qq-wallet': 'QQ Wallet',
    balance: 'Platform balance',
    other: 'Other',
  },
  proofLevels: {
    imported: {
      name: 'Imported',
      meaning:
        'From a file. Liuhen can show that it has not changed since the import; what was before is unknown.',
    },
    'sealed-here': {
      name: 'Sealed here',
      meaning:
        "Captured or recorded by Liuhen on this computer and sealed at once. It can show that nothing changed since; the time comes from this computer's clock and can be disputed.",
    },
    timestamped: {
      name: 'Trusted time',
      meaning: 'Signed by a time-stamping authority: it existed before that time.',
    },
    pending: {
      name: 'Waiting',
      meaning: 'Sealed, and waiting for a time stamp. It comes by itself once there is a network.',
    },
    notarised: { name: 'Third party', meaning: 'A notary or evidence platform keeps a record of its own.' },
  },
};
