import type { Handlers } from '../../core/contract/index.ts';
import { fail } from '../../core/result.ts';

/** 录屏, as windows steer it. */
export function recordingHandlers(): Handlers['recording'] {
  const unavailable = async () => fail('RECORDING_UNAVAILABLE', '这个版本还不能录屏。');
  return {
    getSources: unavailable,
    getState: async () => {
      throw new Error('not wired yet');
    },
    start: unavailable,
    pause: unavailable,
    resume: unavailable,
    stop: unavailable,
    mark: unavailable,
    listen: unavailable,
  };
}
