import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leafHash, merkleTree } from '../../../../core/ledger/index.ts';
import { createLedgerTree } from '../../../../electron/locker/engine/ledger-tree.ts';

it('the growing tree gives the roots of core at every size it ever had', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 40 }), (entries) => {
      const tree = createLedgerTree();
      for (const entry of entries) tree.append(entry);
      const leaves = entries.map(leafHash);
      expect(tree.leaves).toEqual(leaves);
      expect(tree.root).toEqual(merkleTree(leaves).root);
      for (let size = 0; size <= entries.length; size += 1) {
        expect(tree.rootAt(size)).toEqual(merkleTree(leaves.slice(0, size)).root);
      }
    }),
    { numRuns: 50 },
  );
});
