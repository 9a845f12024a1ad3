import { formatTreeHead, type LedgerEntry, originOf, type TreeHead } from '../../core/ledger/index.ts';
import { fail, ok } from '../../core/result.ts';
import { createReport, type Finding, type ReportLines } from '../../core/verification/index.ts';
import {
  isTooNew,
  type LedgerRow,
  type LockerReader,
  listObjects,
  lockerPresence,
  openLockerReader,
  rootsAt,
  wasRestored,
  witnessedHead,
} from '../locker/index.ts';
import {
  checkDerivatives,
  checkObjects,
  type SoundOrNot,
  tellUnfinished,
  tellUnknown,
} from './content-checks.ts';
import { findHeadDamage, type HeldHead, recordedHeads } from './head-findings.ts';
import { findLedgerDamage } from './ledger-findings.ts';
import { findObjectDamage, namedObjects } from './object-findings.ts';
import type { Steps } from './steps.ts';
import type { LockerVerificationOptions, VerificationResult } from './verification.ts';

/** What a verification is asked, without what cannot cross to a thread. */
export type LockerVerificationRequest = Pick<
  LockerVerificationOptions,
  'directory' | 'stateFolder' | 'heldHead'
>;

/**
 * Checks a whole locker in this thread: database, schema, ledger, heads, projections, objects (P04, P05). Changes
 * nothing in the locker's folder. Whatever is broken is a line of the report; only a folder without a locker
 * (`NOT_FOUND`), one that cannot be read (`NOT_READABLE`) and a newer version (`LOCKER_TOO_NEW`) are failures.
 */
export function checkLocker(request: LockerVerificationRequest, steps: Steps): VerificationResult {
  steps.advance('打开证据库', 0, 0);
  const presence = lockerPresence(request.directory);
  if (!presence.ok) return fail('NOT_READABLE', `证据库的文件夹读不出来：${presence.error.message}`);
  if (presence.value === 'absent') return fail('NOT_FOUND', '这里没有证据库。请检查位置是否正确。');
  // Listed before the ledger is read: what is sealed meanwhile is then never taken for unknown.
  const listed = listObjects(request.directory);
  const report = createReport();
  if (presence.value === 'no-database') {
    const missing = {
      code: 'DATABASE_MISSING',
      subject: 'locker.sqlite',
      detail: '账本文件不见了或是空的。',
    };
    return withoutLedger(request, report, missing, steps);
  }
  const opened = openLockerReader(request.directory);
  if (!opened.ok) return withoutLedger(request, report, unreadable(opened.error.details?.cause), steps);
  const ledger = readAll(request, opened.value, report, steps);
  if (ledger === 'too-new') {
    return fail('LOCKER_TOO_NEW', '这个证据库是更新版本的留痕建立的。请升级留痕后再校验；它没有被改动。');
  }
  if ('code' in ledger) return withoutLedger(request, report, ledger, steps);
  const objects = namedObjects(ledger.entries);
  checkObjects(request.directory, { entries: ledger.entries, objects }, report, steps);
  checkDerivatives(ledger, report);
  if (listed.ok) tellUnknown(listed.value, objects, report, ledger.isSound);
  tellUnfinished(request.directory, ledger.entries, report);
  tellNotChecked(report);
  return ok({
    ...report.report(),
    treeHead: ledger.head === undefined ? null : formatTreeHead(ledger.head),
    itemsChecked: ledger.entries.filter(({ kind }) => kind === 'item-sealed').length,
  });
}

type CheckedLedger = SoundOrNot & { readonly head: TreeHead | undefined };

function unreadable(cause: unknown): Finding {
  const detail = `账本数据库打不开或读不出来（${String(cause ?? '')}）：文件头或内容已损坏。请从备份恢复。`;
  return { code: 'DATABASE_UNREADABLE', subject: 'locker.sqlite', detail };
}

function readAll(
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
  return { entries, isSound, head };
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

/** A locker whose ledger cannot be read: its objects can still be compared with their own names. */
function withoutLedger(
  request: LockerVerificationRequest,
  report: ReportLines,
  finding: Finding,
  steps: Steps,
): VerificationResult {
  report.check('DATABASE', '', [finding]);
  report.notChecked({ code: 'LEDGER', detail: '账本读不出来，未检查。' });
  const listing = listObjects(request.directory);
  const names = listing.ok ? listing.value.objects : [];
  const objects = names.map((sha256) => ({ sha256, sizeBytes: undefined, itemIds: [] }));
  const findings = findObjectDamage(request.directory, objects, steps);
  report.check('OBJECTS', `${objects.length} 个原件的内容与各自的文件名相符。`, findings);
  tellNotChecked(report);
  return ok({ ...report.report(), treeHead: null, itemsChecked: 0 });
}

function tellNotChecked(report: ReportLines): void {
  report.notChecked({ code: 'SIGNATURES', detail: '账本头的签名：本版本还没有签名，未检查。' });
  report.notChecked({
    code: 'TRUSTED_TIME',
    detail: '可信时间：还没有时间戳，只能说明内容未变，不能证明固定的时间。',
  });
}
