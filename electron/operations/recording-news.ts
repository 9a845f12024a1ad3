import type { RecordingState } from '../../core/contract/index.ts';

/** While nobody sees a window of ours, figures that only grow are told this rarely: painting them costs as much as 5 % of a core. */
const UNSEEN_EVERY_MS = 2000;

export interface RecordingNewsDeps {
  readonly announce: (state: RecordingState) => void;
  /** Whether a window that shows the recording can be seen now. */
  readonly isSeen: () => boolean;
  /** Milliseconds of a clock that is never set back. */
  readonly monotonicMs: () => number;
}

/** Tells windows of a recording: whatever happened at once, mere progress only where somebody sees it. */
export function createRecordingNews(deps: RecordingNewsDeps): (state: RecordingState) => void {
  let told = '';
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (state) => {
    const news = newsOf(state);
    const nowMs = deps.monotonicMs();
    if (news === told && !deps.isSeen() && nowMs - toldAtMs < UNSEEN_EVERY_MS) return;
    told = news;
    toldAtMs = nowMs;
    deps.announce(state);
  };
}

function newsOf({ phase, recordingId, marks, gaps, notices }: RecordingState): string {
  const open = gaps.filter(({ toUtc }) => toUtc === null).length;
  return [phase, recordingId, marks.length, gaps.length, open, notices.length].join(' ');
}
