import type { Handlers } from '../../core/contract/index.ts';
import { fail } from '../../core/result.ts';

type MediaHandlers = Omit<
  Handlers['media'],
  'describeCall' | 'getTranscript' | 'writeTranscript' | 'importTranscript'
>;

/** Sound and video in the window. */
export function mediaHandlers(): MediaHandlers {
  const unreadable = async () => fail('MEDIA_UNREADABLE', '这个版本还不能播放录像。');
  return {
    describe: unreadable,
    prepare: unreadable,
    getKeyFrames: unreadable,
    getPeaks: unreadable,
    sealFrame: unreadable,
    trim: unreadable,
  };
}
