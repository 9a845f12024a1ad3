import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { contract, type EventPayload, type Handlers } from '../../../core/contract/index.ts';
import { fail, ok } from '../../../core/result.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import {
  createStampingDesk,
  type OperationDeps,
  type StampingDesk,
} from '../../../electron/operations/index.ts';
import { proofHandlers } from '../../../electron/operations/proof.ts';
import { createTickets } from '../../../electron/operations/tickets.ts';
import { timestampHandlers } from '../../../electron/operations/timestamps.ts';
import { defaultSettings, openSettings, type SettingsStore } from '../../../electron/settings/index.ts';
import { createCheckpointer, createSigning } from '../../../electron/signing/index.ts';
import { createAuthorityAsker, createStamper } from '../../../electron/timestamps/index.ts';
import { captureOf, codeOfFailure, unwrap } from '../locker/samples.ts';
import { type RunningAuthority, startAuthority } from './harness/index.ts';

const home = mkdtempSync(join(tmpdir(), 'liuhen-desk-'));
let authority: RunningAuthority;
let folder: string;
let locker: Locker;
let settings: SettingsStore;
let desk: StampingDesk;
let told: EventPayload<'stampingChanged'>[];
let saveTo: string | undefined;
let timestamps: Handlers['timestamps'];
let proof: Handlers['proof'];
const tickets = createTickets();
const itemOf = async (text: string) => unwrap(await locker.seal(captureOf(text)));

beforeAll(async () => {
  authority = await startAuthority({ folder: join(home, 'tsa'), key: 'ec-p256' });
});
afterAll(async () => {
  await authority.stop();
  rmSync(home, { recursive: true });
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-desk-'));
  const stateFolder = join(folder, 'state');
  locker = unwrap(await openLocker({ directory: join(folder, 'locker'), create: true, stateFolder }));
  settings = await openSettings(join(folder, 'user'), defaultSettings(), 1);
  const signing = createSigning({ locker, stateFolder });
  told = [];
  saveTo = undefined;
  desk = createStampingDesk({
    locker,
    settings,
    announce: (event, payload) => {
      if (event === 'stampingChanged') told.push(payload as EventPayload<'stampingChanged'>);
    },
    stateFolder,
    createStamper: (parts) =>
      createStamper({
        ...parts,
        locker,
        checkpointer: createCheckpointer({ locker, signing }),
        askAuthority: createAuthorityAsker({ stateFolder, fetch }),
        stateFolder,
        now: () => Date.now(),
        // Nothing happens by itself in these tests.
        after: () => () => undefined,
        random: Math.random,
        log: (line) => {
          throw new Error(line);
        },
      }),
  });
  await desk.stamper.start();
  const deps = {
    locker: ok(locker),
    settings,
    signing,
    stamping: desk,
    clockComparer: { compare: async () => fail('CLOCK_COMPARISON_OFF', '没有打开。') },
    dialogs: { pickSaveFile: async () => ok(saveTo) },
  } as unknown as OperationDeps;
  timestamps = timestampHandlers(deps, tickets);
  proof = proofHandlers(deps);
});
afterEach(async () => {
  await desk.stamper.close();
  await locker.close();
  rmSync(folder, { recursive: true });
});

const add = async (more: { readonly rootTicket?: string | null; readonly url?: string } = {}) =>
  await timestamps.addAuthority({
    name: '样例机构',
    url: more.url ?? authority.url,
    rootTicket: more.rootTicket ?? null,
  });
const rootTicket = () => tickets.issue([join(authority.folder, 'root.crt')]);

async function stampedByOwn(): Promise<void> {
  const { authorities } = unwrap(await add({ rootTicket: rootTicket() }));
  const own = authorities.filter(({ isBuiltIn }) => !isBuiltIn).map(({ id }) => id);
  unwrap(await timestamps.configure({ isOn: true, isClockComparisonOn: false, onAuthorityIds: own }));
}

