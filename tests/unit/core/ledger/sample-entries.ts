import { GENESIS_PREV, type LedgerEntry } from '../../../../core/ledger/index.ts';

const itemId = `i-${'0'.repeat(25)}1`;
const orderId = `o-${'0'.repeat(25)}2`;
const sessionId = `s-${'0'.repeat(25)}3`;
const sha256 = 'ab'.repeat(32);
const link = {
  v: 1,
  at: '2026-11-23T06:35:02.123Z',
  prev: GENESIS_PREV,
  nonce: '00112233445566778899aabbccddeeff',
} as const;
const treeHead =
  'liuhen/locker/00000000000000000000000000\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
const clock = {
  utc: '2026-11-23T06:35:02.123Z',
  local: '2026-11-23T14:35:02.123+08:00',
  timeZone: 'Asia/Shanghai',
  monotonicNs: '123456789',
  bootId: 'boot',
};
const software = { name: 'liuhen', version: '0.1.0' };
const environment = { app: software, runtime: software, operatingSystem: software };
const area = { x: -1920, y: 0, width: 1920, height: 1080 };
const facts = {
  platform: '某宝',
  merchant: '星辰点卡专营店',
  number: '2026112314021101',
  product: '100 元点卡 𠮷',
  category: 'card-key',
  amountFen: 9850,
  paymentChannel: 'alipay',
  transactionNumber: null,
  orderedAtUtc: null,
  paidAtUtc: '2026-11-23T06:02:11.000Z',
  promiseMinutes: 10,
  promiseText: null,
  status: 'awaiting-delivery',
  notes: '',
} as const;

