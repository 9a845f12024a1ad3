import { canonicalBytes, type JsonValue } from '../../../core/ledger/index.ts';

/** The canonical JSON of a value, as projections keep it. */
export function canonicalText(value: unknown): string {
  return Buffer.from(canonicalBytes(value as JsonValue)).toString('utf8');
}
