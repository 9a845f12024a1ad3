import { type EvidenceKind, type Item, isEvidenceKind, type Provenance } from '../../core/evidence/index.ts';
import type { Order, OrderFacts } from '../../core/orders/index.ts';
import type { RecordingFacts } from '../../core/recording/index.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** The moment at which every fake begins. */
export const START_MS = Date.parse('2026-11-23T06:02:11.000Z');

/** An id of the right shape that is the same for the same number. */
export function fakeId(prefix: 'i' | 'o' | 'j' | 't' | 'r', number: number): string {
  let rest = number * 7919 + 104_729;
  let text = '';
  for (let index = 0; index < 26; index += 1) {
    rest = (rest * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += ALPHABET[Math.floor(rest / 65_536) % 32];
  }
  return `${prefix}-${text}`;
}

/** A hash that is the same for the same number. */
export function fakeHash(number: number): string {
  let rest = number * 31_337 + 17;
  let text = '';
  for (let index = 0; index < 64; index += 1) {
    rest = (rest * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += (Math.floor(rest / 65_536) % 16).toString(16);
  }
  return text;
}

function clockAt(atMs: number): Provenance['clock'] {
  const local = new Date(atMs + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
  return {
    utc: new Date(atMs).toISOString(),
    local,
    timeZone: 'Asia/Shanghai',
    monotonicNs: String(BigInt(atMs - START_MS + 4_000_000) * 1_000_000n),
    bootId: '2c7a0f52-6f5a-4f5e-9a53-0e7b4f0d6f11',
  };
}

const environment: Provenance['environment'] = {
  app: { name: 'liuhen', version: '0.1.0' },
  runtime: { name: 'electron-on-chromium', version: '0.1.0' },
  operatingSystem: { name: 'Linux', version: '6.12.0' },
};
const titles = [
  '订单详情 - 星辰点卡 - Chromium',
  '100 元点卡（自动发货）- 星辰点卡 - Chromium',
  '支付成功 - 收银台',
  '与「星辰点卡官方客服」的会话',
  '激活失败 E-4107 - 激活中心',
];
const area = { x: 0, y: 0, width: 1920, height: 1080 };

/** A believable item; every seventh is an imported file. */
export function fakeItem(number: number, orderId: string | null, kind: string | null): Item {
  const atMs = START_MS + number * 47_000;
  const isImport = number % 7 === 6;
  const base = { clock: clockAt(atMs), environment };
  const provenance: Provenance = isImport
    ? {
        source: 'import',
        ...base,
        import: {
          fileName: `微信图片_${number}.jpg`,
          fileModifiedUtc: new Date(atMs - 3_600_000).toISOString(),
        },
      }
    : {
        source: 'capture',
        ...base,
        capture: {
          mode: number % 5 === 3 ? 'region' : 'screen',
          trigger: 'hotkey',
          delaySeconds: 0,
          area,
          display: { id: '1', name: 'DP-1', area, scaleFactor: 1 },
          window: { title: titles[number % titles.length] ?? '', application: 'Chromium' },
          grabber: { name: 'node-screenshots', version: '0.2.8' },
        },
      };
  return {
    id: fakeId('i', number),
    sha256: fakeHash(number),
    sizeBytes: 700_000 + ((number * 7919) % 900_000),
    mediaType: isImport && number % 2 === 0 ? 'application/pdf' : isImport ? 'image/jpeg' : 'image/png',
    ...(isImport && number % 2 === 0 ? {} : { image: { widthPx: 1920, heightPx: 1080 } }),
    kind: kind !== null && isEvidenceKind(kind) ? (kind as EvidenceKind) : null,
    orderId,
    note: number % 11 === 4 ? '客服说「再等等」，没有给时间' : '',
    source: provenance.source,
    capturedAtUtc: new Date(atMs).toISOString(),
    seq: number * 2 + 10,
    proofLevel: isImport ? 'imported' : number % 13 === 5 ? 'timestamped' : 'sealed-here',
    provenance,
    call: null,
    transcriptCueCount: null,
  };
}

/** A believable recording: 12 minutes of the screen with two marks and a pause, unless `facts` say otherwise. */
export function fakeRecordingItem(
  number: number,
  orderId: string | null,
  facts: Partial<RecordingFacts>,
): Item {
  const base = fakeItem(number - (number % 7), orderId, null);
  const startMs = Date.parse(base.capturedAtUtc);
  const at = (ms: number) => new Date(startMs + ms).toISOString();
  const mediaDurationMs = facts.mediaDurationMs ?? 724_000;
  const recording: RecordingFacts = {
    recordingId: fakeId('r', number),
    source: {
      mode: 'screen',
      trigger: 'hotkey',
      area,
      display: { id: '1', name: 'DP-1', area, scaleFactor: 1 },
      framesPerSecond: 15,
      mediaType: 'video/webm;codecs=vp9,opus',
      sound: [
        { kind: 'microphone', label: '内置麦克风' },
        { kind: 'system', label: '电脑声音' },
      ],
      recorder: { name: 'Chromium MediaRecorder', version: '150.0.7204.49' },
    },
    end: { utc: at(mediaDurationMs + 30_000), monotonicNs: '4754000000000' },
    ending: 'user',
    mediaDurationMs,
    chunkCount: Math.ceil(mediaDurationMs / 1000),
    frames: { deliveredCount: 10_700, droppedCount: 12 },
    marks: [
      { mediaMs: 92_000, utc: at(92_000), label: '标记 1' },
      { mediaMs: 311_000, utc: at(311_000), label: '客服承认没有库存' },
    ],
    gaps: [{ mediaMs: 400_000, fromUtc: at(400_000), toUtc: at(430_000), reason: 'user' }],
    notices: [],
    journal: { sha256: fakeHash(number + 5), sizeBytes: 210_400 },
    ...facts,
  };
  return {
    ...base,
    id: fakeId('i', number),
    sha256: fakeHash(number),
    sizeBytes: Math.round(mediaDurationMs * 190),
    mediaType: 'video/webm',
    image: undefined,
    source: 'recording',
    proofLevel: 'sealed-here',
    provenance: { source: 'recording', clock: clockAt(startMs), environment, recording },
  };
}

/** A frame or a stretch of another item. */
export function fakeDerivativeItem(number: number, original: Item, how: 'frame' | 'trim'): Item {
  const base = fakeItem(number - (number % 7), original.orderId, null);
  const isImport = original.source === 'import';
  const of = {
    of: original.id,
    ofSha256: original.sha256,
    ofSource: isImport ? ('import' as const) : ('recording' as const),
    software: { name: 'mediabunny', version: '1.61.0' },
  };
  const startMs = Date.parse(original.capturedAtUtc);
  const isFrame = how === 'frame';
  return {
    ...base,
    id: fakeId('i', number),
    sha256: fakeHash(number),
    mediaType: isFrame ? 'image/png' : 'video/webm',
    image: isFrame ? { widthPx: 1920, heightPx: 1080 } : undefined,
    source: 'derivative',
    proofLevel: isImport ? 'imported' : 'sealed-here',
    provenance: {
      source: 'derivative',
      clock: clockAt(Date.parse(base.capturedAtUtc)),
      environment,
      derivative: isFrame
        ? { how: 'frame', ...of, mediaMs: 311_240, utc: new Date(startMs + 311_240).toISOString() }
        : { how: 'trim', ...of, fromMs: 300_000, toMs: 348_000 },
    },
  };
}

/** A believable order. */
export function fakeOrder(number: number, facts: Partial<OrderFacts>, isArchived = false): Order {
  return {
    id: fakeId('o', number),
    isArchived,
    addedAtUtc: new Date(START_MS - number * 86_400_000).toISOString(),
    seq: number + 1,
    facts: {
      platform: '星辰点卡网',
      merchant: '星辰点卡',
      number: `2026112314021${String(number).padStart(4, '0')}`,
      product: '100 元点卡（自动发货）',
      category: 'card-key',
      amountFen: 9850,
      paymentChannel: 'alipay',
      transactionNumber: '2026112322001437581400012345',
      orderedAtUtc: new Date(START_MS - 30_000).toISOString(),
      paidAtUtc: new Date(START_MS).toISOString(),
      promiseMinutes: 10,
      promiseText: '付款后 10 分钟内自动发货，超时全额退款',
      status: 'awaiting-delivery',
      notes: '',
      ...facts,
    },
  };
}
