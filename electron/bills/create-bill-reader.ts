import type { Bill, BillError } from '../../core/bills/index.ts';
import { refuseBill } from '../../core/bills/index.ts';
import { fail, type Result } from '../../core/result.ts';
import { type ForkChild, siblingModule } from '../platform/index.ts';
import { MAX_BILL_BYTES, READ_TIMEOUT_MS } from './limits.ts';

export type BillReaderError = BillError | 'BILL_READER_FAILED';

/** Reads bill exports in a process that may die. */
export interface BillReader {
  /**
   * `readBill`, but a crash, a kill or a file that takes too long is `BILL_READER_FAILED` of this call alone; its `reason`
   * says which. Nothing is kept between calls.
   */
  read(bytes: Uint8Array): Promise<Result<Bill, BillReaderError>>;
}

export interface BillReaderOptions {
  readonly fork: ForkChild;
  readonly timeoutMs?: number;
}

/** {@link BillReader} with a process for each file, ended as soon as it has answered. */
export function createBillReader(options: BillReaderOptions): BillReader {
  const { fork, timeoutMs = READ_TIMEOUT_MS } = options;
  const modulePath = siblingModule(import.meta.url, './process.ts', './bills-process.js');
  return {
    read: async (bytes) => {
      if (bytes.length > MAX_BILL_BYTES) return refuseBill('BILL_TOO_LARGE');
      return await readInProcess(fork, modulePath, bytes, timeoutMs);
    },
  };
}

async function readInProcess(
  fork: ForkChild,
  modulePath: string,
  bytes: Uint8Array,
  timeoutMs: number,
): Promise<Result<Bill, BillReaderError>> {
  const { promise, resolve } = Promise.withResolvers<Result<Bill, BillReaderError>>();
  const channel = fork(modulePath, 'bills');
  const timer = setTimeout(() => resolve(failed(`more than ${timeoutMs} ms`)), timeoutMs);
  channel.onMessage((message) => resolve(message as Result<Bill, BillError>));
  channel.onExit((code) => resolve(failed(`exit code ${code}`)));
  channel.send(bytes);
  const answer = await promise;
  clearTimeout(timer);
  channel.kill();
  return answer;
}

function failed(reason: string) {
  return fail(
    'BILL_READER_FAILED' as const,
    '读这份账单的进程意外退出或超过了 30 秒，什么都没有导入，已保存的证据不受影响。请再试一次；若总是如此，请缩短导出的时间范围后重新导出。',
    { reason },
  );
}
