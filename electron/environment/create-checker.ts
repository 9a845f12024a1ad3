import { homedir, hostname } from 'node:os';
import { invariant } from '../../core/assert.ts';
import type { ClockFacts, Environment, Item } from '../../core/evidence/index.ts';
import { canonicalBytes, type JsonValue } from '../../core/ledger/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { EnvironmentCheckFacts, EnvironmentFinding } from '../../core/surroundings/index.ts';
import type { ClockComparer } from '../clock/index.ts';
import type { Locker, LockerError } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';
import type { Check, CheckContext, CheckOutcome } from './check.ts';
import { appIntegrityCheck } from './checks/app-integrity.ts';
import { clockOffsetCheck } from './checks/clock-offset.ts';
import { dnsCheck, thisNameService } from './checks/dns.ts';
import { hostsFileCheck } from './checks/hosts-file.ts';
import { captureAlteringCheck, remoteControlCheck } from './checks/programs.ts';
import { proxyCheck } from './checks/proxy.ts';
import { diskSpaceCheck, operatingSystemCheck } from './checks/system.ts';
import { publicSite, tlsCheck } from './checks/tls.ts';
import { virtualMachineCheck } from './checks/virtual-machine.ts';
import { readDomain } from './domain.ts';
import { type Machine, thisMachine } from './machine.ts';
import { type Owner, redactRaw, redactText } from './redact.ts';

const TIMEOUT_MS = 5000;
const MAX_DETAIL_CHARACTERS = 400;
export const REPORT_FORMAT = 'liuhen-environment-report/1';

export interface EnvironmentRequest {
  /** As the user wrote it; null: no site and no name server is asked. */
  readonly domain: string | null;
  readonly orderId: OrderId | null;
  readonly assignedBy: 'active-order' | 'user';
}

export interface EnvironmentCheckerDeps {
  readonly locker: Pick<Locker, 'seal' | 'directory'>;
  readonly clock: Pick<Clock, 'facts'>;
  readonly environment: Environment;
  readonly comparer: ClockComparer;
  /** The folder of the program's built files; null when it runs from its source. */
  readonly programFolder: string | null;
  /** Tests: other checks, another machine, another limit. */
  readonly checks?: readonly Check[] | undefined;
  readonly machine?: Machine | undefined;
  readonly owner?: Owner | undefined;
  readonly timeoutMs?: number | undefined;
}

export type EnvironmentCheckError = LockerError | 'DOMAIN_INVALID' | 'ENVIRONMENT_CHECK_CANCELLED';

/** 清洁性检查. */
export interface EnvironmentChecker {
  /** Whether a domain can be looked at, before anything is done. */
  readDomain(text: string | null): Result<string | null, 'DOMAIN_INVALID'>;
  /**
   * Runs every check at once, each for at most five seconds, and seals what was found. A check that cannot be made is part
   * of the report; only a wrong domain, being cancelled, and the locker are failures.
   */
  check(
    request: EnvironmentRequest,
    progress?: { readonly signal?: AbortSignal; readonly onDone?: (done: number, total: number) => void },
  ): Promise<Result<Item, EnvironmentCheckError>>;
}

/** An {@link EnvironmentChecker} of this machine. */
export function createEnvironmentChecker(deps: EnvironmentCheckerDeps): EnvironmentChecker {
  const read = (text: string | null) => (text === null ? ok(null) : readDomain(text));
  return {
    readDomain: read,
    check: async (request, { signal = new AbortController().signal, onDone = () => undefined } = {}) => {
      const domain = read(request.domain);
      if (!domain.ok) return domain;
      const clock = deps.clock.facts();
      const checks = deps.checks ?? checksOf(deps);
      let done = 0;
      const results = await Promise.all(
        checks.map(async (check) => {
          const result = await runOne(deps, check, domain.value, signal);
          done += 1;
          onDone(done, checks.length);
          return result;
        }),
      );
      if (signal.aborted) return fail('ENVIRONMENT_CHECK_CANCELLED', '检查已取消，没有留下报告。');
      return await sealReport(deps, request, domain.value, clock, results);
    },
  };
}

function checksOf({
  comparer,
  environment,
  locker,
  programFolder,
}: EnvironmentCheckerDeps): readonly Check[] {
  return [
    clockOffsetCheck(comparer),
    proxyCheck,
    hostsFileCheck,
    dnsCheck(thisNameService),
    tlsCheck(publicSite),
    remoteControlCheck,
    virtualMachineCheck,
    captureAlteringCheck,
    operatingSystemCheck(environment),
    appIntegrityCheck(programFolder, environment),
    diskSpaceCheck(locker.directory),
  ];
}

interface CheckResult {
  readonly finding: EnvironmentFinding;
  readonly raw: JsonValue;
}

async function runOne(
  deps: EnvironmentCheckerDeps,
  check: Check,
  domain: string | null,
  cancelled: AbortSignal,
): Promise<CheckResult> {
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(deps.timeoutMs ?? TIMEOUT_MS)]);
  const late = new Promise<CheckOutcome>((resolve) => {
    const tell = () => resolve({ outcome: 'not-checked', detail: '没有在规定的时间内查完。', raw: null });
    if (signal.aborted) tell();
    signal.addEventListener('abort', tell, { once: true });
  });
  const context: CheckContext = { machine: deps.machine ?? thisMachine, domain, signal };
  const outcome = await Promise.race([check.run(context).catch(unexpected), late]);
  const owner = deps.owner ?? { home: homedir(), hostName: hostname() };
  const detail = redactText(outcome.detail, owner).slice(0, MAX_DETAIL_CHARACTERS).toWellFormed();
  return {
    finding: { id: check.id, outcome: outcome.outcome, detail },
    raw: redactRaw(outcome.raw, owner),
  };
}

/** The system refused in a way that the check does not know; the report says so, the other checks go on. */
function unexpected(error: unknown): CheckOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  return { outcome: 'not-checked', detail: `系统不让查（${code}）。`, raw: { failed: code } };
}

async function sealReport(
  { locker, environment }: EnvironmentCheckerDeps,
  request: EnvironmentRequest,
  domain: string | null,
  clock: ClockFacts,
  results: readonly CheckResult[],
): Promise<Result<Item, LockerError>> {
  const findings = results.map(({ finding }) => finding);
  const facts: EnvironmentCheckFacts = { domain, findings };
  const bytes = canonicalBytes({
    format: REPORT_FORMAT,
    clock,
    environment,
    domain,
    checks: results.map(({ finding, raw }) => ({ ...finding, raw })),
  });
  const sealed = await locker.seal({
    content: { bytes },
    mediaType: 'application/json',
    provenance: { source: 'environment-check', clock, environment, check: facts },
    ...(request.orderId === null ? {} : { assignment: { orderId: request.orderId, by: request.assignedBy } }),
  });
  if (sealed.ok) return sealed;
  const { code, message } = sealed.error;
  invariant(!code.startsWith('FILE_'), 'bytes in memory are no file');
  return fail(code as LockerError, message);
}
