import type { SessionState } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { NotBefore } from '../../core/surroundings/index.ts';
import type { HeldSession, LockerError } from '../locker/index.ts';
import { randomId } from '../platform/index.ts';
import type {
  SessionEndError,
  SessionRequest,
  SessionStartError,
  Sessions,
  SessionsDeps,
} from './sessions.ts';

/** {@link Sessions} over a locker. */
export function createSessions(deps: SessionsDeps): Sessions {
  return new LockerSessions(deps);
}

class LockerSessions implements Sessions {
  readonly #deps: SessionsDeps;
  #phase: SessionState['phase'] = 'none';
  #session: HeldSession | null = null;
  #isStripShown = false;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
    deps.strip.onRecorded(() => this.#stripWasShown());
  }

  state(): SessionState {
    const session = this.#session;
    if (session === null) return { phase: this.#phase, session: null };
    const { sessionId, orderId, beganAtUtc, environmentReport, notBefore } = session;
    const shown = { sessionId, orderId, beganAtUtc, environmentReport, notBefore };
    return { phase: this.#phase, session: { ...shown, isStripShown: this.#isStripShown } };
  }

  async start(
    request: SessionRequest,
    signal?: AbortSignal,
  ): Promise<Result<SessionState, SessionStartError>> {
    const domain = this.#deps.checker.readDomain(request.domain);
    if (!domain.ok) return domain;
    if (this.#phase !== 'none') return alreadyOpen();
    this.#become('starting', null);
    const begun = await this.#begin(request, signal).catch((error: unknown) => {
      this.#become('none', null);
      throw error;
    });
    if (!begun.ok) {
      this.#become('none', null);
      return begun;
    }
    this.#isStripShown = false;
    this.#become('open', begun.value);
    if (begun.value.notBefore !== null) await this.#deps.strip.show();
    return ok(this.state());
  }

  async end(): Promise<Result<SessionState, SessionEndError>> {
    const session = this.#session ?? (await this.#deps.locker.openSession());
    if (session === null || this.#phase === 'starting' || this.#phase === 'ending') return noSession();
    this.#become('ending', session);
    this.#deps.strip.hide();
    const ended = await this.#deps.locker.endSession(session.sessionId);
    // What the ledger did not take has not ended: the user can try again.
    if (!ended.ok && ended.error.code !== 'SESSION_UNKNOWN') {
      this.#become('open', session);
      return ended;
    }
    this.#become('none', null);
    if (!ended.ok) return ended;
    this.#deps.stampSoon({ isUrgent: true });
    return ok(this.state());
  }

  sawSealed({ provenance }: Item): void {
    if (this.#phase !== 'open' || provenance.source !== 'capture') return;
    const { mode, area } = provenance.capture;
    if (mode !== 'window' && this.#deps.strip.wasIn(area)) this.#stripWasShown();
  }

  async refresh(): Promise<void> {
    if (this.#phase === 'starting' || this.#phase === 'ending') return;
    const open = await this.#deps.locker.openSession();
    if (this.#isChanging() || open?.sessionId === this.#session?.sessionId) return;
    this.#deps.strip.hide();
    this.#isStripShown = false;
    this.#become(open === null ? 'none' : 'open', open);
  }

  async recover(): Promise<Result<HeldSession | null, SessionEndError>> {
    const left = await this.#deps.locker.openSession();
    if (left === null || this.#phase !== 'none') return ok(null);
    const ended = await this.#deps.locker.endSession(left.sessionId);
    if (ended.ok) this.#deps.stampSoon({ isUrgent: true });
    return ended;
  }

  async #begin(
    request: SessionRequest,
    signal: AbortSignal | undefined,
  ): Promise<Result<HeldSession, SessionStartError>> {
    const { locker } = this.#deps;
    if ((await locker.openSession()) !== null) return alreadyOpen();
    const report = request.isEnvironmentChecked ? await this.#check(request, signal) : ok(null);
    if (!report.ok) return report;
    return await locker.beginSession({
      sessionId: `s-${randomId()}`,
      orderId: request.orderId,
      environmentReport: report.value?.id ?? null,
      notBefore: await this.#notBeforeOf(request.notBefore),
    });
  }

  async #check(
    { domain, orderId }: SessionRequest,
    signal: AbortSignal | undefined,
  ): Promise<Result<Item, LockerError | 'DOMAIN_INVALID' | 'SESSION_CANCELLED'>> {
    const checked = await this.#deps.checker.check(
      { domain, orderId, assignedBy: 'user' },
      signal === undefined ? {} : { signal },
    );
    if (checked.ok) {
      this.#deps.onSealed(checked.value);
      return checked;
    }
    const { code, message } = checked.error;
    return code === 'ENVIRONMENT_CHECK_CANCELLED'
      ? fail('SESSION_CANCELLED', '环境检查已取消，会话没有开始。')
      : fail(code, message);
  }

  async #notBeforeOf(wanted: SessionRequest['notBefore']): Promise<NotBefore | null> {
    if (wanted === 'none') return null;
    if (wanted !== 'newest-timestamp') return { kind: 'pasted', text: wanted.text.toWellFormed() };
    const { newestTimestamp } = await this.#deps.locker.stampingFigures();
    if (newestTimestamp === null) return null;
    const { token, authority } = newestTimestamp;
    const { serialHex, genTimeUtc } = token;
    return { kind: 'timestamp', serialHex, genTimeUtc, authority: authority.name };
  }

  #stripWasShown(): void {
    if (this.#phase !== 'open' || this.#isStripShown || this.#session?.notBefore == null) return;
    this.#isStripShown = true;
    this.#deps.strip.hide();
    this.#deps.onChanged(this.state());
  }

  #isChanging(): boolean {
    return this.#phase === 'starting' || this.#phase === 'ending';
  }

  #become(phase: SessionState['phase'], session: HeldSession | null): void {
    this.#phase = phase;
    this.#session = session;
    this.#deps.onChanged(this.state());
  }
}

function alreadyOpen() {
  return fail('SESSION_OPEN', '已经有一个取证会话。请先结束它，再开始新的。');
}

function noSession() {
  return fail('SESSION_UNKNOWN', '现在没有取证会话。请先开始一个。');
}
