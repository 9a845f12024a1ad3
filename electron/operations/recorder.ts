import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';

/** What the recorder's hidden page says. */
export function recorderHandlers(): Handlers['recorder'] {
  const notRunning = async () => fail('RECORDING_NOT_RUNNING', '没有正在进行的录屏。');
  return {
    getTask: () => ok({ type: 'idle' }),
    started: notRunning,
    chunk: notRunning,
    report: notRunning,
    ended: notRunning,
    listDevices: () => ok(undefined),
  };
}
