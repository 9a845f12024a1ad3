import { createReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaDescription } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { chooseKeyFrames } from '../../core/recording/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { type ForkChild, siblingModule } from '../platform/index.ts';
import { attempt, createDerived, type Derived, describedAs } from './derived.ts';
import { playbackProblem, refuse } from './failures.ts';
import type { Media, MediaError, MediaViews } from './media.ts';
import { checkObject, type ObjectStreams } from './object-bytes.ts';
import { prepareItem } from './prepare.ts';
import { ProcessLane } from './process-lane.ts';
import { createStore, type Store } from './store.ts';

export interface MediaOptions {
  readonly locker: ObjectStreams;
  readonly fork: ForkChild;
  /** Where copies for playing and the like are kept; made when needed, and never more than {@link maxBytes} for long. */
  readonly folder: string;
  readonly maxBytes?: number;
  /** Longest that somebody waits for a description, frame or poster. */
  readonly quickTimeoutMs?: number;
  readonly slowTimeoutMs?: number;
  readonly silenceMs?: number;
  readonly idleMs?: number;
}

/** Layout of the folder: another one is begun beside it when what is kept changes. */
const LAYOUT = 'v1';
const MAX_BYTES = 20 * 1024 ** 3;

/** {@link Media} and {@link MediaViews} of a locker; processes start at the first call and are let go when idle. */
export function createMedia(options: MediaOptions): Media & MediaViews {
  const { locker, fork, folder, maxBytes = MAX_BYTES } = options;
  const {
    quickTimeoutMs = 30_000,
    slowTimeoutMs = 2 * 3_600_000,
    silenceMs = 60_000,
    idleMs = 20_000,
  } = options;
  const modulePath = siblingModule(import.meta.url, './process.ts', './media-process.js');
  const lane = (timeoutMs: number) =>
    new ProcessLane({ start: () => fork(modulePath, 'media'), locker, timeoutMs, silenceMs, idleMs });
  const lanes = { quick: lane(quickTimeoutMs), slow: lane(slowTimeoutMs) };
  const store = createStore(join(folder, LAYOUT));
  const derived = createDerived(store, lanes.quick, lanes.slow);
  const parts: Parts = { derived, store, lanes, unchanged: createObjectCheck(locker) };
  return {
    describe: (item) => describe(parts, item),
    frameAt: (item, mediaMs) => frameAt(parts, item, mediaMs),
    keyFrames: (item) => keyFrames(parts, item),
    peaks: async (item) => {
      if (!isMedia(item)) return refuse('MEDIA_NOT_MEDIA');
      return unhurried(await derived.peaks(item));
    },
    prepare: async (item, context) => {
      if (!isMedia(item)) return refuse('MEDIA_NOT_MEDIA');
      const prepared = await prepareItem(parts, item, context);
      await store.bound(maxBytes, item.sha256);
      return prepared;
    },
    scratchPath: () => attempt(() => store.scratchPath()),
    trim: (item, stretch, path, context) => trim(parts, item, stretch, path, context),
    ...viewsOf(parts, locker),
    forget: (sha256) => store.forget(sha256),
    close: async () => {
      lanes.quick.close();
      lanes.slow.close();
    },
  };
}

/** What the functions of this module work with. */
export interface Parts {
  readonly derived: Derived;
  readonly store: Store;
  readonly lanes: { readonly quick: ProcessLane; readonly slow: ProcessLane };
  /** Compares an object with its hash, once while the program runs: what is made of it is made of what was sealed (P27). */
  unchanged(sha256: string): ReturnType<typeof checkObject>;
}

function createObjectCheck(locker: ObjectStreams): Parts['unchanged'] {
  const checks = new Map<string, ReturnType<typeof checkObject>>();
  return async (sha256) => {
    const check = checks.get(sha256) ?? checkObject(locker, sha256);
    checks.set(sha256, check);
    const found = await check;
    // A failure is looked at again: the disk may be back.
    if (!found.ok) checks.delete(sha256);
    return found;
  };
}

/** Whether this can be sound or video at all, by what its bytes were found to be. */
export function isMedia({ mediaType }: Item): boolean {
  return /^(?:video|audio)\//.test(mediaType) || mediaType === 'application/vnd.rn-realmedia';
}

/** A task without a signal ends as cancelled only when everything is closed. */
function unhurried<Value>(outcome: Result<Value, MediaError | 'CANCELLED'>): Result<Value, MediaError> {
  if (outcome.ok) return outcome;
  const { code } = outcome.error;
  return code === 'CANCELLED'
    ? refuse('MEDIA_UNREADABLE', 'closed')
    : { ok: false, error: { ...outcome.error, code } };
}

