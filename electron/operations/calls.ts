import type { Handlers } from '../../core/contract/index.ts';
import { fail } from '../../core/result.ts';

type CallHandlers = Pick<
  Handlers['media'],
  'describeCall' | 'getTranscript' | 'writeTranscript' | 'importTranscript'
>;

/** Recorded calls: with whom, and what was said. */
export function callHandlers(): CallHandlers {
  const unknown = async () => fail('ITEM_UNKNOWN', '没有这件证据，可能编号有误。请刷新列表后再试。');
  return {
    describeCall: unknown,
    getTranscript: unknown,
    writeTranscript: unknown,
    importTranscript: unknown,
  };
}
