import { sha256Hex } from '../../core/hex.ts';
import type { LedgerEntry } from '../../core/ledger/index.ts';
import {
  checkToken,
  type Finding,
  type Steps,
  type TrustedToken,
  type VerificationPlatform,
} from '../../core/verification/index.ts';
import { readLockerObject } from '../locker/index.ts';
import type { CheckpointFindings, SoundCheckpoint } from './checkpoint-findings.ts';

type Received = Extract<LedgerEntry, { readonly kind: 'timestamp-received' }>;

export interface TokenFindings {
  readonly count: number;
  readonly trusted: readonly TrustedToken[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Finding[];
}

/** Tokens in the ledger, before any is looked at. */
export function receivedTokens(entries: readonly LedgerEntry[]): readonly Received[] {
  return entries.filter((entry) => entry.kind === 'timestamp-received');
}

/**
 * Every token that the ledger holds: over the text of the checkpoint it names, and saying what the ledger states (P26). Files
 * that are missing or damaged are told as objects, and their token as not checked.
 */
export async function findTokenDamage(
  directory: string,
  received: readonly Received[],
  { made, sound }: CheckpointFindings,
  trustedRoots: ReadonlySet<string>,
  platform: VerificationPlatform,
  steps: Steps,
): Promise<TokenFindings> {
  const trusted: TrustedToken[] = [];
  const findings: Finding[] = [];
  const notChecked: Finding[] = [];
  for (const [index, entry] of received.entries()) {
    steps.advance('核对时间戳', index, received.length);
    const { seq, payload } = entry;
    const subject = `entry:${seq}`;
    const checkpoint = sound.get(payload.checkpointSeq);
    const misplaced = misplacedAt(entry, made, checkpoint);
    if (misplaced !== undefined) {
      findings.push({ ...misplaced, subject });
      continue;
    }
    // A checkpoint that was refused has its own line; what a token over it says helps nobody.
    if (checkpoint === undefined) continue;
    const files = filesOf(directory, entry);
    if (files === undefined) {
      const detail = `${payload.authority.name}的时间戳的文件已有问题，没有核对。`;
      notChecked.push({ code: 'TIMESTAMPS', subject, detail });
      continue;
    }
    const stamped = new TextEncoder().encode(checkpoint.text);
    const { token: stated, authority } = payload;
    const claim = { ...files, stamped, stated, authority: authority.name, subject };
    const checked = await checkToken(claim, trustedRoots, platform);
    if (checked.state === 'refused') findings.push(checked.finding);
    else if (checked.state === 'untrusted') notChecked.push(checked.notChecked);
    else if (checkpoint.isSigned) {
      const { size } = checkpoint;
      trusted.push({ size, authority: authority.name, facts: checked.facts, receivedSeq: seq });
    }
  }
  steps.advance('核对时间戳', received.length, received.length);
  return { count: received.length, trusted, findings, notChecked };
}

/** A token whose entry names what is no checkpoint before it, or another digest than that of the checkpoint. */
function misplacedAt(
  { seq, payload }: Received,
  made: ReadonlySet<number>,
  checkpoint: SoundCheckpoint | undefined,
): { readonly code: string; readonly detail: string } | undefined {
  if (payload.checkpointSeq >= seq || !made.has(payload.checkpointSeq)) {
    const detail = `账本第 ${seq} 条的时间戳说的检查点不在它之前。`;
    return { code: 'TIMESTAMP_LIST_INVALID', detail };
  }
  if (checkpoint === undefined) return undefined;
  if (payload.digest === sha256Hex(new TextEncoder().encode(checkpoint.text))) return undefined;
  const detail = `账本第 ${seq} 条的时间戳盖的不是它所说的检查点：记录或检查点被换过。`;
  return { code: 'TIMESTAMP_IMPRINT_MISMATCH', detail };
}

function filesOf(directory: string, { payload }: Received) {
  const request = readLockerObject(directory, payload.request.sha256);
  const response = readLockerObject(directory, payload.response.sha256);
  const chain = readLockerObject(directory, payload.chain.sha256);
  if (request === undefined || response === undefined || chain === undefined) return undefined;
  return {
    requestBytes: request,
    responseBytes: response,
    chainPem: Buffer.from(chain).toString('utf8'),
  };
}
