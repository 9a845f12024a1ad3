import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../core/hex.ts';
import {
  EMPTY_ROOT,
  leafHash,
  merkleTree,
  verifyConsistency,
  verifyInclusion,
} from '../../../../core/ledger/index.ts';

// The reference tree of certificate-transparency, used by every implementation of RFC 6962 and RFC 9162.
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const n = {
  a: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  b: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  c: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  d: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  e: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  f: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
};
const rootOf = (size: number) => roots[size] ?? '';
const inclusionVectors = [
  { index: 0, size: 1, proof: [] },
  { index: 0, size: 8, proof: [n.a, n.b, n.c] },
  { index: 5, size: 8, proof: [n.d, n.e, rootOf(4)] },
  { index: 2, size: 3, proof: [rootOf(2)] },
  { index: 1, size: 5, proof: [rootOf(1), n.b, n.d] },
];
const consistencyVectors = [
  { oldSize: 1, newSize: 1, proof: [] },
  { oldSize: 1, newSize: 8, proof: [n.a, n.b, n.c] },
  { oldSize: 6, newSize: 8, proof: [n.f, n.e, rootOf(4)] },
  { oldSize: 2, newSize: 5, proof: [n.b, n.d] },
];

const leaves = inputs.map((input) => leafHash(fromHex(input)));
const treeOf = (size: number) => merkleTree(leaves.slice(0, size));
const leafAt = (index: number) => leaves[index] ?? new Uint8Array();
const bytes = (proof: readonly string[]) => proof.map(fromHex);
const flip = (value: Uint8Array, bit: number) =>
  value.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('the public vectors of the RFC 9162 tree', () => {
  it('gives the reference roots of 0 to 8 leaves', () => {
    expect(roots.map((_, size) => toHex(treeOf(size).root))).toEqual(roots);
    expect(toHex(EMPTY_ROOT)).toBe(roots[0]);
  });

  it.each(inclusionVectors)('makes and accepts the reference proof of leaf $index of $size', (vector) => {
    const { index, size, proof } = vector;
    expect(treeOf(size).inclusionProof(index).map(toHex)).toEqual(proof);
    const root = fromHex(rootOf(size));
    expect(verifyInclusion({ leaf: leafAt(index), index, size, proof: bytes(proof), root })).toBe(true);
  });

  it.each(consistencyVectors)('makes and accepts the reference proof from $oldSize to $newSize', (vector) => {
    const { oldSize, newSize, proof } = vector;
    expect(treeOf(newSize).consistencyProof(oldSize).map(toHex)).toEqual(proof);
    const claim = { oldSize, newSize, oldRoot: fromHex(rootOf(oldSize)), newRoot: fromHex(rootOf(newSize)) };
    expect(verifyConsistency({ ...claim, proof: bytes(proof) })).toBe(true);
  });
});

describe('inclusion proofs that prove nothing are refused', () => {
  const damaged = (vector: (typeof inclusionVectors)[number]) => {
    const proof = bytes(vector.proof);
    const right = {
      leaf: leafAt(vector.index),
      index: vector.index,
      size: vector.size,
      proof,
      root: fromHex(rootOf(vector.size)),
    };
    const changes: Partial<typeof right>[] = [
      { index: vector.index - 1 },
      { index: vector.index + 1 },
      { index: vector.index ^ 2 },
      { index: 0.5 },
      { index: Number.NaN },
      { index: vector.size },
      { size: vector.size * 2 },
      { size: Math.floor(vector.size / 2) },
      { size: 0 },
      { size: -1 },
      { size: 2 ** 60 },
      { leaf: leafHash(fromHex('576f6e6739343537')) },
      { leaf: new Uint8Array() },
      { root: EMPTY_ROOT },
      { root: right.root.slice(0, 31) },
      { proof: [...proof, new Uint8Array()] },
      { proof: [...proof, right.root] },
      { proof: [new Uint8Array(), ...proof] },
      { proof: [right.root, ...proof] },
      { proof: [...proof, ...proof, right.root] },
      ...proof.map((_, at) => ({ proof: proof.filter((__, other) => other !== at) })),
      ...proof.map((node, at) => ({ proof: proof.with(at, flip(node, 7)) })),
      ...proof.map((node, at) => ({ proof: proof.with(at, node.slice(1)) })),
    ];
    return changes.map((change) => ({ ...right, ...change }));
  };

  it.each(inclusionVectors)('for leaf $index of $size', (vector) => {
    const accepted = damaged(vector).filter(verifyInclusion);
    expect(accepted).toEqual([]);
  });

  it('also when nothing is proven about an empty tree', () => {
    expect(verifyInclusion({ leaf: leafAt(0), index: 0, size: 0, proof: [], root: EMPTY_ROOT })).toBe(false);
  });
});

