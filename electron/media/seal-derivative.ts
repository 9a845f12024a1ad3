import { rm } from 'node:fs/promises';
import { invariant } from '../../core/assert.ts';
import type { DerivativeFacts, Environment, Item } from '../../core/evidence/index.ts';
import { wallClockAt } from '../../core/recording/index.ts';
import { fail, type Result } from '../../core/result.ts';
import type { JobContext } from '../jobs/index.ts';
import type { ImportError, Locker, LockerError, SealRequest } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';
import { refuse } from './failures.ts';
import type { FramePicture, Media, MediaError } from './media.ts';
import { DECODER, PACKET_COPIER } from './software.ts';

export interface DerivativeDeps {
  readonly locker: Pick<Locker, 'seal'>;
  readonly media: Pick<Media, 'frameAt' | 'trim' | 'describe' | 'scratchPath'>;
  readonly clock: Clock;
  readonly environment: Environment;
}

/** A sealed frame with the picture itself. */
export interface SealedFrame {
  readonly item: Item;
  readonly picture: FramePicture;
}

/**
 * Seals the frame shown at `mediaMs` as an item of its own that names its original, in the order its original is in. It
 * states the time of the frame itself, and of a recording what the wall clock said then.
 */
export async function sealFrame(
  deps: DerivativeDeps,
  original: Item,
  mediaMs: number,
): Promise<Result<SealedFrame, MediaError | LockerError>> {
  const shown = await deps.media.frameAt(original, mediaMs);
  if (!shown.ok) return shown;
  const { value: picture } = shown;
  const { provenance } = original;
  const utc =
    provenance.source === 'recording'
      ? { utc: wallClockAt(provenance.clock.utc, provenance.recording, picture.mediaMs) }
      : {};
  const sealed = await deps.locker.seal({
    content: { bytes: picture.png },
    mediaType: 'image/png',
    image: { widthPx: picture.widthPx, heightPx: picture.heightPx },
    ...derivedFrom(deps, original, {
      how: 'frame',
      ...identityOf(original),
      mediaMs: picture.mediaMs,
      ...utc,
      software: DECODER,
    }),
  });
  return sealed.ok ? { ok: true, value: { item: sealed.value, picture } } : lockerFailure(sealed.error);
}

/**
 * Seals a stretch as an item of its own that names its original, in the order its original is in. It begins at the key
 * frame at or before `fromMs`, and states that time; its end is at most the end of the original.
 */
export async function sealTrim(
  deps: DerivativeDeps,
  original: Item,
  stretch: { readonly fromMs: number; readonly toMs: number },
  context: Pick<JobContext, 'signal' | 'progress'>,
): Promise<Result<Item, MediaError | LockerError | 'CANCELLED'>> {
  const path = await deps.media.scratchPath();
  if (!path.ok) return path;
  try {
    const described = await deps.media.describe(original);
    if (!described.ok) return described;
    const durationMs = described.value.durationMs ?? 0;
    if (stretch.fromMs >= durationMs) return refuse('MEDIA_TIME_OUTSIDE');
    const toMs = Math.min(stretch.toMs, durationMs);
    const cut = await deps.media.trim(original, { fromMs: stretch.fromMs, toMs }, path.value, context);
    if (!cut.ok) return cut;
    const { mediaType, fromMs } = cut.value;
    const facts = { how: 'trim', ...identityOf(original), fromMs, toMs, software: PACKET_COPIER } as const;
    const sealed = await deps.locker.seal({
      content: { path: path.value },
      mediaType,
      ...derivedFrom(deps, original, facts),
    });
    return sealed.ok ? sealed : lockerFailure(sealed.error);
  } finally {
    await rm(path.value, { force: true });
  }
}

function derivedFrom(
  { clock, environment }: DerivativeDeps,
  { orderId }: Item,
  derivative: DerivativeFacts,
): Pick<SealRequest, 'provenance' | 'assignment'> {
  return {
    provenance: { source: 'derivative', clock: clock.facts(), environment, derivative },
    ...(orderId === null ? {} : { assignment: { orderId, by: 'user' } }),
  };
}

function identityOf({ id, sha256, provenance }: Item): Pick<DerivativeFacts, 'of' | 'ofSha256' | 'ofSource'> {
  invariant(
    provenance.source !== 'capture' && provenance.source !== 'environment-check',
    'pictures and reports have no frames',
  );
  const ofSource = provenance.source === 'derivative' ? provenance.derivative.ofSource : provenance.source;
  return { of: id, ofSha256: sha256, ofSource };
}

function lockerFailure(error: { readonly code: ImportError; readonly message: string }) {
  invariant(!error.code.startsWith('FILE_'), 'what was just made is a file that can be read');
  return fail(error.code as LockerError, error.message);
}
