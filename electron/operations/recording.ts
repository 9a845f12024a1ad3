import type { Handlers } from '../../core/contract/index.ts';
import { ok } from '../../core/result.ts';
import type { OperationDeps } from './ports.ts';

/** 录屏, as windows steer it. */
export function recordingHandlers({ recordings }: OperationDeps): Handlers['recording'] {
  const { recorder } = recordings;
  return {
    getSources: () => recorder.sources(),
    getState: () => {
      recordings.windowIsListening();
      return ok(recorder.state());
    },
    start: (request) => recordings.start(request, 'window'),
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    stop: async () => {
      const stopped = await recorder.stop();
      return stopped.ok ? ok({ item: stopped.value }) : stopped;
    },
    mark: async ({ label }) => {
      const marked = await recorder.mark(label);
      return marked.ok ? ok({ mark: marked.value }) : marked;
    },
    listen: async ({ microphoneId, isSystemSoundOn }) => {
      const isNothing = microphoneId === null && !isSystemSoundOn;
      const heard = await recorder.listen(isNothing ? undefined : { microphoneId, isSystemSoundOn });
      return heard.ok ? ok(undefined) : heard;
    },
  };
}
