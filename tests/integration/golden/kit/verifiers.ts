import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, parsePem } from '../../../../core/timestamps/index.ts';
import { verifyPackage } from '../../../../electron/verification/index.ts';

/** What a verifier says of a package: the verdict, and the code of its first FAIL line. */
export interface Answer {
  readonly verdict: 'verified' | 'integrity-only' | 'failed' | 'no-package';
  readonly primary: string | null;
}

export interface Line {
  readonly result: string;
  readonly code: string;
}

export interface PackageVerifier {
  readonly name: string;
  /** Roots are PEM, one certificate or several. */
  verify(packagePath: string, rootsPath: string): Promise<Answer>;
}

const verifierFolder = fileURLToPath(new URL('../../../../verifier/', import.meta.url));
export const pythonVerifier: string = join(verifierFolder, 'verify.py');

export function answerOf(verdict: string, checks: readonly Line[]): Answer {
  const primary = checks.find(({ result }) => result === 'FAIL')?.code ?? null;
  if ((verdict === 'failed') !== (primary !== null))
    throw new Error(`${verdict} with ${primary ?? 'no failure'}`);
  return { verdict: verdict as Answer['verdict'], primary };
}

/** The app and the command line. */
export const appVerifier: PackageVerifier = {
  name: 'app',
  async verify(packagePath, rootsPath) {
    const pem = readFileSync(rootsPath, 'utf8');
    const trustedRoots = new Set((parsePem(pem) ?? []).map(fingerprint));
    const stateFolder = mkdtempSync(join(tmpdir(), 'liuhen-state-'));
    const result = await verifyPackage(packagePath, { stateFolder, trustedRoots });
    if (!result.ok) {
      if (result.error.code === 'NOT_RECOGNISED') return { verdict: 'no-package', primary: null };
      throw new Error(result.error.code);
    }
    return answerOf(result.value.verdict, result.value.checks);
  },
};

/** verifier/verify.py, as a stranger runs it. */
export const pythonScript: PackageVerifier = {
  name: 'verify.py',
  async verify(packagePath, rootsPath) {
    const { code, stdout } = await run('python3', [
      pythonVerifier,
      packagePath,
      '--tsa-root',
      rootsPath,
      '--json',
    ]);
    if (code === 2) return { verdict: 'no-package', primary: null };
    const said = JSON.parse(stdout) as { readonly verdict: string; readonly checks: readonly Line[] };
    if (code !== (said.verdict === 'failed' ? 1 : 0)) throw new Error(`exit ${code} with ${said.verdict}`);
    return answerOf(said.verdict, said.checks);
  },
};

/** Runs a program to its end, whatever its exit code. */
export function run(
  program: string,
  parameters: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...parameters],
      { ...options, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') reject(error);
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

/** Those that need no browser. */
export const scriptVerifiers: readonly PackageVerifier[] = [appVerifier, pythonScript];

/** Does something with each, two at a time. */
export async function inPairs<Value>(
  values: readonly Value[],
  act: (value: Value) => Promise<void>,
): Promise<void> {
  const rest = values.values();
  const worker = async () => {
    for (const value of rest) await act(value);
  };
  await Promise.all([worker(), worker()]);
}
