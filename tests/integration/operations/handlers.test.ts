import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Handlers, ToastContent } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { fail, ok } from '../../../core/result.ts';
import { createIntake, type Intake } from '../../../electron/intake/index.ts';
import { createJobs } from '../../../electron/jobs/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import {
  createCaptureDesk,
  createHandlers,
  createRecordingDesk,
  createToastBoard,
  forgetUnknownActiveOrder,
  type OperationDeps,
} from '../../../electron/operations/index.ts';
import { currentEnvironment, forkNode, systemClock } from '../../../electron/platform/index.ts';
import {
  createPageSource,
  createRecorder,
  noSource,
  type RecorderDeps,
} from '../../../electron/recording/index.ts';
import { openRules } from '../../../electron/rules/index.ts';
import { defaultSettings, openSettings, type SettingsStore } from '../../../electron/settings/index.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';

let folder = '';
let locker: Locker;
let intake: Intake;
let settings: SettingsStore;
let handlers: Handlers;
let picked: readonly string[] = [];
let toasts: ToastContent[] = [];
let toast: OperationDeps['toast'];
const stateFolder = () => join(folder, 'state');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-operations-'));
  const opened = await openLocker({
    directory: join(folder, 'locker'),
    create: true,
    stateFolder: stateFolder(),
  });
  if (!opened.ok) throw new Error(opened.error.code);
  locker = opened.value;
  intake = createIntake({ fork: forkNode });
  settings = await openSettings(join(folder, 'user'), defaultSettings(), 1);
  toasts = [];
  const screen = { show: () => undefined, hide: () => undefined };
  toast = createToastBoard(opened, screen, (content) => toasts.push(content));
  const announce = () => undefined;
  const noCapture = fail('LOCKER_BUSY', '');
  handlers = createHandlers({
    locker: opened,
    settings,
    rules: openRules({ stateFolder: stateFolder() }),
    hotkeys: {
      apply: () => undefined,
      states: () => [],
      tryOut: (action, accelerator) => ({ action, accelerator, state: 'off', suggestion: null }),
    },
    dialogs: {
      pickFiles: async () => ok(picked),
      pickFolder: async () => ok(undefined),
      pickSaveFile: async () => ok(undefined),
      showFile: async () => ok(undefined),
      openFolder: async () => ok(undefined),
    },
    region: { current: () => undefined, accept: () => false, cancel: () => undefined },
    toast,
    captures: createCaptureDesk({ capture: noCapture, settings, toast, announce }),
    recordings: createRecordingDesk({
      settings,
      toast,
      announce,
      onSealed: () => undefined,
      areToastsSeen: true,
      isSeen: () => true,
      monotonicMs: () => performance.now(),
      createRecorder: (told) => createRecorder(recorderDeps(told)),
    }),
    recorderDesk: createPageSource({
      page: {
        open: () => Promise.reject(new Error('no page in these tests')),
        begin: async () => undefined,
        tell: () => undefined,
        close: () => undefined,
      },
      screens: {
        displays: async () => [],
        windows: async () => null,
        displayAtPointer: () => '',
        chooseRegion: undefined,
        canRecordSystemSound: false,
        areOwnWindowsLeftOut: false,
      },
      encoder: { name: 'none', version: '0' },
    }).desk,
    jobs: createJobs({ announce, log: () => undefined, monotonicMs: () => performance.now() }),
    intake,
    webDavPassword: { get: async () => null, set: async () => undefined },
    selfCheck: undefined,
    exporter: { export: () => Promise.reject(new Error('not asked')), close: async () => undefined },
    verify: (options) => verifyLocker({ ...options, stateFolder: stateFolder() }),
    clock: systemClock,
    environment: currentEnvironment(),
    announce,
    raiseMainWindow: () => undefined,
  });
});

function recorderDeps(told: Pick<RecorderDeps, 'onChanged' | 'onEnded'>): RecorderDeps {
  return {
    ...told,
    locker: ok(locker),
    source: noSource('nothing records in these tests'),
    clock: systemClock,
    environment: currentEnvironment(),
    surroundings: {
      clear: async () => undefined,
      begin: () => undefined,
      release: () => undefined,
      end: () => undefined,
      onOwnWindowShown: () => () => undefined,
    },
    watch: { begin: () => () => undefined },
    freeBytes: async () => null,
  };
}

afterEach(async () => {
  await intake.close();
  await locker.close();
  rmSync(folder, { recursive: true, force: true });
});

async function newOrder(number: string): Promise<string> {
  const added = await handlers.orders.add({
    platform: '淘宝',
    merchant: '星辰点卡',
    number,
    product: '点卡',
  });
  if (!added.ok || !('order' in added.value)) throw new Error('not added');
  return added.value.order.id;
}

async function importText(orderId: string | null): Promise<Item> {
  const path = join(folder, 'receipt.txt');
  writeFileSync(path, `付款凭证 ${Math.random()}`);
  picked = [path];
  const chosen = await handlers.intake.pickFiles(undefined);
  if (!chosen.ok || chosen.value.ticket === null) throw new Error('no ticket');
  const done = await handlers.intake.importFiles({ ticket: chosen.value.ticket, orderId, kind: null });
  const [item] = done.ok ? done.value.items : [];
  if (item === undefined) throw new Error('not imported');
  return item as Item;
}

