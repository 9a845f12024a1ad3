import type { recorderEndCauses } from '../../core/contract/index.ts';
import { fail, type Result } from '../../core/result.ts';
import type { SourceError } from './source.ts';

export type EndCause = (typeof recorderEndCauses)[number];

type Problem = Extract<
  SourceError,
  'RECORDING_REFUSED' | 'RECORDING_NO_DISPLAY' | 'RECORDING_NO_SOUND' | 'RECORDING_FAILED'
>;

const problems: Readonly<Record<EndCause, readonly [Problem, string]>> = {
  refused: [
    'RECORDING_REFUSED',
    '系统不让录屏或录音。请在系统设置里允许留痕录制屏幕和使用麦克风，再试一次。',
  ],
  'source-ended': ['RECORDING_NO_DISPLAY', '要录的画面不见了，没有录屏。请重新选择再试。'],
  'sound-lost': ['RECORDING_NO_SOUND', '打不开麦克风，没有录屏。请检查麦克风，或不录声音再试。'],
  failed: ['RECORDING_FAILED', '录屏没有开始成功。请再试一次；还不行就重启留痕。'],
  stopped: ['RECORDING_FAILED', '录屏还没开始就停了。请再试一次。'],
};

/** What an end before the first frame means for whoever asked. `detail` is kept for the log, not shown. */
export function failureOf(cause: EndCause, detail: string): Result<never, Problem> {
  const [code, message] = problems[cause];
  return detail === '' ? fail(code, message) : fail(code, message, { detail });
}

/** The page speaks of a task that is over. */
export function otherTask() {
  return fail('RECORDING_NOT_RUNNING', '没有正在进行的录屏。');
}

/** The page could not be opened. */
export function noPage(error: unknown) {
  const detail = error instanceof Error ? error.message : String(error);
  return fail('RECORDING_UNAVAILABLE', '录屏的窗口打不开，现在不能录屏。请重启留痕再试。', { detail });
}
