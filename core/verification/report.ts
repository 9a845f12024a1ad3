import type { CheckResult, VerificationReport } from '../contract/index.ts';

/** One damage: its code, what it is about, what it means. */
export interface Finding {
  readonly code: string;
  readonly subject?: string;
  readonly detail: string;
}

/** How many findings of one code are listed one by one. */
const LISTED_PER_CODE = 100;

/** Collects the lines of a report: one line for each kind of check that passed, one for each damage found. */
export interface ReportLines {
  /** The findings of one check, or its one PASS line when there are none. */
  check(passCode: string, passDetail: string, findings: readonly Finding[]): void;
  /** A line of its own for something that holds. */
  passed(finding: Finding): void;
  notChecked(finding: Finding): void;
  readonly hasFailures: boolean;
  /** `failed` with any failure, else `verified` if the caller has seen all that it needs: never overstate (P28). */
  report(isVerified: boolean): VerificationReport;
}

/** An empty report. */
export function createReport(): ReportLines {
  const lines: CheckResult[] = [];
  const listed = new Map<string, number>();
  const hasFailures = () => lines.some(({ result }) => result === 'FAIL');
  return {
    check(passCode, passDetail, findings) {
      if (findings.length === 0) lines.push({ code: passCode, result: 'PASS', detail: passDetail });
      for (const finding of findings) {
        const count = (listed.get(finding.code) ?? 0) + 1;
        listed.set(finding.code, count);
        if (count <= LISTED_PER_CODE) lines.push({ ...finding, result: 'FAIL' });
      }
      for (const [code, count] of listed) {
        if (count > LISTED_PER_CODE && findings.some((finding) => finding.code === code)) {
          lines.push({
            code,
            result: 'FAIL',
            detail: `另有 ${count - LISTED_PER_CODE} 处同类问题未逐条列出。`,
          });
        }
      }
    },
    passed(finding) {
      lines.push({ ...finding, result: 'PASS' });
    },
    notChecked(finding) {
      lines.push({ ...finding, result: 'NOT_CHECKED' });
    },
    get hasFailures() {
      return hasFailures();
    },
    report: (isVerified) => ({
      verdict: hasFailures() ? 'failed' : isVerified ? 'verified' : 'integrity-only',
      checks: lines,
    }),
  };
}
