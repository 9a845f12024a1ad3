import type { RenderProcessGoneDetails } from 'electron';

type Reason = RenderProcessGoneDetails['reason'];

/** Chromium's own words for how a renderer ended. */
const REASONS: Readonly<Record<string, Reason>> = {
  normal: 'clean-exit',
  'abnormal termination': 'abnormal-exit',
  'process was killed': 'killed',
  killed: 'killed',
  crashed: 'crashed',
  oom: 'oom',
  'launch failed': 'launch-failed',
};

const SIGNAL_BITS = 0x7f;
const KILLING_SIGNALS = new Set([2, 9, 15]);

export function reasonOfStatus(status: string): Reason {
  return REASONS[status] ?? 'abnormal-exit';
}

/** From what waiting for a process gives, by Chromium's rule: asked to end by a signal, or ended by its own fault. */
export function reasonOfWaitStatus(waitStatus: number): Reason {
  if (waitStatus === 0) return 'clean-exit';
  const signal = waitStatus & SIGNAL_BITS;
  if (signal === 0) return 'abnormal-exit';
  return KILLING_SIGNALS.has(signal) ? 'killed' : 'crashed';
}
