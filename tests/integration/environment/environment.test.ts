import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { environmentCheckIds } from '../../../core/surroundings/index.ts';
import { createClockComparer } from '../../../electron/clock/index.ts';
import { appIntegrityCheck } from '../../../electron/environment/checks/app-integrity.ts';
import { tlsCheck } from '../../../electron/environment/checks/tls.ts';
import { createEnvironmentChecker } from '../../../electron/environment/index.ts';
import { thisMachine } from '../../../electron/environment/machine.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { currentEnvironment, measure, systemClock } from '../../../electron/platform/index.ts';
import { orderFacts } from '../locker/samples.ts';

let folder = '';
let locker: Locker;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-environment-'));
  const opened = await openLocker({
    directory: join(folder, 'locker'),
    create: true,
    stateFolder: join(folder, 'state'),
  });
  if (!opened.ok) throw new Error(opened.error.code);
  locker = opened.value;
});

afterEach(async () => {
  await locker.close();
  rmSync(folder, { recursive: true, force: true });
});

const context = (domain: string | null, signal = new AbortController().signal) => ({
  machine: thisMachine,
  domain,
  signal,
});

describe('an environment check of this very machine', () => {
  const checker = (programFolder: string | null = null) =>
    createEnvironmentChecker({
      locker,
      clock: systemClock,
      environment: currentEnvironment(),
      programFolder,
      comparer: createClockComparer({ locker, clock: systemClock, isAllowed: () => false }),
    });

  it('is sealed as an item of its order, with every check in it and no home folder', async () => {
    const added = await locker.addOrder(orderFacts());
    if (!added.ok) throw new Error(added.error.code);
    const checked = await checker().check({ domain: null, orderId: added.value.id, assignedBy: 'user' });
    if (!checked.ok) throw new Error(checked.error.code);
    const { provenance, orderId, sha256, kind, mediaType } = checked.value;
    expect({ orderId, kind, mediaType }).toEqual({
      orderId: added.value.id,
      kind: null,
      mediaType: 'application/json',
    });
    if (provenance.source !== 'environment-check') throw new Error('a report');
    expect(provenance.check.findings.map(({ id }) => id)).toEqual([...environmentCheckIds]);
    const bytes = await locker.readObject(sha256);
    if (!bytes.ok) throw new Error(bytes.error.code);
    const text = new TextDecoder().decode(bytes.value);
    expect(text).toContain('"format":"liuhen-environment-report/1"');
    expect(text).not.toContain(`${homedir()}/`);
    for (const { detail } of provenance.check.findings) expect(detail).toMatch(/。$/);
  });

  it('asks no name server and no site without a domain, and no time server without leave', async () => {
    const checked = await checker().check({ domain: null, orderId: null, assignedBy: 'user' });
    if (!checked.ok || checked.value.provenance.source !== 'environment-check') throw new Error('a report');
    const outcomes = new Map(checked.value.provenance.check.findings.map(({ id, outcome }) => [id, outcome]));
    for (const id of ['dns', 'tls', 'clock-offset'] as const) expect(outcomes.get(id)).toBe('not-checked');
    expect(await locker.listClockEvents(10)).toEqual([]);
  });

  it('gives the locker’s refusal as it is', async () => {
    const unknown = `o-${'0'.repeat(26)}`;
    const checked = await checker().check({ domain: null, orderId: unknown, assignedBy: 'user' });
    expect(checked).toMatchObject({ error: { code: 'ORDER_UNKNOWN' } });
  });
});

describe('the program’s own files', () => {
  it('are compared with the list that was published with them', async () => {
    const { app } = currentEnvironment();
    const look = () => appIntegrityCheck(folder, currentEnvironment()).run(context(null));
    const program = 'console.log(1);\n';
    writeFileSync(join(folder, 'main.js'), program);
    expect((await look()).outcome).toBe('not-checked');
    const { sha256 } = await measure([Buffer.from(program)]);
    const publish = (files: Record<string, string>, version = app.version) =>
      writeFileSync(
        join(folder, 'program-files.json'),
        JSON.stringify({ format: 'liuhen-program-files/1', version, files }),
      );
    publish({ 'main.js': sha256 });
    expect(await look()).toMatchObject({ outcome: 'clear', raw: { files: { 'main.js': sha256 } } });
    publish({ 'main.js': sha256, 'gone.js': sha256 });
    expect((await look()).detail).toContain('gone.js');
    publish({ 'main.js': sha256 }, '0.0.0');
    expect((await look()).outcome).toBe('noticed');
    publish({ 'main.js': sha256 });
    writeFileSync(join(folder, 'main.js'), 'console.log(2);\n');
    expect(await look()).toMatchObject({ outcome: 'noticed', detail: expect.stringContaining('main.js') });
    writeFileSync(join(folder, 'program-files.json'), '{');
    expect((await look()).outcome).toBe('noticed');
  });
});

describe('the certificate of a site', () => {
  let keys = '';
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    keys = mkdtempSync(join(tmpdir(), 'liuhen-site-'));
    const subject = [
      '-subj',
      '/O=Own Shop/CN=shop.example.cn',
      '-addext',
      'subjectAltName=DNS:shop.example.cn',
    ];
    const files = ['-keyout', join(keys, 'key.pem'), '-out', join(keys, 'site.pem')];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', ...subject, ...files],
      {
        stdio: 'ignore',
      },
    );
    server = createServer({
      key: readFileSync(join(keys, 'key.pem')),
      cert: readFileSync(join(keys, 'site.pem')),
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });

  afterAll(() => {
    server.close();
    rmSync(keys, { recursive: true, force: true });
  });

  const look = (at: number, signal?: AbortSignal) =>
    tlsCheck(() => ({ host: '127.0.0.1', port: at })).run(context('shop.example.cn', signal));

  it('is kept with its fingerprint, and noticed when the site made it itself', async () => {
    const printed = execFileSync('openssl', [
      'x509',
      '-in',
      join(keys, 'site.pem'),
      '-noout',
      '-fingerprint',
      '-sha256',
    ]);
    const print = printed.toString().split('=')[1]?.trim().replaceAll(':', '').toLowerCase() ?? '';
    const found = await look(port);
    expect(found).toMatchObject({
      outcome: 'noticed',
      detail: `网站用的是自己签发的证书。证书指纹 ${print}。`,
      raw: { problem: 'DEPTH_ZERO_SELF_SIGNED_CERT', chain: [{ sha256: print }] },
    });
    expect(JSON.stringify(found.raw)).toContain('BEGIN CERTIFICATE');
  });

  it('is not checked where nobody answers, and nobody waits for a silent one', async () => {
    expect(await look(1)).toMatchObject({ outcome: 'not-checked', raw: { failed: 'ECONNREFUSED' } });
    const { createServer: createSilent } = await import('node:net');
    const silent = createSilent(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const at = typeof address === 'object' && address !== null ? address.port : 0;
    const found = await look(at, AbortSignal.timeout(200));
    expect(found).toMatchObject({ outcome: 'not-checked', raw: { failed: 'TIMEOUT' } });
    silent.close();
  });
});
