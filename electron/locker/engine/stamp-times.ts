/** A stamped checkpoint: how many entries it covers, and its earliest trusted time. */
export interface StampTime {
  readonly size: number;
  readonly time: string;
}

/**
 * Finds for an entry the stamped checkpoint with the earliest trusted time that covers it (the smallest of equals): a
 * checkpoint that is stamped late, or again, never takes the place of an earlier time. Answers its size.
 */
export function createStampTimes(stamps: Iterable<StampTime>): (seq: number) => number | undefined {
  // From the largest on, only those with an earlier time than all that are larger: sizes descend with times.
  const best: StampTime[] = [];
  for (const stamp of [...stamps].toSorted((left, right) => right.size - left.size)) {
    const last = best.at(-1);
    if (last === undefined || stamp.time <= last.time) best.push(stamp);
  }
  return (seq) => {
    // The smallest of these that covers the entry: sizes descend, so the last one above `seq`.
    let low = 0;
    let high = best.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((best[middle]?.size ?? 0) > seq) low = middle + 1;
      else high = middle;
    }
    return best[low - 1]?.size;
  };
}
