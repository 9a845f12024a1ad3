import type { Item } from '../../core/evidence/index.ts';
import type { RecordingFacts } from '../../core/recording/index.ts';
import { fakeDerivativeItem, fakeItem, fakeRecordingItem } from './fake-evidence.ts';
import { type FakeMediaFile, fakeMediaFiles } from './fake-media-files.ts';

/** Four seconds before the pause that begins at 14:02:11 in Shanghai. */
const RECORDED_FROM_MS = Date.parse('2026-11-23T06:02:07.000Z');
const at = (ms: number) => new Date(RECORDED_FROM_MS + ms).toISOString();
const PAUSE_MS = 89_000;

const recorded: Partial<RecordingFacts> = {
  mediaDurationMs: 24_000,
  end: { utc: at(24_000 + PAUSE_MS), monotonicNs: '4754000000000' },
  marks: [
    { mediaMs: 2000, utc: at(2000), label: '标记 1' },
    { mediaMs: 9000, utc: at(9000 + PAUSE_MS), label: '客服承认没有库存' },
    { mediaMs: 18_500, utc: at(18_500 + PAUSE_MS), label: '激活失败 E-4107' },
  ],
  gaps: [{ mediaMs: 4000, fromUtc: at(4000), toUtc: at(4000 + PAUSE_MS), reason: 'user' }],
  notices: [
    {
      code: 'display-changed',
      mediaMs: 14_000,
      utc: at(14_000 + PAUSE_MS),
      detail: '1920×1080 → 1280×720',
    },
  ],
};

function factsOf({ name, description }: FakeMediaFile): Partial<RecordingFacts> {
  const plain = fakeRecordingItem(1, null, {}).provenance;
  if (name === 'recording' || plain.source !== 'recording') return recorded;
  const durationMs = description.durationMs ?? 6000;
  return {
    mediaDurationMs: durationMs,
    end: { utc: at(durationMs), monotonicNs: '4754000000000' },
    source: { ...plain.recording.source, sound: [] },
    marks: name === 'long' ? [{ mediaMs: 5_400_000, utc: at(5_400_000), label: '一半' }] : [],
    gaps: [],
  };
}

/** An item of each sort of sound and video, filed under an order. */
export function fakeMediaItems(orderId: string): Item[] {
  const items: Item[] = [];
  fakeMediaFiles.forEach((file, index) => {
    items.push(itemOf(file, 400_001 + index, orderId, items[0]));
  });
  return items;
}

function itemOf(file: FakeMediaFile, number: number, orderId: string, first: Item | undefined): Item {
  const { id, mediaType, name, fileName } = file;
  if (name === 'clip' && first !== undefined) {
    return { ...fakeDerivativeItem(number, first, 'trim'), id, mediaType };
  }
  if (fileName === '') {
    const item = fakeRecordingItem(number, orderId, factsOf(file));
    const { provenance } = item;
    const clock = { ...provenance.clock, utc: at(0), local: '2026-11-23T14:02:07.000+08:00' };
    return { ...item, id, capturedAtUtc: at(0), provenance: { ...provenance, clock } };
  }
  const item = fakeItem(400_006, orderId, null);
  const { clock, environment } = item.provenance;
  return {
    ...item,
    id,
    mediaType,
    image: undefined,
    source: 'import',
    proofLevel: 'imported',
    provenance: {
      source: 'import',
      clock,
      environment,
      import: { fileName, fileModifiedUtc: at(-86_400_000) },
    },
  };
}
