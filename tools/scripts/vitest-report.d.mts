interface Report {
  testResults: readonly {
    name: string;
    status: string;
    message?: string;
    assertionResults: readonly { status: string; fullName: string }[];
  }[];
}
export function countTests(
  report: Report | null,
  exitCode: number,
): { passed: number; failed: number; skipped: string[]; files: number; failures: string[] };
