import type { LedgerEntry } from '../../core/ledger/index.ts';
import type { Finding, ReportLines } from '../../core/verification/index.ts';
import { listUnfinishedRecordings, type ObjectListing } from '../locker/index.ts';
import { findStrayDerivatives } from './derivative-findings.ts';
import type { NamedObject, NamedObjects } from './named-objects.ts';
import { type ObjectOutcome, unknownObjects } from './object-findings.ts';
import type { RecordingsOutcome } from './recording-findings.ts';

/** A ledger's entries, and whether it was found without a fault. */
export interface SoundOrNot {
  readonly entries: readonly LedgerEntry[];
  readonly isSound: boolean;
}

export interface ReadObjects {
  readonly named: NamedObjects;
  readonly toRead: readonly NamedObject[];
  /** One for each of `toRead`. */
  readonly outcomes: readonly ObjectOutcome[];
  /** What the folder's list says of the objects that were not read. */
  readonly unread: readonly Finding[];
  /** Without one, objects are compared with their names only. */
  readonly hasLedger: boolean;
}

/** Objects byte for byte, and recordings against their journals on the way (P04, P12). */
export function tellObjects(
  { named, toRead, outcomes, unread, hasLedger }: ReadObjects,
  report: ReportLines,
): void {
  const findings = outcomes.flatMap(({ finding }) => (finding === undefined ? [] : [finding]));
  const rest = named.objects.length - toRead.length;
  const read = hasLedger
    ? `${toRead.length} 个原件逐字节核对，哈希与大小都一致。`
    : `${toRead.length} 个原件的内容与各自的文件名相符。`;
  const isAnythingRead = toRead.length > 0 || rest === 0;
  if (isAnythingRead || findings.length > 0) report.check('OBJECTS', read, findings);
  if (rest > 0) {
    report.check('OBJECTS_PRESENT', `${rest} 个原件都在，大小一致。`, unread);
    report.notChecked({ code: 'OBJECT_BYTES', detail: `${rest} 个原件的内容这次没有逐字节核对。` });
  }
  const recordings = outcomes.map((outcome) => outcome.recordings);
  tellRecordings(
    {
      count: named.objects.reduce((sum, object) => sum + object.recordings.length, 0),
      agreeing: recordings.reduce((sum, { agreeing }) => sum + agreeing, 0),
      findings: recordings.flatMap((outcome) => outcome.findings),
    },
    rest > 0,
    report,
  );
}

function tellRecordings(
  { count, agreeing, findings }: RecordingsOutcome,
  isPartial: boolean,
  report: ReportLines,
): void {
  const unseen = count - agreeing - findings.length;
  if (count > unseen) report.check('RECORDINGS', `${agreeing} 段录屏与各自的流水逐段相符。`, findings);
  // P28: what could not be compared is not passed.
  if (unseen === 0) return;
  const detail = isPartial
    ? `${unseen} 段录屏这次没有逐段核对。`
    : `${unseen} 段录屏的原件或流水已有问题，未逐段核对。`;
  report.notChecked({ code: 'RECORDINGS', detail });
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
  { objects, removed }: NamedObjects,
  report: ReportLines,
  isSound: boolean,
): void {
  if (!isSound) {
    report.notChecked({ code: 'OBJECTS_UNKNOWN', detail: '账本已有问题，未判断哪些文件不属于任何证据。' });
    return;
  }
  const unknown = unknownObjects(listing, objects, removed);
  for (const finding of unknown.slice(0, 100)) report.notChecked(finding);
  if (unknown.length > 100) {
    report.notChecked({ code: 'OBJECT_UNKNOWN', detail: `另有 ${unknown.length - 100} 个未逐个列出。` });
  }
}
