import { deflateSync, crc32 as pngChecksum } from 'node:zlib';
import type { ItemId, Provenance } from '../../../../core/evidence/index.ts';
import type { OrderFacts } from '../../../../core/orders/index.ts';
import { chunkLines, evenPieces, type JournalDraft } from '../../dossier/sample-journal.ts';
import { sampleRecording } from '../../dossier/sample-media.ts';
import { sha256 } from './archive.ts';
import { ownKey } from './keys.ts';
import type { EntryDraft } from './ledger.ts';
import type { PackagePlan } from './package.ts';

export const LOCKER_ID = `${'0'.repeat(24)}ab`;
export const ORDER_ID = `o-${'0'.repeat(25)}1`;
export const OTHER_ORDER_ID = `o-${'0'.repeat(25)}2`;
const app = { name: 'liuhen', version: '0.1.0' };
const environment = { app, runtime: app, operatingSystem: { name: 'Linux x64', version: '6.1' } };

export const goldenFacts: OrderFacts = {
  platform: '星辰卡盟',
  merchant: '星辰点卡2号专营店',
  number: '20261123140211000123',
  product: '星辰大陆点卡100元面值',
  category: 'card-key',
  amountFen: 123_450,
  paymentChannel: 'alipay',
  transactionNumber: '2026112322001411001234567890',
  orderedAtUtc: '2026-11-23T06:01:48.000Z',
  paidAtUtc: '2026-11-23T06:02:11.000Z',
  promiseMinutes: 10,
  promiseText: '10分钟内自动发货',
  status: 'awaiting-delivery',
  notes: '一行\n两行“引号”\\反斜线',
};

export function itemId(number: number): ItemId {
  return `i-${String(number).padStart(26, '0')}`;
}