describe('files from elsewhere', () => {
  test('the window gets names and a ticket, never a path; the ticket is good once', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'a');
    picked = [path, join(folder, 'gone.txt')];
    const chosen = await handlers.intake.pickFiles(undefined);
    expect(JSON.stringify(chosen)).not.toContain(folder);
    const ticket = (chosen.ok && chosen.value.ticket) || '';
    const once = await handlers.intake.importFiles({ ticket, orderId: null, kind: 'E05' });
    expect(once).toMatchObject({
      ok: true,
      value: {
        items: [{ kind: 'E05', proofLevel: 'imported' }],
        refused: [{ fileName: 'gone.txt', code: 'FILE_NOT_FOUND' }],
      },
    });
    const twice = await handlers.intake.importFiles({ ticket, orderId: null, kind: null });
    expect(twice).toMatchObject({ ok: false, error: { code: 'TICKET_UNKNOWN' } });
  });

  test('an order that is not there costs neither ticket nor files', async () => {
    writeFileSync(join(folder, 'a.txt'), 'a');
    picked = [join(folder, 'a.txt')];
    const chosen = await handlers.intake.pickFiles(undefined);
    const ticket = (chosen.ok && chosen.value.ticket) || '';
    const orderId = `o-${'0'.repeat(26)}`;
    expect(await handlers.intake.importFiles({ ticket, orderId, kind: null })).toMatchObject({
      error: { code: 'ORDER_UNKNOWN' },
    });
    expect((await handlers.intake.importFiles({ ticket, orderId: null, kind: null })).ok).toBe(true);
  });

  test('a cancelled dialog gives no ticket', async () => {
    picked = [];
    expect(await handlers.intake.pickFiles(undefined)).toEqual(ok({ ticket: null, fileNames: [] }));
  });
});

describe('the toast', () => {
  test('撤销归类 puts the item back into 收件箱 by an entry of its own and removes nothing', async () => {
    const orderId = await newOrder('8842');
    const item = await importText(orderId);
    await toast.saySealed(item);
    expect(toasts.at(-1)).toMatchObject({
      outcome: 'sealed',
      order: { id: orderId, number: '8842' },
      isUndone: false,
    });
    expect(await handlers.toast.undoAssignment(undefined)).toMatchObject({
      ok: true,
      value: { order: null, isUndone: true },
    });
    const after = await locker.getItem(item.id);
    expect(after?.item.orderId).toBeNull();
    expect(after?.history.map(({ event, by }) => [event, by])).toEqual([
      ['sealed', null],
      ['assigned', 'user'],
      ['assigned', 'undo'],
    ]);
    expect(await handlers.toast.undoAssignment(undefined)).toMatchObject({ error: { code: 'TOAST_GONE' } });
  });

  test('is gone before the first capture', async () => {
    expect(handlers.toast.getContent(undefined)).toMatchObject({ error: { code: 'TOAST_GONE' } });
  });
});

describe('正在取证的订单', () => {
  test('only an order of this locker can be it, and another locker forgets it', async () => {
    const orderId = await newOrder('1');
    expect((await handlers.app.updateSettings({ activeOrderId: orderId })).ok).toBe(true);
    const unknown = await handlers.app.updateSettings({ activeOrderId: `o-${'0'.repeat(26)}` });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'ORDER_UNKNOWN' } });
    expect(settings.current().activeOrderId).toBe(orderId);
    await forgetUnknownActiveOrder(ok(locker), settings);
    expect(settings.current().activeOrderId).toBe(orderId);
    const other = await openLocker({
      directory: join(folder, 'other'),
      create: true,
      stateFolder: stateFolder(),
    });
    await forgetUnknownActiveOrder(other, settings);
    expect(settings.current().activeOrderId).toBeNull();
    if (other.ok) await other.value.close();
  });
});

describe('the locker page', () => {
  test('立即校验 gives its report and is recorded in the ledger', async () => {
    await importText(null);
    const started = await handlers.locker.verify(undefined);
    const jobId = started.ok ? started.value.jobId : '';
    expect(await handlers.locker.verify(undefined)).toMatchObject({ error: { code: 'JOB_RUNNING' } });
    await expect
      .poll(() => handlers.locker.getReport({ jobId }), { timeout: 20_000 })
      .toMatchObject({ ok: true });
    const status = await handlers.locker.getStatus(undefined);
    expect(status).toMatchObject({
      ok: true,
      value: { itemCount: 1, inboxCount: 1, lastVerification: { failedChecks: 0 } },
    });
  });
});

describe('exporting', () => {
  test('an empty order is refused before a folder is asked for; a cancelled dialog exports nothing', async () => {
    const orderId = await newOrder('7');
    expect(await handlers.dossier.export({ orderId })).toMatchObject({ error: { code: 'EXPORT_EMPTY' } });
    await importText(orderId);
    expect(await handlers.dossier.export({ orderId })).toMatchObject({ error: { code: 'EXPORT_CANCELLED' } });
    expect(await handlers.dossier.export({ orderId: `o-${'0'.repeat(26)}` })).toMatchObject({
      error: { code: 'ORDER_UNKNOWN' },
    });
  });
});
