import { settle } from '../client.ts';
import { endOf } from './end-cause.ts';
import type { ActiveTask, ListenTask, RecorderCalls } from './follow-tasks.ts';
import { share } from './picture.ts';
import { mixSound, openMicrophone, type SoundInput } from './sound.ts';

/** How often main hears how loud it is. */
export const REPORT_EVERY_MS = 200;
/** The least that comes with the system's sound; the picture is let go at once. */
const LISTENING_FPS = 5;

/** Runs the meters and records nothing. */
export function listen(task: ListenTask, recorder: RecorderCalls): ActiveTask {
  const { taskId } = task;
  let isOver = false;
  let close = () => {
    isOver = true;
  };
  const run = async () => {
    const inputs = await openInputs(task);
    const sound = await mixSound(inputs, () => undefined);
    const timer = setInterval(() => {
      void settle(recorder.report({ taskId, levels: sound.levels(), frames: null, widthPx: 0, heightPx: 0 }));
    }, REPORT_EVERY_MS);
    close = () => {
      clearInterval(timer);
      sound.close();
    };
    if (isOver) close();
  };
  run().catch((error: unknown) => settle(recorder.ended({ taskId, ...endOf(error, 'sound-lost') })));
  return { taskId, follow: () => undefined, drop: () => close() };
}

async function openInputs({ microphoneId, isSystemSoundOn }: ListenTask): Promise<SoundInput[]> {
  const inputs: SoundInput[] = [];
  if (isSystemSoundOn) {
    const { picture, systemSound } = await share(LISTENING_FPS, true);
    picture.stop();
    if (systemSound !== undefined) inputs.push({ kind: 'system', track: systemSound });
  }
  if (microphoneId === null) return inputs;
  try {
    return [...inputs, await openMicrophone(microphoneId)];
  } catch (error) {
    for (const { track } of inputs) track.stop();
    throw error;
  }
}
