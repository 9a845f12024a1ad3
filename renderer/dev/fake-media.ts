import type { Client } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import { fakeId } from './fake-evidence.ts';
import type { FakeJobs } from './fake-jobs.ts';
import type { FakeWorld } from './fake-main.ts';

/** Sound and video of the fake. */
export function fakeMedia(world: FakeWorld, jobs: FakeJobs): Pick<Client, 'media'> {
  const itemOf = (itemId: string) => {
    const item = world.contents.items.find(({ id }) => id === itemId);
    return item === undefined ? fail('ITEM_UNKNOWN', '找不到这件证据。') : ok({ item });
  };
  const unreadable = async () => fail('MEDIA_UNREADABLE', '这个文件读不出来。');
  return {
    media: {
      describe: unreadable,
      prepare: async () => ok({ jobId: jobs.start('prepare', [fakeId('j', 1)], () => undefined) }),
      getKeyFrames: async () => ok({ frames: [] }),
      getPeaks: unreadable,
      sealFrame: async ({ itemId }) => itemOf(itemId),
      trim: async () => ok({ jobId: jobs.start('trim', [fakeId('j', 1)], () => undefined) }),
      describeCall: async ({ itemId }) => itemOf(itemId),
      getTranscript: async () => ok({ transcript: null }),
      writeTranscript: async ({ itemId }) => itemOf(itemId),
      importTranscript: async ({ itemId }) => itemOf(itemId),
    },
  };
}
