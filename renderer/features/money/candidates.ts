import type { CaseRecord, Payment } from '../../../core/cases/index.ts';
import type { BillView } from '../../../core/contract/index.ts';

export type BillLine = BillView['matches'][number]['line'];

/** A line that may belong to the order, once, however many findings name it. */
export interface Candidate {
  readonly line: BillLine;
  readonly why: readonly string[];
  readonly differenceFen: number | null;
  /** What it would be noted as. */
  readonly role: Payment['role'];
  /** Whether it is ticked before the user looks: only what is certain. */
  readonly isTicked: boolean;
  readonly isTaken: boolean;
}

/** Lines of a bill worth ticking: matches first, then the lines that repeat a charge. */
export function candidatesOf(bill: BillView, records: readonly CaseRecord[]): readonly Candidate[] {
  const found = new Map<number, Candidate>();
  const isTaken = (line: number) =>
    records.some((one) => one.kind === 'payment' && one.billItemId === bill.itemId && one.line === line);
  for (const [index, { line, why, differenceFen }] of bill.matches.entries()) {
    found.set(line.line, {
      line,
      why,
      differenceFen,
      role: 'payment',
      isTicked: index === 0 && differenceFen === 0 && !isTaken(line.line),
      isTaken: isTaken(line.line),
    });
  }
  for (const { lines, certainty, reason } of bill.duplicates) {
    for (const [index, line] of lines.entries()) {
      const known = found.get(line.line);
      const repeats = index > 0;
      const role = certainty === 'sure' ? 'duplicate' : 'suspected-duplicate';
      found.set(line.line, {
        line,
        why: [...(known?.why ?? []), reason],
        differenceFen: known?.differenceFen ?? null,
        role: repeats ? role : 'payment',
        isTicked: (known?.isTicked ?? false) || (repeats && certainty === 'sure' && !isTaken(line.line)),
        isTaken: isTaken(line.line),
      });
    }
  }
  return [...found.values()];
}