/** A grey PNG, 64 × 40, a few dozen bytes. */
export function tinyPng(shade: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), content]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(content.length);
    body.copy(whole, 4);
    whole.writeUInt32BE(pngChecksum(body), body.length + 4);
    return whole;
  };
  const header = Buffer.from([0, 0, 0, 64, 0, 0, 0, 40, 8, 0, 0, 0, 0]);
  const rows = Buffer.alloc(65 * 40, shade).fill(0, 0, 1);
  for (let y = 0; y < 40; y += 1) rows[y * 65] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function clockAt(utc: string) {
  const local = `${new Date(Date.parse(utc) + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
  return { utc, local, timeZone: 'Asia/Shanghai', monotonicNs: '123456789', bootId: 'golden' };
}

export function captured(utc: string, title: string): Provenance {
  const area = { x: 0, y: 0, width: 1920, height: 1080 };
  return {
    source: 'capture',
    clock: clockAt(utc),
    environment,
    capture: {
      mode: 'screen',
      trigger: 'hotkey',
      delaySeconds: 0,
      area,
      display: { id: '1', name: '主显示器', area, scaleFactor: 1.25 },
      window: { title, application: 'Chrome' },
      grabber: app,
    },
  };
}

export function imported(utc: string, fileName: string): Provenance {
  return {
    source: 'import',
    clock: clockAt(utc),
    environment,
    import: { fileName, fileModifiedUtc: '2026-11-22T01:02:03.000Z' },
  };
}

export function sealed(number: number, bytes: Buffer, mediaType: string, provenance: Provenance): EntryDraft {
  return {
    kind: 'item-sealed',
    payload: {
      itemId: itemId(number),
      sha256: sha256(bytes),
      sizeBytes: bytes.length,
      mediaType,
      provenance,
    },
  };
}

export const assigned = (number: number, orderId: string | null = ORDER_ID): EntryDraft => ({
  kind: 'item-assigned',
  payload: { itemId: itemId(number), orderId, by: 'user' },
});

/** Bytes that stand for a video: whoever verifies does not look into it. */
export const video = Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 37) % 251));

const journalEvents: readonly JournalDraft[] = [
  { kind: 'marked', atMs: 1400, is: { mediaMs: 1400, label: '提示卡密已被使用' } },
  { kind: 'noticed', atMs: 2000, is: { mediaMs: 2000, code: 'disk-low', detail: '剩 1.9 GB' } },
];
const journalEnd: JournalDraft = {
  kind: 'stopped',
  atMs: 13_500,
  is: { mediaMs: 13_500, ending: 'user', frames: { deliveredCount: 64, droppedCount: 1 } },
};
export const recording = sampleRecording(
  video,
  journalEvents,
  journalEnd,
  chunkLines(video, evenPieces(600, 3)),
);

const still: Provenance = {
  source: 'derivative',
  clock: clockAt('2026-11-23T06:26:00.000Z'),
  environment,
  derivative: {
    how: 'frame',
    mediaMs: 1400,
    utc: '2026-11-23T06:10:01.400Z',
    of: itemId(3),
    ofSha256: sha256(video),
    ofSource: 'recording',
    software: app,
  },
};

export const pictures = {
  first: tinyPng(200),
  second: tinyPng(90),
  elsewhere: tinyPng(10),
  still: tinyPng(60),
};
const call = Buffer.from('RIFF stand-in for a call');

/** The golden order: a capture, an import with a note, a recording, a still of it, a call with its words. */
export const goldenDrafts: readonly EntryDraft[] = [
  { kind: 'locker-created', payload: { lockerId: LOCKER_ID, formatVersion: 1, app, runtime: app } },
  { kind: 'signing-key-set', payload: { publicKey: ownKey.publicKey, replaces: null, endorsement: null } },
  { kind: 'order-added', payload: { orderId: ORDER_ID, facts: goldenFacts } },
  sealed(1, pictures.first, 'image/png', captured('2026-11-23T06:13:00.000Z', '订单详情 - 星辰卡盟')),
  assigned(1),
  { kind: 'item-labelled', payload: { itemId: itemId(1), kind: 'E01' } },
  {
    ...sealed(9, pictures.elsewhere, 'image/png', captured('2026-11-23T06:16:00.000Z', '别处')),
    isPackaged: false,
  },
  { ...assigned(9, OTHER_ORDER_ID), isPackaged: false },
  { kind: 'checkpoint-made', payload: { checkpoint: 'not in the package' }, isPackaged: false },
  sealed(2, pictures.second, 'image/png', imported('2026-11-23T06:19:00.000Z', '聊天记录 e\u0301.png')),
  assigned(2),
  { kind: 'item-labelled', payload: { itemId: itemId(2), kind: 'E05' } },
  { kind: 'item-noted', payload: { itemId: itemId(2), note: '商家说“马上发” 😀\n第二行' } },
  { kind: 'order-changed', payload: { orderId: ORDER_ID, facts: { status: 'refund-requested' } } },
  sealed(3, video, 'video/webm', recording.provenance),
  assigned(3),
  { kind: 'item-labelled', payload: { itemId: itemId(3), kind: 'E08' } },
  sealed(4, pictures.still, 'image/png', still),
  assigned(4),
  { kind: 'item-labelled', payload: { itemId: itemId(4), kind: 'E07' } },
  sealed(5, call, 'audio/wav', imported('2026-11-23T06:30:00.000Z', '通话.wav')),
  assigned(5),
  { kind: 'item-labelled', payload: { itemId: itemId(5), kind: 'E14' } },
  {
    kind: 'call-described',
    payload: {
      itemId: itemId(5),
      call: {
        counterpart: '客服 400-000-0000',
        heldAt: '2026-11-23T14:25:00+08:00',
        wasOtherSideTold: 'yes',
      },
    },
  },
  {
    kind: 'item-transcribed',
    payload: {
      itemId: itemId(5),
      transcript: {
        origin: 'typed',
        file: null,
        cues: [
          { startMs: 1000, endMs: 4200, text: '客服：您好。' },
          { startMs: 3_725_500, endMs: null, text: '我：请退款。' },
          { startMs: null, endMs: null, text: '00:12 - 00:15 看上去像时间' },
          { startMs: null, endMs: null, text: '（听不清）' },
        ],
      },
    },
  },
];

/** The first checkpoint stands after the first exhibit. */
export const FIRST_CHECKPOINT = 8;

export const goldenPlan: Omit<PackagePlan, 'checkpoints'> = {
  lockerId: LOCKER_ID,
  orderId: ORDER_ID,
  drafts: goldenDrafts,
  originals: new Map([
    [itemId(1), pictures.first],
    [itemId(2), pictures.second],
    [itemId(3), video],
    [itemId(4), pictures.still],
    [itemId(5), call],
  ]),
  journals: new Map([[itemId(3), Buffer.from(recording.journal)]]),
  numbers: new Map([
    [itemId(1), '2-1'],
    [itemId(2), '5-1'],
    [itemId(3), '4-1'],
    [itemId(4), '4-2'],
    [itemId(5), '5-2'],
  ]),
};
