import type { LockerOptions } from '../../../electron/locker/index.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';
import { unwrap } from './samples.ts';

/** What a whole verification finds wrong, but that the tokens of proof-samples.ts are none: code and subject. */
export async function damageOf(
  options: Pick<LockerOptions, 'directory' | 'stateFolder'>,
): Promise<readonly string[]> {
  const { checks } = unwrap(await verifyLocker(options));
  return checks
    .filter(({ result, code }) => result === 'FAIL' && code !== 'TIMESTAMP_MALFORMED')
    .map(({ code, subject }) => `${code} ${subject ?? ''}`);
}
