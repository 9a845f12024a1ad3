import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtInRoots, parsePem } from '../../../core/timestamps/index.ts';
import {
  addTrustedRoot,
  authorityUrl,
  builtInAuthorities,
  loadTrustedRoots,
  removeTrustedRoot,
} from '../../../electron/timestamps/index.ts';
import { openssl, type RunningAuthority, startAuthority } from './harness/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuhen-roots-'));
const stateFolder = join(folder, 'state');
const kept = join(stateFolder, 'tsa-roots');
let authority: RunningAuthority;

beforeAll(async () => {
  const past = { from: new Date('2009-01-01'), to: new Date('2010-01-01') };
  authority = await startAuthority({
    folder: join(folder, 'tsa'),
    key: 'ec-p256',
    name: '某某时间戳',
    issuerValidity: past,
  });
  await authority.stop();
});

afterEach(() => {
  rmSync(stateFolder, { recursive: true, force: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const text = (content: string) => new Uint8Array(Buffer.from(content));

describe('roots that the app brings', () => {
  it('are those whose fingerprints the code and the README state, whole and signed by themselves', async () => {
    const { roots, fingerprints, certificates, problems } = await loadTrustedRoots(stateFolder);
    expect(problems).toEqual([]);
    expect(roots.map(({ sha256, name }) => ({ sha256, name }))).toEqual([
      { sha256: builtInRoots[0]?.sha256, name: 'DigiCert Trusted Root G4' },
      { sha256: builtInRoots[1]?.sha256, name: 'USERTrust RSA Certification Authority' },
      { sha256: builtInRoots[2]?.sha256, name: 'GlobalSign' },
      { sha256: builtInRoots[3]?.sha256, name: 'Certum Trusted Network CA 2' },
    ]);
    expect(fingerprints.size).toBe(certificates.length);
    const readme = readFileSync('resources/tsa/README.md', 'utf8');
    const files = readdirSync('resources/tsa').filter((name) => name.endsWith('.pem'));
    expect(files).toHaveLength(roots.length);
    for (const name of files) {
      const certificate = new X509Certificate(readFileSync(join('resources/tsa', name)));
      const sha256 = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
      expect(certificate.verify(certificate.publicKey)).toBe(true);
      expect(readme).toContain(`| \`${name}\` |`);
      expect(readme).toContain(sha256);
      expect(fingerprints.has(sha256)).toBe(true);
      expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.parse('2034-01-01'));
    }
  });

  it('serve two authorities with addresses that can be asked', () => {
    expect(builtInAuthorities.map(({ id }) => id)).toEqual(['digicert', 'sectigo']);
    for (const { url } of builtInAuthorities) expect(authorityUrl(url)).toMatchObject({ ok: true });
  });
});

describe('a root that the user gives', () => {
  it('is trusted from then on, PEM or DER, with text around it, expired or not; only the user may read it', async () => {
    const der = parsePem(authority.rootPem)?.[0] ?? new Uint8Array();
    const described = await openssl(authority.folder, ['x509', '-in', 'root.crt', '-text']);
    for (const file of [
      text(authority.rootPem),
      der,
      new Uint8Array(described),
      text(`\uFEFF${authority.rootPem}`),
    ]) {
      const added = await addTrustedRoot(stateFolder, file);
      expect(added).toMatchObject({ ok: true, value: { name: '某某时间戳 root', isBuiltIn: false } });
      const { fingerprints, problems } = await loadTrustedRoots(stateFolder);
      expect(fingerprints.has(authority.rootSha256)).toBe(true);
      expect(problems).toEqual([]);
    }
    expect(readdirSync(kept)).toEqual([`${authority.rootSha256}.pem`]);
    expect(readFileSync(join(kept, `${authority.rootSha256}.pem`), 'utf8')).toBe(authority.rootPem);
    expect(statSync(join(kept, `${authority.rootSha256}.pem`)).mode & 0o077).toBe(0);
  });

  it('is not written a second time when the app brings it', async () => {
    const added = await addTrustedRoot(stateFolder, readFileSync('resources/tsa/usertrust-rsa.pem'));
    expect(added).toMatchObject({ ok: true, value: { isBuiltIn: true } });
    expect((await loadTrustedRoots(stateFolder)).roots).toHaveLength(builtInRoots.length);
  });

  it('is trusted no longer once it was removed; those of the app stay', async () => {
    await addTrustedRoot(stateFolder, text(authority.rootPem));
    expect(await removeTrustedRoot(stateFolder, authority.rootSha256)).toEqual({
      ok: true,
      value: undefined,
    });
    expect((await loadTrustedRoots(stateFolder)).fingerprints.has(authority.rootSha256)).toBe(false);
    expect(await removeTrustedRoot(stateFolder, builtInRoots[0]?.sha256 ?? '')).toMatchObject({ ok: true });
    expect((await loadTrustedRoots(stateFolder)).roots).toHaveLength(builtInRoots.length);
    await expect(removeTrustedRoot(stateFolder, '../settings')).rejects.toThrow();
  });

  it.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['no certificate', () => text('根证书')],
    ['two certificates', () => text(authority.rootPem.repeat(2))],
    ['a whole chain', () => text(authority.chainPem)],
    ['a key', () => readFileSync(join(authority.folder, 'root.key'))],
    ['the certificate of an issuer', () => readFileSync(join(authority.folder, 'issuer.crt'))],
    ['the certificate of a signer', () => readFileSync(join(authority.folder, 'signer.crt'))],
    [
      'a self-signed certificate that is none of an authority',
      () => readFileSync(join(authority.folder, 'selfsigned.crt')),
    ],
    ['a certificate with one bit turned', () => turned(parsePem(authority.rootPem)?.[0] ?? new Uint8Array())],
    ['half a certificate', () => (parsePem(authority.rootPem)?.[0] ?? new Uint8Array()).slice(0, 100)],
    ['more than a certificate can be', () => text(`${authority.rootPem}${'\n'.repeat(70_000)}`)],
  ])('is refused when the file holds %s, and nothing is written', async (_name, file) => {
    const added = await addTrustedRoot(stateFolder, file());
    expect(added).toMatchObject({ ok: false, error: { code: 'ROOT_CERTIFICATE_INVALID' } });
    expect(readdirSync(folder)).not.toContain('state');
  });

  it('that was damaged on the disk, or is not the one its name says, is named and not trusted', async () => {
    await addTrustedRoot(stateFolder, text(authority.rootPem));
    writeFileSync(join(kept, `${'ab'.repeat(32)}.pem`), authority.rootPem);
    writeFileSync(join(kept, '说明.txt'), '机构给的');
    mkdirSync(join(kept, 'folder.pem'));
    writeFileSync(join(kept, '.DS_Store'), 'x');
    writeFileSync(join(kept, 'left-by-a-crash.new'), 'x');
    const { fingerprints, problems } = await loadTrustedRoots(stateFolder);
    expect(fingerprints.size).toBe(builtInRoots.length + 1);
    expect(problems.map(({ fileName }) => fileName)).toEqual([
      `${'ab'.repeat(32)}.pem`,
      'folder.pem',
      '说明.txt',
    ]);
    for (const { code, message, fileName } of problems) {
      expect(code).toBe('ROOT_CERTIFICATE_INVALID');
      expect(message).toContain(fileName);
    }
  });

  it('that the disk does not take is said to be not saved', async () => {
    mkdirSync(stateFolder);
    writeFileSync(kept, 'a file where the folder should be');
    const added = await addTrustedRoot(stateFolder, text(authority.rootPem));
    expect(added).toMatchObject({ error: { code: 'SETTINGS_NOT_SAVED' } });
    const { roots, problems } = await loadTrustedRoots(stateFolder);
    expect(roots).toHaveLength(builtInRoots.length);
    expect(problems).toMatchObject([{ fileName: 'tsa-roots' }]);
  });
});

function turned(der: Uint8Array): Uint8Array {
  const copy = der.slice();
  copy[copy.length - 5] = (copy[copy.length - 5] ?? 0) ^ 1;
  return copy;
}
