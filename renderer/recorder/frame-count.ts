export interface FrameCounts {
  readonly deliveredCount: number;
  readonly droppedCount: number;
}

/** Counts frames while rolling; those that pass during a pause are not of the recording. */
export interface FrameCount {
  setRolling(isRolling: boolean): void;
  counts(): FrameCounts | null;
}

/** A {@link FrameCount} over counters that only grow. Stands still until it is set rolling. */
export function createFrameCount(read: () => FrameCounts | null): FrameCount {
  const none: FrameCounts = { deliveredCount: 0, droppedCount: 0 };
  let kept = none;
  let from: FrameCounts | undefined;
  const counts = () => {
    const now = read();
    return now === null ? null : sum(kept, from === undefined ? none : difference(now, from));
  };
  return {
    setRolling: (isRolling) => {
      if (isRolling === (from !== undefined)) return;
      kept = counts() ?? none;
      from = isRolling ? (read() ?? none) : undefined;
    },
    counts,
  };
}

function sum(a: FrameCounts, b: FrameCounts): FrameCounts {
  return {
    deliveredCount: a.deliveredCount + b.deliveredCount,
    droppedCount: a.droppedCount + b.droppedCount,
  };
}

function difference(a: FrameCounts, b: FrameCounts): FrameCounts {
  return {
    deliveredCount: a.deliveredCount - b.deliveredCount,
    droppedCount: a.droppedCount - b.droppedCount,
  };
}
