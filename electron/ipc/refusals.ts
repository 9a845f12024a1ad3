import type { ChokePointError } from '../../core/contract/index.ts';
import { fail } from '../../core/result.ts';
import type { KnownWindow } from './sender.ts';

const messages: Readonly<Record<ChokePointError, string>> = {
  FRAME_MISSING: '请求来自已经关闭的页面，未执行。请重新打开窗口再试。',
  FRAME_NOT_TOP: '请求来自嵌入的页面，未执行。只有留痕自己的窗口可以操作证据。',
  WINDOW_UNKNOWN: '请求不是来自留痕的窗口，未执行。',
  ORIGIN_FOREIGN: '请求来自其他网页，未执行。请关闭该窗口并重新打开留痕。',
  WINDOW_NOT_ALLOWED: '这个窗口不能执行该操作。请在主窗口中操作。',
  INPUT_TOO_LARGE: '提交的内容过大，未执行。请减少内容后再试。',
  INPUT_INVALID: '提交的内容格式不对，未执行。请检查后再试。',
  OUTPUT_INVALID: '程序内部结果有误，已记入日志。已固定的证据不受影响；请重启留痕再试。',
  UNEXPECTED: '程序内部出错，已记入日志。已固定的证据不受影响；请重启留痕再试。',
};

/** A failure of the choke point with its sentence for the user. */
export function refuse<Code extends ChokePointError>(code: Code) {
  return fail(code, messages[code]);
}

const LIMIT = 5;
const WINDOW_MS = 60_000;

/** Counts refusals a window has earned; the fifth within a minute closes it. */
export interface RefusalCounter {
  count(window: KnownWindow): void;
}

/** `nowMs` is any clock that is never set back. */
export function countRefusals(nowMs: () => number): RefusalCounter {
  const refusedAt = new WeakMap<KnownWindow, number[]>();
  return {
    count: (window) => {
      const now = nowMs();
      const recent = (refusedAt.get(window) ?? []).filter((at) => now - at < WINDOW_MS);
      recent.push(now);
      refusedAt.set(window, recent);
      // SECURITY: P13 our own pages are refused only by mistake; five in a minute is somebody trying.
      if (recent.length === LIMIT) window.close();
    },
  };
}
