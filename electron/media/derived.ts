import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { type MediaDescription, mediaDescriptionSchema, type SoundPeaks } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { refuse } from './failures.ts';
import type { MediaError } from './media.ts';
import type { ProcessLane } from './process-lane.ts';
import type { Findings } from './protocol.ts';
import type { Store } from './store.ts';

type Outcome<Value> = Result<Value, MediaError | 'CANCELLED'>;

export interface Progress {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What is made of an original once and then kept. Each is made when asked for, unless it is there. */
export interface Derived {
  findings(item: Item): Promise<Outcome<Findings>>;
  survey(item: Item, progress?: Progress): Promise<Outcome<KeptSurvey>>;
  peaks(item: Item, progress?: Progress): Promise<Outcome<SoundPeaks>>;
  /** The copy with duration and seek points. */
  copy(item: Item, progress?: Progress): Promise<Outcome<KeptCopy>>;
  /** The same, if it is there already. */
  keptCopy(item: Item): Promise<KeptCopy | undefined>;
  filmstripFrameCount(item: Item): Promise<number>;
  filmstrip(item: Item): Promise<Uint8Array | undefined>;
}

const description = mediaDescriptionSchema.shape;
const findingsSchema = z.strictObject({
  contentType: z.string(),
  kind: description.kind,
  durationMs: description.durationMs,
  video: description.video,
  sound: description.sound,
  plays: z.enum(['as-is', 'copy', 'no']),
});

const surveySchema = z.strictObject({
  candidates: z.array(z.strictObject({ mediaMs: z.number(), change: z.number() })),
  frameCount: z.int().positive(),
});
type KeptSurvey = z.infer<typeof surveySchema>;

const peaksSchema = z.strictObject({
  stepMs: z.int().positive(),
  peaks: z.array(z.number().min(0).max(1)),
});

const copySchema = z.strictObject({ mediaType: z.string(), sizeBytes: z.int().positive() });
export type KeptCopy = z.infer<typeof copySchema> & { readonly path: string };

const names = {
  findings: 'findings.json',
  survey: 'survey.json',
  filmstrip: 'filmstrip.webp',
  peaks: 'peaks.json',
  copy: 'playback',
  copyFacts: 'playback.json',
} as const;

/** {@link Derived} by two lanes: a long task never holds up one that somebody waits for. */
export function createDerived(store: Store, quick: ProcessLane, slow: ProcessLane): Derived {
  const known = new Map<string, Findings>();
  const keptCopy = async ({ sha256 }: Item): Promise<KeptCopy | undefined> => {
    const facts = await store.readJson(sha256, names.copyFacts, copySchema);
    const isWhole = facts !== undefined && (await store.sizeOf(sha256, names.copy)) === facts.sizeBytes;
    return isWhole ? { ...facts, path: store.path(sha256, names.copy) } : undefined;
  };
  const findings = async (item: Item): Promise<Outcome<Findings>> => {
    const kept =
      known.get(item.sha256) ?? (await store.readJson(item.sha256, names.findings, findingsSchema));
    const found =
      kept === undefined ? await quick.ask({ operation: 'describe' }, { object: item }) : ok(kept);
    if (!found.ok) return found;
    known.set(item.sha256, found.value);
    if (kept === undefined) await keepIfPossible(store, item, names.findings, found.value);
    return found;
  };
  return {
    findings,
    keptCopy,
    survey: async (item, progress = {}) => await survey(store, slow, item, await findings(item), progress),
    peaks: async (item, progress = {}) => await peaks(store, slow, item, await findings(item), progress),
    copy: async (item, progress = {}) => {
      const kept = await keptCopy(item);
      return kept === undefined ? await makeCopy(store, slow, item, progress) : ok(kept);
    },
    filmstripFrameCount: async ({ sha256 }) => {
      const isThere = (await store.sizeOf(sha256, names.filmstrip)) !== undefined;
      return isThere ? ((await store.readJson(sha256, names.survey, surveySchema))?.frameCount ?? 0) : 0;
    },
    filmstrip: ({ sha256 }) => store.readBytes(sha256, names.filmstrip),
  };
}

async function survey(
  store: Store,
  lane: ProcessLane,
  item: Item,
  findings: Outcome<Findings>,
  progress: Progress,
): Promise<Outcome<KeptSurvey>> {
  if (!findings.ok) return findings;
  if (findings.value.video === null) return refuse('MEDIA_NOT_MEDIA');
  const kept = await store.readJson(item.sha256, names.survey, surveySchema);
  if (kept !== undefined && (await store.sizeOf(item.sha256, names.filmstrip)) !== undefined) return ok(kept);
  const durationMs = findings.value.durationMs ?? 0;
  const made = await lane.ask({ operation: 'survey', durationMs }, { object: item, ...progress });
  if (!made.ok) return made;
  const { candidates, frameCount, filmstrip } = made.value;
  await keepIfPossible(store, item, names.filmstrip, filmstrip);
  await keepIfPossible(store, item, names.survey, { candidates, frameCount });
  return ok({ candidates: [...candidates], frameCount });
}

async function peaks(
  store: Store,
  lane: ProcessLane,
  item: Item,
  findings: Outcome<Findings>,
  progress: Progress,
): Promise<Outcome<SoundPeaks>> {
  if (!findings.ok) return findings;
  if (findings.value.sound === null) return refuse('MEDIA_NOT_MEDIA');
  const kept = await store.readJson(item.sha256, names.peaks, peaksSchema);
  if (kept !== undefined) return ok(kept);
  const durationMs = findings.value.durationMs ?? 0;
  const made = await lane.ask({ operation: 'peaks', durationMs }, { object: item, ...progress });
  if (!made.ok) return made;
  await keepIfPossible(store, item, names.peaks, made.value);
  return ok({ stepMs: made.value.stepMs, peaks: [...made.value.peaks] });
}

async function makeCopy(
  store: Store,
  lane: ProcessLane,
  item: Item,
  progress: Progress,
): Promise<Outcome<KeptCopy>> {
  const { sha256 } = item;
  const scratch = await attempt(() => store.scratchPath());
  if (!scratch.ok) return scratch;
  const path = scratch.value;
  const made = await lane.ask({ operation: 'copy', path, stretch: null }, { object: item, ...progress });
  if (!made.ok) {
    await rm(path, { force: true });
    return made;
  }
  const placed = await attempt(async () => {
    await store.adopt(path, sha256, names.copy);
    const sizeBytes = (await store.sizeOf(sha256, names.copy)) ?? 0;
    const facts = { mediaType: made.value.mediaType, sizeBytes };
    await store.write(sha256, names.copyFacts, JSON.stringify(facts));
    return { ...facts, path: store.path(sha256, names.copy) };
  });
  if (!placed.ok) {
    await rm(path, { force: true });
    await attempt(() => rm(store.path(sha256, names.copy), { force: true }));
  }
  return placed;
}

async function keepIfPossible(store: Store, { sha256 }: Item, name: string, content: object): Promise<void> {
  // A cache that cannot be written (full disk) only costs time.
  await attempt(() =>
    store.write(sha256, name, content instanceof Uint8Array ? content : JSON.stringify(content)),
  );
}

/** Turns what the disk throws into its code; everything else is a mistake of ours and goes on. */
export async function attempt<Value>(
  work: () => Promise<Value>,
): Promise<Result<Value, 'DISK_FULL' | 'DISK_FAILED'>> {
  try {
    return ok(await work());
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string') throw error;
    return refuse(code === 'ENOSPC' || code === 'EDQUOT' ? 'DISK_FULL' : 'DISK_FAILED', code);
  }
}

/** The part of a description that the file itself decides. */
export function describedAs(
  findings: Findings,
): Pick<MediaDescription, 'kind' | 'contentType' | 'durationMs' | 'video' | 'sound'> {
  const { kind, contentType, durationMs, video, sound } = findings;
  return { kind, contentType, durationMs, video, sound };
}
