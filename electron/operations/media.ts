import { invariant } from '../../core/assert.ts';
import type { Handlers } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Locker, LockerOpenError } from '../locker/index.ts';
import { type Media, sealFrame, sealTrim } from '../media/index.ts';
import type { OperationDeps } from './ports.ts';

type MediaHandlers = Omit<
  Handlers['media'],
  'describeCall' | 'getTranscript' | 'writeTranscript' | 'importTranscript'
>;

interface Found {
  readonly item: Item;
  readonly media: Media;
  readonly locker: Locker;
}

/** Sound and video in the window. Originals are only read; what is taken from them is sealed beside them. */
export function mediaHandlers(deps: OperationDeps): MediaHandlers {
  const { jobs, announce, clock, environment } = deps;
  return {
    describe: async ({ itemId }) => {
      const found = await find(deps, itemId);
      return found.ok ? await found.value.media.describe(found.value.item) : found;
    },
    prepare: async ({ itemId }) => {
      const found = await find(deps, itemId);
      if (!found.ok) return found;
      const { media, item } = found.value;
      const { jobId } = jobs.start('prepare', (context) => media.prepare(item, context));
      return ok({ jobId });
    },
    getKeyFrames: async ({ itemId }) => {
      const found = await find(deps, itemId);
      if (!found.ok) return found;
      const frames = await found.value.media.keyFrames(found.value.item);
      return frames.ok ? ok({ frames: [...frames.value] }) : frames;
    },
    getPeaks: async ({ itemId }) => {
      const found = await find(deps, itemId);
      return found.ok ? await found.value.media.peaks(found.value.item) : found;
    },
    sealFrame: async ({ itemId, mediaMs }) => {
      const found = await find(deps, itemId);
      if (!found.ok) return found;
      const { item: original, ...rest } = found.value;
      const sealed = await sealFrame({ ...rest, clock, environment }, original, mediaMs);
      if (!sealed.ok) return sealed;
      const { item } = sealed.value;
      announce('itemSealed', { item });
      return ok({ item });
    },
    trim: async ({ itemId, fromMs, toMs }) => {
      const found = await find(deps, itemId);
      if (!found.ok) return found;
      const { item: original, ...rest } = found.value;
      const { jobId } = jobs.start('trim', async (context) => {
        const sealed = await sealTrim({ ...rest, clock, environment }, original, { fromMs, toMs }, context);
        if (sealed.ok) announce('itemSealed', { item: sealed.value });
        return sealed;
      });
      return ok({ jobId });
    },
  };
}

async function find(
  { locker, media }: OperationDeps,
  itemId: string,
): Promise<Result<Found, LockerOpenError | 'ITEM_UNKNOWN'>> {
  if (!locker.ok) return locker;
  invariant(media !== undefined, 'whoever has a locker has what can be made of its sound and video');
  const found = await locker.value.getItem(itemId);
  if (found === undefined) return fail('ITEM_UNKNOWN', '没有这件证据，可能编号有误。请刷新列表后再试。');
  return ok({ item: found.item, media, locker: locker.value });
}
