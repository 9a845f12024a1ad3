import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leafHash, merkleTree } from '../../../../core/ledger/index.ts';
import { createHashList } from '../../../../electron/locker/engine/hash-list.ts';
import { createLedgerTree } from '../../../../electron/locker/engine/ledger-tree.ts';

it('the growing tree gives the roots and proofs of core at every size it ever had', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 40 }), (entries) => {
      const tree = createLedgerTree();
      for (const entry of entries) tree.append(entry);
      const leaves = entries.map(leafHash);
      expect(tree.size).toBe(leaves.length);
      expect(tree.root).toEqual(merkleTree(leaves).root);
      for (let size = 0; size <= entries.length; size += 1) {
        const [earlier, wanted] = [tree.at(size), merkleTree(leaves.slice(0, size))];
        expect(tree.rootAt(size)).toEqual(wanted.root);
        expect(earlier.root).toEqual(wanted.root);
        for (let index = 0; index < size; index += 1) {
          expect(earlier.inclusionProof(index)).toEqual(wanted.inclusionProof(index));
          expect(earlier.consistencyProof(index + 1)).toEqual(wanted.consistencyProof(index + 1));
        }
      }
    }),
    { numRuns: 30 },
  );
});

it('a list of hashes gives back each of them, however many there are', () => {
  const list = createHashList();
  const hashOf = (at: number) => new Uint8Array(32).fill(at % 251).map((byte, index) => byte ^ (at >> index));
  for (let at = 0; at < 10_000; at += 1) list.push(hashOf(at));
  expect(list.length).toBe(10_000);
  for (let at = 0; at < 10_000; at += 1) expect(list.get(at)).toEqual(hashOf(at));
  expect(() => list.get(10_000)).toThrow();
});
