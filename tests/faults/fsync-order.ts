import type { SystemCall } from './system-calls.ts';

/**
 * Whether every acknowledgement in a trace comes after what it promises (P02): since the one before, an object's
 * temporary was flushed, then renamed, then its folder flushed, then the log written, then the log flushed. Returns
 * what is missing, a line each.
 */
export function orderViolations(calls: readonly SystemCall[]): readonly string[] {
  const violations: string[] = [];
  let since = 0;
  let acknowledged = 0;
  calls.forEach((call, at) => {
    if (!/^write\(1<.*"ack /.test(call.text)) return;
    acknowledged += 1;
    const missing = missingStep(calls.slice(since, at));
    if (missing !== undefined) violations.push(`commit ${acknowledged}: ${missing}`);
    since = at + 1;
  });
  if (acknowledged === 0) violations.push('nothing was acknowledged');
  return violations;
}

/**
 * Whether every acknowledged chunk in a trace comes after what it promises (P11): since the one before, its bytes were
 * written, then flushed, then its line written, then flushed.
 */
export function chunkOrderViolations(calls: readonly SystemCall[]): readonly string[] {
  const violations: string[] = [];
  let since = 0;
  let acknowledged = 0;
  calls.forEach((call, at) => {
    if (!/^write\(1<.*"chunk /.test(call.text)) return;
    acknowledged += 1;
    const missing = missingOf(chunkSteps, calls.slice(since, at));
    if (missing !== undefined) violations.push(`chunk ${acknowledged}: not in order: ${missing}`);
    since = at + 1;
  });
  if (acknowledged === 0) violations.push('no chunk was acknowledged');
  return violations;
}

type Step = readonly [what: string, pattern: RegExp];

const chunkSteps: readonly Step[] = [
  ['the bytes are written', /^pwrite64\(\d+<[^>]*\/stream\.webm>/],
  ['the bytes are flushed', /^f(data)?sync\(\d+<[^>]*\/stream\.webm>/],
  ['the line is written', /^pwrite64\(\d+<[^>]*\/journal\.jsonl>/],
  ['the line is flushed', /^f(data)?sync\(\d+<[^>]*\/journal\.jsonl>/],
];

/**
 * Whether a removal in a trace destroys what it says, in this order: tombstone flushed, then the object's name taken away
 * and that flushed, then its bytes written over and that flushed, then its file removed.
 */
export function removalOrderViolations(calls: readonly SystemCall[]): readonly string[] {
  const missing = missingOf(removalSteps, calls);
  return missing === undefined ? [] : [`not in order: ${missing}`];
}

const removalSteps: readonly Step[] = [
  ['the log is written', /^pwrite64\(\d+<[^>]*locker\.sqlite-wal>/],
  ['the log is flushed', /^f(data)?sync\(\d+<[^>]*locker\.sqlite-wal>/],
  ['the object loses its name', /^rename(at2?)?\(.*\/objects\/[0-9a-f]{2}\/.*\/objects\/tmp-shred-/],
  ['its folder is flushed', /^f(data)?sync\(\d+<[^>]*\/objects\/[0-9a-f]{2}>/],
  ['its bytes are written over', /^pwrite64\(\d+<[^>]*\/objects\/tmp-shred-/],
  ['they are flushed', /^f(data)?sync\(\d+<[^>]*\/objects\/tmp-shred-/],
  ['its file is removed', /^unlink(at)?\(.*\/objects\/tmp-shred-/],
  ['the folder is flushed', /^f(data)?sync\(\d+<[^>]*\/objects>/],
];

/** The first step that does not follow those before it. */
function missingOf(wanted: readonly Step[], calls: readonly SystemCall[]): string | undefined {
  let at = 0;
  for (const [what, pattern] of wanted) {
    const found = calls.findIndex(({ text }, index) => index >= at && pattern.test(text));
    if (found === -1) return what;
    at = found + 1;
  }
  return undefined;
}

const steps: readonly Step[] = [
  ['the object is flushed', /^f(data)?sync\(\d+<[^>]*\/objects\/tmp-/],
  ['the object is renamed', /^rename(at2?)?\(.*\/objects\/tmp-.*\/objects\/[0-9a-f]{2}\//],
  ['the folder is flushed', /^f(data)?sync\(\d+<[^>]*\/objects\/[0-9a-f]{2}>/],
  ['the log is written', /^pwrite64\(\d+<[^>]*locker\.sqlite-wal>/],
  ['the log is flushed', /^f(data)?sync\(\d+<[^>]*locker\.sqlite-wal>/],
];

function missingStep(calls: readonly SystemCall[]): string | undefined {
  const missing = missingOf(steps, calls);
  if (missing !== undefined) return `not in order: ${missing}`;
  const made = calls.findIndex(({ text }) => /^mkdir(at)?\(.*\/objects\/[0-9a-f]{2}"/.test(text));
  const flushed = calls.findIndex(
    ({ text }, index) => index > made && /^f(data)?sync\(\d+<[^>]*\/objects>/.test(text),
  );
  if (made !== -1 && flushed === -1) return 'a new folder is not flushed in its parent';
  // Whatever was written to the log last was flushed too.
  const lastWrite = calls.findLastIndex(({ text }) => /^pwrite64\(\d+<[^>]*locker\.sqlite-wal>/.test(text));
  const lastFlush = calls.findLastIndex(({ text }) =>
    /^f(data)?sync\(\d+<[^>]*locker\.sqlite-wal>/.test(text),
  );
  return lastFlush > lastWrite ? undefined : 'the log was written after its last flush';
}