async function describe({ derived }: Parts, item: Item): Promise<Result<MediaDescription, MediaError>> {
  if (!isMedia(item)) return refuse('MEDIA_NOT_MEDIA');
  const found = await derived.findings(item);
  if (!found.ok && found.error.code !== 'MEDIA_UNREADABLE') return unhurried(found);
  if (!found.ok) {
    return ok({
      kind: item.mediaType.startsWith('audio/') ? 'audio' : 'video',
      contentType: item.mediaType,
      durationMs: null,
      video: null,
      sound: null,
      playback: 'impossible',
      filmstripFrameCount: 0,
      problem: playbackProblem(item.mediaType),
    });
  }
  const { plays } = found.value;
  const isReady = plays === 'copy' && (await derived.keptCopy(item)) !== undefined;
  return ok({
    ...describedAs(found.value),
    playback:
      plays === 'no'
        ? 'impossible'
        : plays === 'as-is'
          ? 'original'
          : isReady
            ? 'remux-ready'
            : 'remux-needed',
    filmstripFrameCount: await derived.filmstripFrameCount(item),
    problem: plays === 'no' ? playbackProblem(item.mediaType) : null,
  });
}

async function frameAt({ lanes, unchanged }: Parts, item: Item, mediaMs: number) {
  if (!isMedia(item)) return refuse('MEDIA_NOT_MEDIA');
  const checked = await unchanged(item.sha256);
  if (!checked.ok) return checked;
  return unhurried(await lanes.quick.ask({ operation: 'frame', mediaMs }, { object: item }));
}

async function keyFrames({ derived }: Parts, item: Item): ReturnType<Media['keyFrames']> {
  if (!isMedia(item)) return refuse('MEDIA_NOT_MEDIA');
  const findings = await derived.findings(item);
  const surveyed = await derived.survey(item);
  if (!findings.ok) return unhurried(findings);
  if (!surveyed.ok) return unhurried(surveyed);
  const { provenance } = item;
  const marks = provenance.source === 'recording' ? provenance.recording.marks : [];
  const durationMs = findings.value.durationMs ?? 0;
  return ok(chooseKeyFrames({ durationMs, marks, candidates: surveyed.value.candidates }));
}

async function trim(
  { lanes, store, unchanged }: Parts,
  item: Item,
  stretch: Parameters<Media['trim']>[1],
  path: string,
  { signal, progress }: Parameters<Media['trim']>[3],
): ReturnType<Media['trim']> {
  if (!isMedia(item)) return refuse('MEDIA_NOT_MEDIA');
  if (stretch.fromMs >= stretch.toMs) return refuse('MEDIA_TIME_OUTSIDE');
  const checked = await unchanged(item.sha256);
  if (!checked.ok) return checked;
  const scratch = await attempt(() => store.scratchPath());
  if (!scratch.ok) return scratch;
  const made = await lanes.slow.ask(
    { operation: 'copy', path: scratch.value, stretch },
    { object: item, signal, onProgress: (done, total) => progress('', done, total) },
  );
  const placed = made.ok ? await attempt(() => rename(scratch.value, path)) : made;
  if (!placed.ok) await rm(scratch.value, { force: true });
  if (!made.ok) return made;
  const { mediaType, fromMs } = made.value;
  return placed.ok ? ok({ mediaType, fromMs }) : placed;
}

function viewsOf({ derived, lanes }: Parts, locker: ObjectStreams): MediaViews {
  return {
    playable: async (item) => {
      const found = isMedia(item) ? await derived.findings(item) : undefined;
      if (found?.ok !== true || found.value.plays === 'no') return undefined;
      const mediaType = found.value.contentType.split(';')[0] ?? '';
      const copy = found.value.plays === 'copy' ? await derived.keptCopy(item) : undefined;
      if (copy !== undefined) {
        const { path, sizeBytes } = copy;
        return { mediaType: copy.mediaType, sizeBytes, open: async (range) => createReadStream(path, range) };
      }
      // Until the copy is there, players that guess the container may begin with the original.
      const isSameContainer = found.value.plays === 'as-is' || mediaType === item.mediaType;
      if (!isSameContainer) return undefined;
      return {
        mediaType,
        sizeBytes: item.sizeBytes,
        open: (range) => locker.streamObject(item.sha256, range),
      };
    },
    filmstrip: (item) => derived.filmstrip(item),
    poster: async (item) => {
      const found = isMedia(item) ? await derived.findings(item) : undefined;
      if (found?.ok !== true || found.value.video === null) return undefined;
      const durationMs = found.value.durationMs ?? 0;
      const made = await lanes.quick.ask({ operation: 'poster', durationMs }, { object: item });
      return made.ok ? made.value : undefined;
    },
  };
}
