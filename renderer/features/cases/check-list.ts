import type { CheckFinding } from '../../../core/cases/index.ts';

/** Checks by what they ask of the user; inside each the graver come first. */
export interface CheckList {
  readonly failed: readonly CheckFinding[];
  /** That a yes or no would decide. */
  readonly asking: readonly CheckFinding[];
  /** That wait for a fact. */
  readonly unchecked: readonly CheckFinding[];
  readonly passed: readonly CheckFinding[];
  readonly notApplicable: readonly CheckFinding[];
}

const gravity = { error: 0, warn: 1, info: 2 } as const;

/** Puts checks into their lists. */
export function checkList(checks: readonly CheckFinding[]): CheckList {
  const sorted = checks.toSorted((one, other) => gravity[one.level] - gravity[other.level]);
  const withResult = (result: CheckFinding['result']) => sorted.filter((check) => check.result === result);
  const open = withResult('NOT_CHECKED');
  return {
    failed: withResult('FAIL'),
    asking: open.filter(({ question }) => question !== null),
    unchecked: open.filter(({ question }) => question === null),
    passed: withResult('PASS'),
    notApplicable: withResult('NOT_APPLICABLE'),
  };
}
