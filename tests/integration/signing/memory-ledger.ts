import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  endorsedBytes,
  isSignature,
  isSignedBy,
  parseSignedCheckpoint,
} from '../../../core/checkpoints/index.ts';
import { fromHex } from '../../../core/hex.ts';
import { equalBytes, leafHash, merkleTree, originOf, type TreeHead } from '../../../core/ledger/index.ts';
import { fail, ok } from '../../../core/result.ts';
import type { HeldCheckpoint, SigningKey } from '../../../electron/locker/index.ts';
import type { SigningLocker } from '../../../electron/signing/index.ts';

const notOurs = () => fail('CHECKPOINT_NOT_OURS', 'not of this ledger');

/** A ledger in memory that keeps keys and checkpoints by the locker's rules, so that races can be told step by step. */
export class MemoryLedger implements SigningLocker {
  readonly lockerId = '0'.repeat(26);
  readonly keys: SigningKey[] = [];
  readonly checkpoints: HeldCheckpoint[] = [];
  readonly #leaves: Uint8Array[] = [];
  readonly #listeners = new Set<(treeSize: number) => void>();
  /** Runs before the next key or checkpoint is entered: somebody else comes first. */
  beforeEntry: (() => Promise<unknown>) | undefined;

  constructor() {
    this.append('locker-created');
  }

  append(text: string): number {
    this.#leaves.push(leafHash(new TextEncoder().encode(text)));
    for (const listener of this.#listeners) listener(this.size);
    return this.size - 1;
  }

  onAdvanced(listener: (treeSize: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How many entries it has. */
  get size(): number {
    return this.#leaves.length;
  }

  headAt(size: number): TreeHead {
    const { root } = merkleTree(this.#leaves.slice(0, size));
    return { origin: originOf(this.lockerId), size, root };
  }

  async treeHead(): Promise<TreeHead> {
    return this.headAt(this.#leaves.length);
  }

  async signingKey(): Promise<SigningKey | null> {
    return this.keys.at(-1) ?? null;
  }

  async setSigningKey(payload: Parameters<SigningLocker['setSigningKey']>[0]) {
    await this.#others();
    const newest = this.keys.at(-1)?.publicKey ?? null;
    const { publicKey, replaces, endorsement } = payload;
    if (replaces !== newest || publicKey === newest) return notOurs();
    const words = endorsedBytes(originOf(this.lockerId), newest ?? '', publicKey);
    if (endorsement !== null && !isSignature(fromHex(endorsement), words, newest ?? '')) return notOurs();
    const key: SigningKey = {
      seq: this.append(`key ${publicKey}`),
      atUtc: '2026-11-23T06:35:02.123Z',
      publicKey,
      replaces,
      isEndorsed: replaces === null || endorsement !== null,
      earlierCount: this.keys.length,
    };
    this.keys.push(key);
    return ok(key);
  }

  async recordCheckpoint(checkpoint: string) {
    await this.#others();
    const parsed = parseSignedCheckpoint(checkpoint);
    if (!parsed.ok) return notOurs();
    const { size, root } = parsed.value.head;
    const held = this.checkpoints.find((each) => each.size === size);
    if (held !== undefined) return ok(held);
    if (size < 1 || size > this.#leaves.length || !equalBytes(this.headAt(size).root, root)) return notOurs();
    if (!isSignedBy(parsed.value, this.keys.at(-1)?.publicKey ?? '')) return notOurs();
    const made: HeldCheckpoint = {
      seq: this.append(checkpoint),
      atUtc: '2026-11-23T06:35:02.123Z',
      checkpoint,
      size,
      timestamps: [],
    };
    this.checkpoints.push(made);
    return ok(made);
  }

  async listCheckpoints({ offset, limit }: { readonly offset: number; readonly limit: number }) {
    const newestFirst = this.checkpoints.toReversed();
    return { checkpoints: newestFirst.slice(offset, offset + limit), total: newestFirst.length };
  }

  async #others(): Promise<void> {
    const others = this.beforeEntry;
    this.beforeEntry = undefined;
    await others?.();
  }
}

/** A folder that is a machine's state folder, and is taken away in the end. */
export function temporaryState(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'liuhen-state-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
