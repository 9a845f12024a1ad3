import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import {
  baseProofLevel,
  type EvidenceKind,
  type Item,
  type Provenance,
} from '../../../core/evidence/index.ts';
import {
  encodeEntry,
  entryHash,
  GENESIS_PREV,
  type LedgerEntry,
  leafHash,
  merkleTree,
  originOf,
} from '../../../core/ledger/index.ts';
import type { OrderFacts } from '../../../core/orders/index.ts';
import { ok } from '../../../core/result.ts';
import type { CallFacts, Transcript } from '../../../core/transcripts/index.ts';
import type { ExporterParts } from '../../../electron/dossier/index.ts';
import type { OrderLedger } from '../../../electron/locker/index.ts';
import {
  packagedCheckpoints,
  type SampleProofs,
  type SampleSession,
  sampleKeyEntry,
} from './sample-proofs.ts';

/** One exhibit of the hand-made order. */
export interface SampleExhibit {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly kind: EvidenceKind | null;
  readonly source: 'capture' | 'import';
  /** Window title or file name. */
  readonly title: string;
  readonly note?: string;
  /** Instead of what `source` and `title` give. */
  readonly provenance?: Provenance;
  /** Of a recording; kept as an object of its own. */
  readonly journal?: Uint8Array;
  readonly call?: CallFacts;
  readonly transcript?: Transcript;
}

/** Id of the exhibit at this place of a hand-made order. */
export function sampleItemId(index: number): string {
  return `i-${String(index).padStart(26, '0')}`;
}

export const sampleFacts: OrderFacts = {
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
  notes: '',
};

export const sampleOrderId = `o-${'0'.repeat(25)}1`;
const sampleSessionId = `s-${'0'.repeat(26)}`;
const lockerId = `${'0'.repeat(25)}a`;
const app = { name: 'liuhen', version: '0.0.0' };

