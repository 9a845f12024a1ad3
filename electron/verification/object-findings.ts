import type { Finding, Steps } from '../../core/verification/index.ts';
import { examineLockerObject, type ObjectListing } from '../locker/index.ts';
import type { NamedObject } from './named-objects.ts';
import { observeRecordings, type RecordingsOutcome } from './recording-findings.ts';

/** What reading one object gave. */
export interface ObjectOutcome {
  readonly finding: Finding | undefined;
  /** Of the recordings whose file it is. */
  readonly recordings: RecordingsOutcome;
}

/** Below this much the threads are not worth their start. */
export const SMALL_BYTES = 64 * 1024 * 1024;

/** Reads every object to its end, in this thread, and compares it with its name and size. Stops when cancelled. */
export function examineObjects(
  directory: string,
  objects: readonly NamedObject[],
  steps: Steps,
): readonly ObjectOutcome[] {
  const outcomes = objects.map((object, at) => {
    steps.advance('核对原件', at, objects.length);
    return examineNamedObject(directory, object, () => steps.advance('核对原件', at, objects.length));
  });
  steps.advance('核对原件', objects.length, objects.length);
  return outcomes;
}

/** Reads one object and compares it with its name, its size, and the recordings whose file it is. */
export function examineNamedObject(
  directory: string,
  object: NamedObject,
  onBytes: (length: number) => void,
): ObjectOutcome {
  const { sha256, sizeBytes } = object;
  const observed = observeRecordings(directory, object.recordings);
  const found = examineLockerObject(directory, sha256, (bytes) => {
    observed.push(bytes);
    onBytes(bytes.length);
  });
  const about = (code: string, detail: string) => findingAbout(object, code, detail);
  switch (found.state) {
    case 'missing':
      return { finding: about('OBJECT_MISSING', '不见了。'), recordings: observed.outcome(false) };
    case 'unreadable':
      return {
        finding: about('OBJECT_UNREADABLE', `读不出来（${found.cause}）。`),
        recordings: observed.outcome(false),
      };
    case 'damaged': {
      const finding =
        sizeBytes === undefined || found.sizeBytes === sizeBytes
          ? about('OBJECT_HASH_MISMATCH', '的内容与固定时的哈希不符：被改过或已损坏。')
          : about('OBJECT_SIZE_MISMATCH', `应有 ${sizeBytes} 字节，实际 ${found.sizeBytes} 字节。`);
      return { finding, recordings: observed.outcome(false) };
    }
    case 'intact':
      return { finding: undefined, recordings: observed.outcome(true) };
  }
}

/** How a report names what is wrong with an object. */
export function findingAbout({ sha256, itemIds, what }: NamedObject, code: string, detail: string): Finding {
  const whose = itemIds.length === 0 ? '' : `（证据 ${itemIds.join('、')}）`;
  return { code, subject: sha256, detail: `${what}${whose}${detail}` };
}

/**
 * Files that no entry names. A commit that was cut short between object and entry leaves one behind, so they are no
 * damage: they are told as not checked, and never removed by verification. What is left of a removed item is told apart.
 */
export function unknownObjects(
  listing: ObjectListing,
  named: readonly NamedObject[],
  removed: ReadonlySet<string>,
): readonly Finding[] {
  const known = new Set(named.map(({ sha256 }) => sha256));
  const orphans = listing.objects.filter((sha256) => !known.has(sha256));
  return [...orphans, ...listing.strays].map((subject) =>
    removed.has(subject)
      ? {
          code: 'REMOVED_OBJECT_LEFT',
          subject,
          detail: '已删除的证据还留着文件：删除时没能抹掉。重新打开留痕会再试一次。',
        }
      : {
          code: 'OBJECT_UNKNOWN',
          subject,
          detail: '原件文件夹里有账本没有提到的文件：可能是固定到一半时断电留下的，不属于任何证据。',
        },
  );
}
