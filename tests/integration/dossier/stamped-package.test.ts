import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import { sha256Hex } from '../../../core/hex.ts';
import {
  decodeCheckpointList,
  decodeTimestampList,
  packagePaths,
  parsePackageSignature,
} from '../../../core/manifest/index.ts';
import { parsePem } from '../../../core/timestamps/index.ts';
import type { HeldCheckpoint } from '../../../electron/locker/index.ts';
import { askAuthority, holdTimestamp } from '../../../electron/timestamps/index.ts';
import { verifyPackage } from '../../../electron/verification/index.ts';
import { readPackage } from '../package/edit-archive.ts';
import { type RunningAuthority, startAuthority } from '../timestamps/harness/index.ts';
import { newFolder, run } from './export-sample.ts';
import { addOrder, openTestLocker, sealInto } from './real-locker.ts';
import { type SampleExhibit, samplePicture } from './sample-order.ts';

const YEAR_MS = 365 * 86_400_000;
const validity = { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + YEAR_MS) };

let test_: Awaited<ReturnType<typeof openTestLocker>>;
let authorities: readonly RunningAuthority[];
let orderId: string;
let otherId: string;
let stamped: HeldCheckpoint;

beforeAll(async () => {
  test_ = await openTestLocker();
  authorities = await Promise.all(
    ['First Authority', '第二时间戳机构'].map((name) =>
      startAuthority({ folder: newFolder(), name, key: 'ec-p256', signerValidity: validity }),
    ),
  );
  orderId = (await addOrder(test_.locker, 'MINE-1')).id;
  otherId = (await addOrder(test_.locker, 'SECRET-2', { merchant: '秘密商家' })).id;
  await sealInto(test_.locker, otherId, await picture(1, '秘密的窗口'));
  await sealInto(test_.locker, orderId, await picture(2, '订单详情'));
  stamped = await checkpoint();
  for (const authority of authorities) await stamp(authority, stamped);
});
afterAll(async () => {
  await Promise.all(authorities.map((authority) => authority.stop()));
  await test_.close();
});

async function picture(seed: number, title: string): Promise<SampleExhibit> {
  const bytes = await samplePicture(320, 200, seed);
  return { bytes, mediaType: 'image/png', kind: 'E01', source: 'capture', title };
}

async function checkpoint(): Promise<HeldCheckpoint> {
  const made = await test_.checkpointer.makeCheckpoint();
  invariant(made.ok, `a head is signed: ${JSON.stringify(made)}`);
  return made.value;
}

async function stamp(authority: RunningAuthority, head: HeldCheckpoint): Promise<void> {
  const roots = {
    certificates: parsePem(authority.rootPem) ?? [],
    fingerprints: new Set([authority.rootSha256]),
  };
  const held = await holdTimestamp(
    {
      locker: test_.locker,
      askAuthority: ({ digest, signal }) =>
        askAuthority({ url: authority.url, digest, roots, signal, timeoutMs: 20_000, fetch }),
    },
    {
      checkpoint: head,
      authority: { name: `机构 ${authority.url}`, url: authority.url },
      signal: AbortSignal.timeout(30_000),
    },
  );
  invariant(held.ok, `the authority stamps: ${JSON.stringify(held)}`);
}

async function exportOf(id: string) {
  const exported = await test_.exporter.export({ orderId: id, outFolder: newFolder(), pdfOnly: false });
  invariant(exported.ok, `the export works: ${JSON.stringify(exported)}`);
  const { packagePath } = exported.value;
  invariant(packagePath !== null, 'a package was asked for');
  const target = newFolder();
  run('unzip', '-q', packagePath, '-d', target);
  return {
    ...exported.value,
    packagePath,
    bag: join(target, readdirSync(target)[0] ?? ''),
    files: readPackage(packagePath).files,
  };
}
type Exported = Awaited<ReturnType<typeof exportOf>>;

