import type { Client, KeyFrame, SoundPeaks } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { wallClockAt } from '../../core/recording/index.ts';
import { fail, ok } from '../../core/result.ts';
import { parseTranscript, type Transcript } from '../../core/transcripts/index.ts';
import { fakeDerivativeItem } from './fake-evidence.ts';
import type { FakeJobs } from './fake-jobs.ts';
import type { FakeWorld } from './fake-main.ts';
import { fakeMediaFile } from './fake-media-files.ts';

const gone = () => fail('ITEM_UNKNOWN', '找不到这件证据。');
const noMedia = () => fail('MEDIA_NOT_MEDIA', '这件证据不是录像或录音。');

const SRT = `1
00:00:01,000 --> 00:00:04,000
您好，我付款半小时了还没收到卡密

2
00:00:04,500 --> 00:00:07,500
亲，今天没有库存了，再等等

3
00:00:14,000 --> 00:00:18,000
那请给我退款

4
00:00:18,500 --> 00:00:24,000
虚拟商品不退款的，您可以去投诉
`;

/** Sound and video of the fake. */
export function fakeMedia(world: FakeWorld, jobs: FakeJobs): Pick<Client, 'media'> {
  return { media: { ...readingOf(world, jobs), ...makingOf(world, jobs), ...callsOf(world) } };
}

function readingOf(world: FakeWorld, jobs: FakeJobs) {
  const prepared = new Set<string>();
  return {
    describe: async ({ itemId }) => {
      const file = fakeMediaFile(itemId);
      if (file === undefined) return noMedia();
      const { description } = file;
      return ok(
        prepared.has(itemId) && description.playback === 'remux-needed'
          ? {
              ...description,
              playback: 'remux-ready' as const,
              filmstripFrameCount: 12,
              durationMs: 6000,
            }
          : description,
      );
    },
    prepare: async ({ itemId }) => {
      const steps = Array.from({ length: world.scenario.name === 'media' ? 40 : 2 }, () => '画面');
      return ok({ jobId: jobs.start('prepare', steps, () => prepared.add(itemId)) });
    },
    getKeyFrames: async ({ itemId }) => {
      const file = fakeMediaFile(itemId);
      if (file === undefined) return noMedia();
      const marks = marksOf(world, itemId);
      return ok({ frames: keyFramesOf(file.description.durationMs ?? 6000, marks) });
    },
    getPeaks: async ({ itemId }) => {
      const file = fakeMediaFile(itemId);
      if (file?.description.sound == null) return noMedia();
      return ok(peaksOf(file.description.durationMs ?? 6000));
    },
  } satisfies Partial<Client['media']>;
}

function makingOf(world: FakeWorld, jobs: FakeJobs) {
  const { items } = world.contents;
  const seal = (item: Item) => {
    items.push(item);
    world.advance();
    world.emit('itemSealed', { item });
    return item;
  };
  let made = 0;
  const derive = (original: Item, how: 'frame' | 'trim') => {
    made += 1;
    return fakeDerivativeItem(500_000 + made, original, how);
  };
  return {
    sealFrame: async ({ itemId, mediaMs }) => {
      const original = items.find(({ id }) => id === itemId);
      return original === undefined
        ? gone()
        : ok({ item: seal(frameOf(derive(original, 'frame'), original, mediaMs)) });
    },
    trim: async ({ itemId, fromMs, toMs }) => {
      const original = items.find(({ id }) => id === itemId);
      if (original === undefined) return gone();
      const steps = Array.from({ length: 12 }, (_, index) => `${index + 1}`);
      const jobId = jobs.start('trim', steps, () => {
        const item = derive(original, 'trim');
        const { provenance } = item;
        if (provenance.source !== 'derivative' || provenance.derivative.how !== 'trim') return;
        const derivative = { ...provenance.derivative, fromMs, toMs };
        seal({ ...item, provenance: { ...provenance, derivative } });
      });
      return ok({ jobId });
    },
  } satisfies Partial<Client['media']>;
}

function frameOf(item: Item, original: Item, mediaMs: number): Item {
  const { provenance } = item;
  if (provenance.source !== 'derivative' || provenance.derivative.how !== 'frame') return item;
  const { utc: _, ...derivative } = { ...provenance.derivative, mediaMs };
  const from = original.provenance;
  const utc =
    from.source === 'recording' ? { utc: wallClockAt(from.clock.utc, from.recording, mediaMs) } : {};
  return { ...item, provenance: { ...provenance, derivative: { ...derivative, ...utc } } };
}

function callsOf(world: FakeWorld) {
  const { items } = world.contents;
  const transcripts = new Map<string, Transcript>();
  const change = (itemId: string, patch: Partial<Item>) => {
    const index = items.findIndex(({ id }) => id === itemId);
    const item = items[index];
    if (item === undefined) return gone();
    const changed = { ...item, ...patch };
    items[index] = changed;
    world.advance();
    return ok({ item: changed });
  };
  const keep = (itemId: string, transcript: Transcript) => {
    transcripts.set(itemId, transcript);
    return change(itemId, { transcriptCueCount: transcript.cues.length });
  };
  return {
    describeCall: async ({ itemId, call }) => change(itemId, { call }),
    getTranscript: async ({ itemId }) => ok({ transcript: transcripts.get(itemId) ?? null }),
    writeTranscript: async ({ itemId, text }) => {
      const parsed = parseTranscript(text);
      if (parsed.ok) return keep(itemId, { origin: 'typed', file: null, cues: [...parsed.value.cues] });
      transcripts.delete(itemId);
      return change(itemId, { transcriptCueCount: null });
    },
    importTranscript: async ({ itemId }) => {
      const parsed = parseTranscript(SRT);
      if (!parsed.ok) return fail('TRANSCRIPT_EMPTY', '文件里没有文字。');
      const file = { name: '通话.srt', sha256: 'a'.repeat(64) };
      return keep(itemId, { origin: 'srt', file, cues: [...parsed.value.cues] });
    },
  } satisfies Partial<Client['media']>;
}

function marksOf(world: FakeWorld, itemId: string): readonly number[] {
  const provenance = world.contents.items.find(({ id }) => id === itemId)?.provenance;
  return provenance?.source === 'recording' ? provenance.recording.marks.map(({ mediaMs }) => mediaMs) : [];
}

function keyFramesOf(durationMs: number, marks: readonly number[]): KeyFrame[] {
  const between = [0.25, 0.5, 0.75].map((share) => Math.round(durationMs * share));
  const frames: KeyFrame[] = [
    { mediaMs: 0, why: 'start' },
    ...marks.map((mediaMs) => ({ mediaMs, why: 'mark' as const })),
    ...between.map((mediaMs, index) => ({ mediaMs, why: index === 1 ? 'interval' : 'change' }) as const),
    { mediaMs: Math.max(0, durationMs - 1200), why: 'end' },
  ];
  return frames.toSorted((one, other) => one.mediaMs - other.mediaMs);
}

/** Speech-like, with nothing at all between 35 and 50 % of the length. */
function peaksOf(durationMs: number): SoundPeaks {
  const stepMs = Math.max(20, Math.ceil(durationMs / 1200));
  const count = Math.ceil(durationMs / stepMs);
  const peaks = Array.from({ length: count }, (_, index) => {
    const share = index / count;
    if (share > 0.35 && share < 0.5) return 0;
    return Math.abs(Math.sin(index / 9) * Math.sin(index / 31)) * 0.7 + 0.02;
  });
  return { stepMs, peaks };
}
