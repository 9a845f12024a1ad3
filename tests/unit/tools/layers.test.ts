import { describe, expect, it } from 'vitest';
import { layerViolations } from '../../../tools/layers/layers.ts';

const rules = (file: string, source: string) => layerViolations(file, source).map(({ rule }) => rule);

describe('the layers check', () => {
  it('lets the allowed arrows through', () => {
    expect(rules('electron/capture/take.ts', "import { ok } from '../../core/result.ts';")).toEqual([]);
    expect(rules('electron/capture/take.ts', "import type { Locker } from '../locker/index.ts';")).toEqual(
      [],
    );
    expect(rules('electron/locker/database/open.ts', "import Database from 'better-sqlite3';")).toEqual([]);
    expect(rules('electron/shell/window.ts', "import { app } from 'electron';")).toEqual([]);
  });

  it('names every forbidden arrow', () => {
    expect(rules('core/ledger/entry.ts', "import { readFileSync } from 'node:fs';")).toHaveLength(1);
    expect(rules('core/ledger/entry.ts', "import { x } from '../../electron/locker/index.ts';")).toHaveLength(
      1,
    );
    expect(rules('renderer/app/App.tsx', "import { x } from '../../electron/ipc/index.ts';")).toHaveLength(1);
    expect(rules('electron/capture/take.ts', "import { app } from 'electron';")).toHaveLength(1);
    expect(rules('electron/capture/take.ts', "import { x } from '../locker/engine.ts';")).toHaveLength(1);
    expect(rules('electron/capture/take.ts', "import D from 'better-sqlite3';")).toHaveLength(1);
    expect(rules('electron/main.ts', "import { x } from './locker/engine.ts';")).toHaveLength(1);
    expect(rules('electron/main.ts', "import { x } from '../tools/sample-shop/index.ts';")).toHaveLength(1);
    expect(rules('electron/locker/a.ts', "export { x } from '../../renderer/client.ts';")).toHaveLength(1);
    expect(rules('electron/locker/a.ts', "const x = await import('../capture/grab.ts');")).toHaveLength(1);
  });
});
