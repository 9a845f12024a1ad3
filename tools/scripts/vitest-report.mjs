/**
 * Counts one vitest project from the parsed JSON of its reporter, or from null where it died before writing any. A file
 * that could not be loaded, and errors outside of any test, count as a failure each: nothing that failed counts nothing.
 */
export function countTests(report, exitCode) {
  if (report === null)
    return { passed: 0, failed: 1, skipped: [], files: 0, failures: ['没有写出结果 wrote no result'] };
  const counted = { passed: 0, failed: 0, skipped: [], files: report.testResults.length, failures: [] };
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counted.passed += 1;
      else if (test.status === 'failed') counted.failures.push(test.fullName);
      else counted.skipped.push(test.fullName);
    }
    const hasFailure = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !hasFailure)
      counted.failures.push(`${file.name}: ${file.message || '没能运行 did not run'}`);
  }
  if (exitCode !== 0 && counted.failures.length === 0)
    counted.failures.push('测试之外出错 failed outside of any test');
  counted.failed = counted.failures.length;
  return counted;
}
