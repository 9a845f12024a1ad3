import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DerivativeFacts, Provenance } from '../../../core/evidence/index.ts';
import { summariseJournal } from '../../../core/recording/index.ts';
import {
  chunkLines,
  evenPieces,
  type JournalDraft,
  journalOf,
  sampleClock,
  sampleEnvironment,
  sampleSource,
  startedLine,
} from './sample-journal.ts';
import { type SampleExhibit, sampleItemId, samplePicture } from './sample-order.ts';

/** A file of the sample order. */
export function sampleFile(
  name: 'order-page.webm' | 'order-page-part.webm' | 'phone.webm' | 'call.mp3',
): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../fixtures/dossier/media/${name}`, import.meta.url)));
}

const PAUSED_AT_MS = 9000;
const PAUSED_FOR_MS = 43_000;
const wall = (mediaMs: number) => (mediaMs > PAUSED_AT_MS ? mediaMs + PAUSED_FOR_MS : mediaMs);

/** What happened while the sample was recorded: two marks, a pause, a notice, and its end. */
export const sampleEvents: readonly JournalDraft[] = [
  { kind: 'marked', atMs: 5400, is: { mediaMs: 5400, label: '提示卡密已被使用' } },
  { kind: 'paused', atMs: PAUSED_AT_MS, is: { mediaMs: PAUSED_AT_MS, reason: 'user' } },
  { kind: 'resumed', atMs: PAUSED_AT_MS + PAUSED_FOR_MS, is: { mediaMs: PAUSED_AT_MS } },
  { kind: 'marked', atMs: wall(11_400), is: { mediaMs: 11_400, label: '商家回复“稍等”' } },
  { kind: 'noticed', atMs: wall(12_000), is: { mediaMs: 12_000, code: 'disk-low', detail: '剩 1.9 GB' } },
];
export const sampleEnd: JournalDraft = {
  kind: 'stopped',
  atMs: wall(13_000),
  is: { mediaMs: 13_000, ending: 'user', frames: { deliveredCount: 64, droppedCount: 1 } },
};

/** A recording as it is sealed: the file, its journal, and what the item states. */
export function sampleRecording(
  file: Uint8Array = sampleFile('order-page.webm'),
  events: readonly JournalDraft[] = sampleEvents,
  end: JournalDraft = sampleEnd,
  chunkDrafts: readonly JournalDraft[] = chunkLines(file, evenPieces(file.length, 13)),
): { readonly bytes: Uint8Array; readonly journal: Uint8Array; readonly provenance: Provenance } {
  const source = sampleSource(1920, 1080, [{ kind: 'microphone', label: '内置麦克风' }]);
  const chunks = chunkDrafts.map((line) => ({ ...line, atMs: wall(line.atMs) }));
  const drafts = [...chunks, ...events].sort((left, right) => left.atMs - right.atMs);
  const { lines, bytes: journal } = journalOf([startedLine(source), ...drafts, end]);
  const sha256 = createHash('sha256').update(journal).digest('hex');
  const recording = summariseJournal(lines, { sha256, sizeBytes: journal.length });
  const provenance: Provenance = {
    source: 'recording',
    clock: sampleClock,
    environment: sampleEnvironment,
    recording,
  };
  return { bytes: file, journal, provenance };
}

/** An exhibit made of another. */
export function derivativeOf(
  original: Uint8Array,
  ofIndex: number,
  what:
    | { readonly how: 'frame'; readonly mediaMs: number; readonly utc?: string }
    | { readonly how: 'trim'; readonly fromMs: number; readonly toMs: number },
): Provenance {
  const derivative = {
    ...what,
    of: sampleItemId(ofIndex),
    ofSha256: createHash('sha256').update(original).digest('hex'),
    ofSource: 'recording',
    software: { name: 'liuhen', version: '0.0.0' },
  } satisfies DerivativeFacts;
  return {
    source: 'derivative',
    clock: { ...sampleClock, utc: '2026-11-23T06:30:00.000Z', local: '2026-11-23T14:30:00.000+08:00' },
    environment: sampleEnvironment,
    derivative,
  };
}

/**
 * A recording with marks and a pause, a still and a stretch of it, a video from a phone, a call with its words, and a
 * still of a recording that is in another order.
 */
export async function sampleMediaExhibits(): Promise<readonly SampleExhibit[]> {
  const recording = sampleRecording();
  const still = await samplePicture(960, 540, 5);
  const phone = sampleFile('phone.webm');
  const base = { source: 'import' as const, title: '' };
  return [
    { ...base, ...recording, mediaType: 'video/webm', kind: 'E08', note: '从订单页到兑换结果' },
    {
      ...base,
      bytes: still,
      mediaType: 'image/png',
      kind: 'E07',
      provenance: derivativeOf(recording.bytes, 0, {
        how: 'frame',
        mediaMs: 5207,
        utc: '2026-11-23T06:10:05.207Z',
      }),
    },
    {
      ...base,
      bytes: sampleFile('order-page-part.webm'),
      mediaType: 'video/webm',
      kind: 'E08',
      provenance: derivativeOf(recording.bytes, 0, { how: 'trim', fromMs: 4000, toMs: 9500 }),
    },
    { ...base, bytes: phone, mediaType: 'video/webm', kind: 'E16', title: 'VID_20261123_支付宝.webm' },
    {
      ...base,
      bytes: sampleFile('call.mp3'),
      mediaType: 'audio/mpeg',
      kind: 'E14',
      title: '与客服通话.mp3',
      call: {
        counterpart: '星辰卡盟客服 400-000-0000',
        heldAt: '2026-11-23T14:25:00+08:00',
        wasOtherSideTold: 'yes',
      },
      transcript: {
        origin: 'srt',
        file: { name: '通话.srt', sha256: 'ab'.repeat(32) },
        cues: [
          { startMs: 1000, endMs: 4200, text: '客服：您好，星辰卡盟，请讲。' },
          {
            startMs: 4200,
            endMs: 12_000,
            text: '我：订单尾号 000123，付款二十多分钟了还没有可用的卡密。正在录音，麻烦您核实。',
          },
          { startMs: 12_500, endMs: null, text: '客服：这边看到是待发货，我催一下商家。（听不清）' },
          { startMs: 20_000, endMs: 24_000, text: '我：承诺十分钟，现在请退款。' },
        ],
      },
    },
    {
      ...base,
      bytes: await samplePicture(800, 450, 6),
      mediaType: 'image/png',
      kind: null,
      provenance: derivativeOf(Buffer.from('elsewhere'), 99, { how: 'frame', mediaMs: 83_400 }),
    },
  ];
}
