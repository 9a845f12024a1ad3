import { invariant } from '../assert.ts';
import type { JournalLine, JournalLineContent } from './journal.ts';
import { type Gap, MAX_LISTED, type Mark, type Notice, type RecordingFacts } from './recording-facts.ts';

/** A journal's own hash and size. */
export type JournalIdentity = RecordingFacts['journal'];

/** What an ended journal says, as the item that is sealed from it states it. Throws when the journal has no end. */
export function summariseJournal(lines: readonly JournalLine[], journal: JournalIdentity): RecordingFacts {
  const [started] = lines;
  const last = lines.at(-1);
  invariant(started?.kind === 'started', 'a journal begins with its start');
  invariant(last?.kind === 'stopped' || last?.kind === 'interrupted', 'a journal that is sealed has an end');
  const { recordingId, source } = started.is;
  const chunks = lines.filter((line) => line.kind === 'chunk');
  const end = last.kind === 'stopped' ? last.at : lastKnownMoment(lines, last.is);
  return {
    recordingId,
    source,
    end,
    ending: last.kind === 'stopped' ? last.is.ending : 'interrupted',
    mediaDurationMs: last.kind === 'stopped' ? last.is.mediaMs : mediaMsAt(lines, end.monotonicNs),
    chunkCount: chunks.length,
    ...(last.kind === 'stopped' && last.is.frames !== undefined ? { frames: last.is.frames } : {}),
    marks: marksOf(lines),
    gaps: gapsOf(lines),
    notices: noticesOf(lines),
    ...(last.kind === 'interrupted' ? { interruption: interruptionOf(last.at.utc, last.is) } : {}),
    journal,
  };
}

function interruptionOf(foundAtUtc: string, is: JournalLineContent<'interrupted'>) {
  const { tailBytes, missingBytes, found } = is;
  const damagedBytes = found === undefined ? 0 : Math.max(0, found.sizeBytes - tailBytes - found.intactBytes);
  return { foundAtUtc, tailBytes, missingBytes, ...(damagedBytes > 0 ? { damagedBytes } : {}) };
}

/**
 * The last line that still stands: not the `interrupted` one, whose moment is the next start's (recovered chunks carry
 * that too), and nothing behind the first chunk that the file no longer has.
 */
function lastKnownMoment(lines: readonly JournalLine[], { found }: JournalLineContent<'interrupted'>) {
  const lostAt = lines.findIndex(
    (line) =>
      line.kind === 'chunk' && found !== undefined && line.is.offset + line.is.sizeBytes > found.intactBytes,
  );
  const standing = lostAt < 0 ? lines : lines.slice(0, lostAt);
  const last = standing.findLast(
    (line) => line.kind !== 'interrupted' && !(line.kind === 'chunk' && line.is.isRecovered),
  );
  invariant(last !== undefined, 'a journal has a first line');
  return last.at;
}

/** Time recorded until a moment on the monotonic clock, pauses left out. */
function mediaMsAt(lines: readonly JournalLine[], untilNs: string): number {
  let recordedNs = 0n;
  let rollingSince: bigint | undefined;
  for (const line of lines) {
    const at = BigInt(line.at.monotonicNs);
    if (line.kind === 'started' || line.kind === 'resumed') rollingSince ??= at;
    if (line.kind === 'paused' && rollingSince !== undefined) {
      recordedNs += at - rollingSince;
      rollingSince = undefined;
    }
  }
  if (rollingSince !== undefined) recordedNs += BigInt(untilNs) - rollingSince;
  return Math.max(0, Number(recordedNs / 1_000_000n));
}

function marksOf(lines: readonly JournalLine[]): Mark[] {
  return lines
    .filter((line) => line.kind === 'marked')
    .slice(0, MAX_LISTED)
    .map(({ at, is }) => ({ mediaMs: is.mediaMs, utc: at.utc, label: is.label }));
}

function noticesOf(lines: readonly JournalLine[]): Notice[] {
  return lines
    .filter((line) => line.kind === 'noticed')
    .slice(0, MAX_LISTED)
    .map(({ at, is }) => ({ code: is.code, mediaMs: is.mediaMs, utc: at.utc, detail: is.detail }));
}

function gapsOf(lines: readonly JournalLine[]): Gap[] {
  const gaps: Gap[] = [];
  for (const line of lines) {
    const open = gaps.at(-1);
    if (line.kind === 'paused') {
      gaps.push({ mediaMs: line.is.mediaMs, fromUtc: line.at.utc, toUtc: null, reason: line.is.reason });
    } else if (line.kind === 'resumed' && open?.toUtc === null) {
      gaps[gaps.length - 1] = { ...open, toUtc: line.at.utc };
    }
  }
  return gaps.slice(0, MAX_LISTED);
}
