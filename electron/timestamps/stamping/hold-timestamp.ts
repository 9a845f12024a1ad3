import { sha256Hex } from '../../../core/hex.ts';
import { fail, type Result } from '../../../core/result.ts';
import type { HeldCheckpoint, HeldTimestamp } from '../../locker/index.ts';
import type { AskAuthority, StampingAuthority, StampingLocker } from './stamper.ts';

/** What an authority said, kept; or why not. */
export type HoldResult = Result<HeldTimestamp, string>;

/**
 * Has one authority stamp one checkpoint, and keeps the token once it was verified. Nothing is written otherwise. With
 * `mustOutlast`, only a chain that ends later is kept: `TIMESTAMP_CHAIN_NOT_LONGER`.
 */
export async function holdTimestamp(
  {
    locker,
    askAuthority,
  }: {
    readonly locker: Pick<StampingLocker, 'recordTimestamp'>;
    readonly askAuthority: AskAuthority;
  },
  wish: {
    readonly checkpoint: HeldCheckpoint;
    readonly authority: Pick<StampingAuthority, 'name' | 'url'>;
    readonly signal: AbortSignal;
    readonly mustOutlast?: string | null;
  },
): Promise<HoldResult> {
  const { checkpoint, signal, mustOutlast = null } = wish;
  const authority = { name: wish.authority.name, url: wish.authority.url };
  const digest = sha256Hex(new TextEncoder().encode(checkpoint.checkpoint));
  const asked = await askAuthority({ authority, digest, signal });
  if (!asked.ok) return asked;
  if (signal.aborted) return fail('TIMESTAMP_CANCELLED', '已取消，没有保存这个时间戳。');
  const { token, requestBytes, responseBytes, chainPem } = asked.value;
  if (mustOutlast !== null && token.chainExpiresUtc <= mustOutlast) {
    return fail(
      'TIMESTAMP_CHAIN_NOT_LONGER',
      '机构的证书并不比已有的更久，补盖没有用。留痕每天再问一次；也可以加一家证书更久的机构。',
    );
  }
  return await locker.recordTimestamp({
    checkpointSeq: checkpoint.seq,
    authority,
    token,
    requestBytes,
    responseBytes,
    chainPem,
  });
}

/** Whether this authority has stamped this checkpoint. */
export function isStampedBy(checkpoint: HeldCheckpoint, { url }: Pick<StampingAuthority, 'url'>): boolean {
  return checkpoint.timestamps.some(({ authority }) => authority.url === url);
}
