import { formatYuan, parseFen } from '../../../core/orders/index.ts';
import { formatZone } from '../../ui/index.ts';

/** The instant of a typed moment in UTC, as records keep it; null for none. */
export function utcOf(iso: string | undefined): string | null {
  if (iso === undefined || iso === '') return null;
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

/** The zone in which moments are typed now, `UTC+08:00`. */
export function typedZone(): string {
  return formatZone(new Date().toISOString());
}

/** A typed line as records keep it; null for an empty one. */
export function lineOf(text: string | undefined): string | null {
  const trimmed = (text ?? '').trim();
  return trimmed === '' ? null : trimmed;
}

/** A typed amount: fen, null for an empty one, undefined for one that is none. */
export function fenOf(text: string | undefined): number | null | undefined {
  const line = lineOf(text);
  if (line === null) return null;
  const parsed = parseFen(line);
  return parsed.ok ? parsed.value : undefined;
}

/** An amount as it is typed. */
export function typedFen(fen: number | null | undefined): string {
  return fen === null || fen === undefined ? '' : formatYuan(fen);
}