/** One entry of every kind, not chained. */
export const sampleEntries: readonly [LedgerEntry, ...LedgerEntry[]] = [
  {
    ...link,
    seq: 0,
    kind: 'locker-created',
    payload: { lockerId: '0'.repeat(26), formatVersion: 1, app: software, runtime: software },
  },
  {
    ...link,
    seq: 1,
    kind: 'item-sealed',
    payload: {
      itemId,
      sha256,
      sizeBytes: 5,
      mediaType: 'image/png',
      image: { widthPx: 1920, heightPx: 1080 },
      provenance: {
        source: 'capture',
        clock,
        environment,
        capture: {
          mode: 'screen',
          trigger: 'hotkey',
          delaySeconds: 0,
          area,
          display: { id: '1', name: 'HDMI-1', area, scaleFactor: 1.25 },
          window: { title: '订单详情 \u202e', application: 'chromium' },
          grabber: software,
        },
      },
    },
  },
  {
    ...link,
    seq: 2,
    kind: 'item-sealed',
    payload: {
      itemId,
      sha256,
      sizeBytes: 0,
      mediaType: 'application/octet-stream',
      provenance: {
        source: 'import',
        clock,
        environment,
        import: { fileName: 'a\nb.png', fileModifiedUtc: '2026-11-22T01:02:03.000Z' },
      },
    },
  },
  { ...link, seq: 3, kind: 'item-assigned', payload: { itemId, orderId, by: 'active-order' } },
  { ...link, seq: 4, kind: 'item-assigned', payload: { itemId, orderId: null, by: 'undo' } },
  { ...link, seq: 5, kind: 'item-labelled', payload: { itemId, kind: 'E01' } },
  { ...link, seq: 6, kind: 'item-noted', payload: { itemId, note: '卡密已用' } },
  {
    ...link,
    seq: 6,
    kind: 'call-described',
    payload: { itemId, call: { counterpart: '客服 9527', heldAt: null, wasOtherSideTold: 'unknown' } },
  },
  {
    ...link,
    seq: 6,
    kind: 'item-transcribed',
    payload: {
      itemId,
      transcript: {
        origin: 'typed',
        file: null,
        cues: [{ startMs: 12_000, endMs: null, text: '没有库存了' }],
      },
    },
  },
  { ...link, seq: 7, kind: 'order-added', payload: { orderId, facts } },
  {
    ...link,
    seq: 8,
    kind: 'order-changed',
    payload: { orderId, facts: { status: 'delivered', amountFen: null } },
  },
  { ...link, seq: 9, kind: 'order-archived', payload: { orderId, isArchived: true } },
  {
    ...link,
    seq: 10,
    kind: 'dossier-exported',
    payload: {
      orderId,
      dossierSha256: sha256,
      packageSha256: null,
      treeHead,
      exhibits: [{ itemId, number: '2-1' }],
    },
  },
  {
    ...link,
    seq: 11,
    kind: 'locker-verified',
    payload: { treeHead, verdict: 'integrity-only', failedChecks: 0, itemsChecked: 2 },
  },
  {
    ...link,
    seq: 12,
    kind: 'locker-verified',
    payload: {
      treeHead,
      verdict: 'verified',
      failedChecks: 0,
      itemsChecked: 2,
      extent: 'first-third',
    },
  },
  {
    ...link,
    seq: 13,
    kind: 'item-removed',
    payload: { itemId, sha256, sizeBytes: 5, reason: '拍错了' },
  },
  {
    ...link,
    seq: 14,
    kind: 'signing-key-set',
    payload: { publicKey: sha256, replaces: null, endorsement: null },
  },
  {
    ...link,
    seq: 15,
    kind: 'signing-key-set',
    payload: { publicKey: 'cd'.repeat(32), replaces: sha256, endorsement: 'ef'.repeat(64) },
  },
  { ...link, seq: 16, kind: 'checkpoint-made', payload: { checkpoint: `${treeHead}\n— a b=\n` } },
  {
    ...link,
    seq: 17,
    kind: 'timestamp-received',
    payload: {
      checkpointSeq: 16,
      authority: { name: '测试机构', url: 'http://127.0.0.1:3180/' },
      digest: sha256,
      request: { sha256, sizeBytes: 59 },
      response: { sha256, sizeBytes: 4800 },
      chain: { sha256, sizeBytes: 3000 },
      token: {
        genTimeUtc: '2026-11-23T06:35:09.000Z',
        accuracyMs: null,
        serialHex: '1f',
        policy: '1.2.3.4.1',
        signerSha256: sha256,
        rootSha256: sha256,
        chainExpiresUtc: '2036-11-23T06:35:09.000Z',
      },
    },
  },
  {
    ...link,
    seq: 18,
    kind: 'clock-stepped',
    payload: { cause: 'stepped', before: clock, after: clock, differenceMs: -3_600_000 },
  },
  {
    ...link,
    seq: 19,
    kind: 'clock-stepped',
    payload: { cause: 'behind-ledger', lastEntryUtc: link.at, after: clock, differenceMs: -1 },
  },
  {
    ...link,
    seq: 20,
    kind: 'clock-compared',
    payload: {
      clock,
      servers: [
        {
          outcome: 'answered',
          host: 'ntp.example',
          offsetMs: -12,
          delayMs: 30,
          stratum: 2,
          requestHex: '23',
          responseHex: '24',
        },
        { outcome: 'failed', host: 'ntp2.example', problem: 'timeout' },
      ],
      offsetMs: -12,
      uncertaintyMs: 15,
    },
  },
  {
    ...link,
    seq: 21,
    kind: 'session-began',
    payload: {
      sessionId,
      orderId,
      environmentReport: itemId,
      notBefore: { kind: 'pasted', text: 'beacon 42' },
    },
  },
  { ...link, seq: 22, kind: 'session-ended', payload: { sessionId, orderId } },
  {
    ...link,
    seq: 23,
    kind: 'backup-made',
    payload: { target: 'webdav', treeHead, objectCount: 3, newObjectCount: 1, sizeBytes: 10_000 },
  },
  {
    ...link,
    seq: 24,
    kind: 'case-noted',
    payload: {
      orderId,
      record: {
        kind: 'fact',
        id: 'f-1',
        what: 'paid',
        atUtc: link.at,
        amountFen: 9850,
        text: '付款 𠮷',
        itemIds: [itemId],
      },
    },
  },
  {
    ...link,
    seq: 25,
    kind: 'case-withdrawn',
    payload: { orderId, record: { kind: 'fact', id: 'f-1' } },
  },
];
