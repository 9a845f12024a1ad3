import { type LedgerEntry, originOf, type TreeHead } from '../../core/ledger/index.ts';
import type { Finding, ReportLines, Steps } from '../../core/verification/index.ts';
import {
  isTooNew,
  type LedgerRow,
  type LockerReader,
  rootsAt,
  wasRestored,
  witnessedHead,
} from '../locker/index.ts';
import { type CheckpointFindings, findCheckpointDamage } from './checkpoint-findings.ts';
import { findHeadDamage, type HeldHead, recordedHeads } from './head-findings.ts';
import { findLedgerDamage } from './ledger-findings.ts';
import type { LockerVerificationRequest } from './verification.ts';

/** A ledger that could be read, and whether it was found without a fault. */
export interface CheckedLedger {
  readonly entries: readonly LedgerEntry[];
  readonly isSound: boolean;
  readonly head: TreeHead | undefined;
  /** Undefined when the ledger is not sound enough to compare heads with. */
  readonly checkpoints: CheckpointFindings | undefined;
}

/** Database, schema, ledger, heads, projections; or the one finding that kept it from being read. */
export function checkDatabase(
  request: LockerVerificationRequest,
  reader: LockerReader,
  report: ReportLines,
  steps: Steps,
): CheckedLedger | 'too-new' | Finding {
  try {
    if (isTooNew(reader.userVersion)) return 'too-new';
    steps.advance('检查数据库', 0, 0);
    const pages = reader.quickCheck();
    if (!pages.ok) return unreadable(pages.error.details?.cause);
    report.check('QUICK_CHECK', '数据库的页与索引完好。', quickCheckFindings(pages.value));
    const schema = reader.schemaDifferences();
    if (!schema.ok) return unreadable(schema.error.details?.cause);
    report.check('SCHEMA', '数据库的结构与本版本一致。', schemaFindings(schema.value));
    steps.advance('检查账本', 0, 0);
    const rows = reader.ledgerRows();
    if (!rows.ok) return unreadable(rows.error.details?.cause);
    const ledger = checkLedger(request, rows.value, report);
    steps.advance('重建索引', 0, 0);
    checkProjections(reader, ledger, report);
    return ledger;
  } finally {
    reader.close();
  }
}

/** The one finding about a database that SQLite cannot read. */
export function unreadable(cause: unknown): Finding {
  const detail = `账本数据库打不开或读不出来（${String(cause ?? '')}）：文件头或内容已损坏。请从备份恢复。`;
  return { code: 'DATABASE_UNREADABLE', subject: 'locker.sqlite', detail };
}

function quickCheckFindings(complaints: readonly string[]): readonly Finding[] {
  if (complaints.length === 0) return [];
  const detail = `数据库的页或索引已损坏：${complaints.slice(0, 5).join('；')}`;
  return [{ code: 'QUICK_CHECK_FAILED', subject: 'locker.sqlite', detail }];
}

/** One finding an object of the schema: changed (both lines), added or removed. */
function schemaFindings(differences: readonly string[]): readonly Finding[] {
  const named = new Map<string, string>();
  for (const line of differences) {
    const [, name] = JSON.parse(line.slice(1)) as readonly [string, string];
    named.set(name, `${named.get(name) ?? ''}${line[0]}`);
  }
  return [...named].map(([subject, signs]) => {
    const what = signs === '+' ? '多出' : signs === '-' ? '缺少' : '改动过';
    return { code: 'SCHEMA_CHANGED', subject, detail: `数据库结构中的 ${subject} ${what}。` };
  });
}