/** A picture that needs no font: bars of a width that `seed` decides, on white. */
export async function samplePicture(width: number, height: number, seed: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((x + seed * 37) % 120 < 30 + seed && y % 60 < 24)
        pixels.fill((seed * 40) % 200, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** A ledger of one order made by hand: every time, id and nonce is fixed, so that pages can be compared with pictures. */
export function sampleLedger(
  exhibits: readonly SampleExhibit[],
  facts: OrderFacts = sampleFacts,
  proofs?: SampleProofs,
): OrderLedger {
  const drafts: Pick<LedgerEntry, 'kind' | 'payload'>[] = [
    { kind: 'locker-created', payload: { lockerId, formatVersion: 1, app, runtime: app } },
    ...(proofs === undefined ? [] : [sampleKeyEntry]),
    { kind: 'order-added', payload: { orderId: sampleOrderId, facts } },
  ];
  const { session } = proofs ?? {};
  const items = exhibits.map((exhibit, index): Item => {
    const id = sampleItemId(index);
    const sha256 = createHash('sha256').update(exhibit.bytes).digest('hex');
    const provenance = exhibit.provenance ?? provenanceOf(exhibit, index);
    const { mediaType, kind, note = '', call = null, transcript } = exhibit;
    const sealed = { itemId: id, sha256, sizeBytes: exhibit.bytes.length, mediaType, provenance };
    if (session?.from === index) drafts.push(sessionBegan(session));
    const seq = drafts.length;
    drafts.push({ kind: 'item-sealed', payload: sealed });
    drafts.push({ kind: 'item-assigned', payload: { itemId: id, orderId: sampleOrderId, by: 'user' } });
    if (kind !== null) drafts.push({ kind: 'item-labelled', payload: { itemId: id, kind } });
    if (note !== '') drafts.push({ kind: 'item-noted', payload: { itemId: id, note } });
    if (call !== null) drafts.push({ kind: 'call-described', payload: { itemId: id, call } });
    if (transcript !== undefined) {
      drafts.push({ kind: 'item-transcribed', payload: { itemId: id, transcript } });
    }
    if (session?.to === index) drafts.push(sessionEnded);
    return {
      id,
      sha256,
      sizeBytes: exhibit.bytes.length,
      mediaType,
      kind,
      orderId: sampleOrderId,
      note,
      source: provenance.source,
      capturedAtUtc: provenance.clock.utc,
      seq,
      proofLevel: baseProofLevel(provenance),
      provenance,
      call,
      transcriptCueCount: transcript?.cues.length ?? null,
    };
  });
  const order = orderOf(facts);
  return { ...chain(drafts, items, proofs), items, order, history: [], exhibitNumbers: new Map() };
}

function orderOf(facts: OrderFacts): OrderLedger['order'] {
  return { id: sampleOrderId, facts, isArchived: false, addedAtUtc: '2026-11-23T06:00:00.000Z', seq: 1 };
}

function provenanceOf(exhibit: SampleExhibit, index: number): Provenance {
  const minute = String(20 + index).padStart(2, '0');
  const clock = {
    utc: `2026-11-23T06:${minute}:05.000Z`,
    local: `2026-11-23T14:${minute}:05.000+08:00`,
    monotonicNs: '1',
    bootId: 'sample',
  };
  const environment = { app, runtime: app, operatingSystem: app };
  if (exhibit.source === 'import') {
    const file = { fileName: exhibit.title, fileModifiedUtc: '2026-11-20T00:00:00.000Z' };
    return { source: 'import', clock, environment, import: file };
  }
  const area = { x: 0, y: 0, width: 1920, height: 1080 };
  return {
    source: 'capture',
    clock,
    environment,
    capture: {
      mode: 'screen',
      trigger: 'hotkey',
      delaySeconds: 0,
      area,
      display: { id: '1', name: 'sample', area, scaleFactor: 1 },
      window: { title: exhibit.title, application: 'browser' },
      grabber: app,
    },
  };
}

function sessionBegan({ notBefore, report }: SampleSession): Pick<LedgerEntry, 'kind' | 'payload'> {
  const environmentReport = report === undefined ? null : sampleItemId(report);
  return {
    kind: 'session-began',
    payload: { sessionId: sampleSessionId, orderId: sampleOrderId, environmentReport, notBefore },
  };
}

function chain(
  drafts: readonly Pick<LedgerEntry, 'kind' | 'payload'>[],
  items: readonly Item[],
  proofs: SampleProofs | undefined,
) {
  let prev = GENESIS_PREV;
  const encoded = drafts.map((draft, seq) => {
    const at = `2026-11-23T06:50:00.${String(seq).padStart(3, '0')}Z`;
    const nonce = String(seq).padStart(32, '0');
    const bytes = encodeEntry({ v: 1, seq, at, prev, nonce, ...draft } as LedgerEntry);
    prev = entryHash(bytes);
    return { seq, bytes, at };
  });
  const leaves = encoded.map(({ bytes }) => leafHash(bytes));
  const tree = merkleTree(leaves);
  const origin = originOf(lockerId);
  return {
    entries: encoded.map(({ seq, bytes }) => ({ seq, bytes, proof: tree.inclusionProof(seq) })),
    treeHead: { origin, size: tree.size, root: tree.root },
    checkpoints: packagedCheckpoints(proofs, { leaves, items, origin }),
    lastEntryAtUtc: encoded.at(-1)?.at ?? '',
  };
}

const sessionEnded: Pick<LedgerEntry, 'kind' | 'payload'> = {
  kind: 'session-ended',
  payload: { sessionId: sampleSessionId, orderId: sampleOrderId },
};

/** Originals, journals and the files of tokens by their hashes. */
export function objectsOf(
  exhibits: readonly SampleExhibit[],
  proofs?: SampleProofs,
): ReadonlyMap<string, Uint8Array> {
  const contents = [
    ...exhibits.flatMap(({ bytes, journal }) => (journal === undefined ? [bytes] : [bytes, journal])),
    ...(proofs?.checkpoints ?? []).flatMap(({ tokens }) =>
      tokens.flatMap(({ request, response, chain: certificates }) => [request, response, certificates]),
    ),
  ];
  return new Map(contents.map((content) => [createHash('sha256').update(content).digest('hex'), content]));
}

/** What the exporter needs of a locker, over the hand-made order; records of exports are dropped. */
export function sampleLocker(
  exhibits: readonly SampleExhibit[],
  facts?: OrderFacts,
  proofs?: SampleProofs,
): ExporterParts['locker'] {
  const ledger = sampleLedger(exhibits, facts, proofs);
  const objects = objectsOf(exhibits, proofs);
  return {
    getItemProof: async (itemId) => proofs?.itemProof?.(ledger.items.findIndex(({ id }) => id === itemId)),
    orderLedger: async (orderId) => (orderId === sampleOrderId ? ledger : undefined),
    readObject: async (sha256) => ok(objects.get(sha256) ?? new Uint8Array()),
    streamObject: async (sha256, range) => {
      const content = Buffer.from(objects.get(sha256) ?? []);
      return Readable.from([range === undefined ? content : content.subarray(range.start, range.end + 1)]);
    },
    recordExport: async () => ok(undefined),
  };
}

/** An order with every kind of page: wide, tall and small pictures, imports, a video, a PDF, a broken picture. */
export async function sampleExhibits(): Promise<readonly SampleExhibit[]> {
  const wide = await samplePicture(1280, 720, 1);
  const tall = await samplePicture(540, 1170, 2);
  const small = await samplePicture(240, 120, 3);
  const octets = Buffer.from([0, 1, 2, 3]);
  return [
    { bytes: wide, mediaType: 'image/png', kind: 'E01', source: 'capture', title: '订单详情 - 星辰卡盟' },
    { bytes: tall, mediaType: 'image/png', kind: 'E03', source: 'import', title: '支付宝账单.png' },
    {
      bytes: small,
      mediaType: 'image/png',
      kind: 'E04',
      source: 'capture',
      title: '我的订单',
      note: '第一次看\n还没发货',
    },
    {
      bytes: await samplePicture(1281, 720, 4),
      mediaType: 'image/png',
      kind: 'E02',
      source: 'capture',
      title: '商品页',
    },
    {
      bytes: Buffer.from('video'),
      mediaType: 'video/mp4',
      kind: 'E08',
      source: 'import',
      title: '兑换全过程.mp4',
    },
    {
      bytes: Buffer.from('%PDF-1.4'),
      mediaType: 'application/pdf',
      kind: 'E16',
      source: 'import',
      title: '账单.pdf',
    },
    {
      bytes: wide.subarray(0, 2000),
      mediaType: 'image/png',
      kind: null,
      source: 'import',
      title: '坏图.png',
    },
    {
      bytes: octets,
      mediaType: 'application/octet-stream',
      kind: null,
      source: 'import',
      title: '未知文件.dat',
    },
  ];
}
