import { defineConfig } from 'vitest/config';

const project = (name: string, testTimeoutMs: number, extra: object = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`],
    environment: 'node' as const,
    testTimeout: testTimeoutMs,
    hookTimeout: testTimeoutMs,
    ...extra,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 20_000),
      project('integration', 120_000),
      project('contract', 120_000, { fileParallelism: false }),
      project('faults', 1_800_000, { fileParallelism: false }),
      project('e2e', 300_000, { fileParallelism: false }),
    ],
  },
});
