import { formatTreeHead } from '../../core/ledger/index.ts';
import { fail, ok } from '../../core/result.ts';
import { createReport, type Finding, type ReportLines, type Steps } from '../../core/verification/index.ts';
import { listObjects, lockerPresence, type ObjectListing, openLockerReader } from '../locker/index.ts';
import { checkDerivatives, tellObjects, tellUnfinished, tellUnknown } from './content-checks.ts';
import { isWithin } from './extent.ts';
import { examineObjectsInThreads } from './hash-threads.ts';
import { type CheckedLedger, checkDatabase, unreadable } from './ledger-checks.ts';
import { type NamedObject, type NamedObjects, namedObjects } from './named-objects.ts';
import { examineObjects, type ObjectOutcome, SMALL_BYTES } from './object-findings.ts';
import { nodePlatform } from './package/file-source.ts';
import { findAbsent } from './presence-findings.ts';
import { tellProof } from './proof-checks.ts';
import { findTokenDamage, receivedTokens, type TokenFindings } from './token-findings.ts';
import type { LockerVerificationRequest, VerificationResult } from './verification.ts';

/**
 * Checks a whole locker in this thread: database, schema, ledger, heads, projections, objects, checkpoints (P04, P05); not its
 * time stamps, which take WebCrypto and so a wait. Changes nothing in the locker's folder. Whatever is broken is a line of
 * the report; only a folder without a locker (`NOT_FOUND`), one that cannot be read (`NOT_READABLE`) and a newer version
 * (`LOCKER_TOO_NEW`) are failures.
 */
export function checkLocker(request: LockerVerificationRequest, steps: Steps): VerificationResult {
  const opened = open(request, steps);
  if ('ok' in opened) return opened;
  const outcomes = examineObjects(request.directory, opened.toRead, steps);
  const hasTokens = opened.ledger !== undefined && receivedTokens(opened.ledger.entries).length > 0;
  return finish(opened, outcomes, hasTokens ? undefined : noTokens);
}

/** As {@link checkLocker}, with every time stamp, and large objects in two threads. */
export async function checkWholeLocker(
  request: LockerVerificationRequest,
  steps: Steps,
): Promise<VerificationResult> {
  const opened = open(request, steps);
  if ('ok' in opened) return opened;
  const tokens = await verifyTokens(opened, steps);
  const isLarge = opened.toRead.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0) > SMALL_BYTES;
  const outcomes =
    isLarge && opened.toRead.length > 1
      ? await examineObjectsInThreads(request.directory, opened.toRead, steps)
      : examineObjects(request.directory, opened.toRead, steps);
  return finish(opened, outcomes, tokens);
}

/** A locker whose database was looked at. */
interface Opened {
  readonly request: LockerVerificationRequest;
  readonly report: ReportLines;
  /** Undefined when it could not be read. */
  readonly ledger: CheckedLedger | undefined;
  readonly listing: ObjectListing | undefined;
  readonly named: NamedObjects;
  /** Objects whose bytes are read at this extent. */
  readonly toRead: readonly NamedObject[];
}

const noTokens: TokenFindings = { count: 0, trusted: [], findings: [], notChecked: [] };

function open(request: LockerVerificationRequest, steps: Steps): Opened | VerificationResult {
  steps.advance('打开证据库', 0, 0);
  const presence = lockerPresence(request.directory);
  if (!presence.ok) return fail('NOT_READABLE', `证据库的文件夹读不出来：${presence.error.message}`);
  if (presence.value === 'absent') return fail('NOT_FOUND', '这里没有证据库。请检查位置是否正确。');
  // Listed before the ledger is read: what is sealed meanwhile is then never taken for unknown.
  const listed = listObjects(request.directory);
  const listing = listed.ok ? listed.value : undefined;
  const report = createReport();
  if (presence.value === 'no-database') {
    const detail = '账本文件不见了或是空的。';
    return withoutLedger(request, report, { code: 'DATABASE_MISSING', subject: 'locker.sqlite', detail });
  }
  const reader = openLockerReader(request.directory);
  if (!reader.ok) return withoutLedger(request, report, unreadable(reader.error.details?.cause));
  const ledger = checkDatabase(request, reader.value, report, steps);
  if (ledger === 'too-new') {
    return fail('LOCKER_TOO_NEW', '这个证据库是更新版本的留痕建立的。请升级留痕后再校验；它没有被改动。');
  }
  if ('code' in ledger) return withoutLedger(request, report, ledger);
  const named = namedObjects(ledger.entries);
  const toRead = named.objects.filter((object) => isWithin(request.extent ?? 'full', object));
  return { request, report, ledger, listing, named, toRead };
}

/** A locker whose ledger cannot be read: its objects can still be compared with their own names. */
function withoutLedger(request: LockerVerificationRequest, report: ReportLines, finding: Finding): Opened {
  report.check('DATABASE', '', [finding]);
  report.notChecked({ code: 'LEDGER', detail: '账本读不出来，未检查。' });
  const listed = listObjects(request.directory);
  const objects = (listed.ok ? listed.value.objects : []).map((sha256): NamedObject => {
    return { sha256, sizeBytes: undefined, itemIds: [], what: '原件', recordings: [] };
  });
  const named = { objects, removed: new Set<string>(), items: [] };
  const toRead = objects.filter((object) => isWithin(request.extent ?? 'full', object));
  return { request, report, ledger: undefined, listing: undefined, named, toRead };
}

async function verifyTokens({ request, ledger }: Opened, steps: Steps): Promise<TokenFindings | undefined> {
  if (ledger?.checkpoints === undefined) return undefined;
  const received = receivedTokens(ledger.entries);
  if (received.length > 0 && request.extent === 'quick') return undefined;
  const { directory, trustedRoots = new Set() } = request;
  return findTokenDamage(directory, received, ledger.checkpoints, trustedRoots, nodePlatform, steps);
}

function finish(
  { request, report, ledger, listing, named, toRead }: Opened,
  outcomes: readonly ObjectOutcome[],
  tokens: TokenFindings | undefined,
): VerificationResult {
  const read = new Set(toRead);
  const unread = findAbsent(
    request.directory,
    named.objects.filter((object) => !read.has(object)),
  );
  tellObjects({ named, toRead, outcomes, unread, hasLedger: ledger !== undefined }, report);
  if (ledger === undefined) {
    report.notChecked({ code: 'SIGNATURES', detail: '账本读不出来，签名没有检查。' });
    report.notChecked({ code: 'TRUSTED_TIME', detail: '账本读不出来，时间戳没有检查。' });
    return ok({ ...report.report(false), treeHead: null, itemsChecked: 0 });
  }
  checkDerivatives(ledger, report);
  if (listing !== undefined) tellUnknown(listing, named, report, ledger.isSound);
  tellUnfinished(request.directory, ledger.entries, report);
  const isProven = tellProof({ checkpoints: ledger.checkpoints, tokens, items: named.items }, report);
  const isWhole = toRead.length === named.objects.length;
  return ok({
    ...report.report(isProven && isWhole),
    treeHead: ledger.head === undefined ? null : formatTreeHead(ledger.head),
    itemsChecked: named.items.filter(({ payload }) => isWithin(request.extent ?? 'full', payload)).length,
  });
}