it('is off until the user turns it on: the two built-in authorities are chosen, and nobody is asked', async () => {
  const state = unwrap(await timestamps.getState(undefined));
  expect(contract.timestamps.getState.output.parse(state)).toEqual(state);
  expect(state).toMatchObject({
    isOn: false,
    isClockComparisonOn: false,
    authorities: [
      { id: 'digicert', isOn: true, isBuiltIn: true, health: { state: 'unknown' } },
      { id: 'sectigo', isOn: true, isBuiltIn: true },
    ],
    pendingItemCount: 0,
    newestTrustedTimeUtc: null,
  });
  expect(codeOfFailure(await timestamps.stampNow(undefined))).toBe('STAMPING_OFF');
});

it('an item goes from pending to trusted time, with every fact of it, and windows are told', async () => {
  const item = await itemOf('one');
  const sealed = unwrap(await proof.getItemProof({ itemId: item.id }));
  expect(sealed).toMatchObject({
    checkpoint: null,
    stamped: null,
    isPending: false,
    time: { quality: 'local' },
  });
  await stampedByOwn();
  expect(unwrap(await proof.getItemProof({ itemId: item.id })).isPending).toBe(true);
  expect(unwrap(await timestamps.getState(undefined))).toMatchObject({ isOn: true, pendingItemCount: 1 });
  const state = unwrap(await timestamps.stampNow(undefined));
  expect(contract.timestamps.stampNow.output.parse(state)).toEqual(state);
  expect(state).toMatchObject({ pendingItemCount: 0, pendingSinceUtc: null });
  expect(state.authorities.at(-1)).toMatchObject({
    isBuiltIn: false,
    health: { state: 'well', lastFailure: null },
  });
  expect(state.newestTrustedTimeUtc).not.toBeNull();
  const shown = unwrap(await proof.getItemProof({ itemId: item.id }));
  expect(contract.proof.getItemProof.output.parse(shown)).toEqual(shown);
  expect(shown).toMatchObject({
    seq: item.seq,
    isPending: false,
    stamped: { timestamps: [{ authority: '样例机构', url: authority.url }] },
    time: { quality: 'trusted', notAfterUtc: state.newestTrustedTimeUtc, notBeforeUtc: null },
  });
  const { key } = unwrap(await proof.getKey(undefined));
  expect(shown.stamped?.keyId).toBe(key?.keyId);
  await expect.poll(() => told.at(-1)?.pendingItemCount).toBe(0);
  expect(contract.proof.getItemProof.errors).toContain(
    codeOfFailure(await proof.getItemProof({ itemId: `i-${'0'.repeat(26)}` })),
  );
  const listed = unwrap(await proof.listCheckpoints({ offset: 0, limit: 10 }));
  expect(contract.proof.listCheckpoints.output.parse(listed)).toEqual(listed);
  expect(listed).toMatchObject({ total: 1, checkpoints: [{ seq: shown.stamped?.seq }] });
});

it('a time that contradicts the trusted one is said to', async () => {
  const request = captureOf('one');
  const utc = '2036-11-23T06:35:02.123Z';
  const clock = { ...request.provenance.clock, utc };
  const item = unwrap(await locker.seal({ ...request, provenance: { ...request.provenance, clock } }));
  await stampedByOwn();
  unwrap(await timestamps.stampNow(undefined));
  expect(unwrap(await proof.getItemProof({ itemId: item.id })).time.isContradicted).toBe(true);
});

it('an authority whose root is unknown is added all the same, and its health says so', async () => {
  const { authorities } = unwrap(await add());
  const id = authorities.at(-1)?.id ?? '';
  unwrap(await timestamps.configure({ isOn: true, isClockComparisonOn: true, onAuthorityIds: [id] }));
  await itemOf('one');
  const state = unwrap(await timestamps.stampNow(undefined));
  expect(state).toMatchObject({ isClockComparisonOn: true, pendingItemCount: 1 });
  expect(state.authorities.at(-1)?.health).toMatchObject({
    state: 'failing',
    lastFailure: { code: 'TIMESTAMP_ROOT_UNKNOWN' },
  });
});

