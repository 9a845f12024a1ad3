import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invariant } from '../../../core/assert.ts';
import { SHA256_HEX, type Sha256Hex } from '../../../core/hex.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import { builtInRoots, formatPem } from '../../../core/timestamps/index.ts';
import { createFileDurably, syncFolder } from '../../platform/index.ts';
import { type RootCertificateError, readRootCertificate, type TrustedRoot } from './root-certificate.ts';

/** Roots that a token may end in. */
export interface TrustedRoots {
  readonly roots: readonly TrustedRoot[];
  readonly fingerprints: ReadonlySet<Sha256Hex>;
  /** DER, for chains whose authority does not send its root. */
  readonly certificates: readonly Uint8Array[];
  /** Files of the user's folder that are no root certificates, or not the one that their name says; not trusted. */
  readonly problems: readonly RootProblem[];
}

export interface RootProblem {
  readonly code: RootCertificateError;
  readonly message: string;
  readonly fileName: string;
}

const userFolder = (stateFolder: string) => join(stateFolder, 'tsa-roots');

/** Built-in roots and those of `<stateFolder>/tsa-roots/`. Throws when the app lies without its resources. */
export async function loadTrustedRoots(stateFolder: string): Promise<TrustedRoots> {
  const own = await readUserRoots(userFolder(stateFolder));
  const roots = [...(await readBuiltInRoots()), ...own.roots];
  return {
    roots,
    fingerprints: new Set(roots.map(({ sha256 }) => sha256)),
    certificates: roots.map(({ certificate }) => certificate),
    problems: own.problems,
  };
}

/**
 * Trusts one more root, from a file that the user picked; durable when it resolves. One that is trusted already is given back
 * as it is. `SETTINGS_NOT_SAVED`: the disk refused, nothing changed.
 */
export async function addTrustedRoot(
  stateFolder: string,
  file: Uint8Array,
): Promise<Result<TrustedRoot, RootCertificateError | 'SETTINGS_NOT_SAVED'>> {
  const read = readRootCertificate(file);
  if (!read.ok) return read;
  const builtIn = (await readBuiltInRoots()).find(({ sha256 }) => sha256 === read.value.sha256);
  if (builtIn !== undefined) return ok(builtIn);
  const path = join(userFolder(stateFolder), `${read.value.sha256}.pem`);
  try {
    await createFileDurably(path, formatPem([read.value.certificate]));
    return read;
  } catch {
    return fail('SETTINGS_NOT_SAVED', '根证书没有保存：磁盘写不进去。请检查剩余空间和文件夹权限后再试。');
  }
}

/** Trusts a root of the user's no longer; built-in ones stay. Tokens that end in it become 根证书未知, nothing is lost. */
export async function removeTrustedRoot(
  stateFolder: string,
  sha256: Sha256Hex,
): Promise<Result<undefined, 'SETTINGS_NOT_SAVED'>> {
  invariant(SHA256_HEX.test(sha256), 'a fingerprint, never a path');
  const folder = userFolder(stateFolder);
  if (!existsSync(folder)) return ok(undefined);
  try {
    await rm(join(folder, `${sha256}.pem`), { force: true });
    await syncFolder(folder);
    return ok(undefined);
  } catch {
    return fail('SETTINGS_NOT_SAVED', '根证书没有删掉：磁盘写不进去。请检查文件夹权限后再试。');
  }
}

async function readUserRoots(
  folder: string,
): Promise<{ readonly roots: readonly TrustedRoot[]; readonly problems: readonly RootProblem[] }> {
  const roots: TrustedRoot[] = [];
  const problems: RootProblem[] = [];
  const fileNames = existsSync(folder) ? await readdir(folder).catch(() => undefined) : [];
  // Unreadable: nothing of the user's is trusted, and the folder is named like a bad file in it.
  if (fileNames === undefined) return { roots: [], problems: [problem('tsa-roots')] };
  for (const fileName of fileNames.sort()) {
    // Neither what a crash left half-written nor what the system hides is a file of the user's.
    if (fileName.endsWith('.new') || fileName.startsWith('.')) continue;
    const read = await readRootFile(join(folder, fileName));
    if (read.ok && fileName === `${read.value.sha256}.pem`) roots.push(read.value);
    else problems.push(problem(fileName));
  }
  return { roots, problems };
}

async function readRootFile(path: string): Promise<Result<TrustedRoot, RootCertificateError>> {
  try {
    return readRootCertificate(await readFile(path));
  } catch {
    // A folder, or a file that may not be read: it is named like any other that is no certificate.
    return fail('ROOT_CERTIFICATE_INVALID', '读不出来');
  }
}

function problem(fileName: string): RootProblem {
  const message = `根证书文件 ${fileName} 损坏或不是根证书，没有采用。请删掉它，再重新添加机构的根证书。`;
  return { code: 'ROOT_CERTIFICATE_INVALID', message, fileName };
}

let builtIn: readonly TrustedRoot[] | undefined;

/** `resources/tsa`: exactly the certificates whose fingerprints the code knows, whatever else lies there. */
async function readBuiltInRoots(): Promise<readonly TrustedRoot[]> {
  if (builtIn !== undefined) return builtIn;
  const folder = builtInFolder();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.pem')).sort();
  const read = await Promise.all(
    names.map(async (name) => readRootCertificate(await readFile(join(folder, name)), true)),
  );
  const found = read.flatMap((root) => (root.ok ? [root.value] : []));
  builtIn = builtInRoots.map(({ name, sha256 }) => {
    const root = found.find((candidate) => candidate.sha256 === sha256);
    invariant(root !== undefined, `the app ships the root certificate ${name}`);
    return root;
  });
  return builtIn;
}

/** From the bundle, two folders below the app; from source, three; or beside a packaged app. */
function builtInFolder(): string {
  const packaged = (process as unknown as { readonly resourcesPath?: string }).resourcesPath;
  const candidates = [
    fileURLToPath(new URL('../../resources/tsa', import.meta.url)),
    fileURLToPath(new URL('../../../resources/tsa', import.meta.url)),
    ...(packaged === undefined ? [] : [join(packaged, 'resources', 'tsa'), join(packaged, 'tsa')]),
  ];
  const folder = candidates.find((candidate) => existsSync(candidate));
  invariant(folder !== undefined, `the app ships its root certificates; looked in ${candidates.join(', ')}`);
  return folder;
}
