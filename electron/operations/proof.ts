import { invariant } from '../../core/assert.ts';
import type { Handlers, ItemProofView } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { fail, ok } from '../../core/result.ts';
import { timeQualityOf } from '../../core/surroundings/index.ts';
import type { ItemProof } from '../locker/index.ts';
import { replaceFileDurably } from '../platform/index.ts';
import type { Signing } from '../signing/index.ts';
import { checkpointView } from './checkpoint-views.ts';
import type { OperationDeps } from './ports.ts';

/** What stands behind evidence, and the key that signs for it. */
export function proofHandlers(deps: OperationDeps): Handlers['proof'] {
  const { locker } = deps;
  return {
    getItemProof: async ({ itemId }) => {
      if (!locker.ok) return locker;
      const [found, proof] = await Promise.all([
        locker.value.getItem(itemId),
        locker.value.getItemProof(itemId),
      ]);
      if (found === undefined || proof === undefined) {
        return fail('ITEM_UNKNOWN', '没有这份证据。请刷新后再试。');
      }
      return ok(itemProofView(found.item, proof, deps.settings.current().timestamps.isOn));
    },
    listCheckpoints: async (query) => {
      if (!locker.ok) return locker;
      const { checkpoints, total } = await locker.value.listCheckpoints(query);
      return ok({ checkpoints: checkpoints.map(checkpointView), total });
    },
    getKey: async () => (locker.ok ? ok({ key: await signingOf(deps).currentKey() }) : locker),
    exportKey: async ({ passphrase }) => {
      if (!locker.ok) return locker;
      const exported = await signingOf(deps).exportKey(passphrase);
      if (!exported.ok) return exported;
      const picked = await deps.dialogs.pickSaveFile(
        `留痕签名密钥-${locker.value.lockerId.slice(0, 8)}.json`,
      );
      if (!picked.ok) return picked;
      if (picked.value === undefined) return ok({ isSaved: false });
      return await saveExport(picked.value, exported.value);
    },
    rotateKey: async () => {
      if (!locker.ok) return locker;
      const rotated = await signingOf(deps).rotate();
      return rotated.ok ? ok({ key: rotated.value }) : rotated;
    },
  };
}

function signingOf({ signing }: OperationDeps): Signing {
  invariant(signing !== undefined, 'whoever has a locker has its key');
  return signing;
}

function itemProofView({ provenance }: Item, proof: ItemProof, isStampingOn: boolean): ItemProofView {
  const { seq, sealedAtUtc, checkpoint, stamped, lastVerification } = proof;
  return {
    seq,
    sealedAtUtc,
    checkpoint: checkpoint === null ? null : checkpointView(checkpoint),
    stamped: stamped === null ? null : checkpointView(stamped),
    isPending: isStampingOn && stamped === null,
    time: timeQualityOf(provenance.clock, proof),
    lastVerification: lastVerification === null ? null : verificationView(lastVerification),
  };
}

function verificationView({ atUtc, verdict }: NonNullable<ItemProof['lastVerification']>) {
  invariant(
    verdict === 'verified' || verdict === 'integrity-only' || verdict === 'failed',
    'the ledger knows three verdicts',
  );
  return { atUtc, verdict } as const;
}

/** The dialog has asked about a file that is there already. */
async function saveExport(path: string, text: string) {
  try {
    await replaceFileDurably(path, text);
    return ok({ isSaved: true });
  } catch {
    return fail('FILE_NOT_SAVED', '密钥没有保存：这个位置写不进去。请换一个文件夹再试。');
  }
}
