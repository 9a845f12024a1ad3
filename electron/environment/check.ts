import type { JsonValue } from '../../core/ledger/index.ts';
import type { EnvironmentCheckId, EnvironmentFinding } from '../../core/surroundings/index.ts';
import type { Machine } from './machine.ts';

/** What a check found, and what it was found in. */
export interface CheckOutcome {
  readonly outcome: EnvironmentFinding['outcome'];
  /** One Chinese sentence. */
  readonly detail: string;
  /** As read, without judgement. */
  readonly raw: JsonValue;
}

/** What a check may use. */
export interface CheckContext {
  readonly machine: Machine;
  /** The platform's domain in ASCII; null when none was named: then no site and no name server is asked. */
  readonly domain: string | null;
  readonly signal: AbortSignal;
}

export interface Check {
  readonly id: EnvironmentCheckId;
  run(context: CheckContext): Promise<CheckOutcome>;
}

/** Nothing unusual. */
export function clear(detail: string, raw: JsonValue): CheckOutcome {
  return { outcome: 'clear', detail, raw };
}

/** Something to know. */
export function noticed(detail: string, raw: JsonValue): CheckOutcome {
  return { outcome: 'noticed', detail, raw };
}

/** Could not be looked at, and why. */
export function notChecked(detail: string, raw: JsonValue = null): CheckOutcome {
  return { outcome: 'not-checked', detail, raw };
}

/** Joins names for a sentence, the first few of them. */
export function named(names: readonly string[]): string {
  const few = names.slice(0, 5).join('、');
  return names.length > 5 ? `${few}等 ${names.length} 个` : few;
}