describe('consistency proofs that prove nothing are refused', () => {
  const damaged = (vector: (typeof consistencyVectors)[number]) => {
    const proof = bytes(vector.proof);
    const { oldSize, newSize } = vector;
    const right = {
      oldSize,
      newSize,
      oldRoot: fromHex(rootOf(oldSize)),
      newRoot: fromHex(rootOf(newSize)),
      proof,
    };
    const changes: Partial<typeof right>[] = [
      { oldSize: oldSize - 1 },
      { oldSize: oldSize + 1 },
      { oldSize: -1 },
      { oldSize: newSize + 1 },
      { newSize: newSize * 2 },
      { newSize: Math.floor(newSize / 2) - 1 },
      { newSize: 2.5 },
      { oldRoot: fromHex('57726f6e67526f6f74') },
      { newRoot: fromHex('57726f6e67526f6f74') },
      { oldRoot: EMPTY_ROOT },
      { oldRoot: flip(right.oldRoot, 100) },
      { newRoot: flip(right.newRoot, 100) },
      { proof: [...proof, new Uint8Array()] },
      { proof: [...proof, right.newRoot] },
      { proof: [new Uint8Array(), ...proof] },
      { proof: [right.oldRoot, ...proof] },
      ...proof.map((_, at) => ({ proof: proof.slice(0, at) })),
      ...proof.map((_, at) => ({ proof: proof.slice(at + 1) })),
      ...proof.map((node, at) => ({ proof: proof.with(at, flip(node, 255)) })),
    ];
    // Roots exchanged is no damage when both are one tree.
    if (oldSize !== newSize) changes.push({ oldRoot: right.newRoot, newRoot: right.oldRoot });
    return changes.map((change) => ({ ...right, ...change }));
  };

  it.each(consistencyVectors)('from $oldSize to $newSize', (vector) => {
    const accepted = damaged(vector).filter(verifyConsistency);
    expect(accepted).toEqual([]);
  });
});

describe('any tree', () => {
  const anyEntries = fc.array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: 70 });

  it('proves each of its leaves, and a flipped bit anywhere is refused', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), fc.nat(), (entries, pick, bit) => {
        const hashes = entries.map(leafHash);
        const tree = merkleTree(hashes);
        const index = pick % hashes.length;
        const leaf = hashes[index] ?? new Uint8Array();
        const claim = { leaf, index, size: tree.size, proof: tree.inclusionProof(index), root: tree.root };
        expect(verifyInclusion(claim)).toBe(true);
        const all = [claim.leaf, ...claim.proof, claim.root];
        const at = bit % all.length;
        const flipped = all.map((node, other) => (other === at ? flip(node, bit % 256) : node));
        const [badLeaf, ...rest] = flipped;
        const badRoot = rest.pop();
        expect(verifyInclusion({ ...claim, leaf: badLeaf ?? leaf, proof: rest, root: badRoot ?? leaf })).toBe(
          false,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('proves that each of its prefixes is a prefix, and of no other tree', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, pick) => {
        const hashes = entries.map(leafHash);
        const oldSize = 1 + (pick % hashes.length);
        const [older, tree] = [merkleTree(hashes.slice(0, oldSize)), merkleTree(hashes)];
        const proof = tree.consistencyProof(oldSize);
        const claim = { oldSize, newSize: tree.size, oldRoot: older.root, newRoot: tree.root, proof };
        expect(verifyConsistency(claim)).toBe(true);
        const foreign = merkleTree([leafHash(new Uint8Array(99)), ...hashes.slice(1, oldSize)]).root;
        expect(verifyConsistency({ ...claim, oldRoot: foreign })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
