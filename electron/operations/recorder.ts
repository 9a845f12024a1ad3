import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';

/** Whoever talks with the recorder's hidden page: the source of recordings (electron/recording). */
export type RecorderDesk = Handlers['recorder'];

/** What the recorder's hidden page says, for the one it says it to. */
export function recorderHandlers(desk: RecorderDesk = noDesk): Handlers['recorder'] {
  return desk;
}

const notRunning = () => fail('RECORDING_NOT_RUNNING', '没有正在进行的录屏。');

/** Where nothing is ever recorded. */
const noDesk: RecorderDesk = {
  getTask: () => ok({ type: 'idle' }),
  started: notRunning,
  chunk: notRunning,
  report: notRunning,
  noticed: notRunning,
  ended: notRunning,
  listDevices: () => ok(undefined),
};
