import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provenance } from '../../../core/evidence/index.ts';
import type { OrderFacts } from '../../../core/orders/index.ts';
import type { Failure, Result } from '../../../core/result.ts';
import type { LockerOptions, SealRequest } from '../../../electron/locker/index.ts';

/** A folder for one test, with a locker to be made in it; `remove` takes everything away. */
export function temporaryLocker(): {
  readonly options: LockerOptions;
  readonly folder: string;
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-test-'));
  return {
    folder,
    options: { directory: join(folder, 'locker'), create: true, stateFolder: join(folder, 'state') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The value of a result that must be one. */
export function unwrap<Value>(
  result:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly error: Failure<string> },
): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The failure code of a result that must be one. */
export function codeOfFailure(result: Result<unknown, string>): string {
  if (result.ok) throw new Error('expected a failure');
  return result.error.code;
}

const clock = {
  utc: '2026-11-23T06:35:02.123Z',
  local: '2026-11-23T14:35:02.123+08:00',
  timeZone: 'Asia/Shanghai',
  monotonicNs: '123456789',
  bootId: 'e2d9a3c4-0000-4000-8000-000000000001',
};
const environment = {
  app: { name: 'liuhen', version: '0.1.0' },
  runtime: { name: 'node', version: '24.21.0' },
  operatingSystem: { name: 'Linux x64', version: '6.1' },
};

/** Provenance of a whole-screen capture of a window with this title. */
export function captureProvenance(title = '订单详情 - 星辰点卡'): Provenance {
  return {
    source: 'capture',
    clock,
    environment,
    capture: {
      mode: 'screen',
      trigger: 'hotkey',
      delaySeconds: 0,
      area: { x: 0, y: 0, width: 1920, height: 1080 },
      display: {
        id: '1',
        name: 'HDMI-1',
        area: { x: 0, y: 0, width: 1920, height: 1080 },
        scaleFactor: 1,
      },
      window: { title, application: 'chromium' },
      grabber: { name: 'node-screenshots', version: '0.2.8' },
    },
  };
}

/** Provenance of an imported file of this name. */
export function importProvenance(fileName = '聊天记录.png'): Provenance {
  return {
    source: 'import',
    clock,
    environment,
    import: { fileName, fileModifiedUtc: '2026-11-22T01:02:03.000Z' },
  };
}

/** A capture of these bytes (or of this text's bytes). */
export function captureOf(content: string | Uint8Array, more: Partial<SealRequest> = {}): SealRequest {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    content: { bytes },
    mediaType: 'image/png',
    image: { widthPx: 1920, heightPx: 1080 },
    provenance: captureProvenance(),
    ...more,
  };
}

/** An import of the file at this path. */
export function importOf(path: string, more: Partial<SealRequest> = {}): SealRequest {
  return {
    content: { path },
    mediaType: 'application/octet-stream',
    provenance: importProvenance(),
    ...more,
  };
}

/** Facts of an order at this number. */
export function orderFacts(number = '2026112314021101', more: Partial<OrderFacts> = {}): OrderFacts {
  return {
    platform: '某宝',
    merchant: '星辰点卡专营店',
    number,
    product: '100 元点卡',
    category: 'card-key',
    amountFen: 9850,
    paymentChannel: 'alipay',
    transactionNumber: null,
    orderedAtUtc: null,
    paidAtUtc: '2026-11-23T06:02:11.000Z',
    promiseMinutes: 10,
    promiseText: null,
    status: 'awaiting-delivery',
    notes: '',
    ...more,
  };
}
