import type { LedgerEntry } from '../../core/ledger/index.ts';
import type { ReportLines } from '../../core/verification/index.ts';
import { listUnfinishedRecordings, type ObjectListing } from '../locker/index.ts';
import { findStrayDerivatives } from './derivative-findings.ts';
import { findObjectDamage, type NamedObject, unknownObjects } from './object-findings.ts';
import { createRecordingsCheck } from './recording-findings.ts';
import type { Steps } from './steps.ts';

/** A ledger's entries, and whether it was found without a fault. */
export interface SoundOrNot {
  readonly entries: readonly LedgerEntry[];
  readonly isSound: boolean;
}

/** Every object byte for byte, and every recording against its journal on the way (P04, P12). */
export function checkObjects(
  directory: string,
  {
    entries,
    objects,
  }: { readonly entries: readonly LedgerEntry[]; readonly objects: readonly NamedObject[] },
  report: ReportLines,
  steps: Steps,
): void {
  const recordings = createRecordingsCheck(directory, entries);
  const findings = findObjectDamage(directory, objects, steps, recordings);
  report.check('OBJECTS', `${objects.length} 个原件逐字节核对，哈希与大小都一致。`, findings);
  const unseen = recordings.count - recordings.agreeing() - recordings.findings.length;
  if (recordings.count > unseen) {
    report.check('RECORDINGS', `${recordings.agreeing()} 段录屏与各自的流水逐段相符。`, recordings.findings);
  }
  // P28: what could not be compared is not passed.
  if (unseen > 0) {
    const detail = `${unseen} 段录屏的原件或流水已有问题，未逐段核对。`;
    report.notChecked({ code: 'RECORDINGS', detail });
  }
}

/** Every derivative names an original that was sealed before it. */
export function checkDerivatives({ entries, isSound }: SoundOrNot, report: ReportLines): void {
  const { count, findings } = findStrayDerivatives(entries);
  if (count === 0) return;
  if (isSound) report.check('DERIVATIVES', `${count} 件截取的证据都指向先前固定的原件。`, findings);
  else report.notChecked({ code: 'DERIVATIVES', detail: '账本已有问题，未核对截取的证据出自哪件原件。' });
}

/** A recording that is going on is as it should be; one whose program died waits for the next start. */
export function tellUnfinished(
  directory: string,
  entries: readonly LedgerEntry[],
  report: ReportLines,
): void {
  const sealed = new Set(
    entries.map(({ kind, payload }) =>
      kind === 'item-sealed' && payload.provenance.source === 'recording'
        ? payload.provenance.recording.recordingId
        : '',
    ),
  );
  const left = listUnfinishedRecordings(directory);
  if (!left.ok) {
    const detail = `录屏文件夹读不出来（${String(left.error.details?.cause ?? '')}），未检查有没有中断的录屏。`;
    report.notChecked({ code: 'RECORDING_UNFINISHED', detail });
    return;
  }
  for (const { recordingId, isLiving } of left.value) {
    if (isLiving || sealed.has(recordingId)) continue;
    const detail =
      '有一段录屏中断了，还没有固定，这次没有检查。打开留痕，或运行任意一条命令，它就会按已录到的内容固定。';
    report.notChecked({ code: 'RECORDING_UNFINISHED', subject: recordingId, detail });
  }
}

/** Files that belong to no item. */
export function tellUnknown(
  listing: ObjectListing,
  objects: readonly NamedObject[],
  report: ReportLines,
  isSound: boolean,
): void {
  if (!isSound) {
    report.notChecked({ code: 'OBJECTS_UNKNOWN', detail: '账本已有问题，未判断哪些文件不属于任何证据。' });
    return;
  }
  const unknown = unknownObjects(listing, objects);
  for (const finding of unknown.slice(0, 100)) report.notChecked(finding);
  if (unknown.length > 100) {
    report.notChecked({ code: 'OBJECT_UNKNOWN', detail: `另有 ${unknown.length - 100} 个未逐个列出。` });
  }
}