const instructionsOf = ({ files }: Exported) => files.get(packagePaths.instructions)?.toString() ?? '';
const commandsOf = (exported: Exported, start: string) =>
  instructionsOf(exported)
    .split('\r\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(start));

/** Runs a line of the instructions in the bag, as the shell of Linux and macOS would. */
function shell(command: string, bag: string, clock: readonly string[] = []): string {
  const [program = 'sh', ...before] = [...clock, 'sh'];
  return execFileSync(program, [...before, '-c', command], { cwd: bag, encoding: 'utf8', stdio: 'pipe' });
}

describe('a stamped package', () => {
  let exported: Exported;
  beforeAll(async () => {
    exported = await exportOf(orderId);
  });

  test('P25: is checked by the very commands that it holds, with what a system brings', () => {
    expect(shell(commandsOf(exported, 'sha256sum')[0] ?? 'false', exported.bag)).not.toContain('FAILED');
    const commands = commandsOf(exported, 'openssl ts -verify');
    expect(commands.length).toBe(2);
    for (const command of commands) expect(shell(command, exported.bag)).toContain('Verification: OK');
    const [show = 'false'] = commandsOf(exported, 'openssl ts -reply');
    expect(shell(show, exported.bag)).toContain('Time stamp');
  });

  test('P26: the same commands pass when the certificates have expired, and only those with -attime', () => {
    const later = ['faketime', '-f', '+10y'];
    for (const command of commandsOf(exported, 'openssl ts -verify')) {
      expect(shell(command, exported.bag, later)).toContain('Verification: OK');
      const plain = command.replace(/ -attime \d+$/, '');
      expect(shell(plain, exported.bag)).toContain('Verification: OK');
      expect(() => shell(plain, exported.bag, later)).toThrow();
    }
  });

  test('P25: is verified where its roots are trusted, and nowhere else', async () => {
    const trustedRoots = new Set(authorities.map(({ rootSha256 }) => rootSha256));
    const { packagePath } = exported;
    const verified = await verifyPackage(packagePath, { stateFolder: newFolder(), trustedRoots });
    expect(verified).toMatchObject({ ok: true, value: { verdict: 'verified' } });
    const unknown = await verifyPackage(packagePath, { stateFolder: newFolder(), trustedRoots: new Set() });
    expect(unknown).toMatchObject({ ok: true, value: { verdict: 'integrity-only' } });
  });

  test('a changed checkpoint fails the command', () => {
    const [command = 'false'] = commandsOf(exported, 'openssl ts -verify');
    const path = /-data (\S+)/.exec(command)?.[1] ?? '';
    const copy = newFolder();
    run('cp', '-r', `${exported.bag}/.`, copy);
    writeFileSync(join(copy, path), readFileSync(join(copy, path), 'utf8').replace('\n\n', '\n \n'));
    expect(() => shell(command, copy)).toThrow();
  });

  test('names the fingerprint of each root as openssl computes it from the chain', () => {
    const text = instructionsOf(exported);
    const [command = 'false'] = commandsOf(exported, 'awk');
    const printed = shell(command, exported.bag).trim().split('=')[1] ?? '';
    expect(text).toContain(printed);
    for (const { rootSha256 } of authorities) {
      expect(text.replaceAll(':', '')).toContain(rootSha256.toUpperCase());
    }
  });

  test('has its files in the one order, listed, hashed and signed', () => {
    const paths = [...exported.files.keys()];
    const { size } = stamped;
    expect(paths.slice(0, 5)).toEqual([
      'bagit.txt',
      'bag-info.txt',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'manifest-signature.txt',
    ]);
    expect(paths.slice(5, -1)).toEqual([
      'data/dossier.pdf',
      'data/验证说明.txt',
      'data/verify.html',
      'data/evidence.json',
      'data/ledger/entries.jsonl',
      'data/ledger/proofs.json',
      'data/ledger/tree-head.txt',
      'data/ledger/checkpoints.json',
      `data/ledger/checkpoints/${size}.txt`,
      'data/timestamps/timestamps.json',
      ...[1, 2].flatMap((n) =>
        ['tsq', 'tsr', 'chain.pem'].map((extension) => `data/timestamps/${size}-${n}.${extension}`),
      ),
    ]);
    expect(exported.files.get(packagePaths.description)?.toString()).toMatch(/^Liuhen-Package-Format: 2\n/);
    expect(exported.files.get(packagePaths.tagManifest)?.toString()).toContain('  manifest-signature.txt\n');
    const note = parsePackageSignature(exported.files.get(packagePaths.manifestSignature)?.toString() ?? '');
    invariant(note.ok, 'the signature can be read');
    const manifest = exported.files.get(packagePaths.manifest) ?? Buffer.alloc(0);
    expect(note.value.manifestSha256).toBe(sha256Hex(manifest));
    const checkpoints = decodeCheckpointList(
      exported.files.get(packagePaths.checkpointList) ?? Buffer.alloc(0),
    );
    expect(checkpoints).toMatchObject({ ok: true, value: { checkpoints: [{ size, consistency: [] }] } });
    const timestamps = decodeTimestampList(exported.files.get(packagePaths.timestampList) ?? Buffer.alloc(0));
    invariant(timestamps.ok, 'the list can be read');
    expect(timestamps.value.timestamps.map(({ authority }) => authority.url)).toEqual(
      authorities.map(({ url }) => url),
    );
  });

  test('P29: the same evidence gives the same bytes, whatever was sealed, signed and stamped for others since', async () => {
    await sealInto(test_.locker, otherId, await picture(3, '秘密的第二个窗口'));
    const later = await checkpoint();
    for (const authority of authorities) await stamp(authority, later);
    const again = await exportOf(orderId);
    expect(again.packageSha256).toBe(exported.packageSha256);
    expect(readFileSync(again.dossierPath).equals(readFileSync(exported.dossierPath))).toBe(true);
  });

  test('P29: of other orders it shows how many entries there are, and nothing else', async () => {
    const other = await exportOf(otherId);
    const newest = (await test_.locker.listCheckpoints({ offset: 0, limit: 50 })).checkpoints;
    const elsewhere = newest.filter(({ size }) => size !== stamped.size);
    expect(elsewhere.length).toBeGreaterThan(0);
    const foreign = [
      otherId,
      'SECRET-2',
      '秘密',
      test_.root,
      process.env.HOME ?? '/nowhere',
      ...elsewhere.flatMap((head) => [
        head.checkpoint.split('\n')[2] ?? '',
        ...head.timestamps.flatMap(({ digest, token, response }) => [
          digest,
          response.sha256,
          token.serialHex.length > 8 ? token.serialHex : digest,
        ]),
      ]),
    ];
    const bytes = readFileSync(exported.packagePath);
    for (const text of foreign) expect(bytes.includes(text), text).toBe(false);
    // The scan would notice: the other order's package holds all of it.
    const others = readFileSync(other.packagePath);
    for (const text of foreign.slice(0, 2)) expect(others.includes(text), text).toBe(true);
    for (const text of foreign.slice(5)) expect(others.includes(text), text).toBe(true);
  });
});

describe('a stamp that comes later', () => {
  test('P29: changes what speaks of time, and no original, entry or page to check with', async () => {
    const id = (await addOrder(test_.locker, 'LATE-3')).id;
    await sealInto(test_.locker, id, await picture(4, '晚盖章'));
    const before = await exportOf(id);
    expect(
      decodeTimestampList(before.files.get(packagePaths.timestampList) ?? Buffer.alloc(0)),
    ).toMatchObject({
      value: { timestamps: [] },
    });
    expect(instructionsOf(before)).toContain('还没有时间戳');
    const head = (await test_.locker.orderLedger(id))?.checkpoints.at(-1)?.checkpoint;
    const [authority] = authorities;
    invariant(head !== undefined && authority !== undefined, 'the export made a signed head');
    await stamp(authority, head);
    const after = await exportOf(id);
    const isSame = (path: string) => before.files.get(path)?.equals(after.files.get(path) ?? Buffer.alloc(0));
    const changed = [...after.files.keys()].filter((path) => !isSame(path));
    expect(changed).toEqual([
      'bag-info.txt',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'manifest-signature.txt',
      'data/dossier.pdf',
      'data/验证说明.txt',
      'data/evidence.json',
      'data/timestamps/timestamps.json',
      ...['tsq', 'tsr', 'chain.pem'].map((extension) => `data/timestamps/${head.size}-1.${extension}`),
    ]);
    expect((await exportOf(id)).packageSha256).toBe(after.packageSha256);
  });
});

describe('keys', () => {
  test('P25: after the key was replaced, an old order is signed by the new one, which its entries name', async () => {
    const rotated = await test_.signing.rotate();
    invariant(rotated.ok, 'the key is replaced');
    const { files } = await exportOf(orderId);
    const note = parsePackageSignature(files.get(packagePaths.manifestSignature)?.toString() ?? '');
    expect(note).toMatchObject({ ok: true, value: { keyId: rotated.value.keyId } });
    expect(files.get(packagePaths.entries)?.toString()).toContain(rotated.value.publicKeyHex);
    // The tokens over the older head still speak for the exhibit.
    expect([...files.keys()]).toContain(`data/timestamps/${stamped.size}-2.tsr`);
  });

  test('a token whose file is damaged is named, and nothing is written', async () => {
    const [first] = stamped.timestamps.length > 0 ? stamped.timestamps : await tokensOf(stamped.size);
    invariant(first !== undefined, 'the head is stamped');
    const { sha256 } = first.response;
    const path = join(test_.directory, 'objects', sha256.slice(0, 2), sha256);
    const bytes = readFileSync(path);
    chmodSync(path, 0o600);
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('x')]));
    const outFolder = newFolder();
    const refused = await test_.exporter.export({ orderId, outFolder, pdfOnly: false });
    writeFileSync(path, bytes);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'OBJECT_DAMAGED', message: expect.stringContaining(`时间戳 ${stamped.size}-1 的应答`) },
    });
    expect(readdirSync(outFolder)).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });
});

async function tokensOf(size: number) {
  const { checkpoints } = await test_.locker.listCheckpoints({ offset: 0, limit: 50 });
  return checkpoints.find((head) => head.size === size)?.timestamps ?? [];
}
