import type { Contradiction, ContradictionCode, Grounds } from '../assessment.ts';
import type { CaseItem } from '../case-file.ts';
import { type Basis, groundsOf } from '../finding.ts';
import type { Agreement } from '../normalise.ts';

/** Something said somewhere, with where. */
export interface Statement<Value> {
  readonly value: Value;
  readonly text: string;
  readonly grounds: Grounds;
}

export function statement<Value>(value: Value, text: string, basis: Basis): Statement<Value> {
  return { value, text, grounds: groundsOf(basis) };
}

/** `E03 支付凭证` in a few words: which picture a statement was read in. */
export function itemName(item: CaseItem | undefined): string {
  return item?.kind ?? '证据';
}

export function contradiction(
  code: ContradictionCode,
  text: string,
  left: Statement<unknown>,
  right: Statement<unknown>,
): Contradiction {
  return {
    code,
    text,
    left: { text: left.text, ...left.grounds },
    right: { text: right.text, ...right.grounds },
  };
}

/**
 * Compares the first statement with every other; one contradiction for each other value. Statements of one value are
 * named once, so that a wrong order number in five pictures is told once.
 */
export function compareWithFirst<Value>(
  code: ContradictionCode,
  text: string,
  statements: readonly Statement<Value>[],
  compare: (left: Value, right: Value) => Agreement,
): readonly Contradiction[] {
  const [first, ...others] = statements;
  if (first === undefined) return [];
  const told: Statement<Value>[] = [];
  for (const other of others) {
    if (compare(first.value, other.value) !== 'different') continue;
    if (!told.some((one) => compare(one.value, other.value) === 'same')) told.push(other);
  }
  return told.map((other) => contradiction(code, text, first, other));
}