it('authorities are refused by name: bad address, known address, no certificate, spent ticket', async () => {
  for (const url of ['file:///etc/passwd', 'http://a:b@127.0.0.1/', 'not a url']) {
    expect([url, codeOfFailure(await add({ url }))]).toEqual([url, 'AUTHORITY_URL_INVALID']);
  }
  unwrap(await add());
  expect(codeOfFailure(await add())).toBe('AUTHORITY_KNOWN');
  expect(codeOfFailure(await add({ url: 'http://timestamp.digicert.com/' }))).toBe('AUTHORITY_KNOWN');
  const url = 'http://127.0.0.1:1/';
  writeFileSync(join(folder, 'no-certificate.pem'), 'nothing of the kind');
  const none = tickets.issue([join(folder, 'no-certificate.pem')]);
  expect(codeOfFailure(await add({ url, rootTicket: none }))).toBe('ROOT_CERTIFICATE_INVALID');
  const gone = tickets.issue([join(folder, 'gone.pem')]);
  expect(codeOfFailure(await add({ url, rootTicket: gone }))).toBe('FILE_UNREADABLE');
  const ticket = rootTicket();
  unwrap(await add({ url, rootTicket: ticket }));
  expect(codeOfFailure(await add({ url: 'http://127.0.0.1:2/', rootTicket: ticket }))).toBe('TICKET_UNKNOWN');
  const before = settings.current().timestamps.own;
  for (let port = 10; before.length + port - 10 < 18; port += 1) {
    unwrap(await add({ url: `http://127.0.0.1:${port}/` }));
  }
  expect(codeOfFailure(await add({ url: 'http://127.0.0.1:9/' }))).toBe('SETTINGS_NOT_SAVED');
});

it('only the user’s own authorities can be removed', async () => {
  const { authorities } = unwrap(await add());
  expect(codeOfFailure(await timestamps.removeAuthority({ authorityId: 'digicert' }))).toBe(
    'AUTHORITY_UNKNOWN',
  );
  const left = unwrap(await timestamps.removeAuthority({ authorityId: authorities.at(-1)?.id ?? '' }));
  expect(left.authorities.map(({ id }) => id)).toEqual(['digicert', 'sectigo']);
  expect(codeOfFailure(await timestamps.compareClock(undefined))).toBe('CLOCK_COMPARISON_OFF');
});

it('the key is exported to where the user says, and rotated', async () => {
  const passphrase = '一句够长的口令 1';
  expect(unwrap(await proof.getKey(undefined))).toEqual({ key: null });
  expect(codeOfFailure(await proof.exportKey({ passphrase }))).toBe('KEY_MISSING');
  expect(codeOfFailure(await proof.rotateKey(undefined))).toBe('KEY_MISSING');
  await itemOf('one');
  await stampedByOwn();
  unwrap(await timestamps.stampNow(undefined));
  expect(unwrap(await proof.exportKey({ passphrase }))).toEqual({ isSaved: false });
  saveTo = join(folder, 'nowhere', '\0');
  expect(codeOfFailure(await proof.exportKey({ passphrase }))).toBe('FILE_NOT_SAVED');
  saveTo = join(folder, 'key.json');
  expect(unwrap(await proof.exportKey({ passphrase }))).toEqual({ isSaved: true });
  expect(JSON.parse(readFileSync(saveTo, 'utf8'))).toMatchObject({ format: 'liuhen-key-export/1' });
  const { key } = unwrap(await proof.rotateKey(undefined));
  expect(contract.proof.rotateKey.output.parse({ key })).toEqual({ key });
  expect(key).toMatchObject({ earlierKeyCount: 1, protection: 'file' });
  expect(unwrap(await proof.getKey(undefined)).key).toEqual(key);
});
