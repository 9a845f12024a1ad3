import type { EntryPayload } from '../../core/ledger/index.ts';
import { canonicalBytes, equalBytes, type JsonValue } from '../../core/ledger/index.ts';
import { decodeJournal, type JournalLine, summariseJournal } from '../../core/recording/index.ts';
import type { Finding } from './report.ts';

/** A journal after it was compared with what its item states. */
export interface CheckedJournal {
  readonly findings: readonly Finding[];
  /** Undefined when it could not be decoded: then its chunks cannot be compared. */
  readonly lines: readonly JournalLine[] | undefined;
}

type Sealed = Pick<EntryPayload<'item-sealed'>, 'sha256' | 'sizeBytes' | 'provenance'>;

/**
 * Whether a journal decodes, has an end, and says exactly what the sealed item states of its recording: times, software,
 * source, marks, pauses, ending, and that its last running hash is the file's. The caller has compared the journal's own
 * hash. Codes: those of `decodeJournal`, `JOURNAL_TORN`, `JOURNAL_WITHOUT_END`, `RECORDING_FACTS_MISMATCH`,
 * `RECORDING_HASH_MISMATCH`.
 */
export function checkJournal(bytes: Uint8Array, sealed: Sealed, subject: string): CheckedJournal {
  const decoded = decodeJournal(bytes);
  if (!decoded.ok) {
    const { code, message } = decoded.error;
    return { findings: [{ code, subject, detail: message }], lines: undefined };
  }
  const { lines, tornBytes } = decoded.value;
  const only = (code: string, detail: string) => ({ findings: [{ code, subject, detail }], lines });
  if (tornBytes > 0) return only('JOURNAL_TORN', `录屏流水的末尾有 ${tornBytes} 字节没有写完。`);
  const last = lines.at(-1);
  if (last?.kind !== 'stopped' && last?.kind !== 'interrupted') {
    return only('JOURNAL_WITHOUT_END', '录屏流水没有结束的一行：后面的被删掉了。');
  }
  return { findings: findDisagreement(lines, sealed, subject), lines };
}

function findDisagreement(
  lines: readonly JournalLine[],
  { sha256, provenance }: Sealed,
  subject: string,
): readonly Finding[] {
  const [started] = lines;
  if (provenance.source !== 'recording' || started?.kind !== 'started') return [];
  const { clock, environment, recording } = provenance;
  const said = { clock: started.is.clock, environment: started.is.environment };
  const findings: Finding[] = [];
  if (
    !isSame(summariseJournal(lines, recording.journal), recording) ||
    !isSame(said, { clock, environment })
  ) {
    const detail = '录屏流水算出的时间、标记、暂停或结束情况与账本里固定的不一致。';
    findings.push({ code: 'RECORDING_FACTS_MISMATCH', subject, detail });
  }
  const last = lines.at(-1);
  const lastChunk = lines.filter((line) => line.kind === 'chunk').at(-1);
  const wasCut = last?.kind === 'interrupted' && last.is.missingBytes > 0;
  if (!wasCut && lastChunk?.is.streamSha256 !== sha256) {
    const detail = '录屏流水最后的累计哈希不是账本里固定的录像的 SHA-256。';
    findings.push({ code: 'RECORDING_HASH_MISMATCH', subject, detail });
  }
  return findings;
}

function isSame(left: unknown, right: unknown): boolean {
  return equalBytes(canonicalBytes(left as JsonValue), canonicalBytes(right as JsonValue));
}
