import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok } from '../../../core/result.ts';
import type { CaseDesk } from '../../../electron/cases/index.ts';
import { remind } from '../../../electron/operations/index.ts';

let folder: string;
let shown: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-reminders-'));
  shown = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = {
  orderId: 'o-00000000000000000000000000',
  merchant: '星辰点卡专营店',
  product: '点卡',
  code: 'D02',
  text: '平台 48 小时没有答复',
  dueUtc: '2026-11-22T07:00:00.000Z',
  dueDay: null,
  daysLeft: -1,
  urgency: 'overdue',
  gapsLeft: 0,
  action: { kind: 'submit', channel: 'platform', submissionId: null, letter: null },
} as const;

function deps(isRecording = false, isSupported = true) {
  const todo = async () => ({ entries: [entry], statistics: {} });
  return {
    cases: () => ok({ todo } as unknown as CaseDesk),
    notifier: { isSupported: () => isSupported, show: (title: string) => void shown.push(title) },
    isRecording: () => isRecording,
    stateFolder: folder,
    nowUtc: () => '2026-11-23T08:00:00.000Z',
    log: () => undefined,
  };
}

it('a deadline is told once, also after a restart', async () => {
  await remind(deps());
  await remind(deps());
  expect(shown).toHaveLength(1);
});

it('nothing is told while the screen is recorded, and then it is', async () => {
  await remind(deps(true));
  expect(shown).toEqual([]);
  await remind(deps());
  expect(shown).toHaveLength(1);
});

it('what the platform cannot show is not taken for told', async () => {
  await remind(deps(false, false));
  await remind(deps());
  expect(shown).toHaveLength(1);
});
