import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds serious or critical on the page: rule, element and what to do about it. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const result = await page.evaluate(
    () => (window as unknown as { axe: typeof axe }).axe.run(document) as Promise<axe.AxeResults>,
  );
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    );
}