function checkLedger(
  request: LockerVerificationRequest,
  rows: readonly LedgerRow[],
  report: ReportLines,
): CheckedLedger {
  const { findings, entries } = findLedgerDamage(rows);
  report.check('LEDGER', `账本 ${rows.length} 条：内容、顺序与前后相连的哈希都对得上。`, findings);
  const lockerId = lockerIdOf(entries);
  const isSound = findings.length === 0;
  checkHeads({ request, rows, entries, lockerId, isSound }, report);
  const root = rootsAt(rows, [rows.length]).get(rows.length);
  const head =
    lockerId === undefined || root === undefined
      ? undefined
      : { origin: originOf(lockerId), size: rows.length, root };
  const checkpoints =
    isSound && lockerId !== undefined ? findCheckpointDamage(rows, entries, lockerId) : undefined;
  return { entries, isSound, head, checkpoints };
}

function lockerIdOf(entries: readonly LedgerEntry[]): string | undefined {
  const [first] = entries;
  return first?.kind === 'locker-created' ? first.payload.lockerId : undefined;
}

function checkHeads(
  ledger: {
    readonly request: LockerVerificationRequest;
    readonly rows: readonly LedgerRow[];
    readonly entries: readonly LedgerEntry[];
    readonly lockerId: string | undefined;
    readonly isSound: boolean;
  },
  report: ReportLines,
): void {
  const { request, rows, entries, lockerId, isSound } = ledger;
  if (lockerId === undefined) {
    report.notChecked({ code: 'LEDGER_HEADS', detail: '账本第 0 条读不出来，无法与更早的账本头比较。' });
    return;
  }
  const outside: HeldHead[] = [];
  const known = { stateFolder: request.stateFolder, lockerId, directory: request.directory };
  const witness = witnessedHead(known);
  if (wasRestored(known)) {
    const detail =
      '这个证据库是在本机从备份恢复的：只与恢复时的账本头比较，备份之后、恢复之前的记录不在里面。';
    report.notChecked({ code: 'LEDGER_RESTORED', detail });
  }
  if (witness.state === 'held') outside.push({ heldBy: '本机记下的账本头', head: witness.head });
  if (request.heldHead !== undefined) outside.push({ heldBy: '给定的账本头', head: request.heldHead });
  const recorded = recordedHeads(entries);
  const found = findHeadDamage(rows, lockerId, isSound ? [...outside, ...recorded.heads] : outside);
  // A damaged row changes every root behind it: only a missing tail is news then.
  const findings = isSound
    ? [...recorded.findings, ...found]
    : found.filter(({ code }) => code === 'LEDGER_TRUNCATED');
  if (findings.length === 0 && (!isSound || outside.length === 0)) {
    const detail = isSound
      ? '没有保存在证据库之外的账本头可比：整体改写或删掉末尾看不出来。'
      : '账本本身已有问题，未再比较。';
    report.notChecked({ code: 'LEDGER_HEADS', detail });
    return;
  }
  report.check(
    'LEDGER_HEADS',
    `与${outside.map(({ heldBy }) => heldBy).join('、')}一致，没有删减或改写。`,
    findings,
  );
}

function checkProjections(reader: LockerReader, ledger: CheckedLedger, report: ReportLines): void {
  if (!ledger.isSound || report.hasFailures) {
    report.notChecked({ code: 'PROJECTIONS', detail: '账本或数据库已有问题，未比较由账本推出的各表。' });
    return;
  }
  const compared = reader.compareProjections(ledger.entries);
  if (!compared.ok) {
    const detail = `账本的记录互相矛盾，推不出完整的索引（${String(compared.error.details?.cause ?? '')}）。`;
    report.check('PROJECTIONS', '', [{ code: 'LEDGER_INCOHERENT', detail }]);
    return;
  }
  const words = { missing: '缺少', extra: '多出', changed: '被改动' } as const;
  const findings = compared.value.map(({ table, key, difference }) => ({
    code: 'PROJECTION_MISMATCH',
    subject: `${table}:${key}`,
    detail: `表 ${table} 中 ${key} 一行与账本不符（${words[difference]}）。`,
  }));
  report.check('PROJECTIONS', '程序查询用的各表都能由账本重新推出，逐行一致。', findings);
}
