import { readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import { keyIdOf } from '../../../core/checkpoints/index.ts';
import { sha256Hex, toHex } from '../../../core/hex.ts';
import { canonicalBytes, type JsonValue } from '../../../core/ledger/index.ts';
import { formatPackageSignature, packagePaths, packageSignedBytes } from '../../../core/manifest/index.ts';
import { verifyPackage } from '../../../electron/verification/index.ts';
import { newFolder } from '../dossier/export-sample.ts';
import { type BagEdit, readPackage, writeBytes, writePackage } from './edit-archive.ts';
import { openStampedLocker, type StampedLocker } from './stamped.ts';

let stamped: StampedLocker;
let packagePath: string;
let other: StampedLocker;
let otherPath: string;
beforeAll(async () => {
  stamped = await openStampedLocker();
  packagePath = await stamped.exportPackage();
  other = await openStampedLocker();
  otherPath = await other.exportPackage();
});
afterAll(async () => {
  await stamped?.end();
  await other?.end();
});

async function reportOf(path: string, trustedRoots: ReadonlySet<string> = stamped.trustedRoots) {
  const result = await verifyPackage(path, { stateFolder: newFolder(), trustedRoots });
  invariant(result.ok, `the package can be looked at: ${JSON.stringify(result)}`);
  return result.value;
}

/** The primary code: that of the first line that fails. */
async function primaryOf(path: string): Promise<string | undefined> {
  const { verdict, checks } = await reportOf(path);
  const first = checks.find(({ result }) => result === 'FAIL')?.code;
  expect(verdict).toBe(first === undefined ? verdict : 'failed');
  return first;
}

describe('P25: a signed and stamped package', () => {
  test('is 已验证 with its roots, and says who gave each exhibit its time', async () => {
    const { verdict, checks, exhibits } = await reportOf(packagePath);
    expect(verdict).toBe('verified');
    const times = checks.filter(({ code }) => code === 'TRUSTED_TIME');
    expect(times.map(({ result, subject }) => `${result} ${subject}`)).toEqual([
      'PASS exhibit:2-1',
      'PASS exhibit:2-2',
    ]);
    expect(exhibits?.map(({ trustedUtc }) => typeof trustedUtc)).toEqual(['string', 'string']);
  });

  test('P28: is 仅完整性 without them, and never fails for that', async () => {
    const { verdict, checks } = await reportOf(packagePath, new Set());
    expect(verdict).toBe('integrity-only');
    expect(checks.filter(({ code }) => code === 'TIMESTAMP_ROOT_UNKNOWN')).toHaveLength(4);
  });

  test('P28: is 仅完整性 while an exhibit waits for its stamp', async () => {
    const waiting = await openStampedLocker();
    await waiting.seal(3);
    await waiting.checkpoint();
    const { verdict, checks } = await reportOf(await waiting.exportPackage(), waiting.trustedRoots);
    expect(verdict).toBe('integrity-only');
    const pending = checks.filter(({ code, result }) => code === 'TRUSTED_TIME' && result === 'NOT_CHECKED');
    expect(pending.map(({ subject }) => subject)).toEqual(['exhibit:2-3']);
    await waiting.end();
  });
});

type Forgery = readonly [what: string, code: string, edit: (files: BagEdit) => void];
// biome-ignore lint/suspicious/noExplicitAny: a forger edits whatever is there
type Anything = any;

const edit = (path: string, change: (value: Anything) => void) => (files: BagEdit) => {
  const value = JSON.parse(files.get(path)?.toString() ?? '');
  change(value);
  files.set(path, Buffer.from(canonicalBytes(value as JsonValue)));
};
const pathsOf = (files: BagEdit, pattern: RegExp) => [...files.keys()].filter((path) => pattern.test(path));
const first = (files: BagEdit, pattern: RegExp) => pathsOf(files, pattern)[0] ?? '';
const last = (files: BagEdit, pattern: RegExp) => pathsOf(files, pattern).at(-1) ?? '';
const CHECKPOINT = /checkpoints\/\d+\.txt$/;
/** A file of the time stamps with the list made to fit: only the token is forged. */
const replaceStamp =
  (kind: 'request' | 'response' | 'chain', content: (files: BagEdit) => Buffer) => (files: BagEdit) => {
    const bytes = content(files);
    edit(packagePaths.timestampList, (list) => {
      const { path } = list.timestamps[0][kind];
      list.timestamps[0][kind] = { path, sha256: sha256Hex(bytes), sizeBytes: bytes.length };
      files.set(path, bytes);
    })(files);
  };
const ofOther = (pattern: RegExp) => {
  const { files } = readPackage(otherPath);
  return files.get(first(files, pattern)) ?? Buffer.alloc(0);
};
const flipAt = (bytes: Buffer | undefined, at: number) => {
  const copy = Buffer.from(bytes ?? []);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

const forgeries: readonly Forgery[] = [
  ['no list of checkpoints', 'CHECKPOINT_LIST_INVALID', (f) => f.delete(packagePaths.checkpointList)],
  [
    'checkpoints out of order',
    'CHECKPOINT_LIST_INVALID',
    edit(packagePaths.checkpointList, (v) => v.checkpoints.reverse()),
  ],
  [
    'a checkpoint renamed',
    'CHECKPOINT_LIST_INVALID',
    edit(packagePaths.checkpointList, (v) => {
      v.checkpoints[0].path = 'data/dossier.pdf';
    }),
  ],
  [
    'a larger checkpoint',
    'CHECKPOINT_LIST_INVALID',
    edit(packagePaths.checkpointList, (v) => {
      v.checkpoints[1].size = 999;
      v.checkpoints[1].path = 'data/ledger/checkpoints/999.txt';
    }),
  ],
  [
    'a checkpoint of text',
    'CHECKPOINT_MALFORMED',
    (f) => f.set(first(f, CHECKPOINT), Buffer.from('hello\n')),
  ],
  [
    'a checkpoint without signature',
    'CHECKPOINT_MALFORMED',
    (f) =>
      f.set(
        first(f, CHECKPOINT),
        Buffer.from(f.get(first(f, CHECKPOINT))?.toString().split('\n\n')[0] ?? ''),
      ),
  ],
  [
    'a checkpoint of another locker',
    'CHECKPOINT_FOREIGN',
    (f) => f.set(first(f, CHECKPOINT), ofOther(CHECKPOINT)),
  ],
  [
    'another checkpoint in its place',
    'CHECKPOINT_INCONSISTENT',
    (f) => f.set(first(f, CHECKPOINT), f.get(last(f, CHECKPOINT)) ?? Buffer.alloc(0)),
  ],
  [
    'no consistency proof',
    'CHECKPOINT_INCONSISTENT',
    edit(packagePaths.checkpointList, (v) => {
      v.checkpoints[0].consistency = [];
    }),
  ],
  [
    'a signature cut off and another put there',
    'SIGNATURE_INVALID',
    (f) => {
      const text = f.get(first(f, CHECKPOINT))?.toString() ?? '';
      const blob = Buffer.from(/ (\S+)\n$/.exec(text)?.[1] ?? '', 'base64');
      blob[40] = (blob[40] ?? 0) ^ 1;
      f.set(first(f, CHECKPOINT), Buffer.from(text.replace(/ \S+\n$/, ` ${blob.toString('base64')}\n`)));
    },
  ],
  [
    'a key that nobody knows',
    'SIGNATURE_KEY_UNKNOWN',
    (f) => {
      const text = f.get(first(f, CHECKPOINT))?.toString() ?? '';
      const blob = Buffer.from(/ (\S+)\n$/.exec(text)?.[1] ?? '', 'base64');
      blob[0] = (blob[0] ?? 0) ^ 1;
      f.set(first(f, CHECKPOINT), Buffer.from(text.replace(/ \S+\n$/, ` ${blob.toString('base64')}\n`)));
    },
  ],
  [
    'no signature of the package',
    'PACKAGE_SIGNATURE_MISSING',
    (f) => f.delete(packagePaths.manifestSignature),
  ],
  ['no list of time stamps', 'PACKAGE_SIGNATURE_INVALID', (f) => f.delete(packagePaths.timestampList)],
];

/** With a package signature by the forger's own key: what a later stage says is not hidden by it. */
const stampForgeries: readonly Forgery[] = [
  [
    'a list that is none',
    'TIMESTAMP_LIST_INVALID',
    (f) => f.set(packagePaths.timestampList, Buffer.from('{}')),
  ],
  [
    'a hash in the list',
    'TIMESTAMP_LIST_INVALID',
    edit(packagePaths.timestampList, (v) => {
      v.timestamps[0].response.sha256 = '0'.repeat(64);
    }),
  ],
  [
    'a checkpoint that is not there',
    'TIMESTAMP_LIST_INVALID',
    edit(packagePaths.timestampList, (v) => {
      for (const stamp of v.timestamps) stamp.checkpoint += 1;
    }),
  ],
  ['garbage', 'TIMESTAMP_MALFORMED', replaceStamp('response', () => Buffer.from('garbage'))],
  [
    'a byte behind the token',
    'TIMESTAMP_MALFORMED',
    replaceStamp('response', (f) =>
      Buffer.concat([f.get(first(f, /-1\.tsr$/)) ?? Buffer.alloc(0), Buffer.alloc(1)]),
    ),
  ],
  [
    'the token over another checkpoint',
    'TIMESTAMP_IMPRINT_MISMATCH',
    replaceStamp('response', (f) => f.get(last(f, /-1\.tsr$/)) ?? Buffer.alloc(0)),
  ],
  [
    'a token of another locker',
    'TIMESTAMP_IMPRINT_MISMATCH',
    replaceStamp('response', () => ofOther(/-1\.tsr$/)),
  ],
  [
    'a token that answers another request',
    'TIMESTAMP_NONCE_MISMATCH',
    replaceStamp('response', (f) => f.get(first(f, /-2\.tsr$/)) ?? Buffer.alloc(0)),
  ],
  [
    'a chain in the wrong order',
    'TIMESTAMP_CHAIN_INVALID',
    replaceStamp('chain', (f) =>
      Buffer.from(
        (
          f
            .get(first(f, /-1\.chain\.pem$/))
            ?.toString()
            .match(/-----BEGIN[\s\S]*?END CERTIFICATE-----\n/g) ?? []
        )
          .reverse()
          .join(''),
      ),
    ),
  ],
  [
    'the chain of another authority',
    'TIMESTAMP_CHAIN_INVALID',
    replaceStamp('chain', (f) => f.get(first(f, /-2\.chain\.pem$/)) ?? Buffer.alloc(0)),
  ],
  [
    'another time in the list',
    'TIMESTAMP_STATED_WRONG',
    edit(packagePaths.timestampList, (v) => {
      v.timestamps[0].token.genTimeUtc = '2020-01-01T00:00:00.000Z';
    }),
  ],
  [
    'another serial in the list',
    'TIMESTAMP_STATED_WRONG',
    edit(packagePaths.timestampList, (v) => {
      v.timestamps[0].token.serialHex = '1234';
    }),
  ],
  [
    'a stamp that the list does not name',
    'FILE_NOT_EXPECTED',
    (f) => f.set('data/timestamps/999-1.tsr', Buffer.from('x')),
  ],
];

describe('P27: forgeries of what a package is proven by, with consistent archive, manifests and counts', () => {
  test.each(forgeries)('%s: %s', async (_, code, change) => {
    const { folder, files } = readPackage(packagePath);
    change(files);
    expect(await primaryOf(writePackage(folder, files))).toBe(code);
  });

  test.each(stampForgeries)('%s: %s', async (_, code, change) => {
    const { folder, files } = readPackage(packagePath);
    change(files);
    const { checks } = await reportOf(writePackage(folder, files));
    const codes = checks.filter(({ result }) => result === 'FAIL').map((check) => check.code);
    // The manifest is another one, so that the package's own signature fails first.
    // Files that an invalid list named belong to nobody any more.
    const all = new Set(code === 'TIMESTAMP_LIST_INVALID' ? codes.slice(0, 2) : codes);
    expect([...all]).toEqual(['PACKAGE_SIGNATURE_INVALID', code]);
  });

  test('a package signed anew by a key of the forger', async () => {
    const { folder, files } = readPackage(packagePath);
    files.set(packagePaths.instructions, Buffer.from('另一份说明'));
    writePackage(folder, files);
    const secret = new Uint8Array(32).fill(9);
    const origin = files.get(packagePaths.treeHead)?.toString().split('\n')[0] ?? '';
    const manifestSha256 = sha256Hex(files.get(packagePaths.manifest) ?? Buffer.alloc(0));
    const signature = ed25519.sign(packageSignedBytes(origin, manifestSha256), secret);
    const keyId = keyIdOf(origin, toHex(ed25519.getPublicKey(secret)));
    const note = formatPackageSignature({ origin, manifestSha256, keyId, signature });
    files.set(packagePaths.manifestSignature, Buffer.from(note));
    expect(await primaryOf(writePackage(folder, files))).toBe('PACKAGE_SIGNATURE_INVALID');
  });

  test('a package without any of its proofs is no more than whole', async () => {
    const { folder, files } = readPackage(packagePath);
    for (const path of pathsOf(files, /data\/timestamps\/\d|checkpoints\/\d|manifest-signature/))
      files.delete(path);
    edit(packagePaths.checkpointList, (v) => {
      v.checkpoints = [];
    })(files);
    edit(packagePaths.timestampList, (v) => {
      v.timestamps = [];
    })(files);
    expect((await reportOf(writePackage(folder, files))).verdict).toBe('integrity-only');
  });

  test('an update appended to the dossier, with its hash in the index', async () => {
    const { folder, files } = readPackage(packagePath);
    const pdf = Buffer.concat([
      files.get(packagePaths.dossier) ?? Buffer.alloc(0),
      Buffer.from('\n9 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n'),
    ]);
    files.set(packagePaths.dossier, pdf);
    edit(packagePaths.evidenceIndex, (v) => {
      v.dossier.sha256 = sha256Hex(pdf);
    })(files);
    const { checks } = await reportOf(writePackage(folder, files));
    expect(checks.filter(({ result }) => result === 'FAIL').map(({ code }) => code)).toEqual([
      'PACKAGE_SIGNATURE_INVALID',
      'DOSSIER_INCREMENTAL',
    ]);
  });
});

test('P26: no flipped bit of a checkpoint, token, chain or signature leaves a verdict of 已验证 or another time', async () => {
  const bytes = readFileSync(packagePath);
  const { files } = readPackage(packagePath);
  const proofs = pathsOf(files, /data\/timestamps|data\/ledger|manifest-signature/);
  const places = proofs.map((path) => ({
    from: bytes.indexOf(files.get(path) ?? ''),
    length: files.get(path)?.length ?? 0,
  }));
  const flip = fc
    .constantFrom(...places)
    .chain(({ from, length }) =>
      fc.record({ at: fc.integer({ min: from, max: from + length - 1 }), bit: fc.nat({ max: 7 }) }),
    );
  await fc.assert(
    fc.asyncProperty(flip, async ({ at, bit }) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      expect((await reportOf(writeBytes(damaged))).verdict).toBe('failed');
    }),
    { numRuns: 60 },
  );
});

/** The forger also makes manifests fit: then the proofs themselves must tell. */
test('P26: nor with archive and manifests made to fit', async () => {
  const { folder, files } = readPackage(packagePath);
  const proofs = pathsOf(files, /data\/timestamps\/\d|checkpoints\/\d/);
  const flip = fc
    .constantFrom(...proofs)
    .chain((path) =>
      fc.record({ path: fc.constant(path), at: fc.nat({ max: (files.get(path)?.length ?? 1) - 1 }) }),
    );
  await fc.assert(
    fc.asyncProperty(flip, async ({ path, at }) => {
      const copy: BagEdit = new Map(files);
      copy.set(path, flipAt(files.get(path), at));
      const { verdict } = await reportOf(writePackage(folder, copy));
      expect(verdict).toBe('failed');
    }),
    { numRuns: 40 },
  );
});
