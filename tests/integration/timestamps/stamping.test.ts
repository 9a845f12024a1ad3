import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { createCheckpointer, createSigning } from '../../../electron/signing/index.ts';
import {
  addTrustedRoot,
  createAuthorityAsker,
  createStamper,
  type Fetch,
  type Stamper,
  type StampingAuthority,
} from '../../../electron/timestamps/index.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';
import { captureOf, temporaryLocker, unwrap } from '../locker/samples.ts';
import { temporaryState } from '../signing/memory-ledger.ts';
import { type Behaviour, openssl, type RunningAuthority, startAuthority } from './harness/index.ts';
import { TestTime } from './stamping-ledger.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

const home = temporaryState();
let first: RunningAuthority;
let second: RunningAuthority;
let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
let stamper: Stamper;
let time: TestTime;
let on: RunningAuthority[];
/** Addresses that were connected to, in order. */
let connections: string[];

beforeAll(async () => {
  first = await startAuthority({ folder: join(home.path, 'first'), key: 'ec-p256', name: '甲' });
  second = await startAuthority({ folder: join(home.path, 'second'), name: '乙' });
});
afterAll(async () => {
  await first.stop();
  await second.stop();
  home.remove();
});

beforeEach(async () => {
  place = temporaryLocker();
  time = new TestTime();
  time.nowMs = Date.now();
  on = [first, second];
  connections = [];
  for (const authority of on) {
    authority.behave('well');
    unwrap(await addTrustedRoot(place.options.stateFolder, Buffer.from(authority.rootPem)));
  }
  await open();
});
afterEach(async () => {
  await stamper.close();
  await locker.close();
  place.remove();
});

const counting: Fetch = (address, init) => {
  connections.push(address.origin);
  return fetch(address, init);
};

async function open(): Promise<void> {
  const { stateFolder } = place.options;
  locker = unwrap(await openLocker(place.options));
  stamper = createStamper({
    locker,
    checkpointer: createCheckpointer({ locker, signing: createSigning({ locker, stateFolder }) }),
    authorities: () => on.map(choice),
    askAuthority: createAuthorityAsker({ stateFolder, fetch: counting, timeoutMs: 1500 }),
    stateFolder,
    now: time.now,
    after: time.after,
    random: () => 0.5,
    onChanged: () => undefined,
    log: (line) => {
      throw new Error(line);
    },
  });
  await stamper.start();
}

/** As when the program is started anew. */
async function restart(): Promise<void> {
  await stamper.close();
  await locker.close();
  await open();
}

function choice({ url, folder }: RunningAuthority): StampingAuthority {
  return { id: folder === first.folder ? 'first' : 'second', name: folder, url };
}

async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 8; ) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    // The locker's news of an entry come over a thread.
    await locker.treeHead();
    quiet = stamper.isWorking() ? 0 : quiet + 1;
  }
}
const pass = (ms: number) => time.pass(ms, settle);
const capture = async (text: string) => unwrap(await locker.seal(captureOf(text)));
const levelOf = async (itemId: string) => (await locker.getItem(itemId))?.item.proofLevel;
const stampers = async (itemId: string) =>
  ((await locker.getItemProof(itemId))?.stamped?.timestamps ?? [])
    .map(({ authority }) => authority.url)
    .sort();
const bothUrls = () => [first.url, second.url].sort();

async function expectSound(): Promise<void> {
  const { directory, stateFolder } = place.options;
  const verified = unwrap(await verifyLocker({ directory, stateFolder }));
  expect(verified.checks.filter(({ result }) => result === 'FAIL')).toEqual([]);
}

describe('two real authorities (P26)', () => {
  it('a capture is sealed, then stamped by both, and openssl accepts what the locker keeps', async () => {
    const item = await capture('one');
    expect(item.proofLevel).toBe('sealed-here');
    await pass(6 * SECOND);
    expect(await levelOf(item.id)).toBe('timestamped');
    expect(await stampers(item.id)).toEqual(bothUrls());
    const stamped = (await locker.getItemProof(item.id))?.stamped;
    const note = stamped?.checkpoint ?? '';
    expect(stamped?.size).toBeGreaterThan(item.seq);
    writeFileSync(join(place.folder, 'checkpoint.txt'), note);
    for (const { request, response, chain, digest } of stamped?.timestamps ?? []) {
      expect(digest).toBe(createHash('sha256').update(note).digest('hex'));
      for (const [name, object] of Object.entries({ 'x.tsq': request, 'x.tsr': response, 'x.pem': chain })) {
        writeFileSync(join(place.folder, name), unwrap(await locker.readObject(object.sha256)));
      }
      const checks = [
        ['-queryfile', 'x.tsq'],
        ['-data', 'checkpoint.txt'],
      ];
      for (const what of checks) {
        const said = await openssl(place.folder, [
          'ts',
          '-verify',
          ...what,
          '-in',
          'x.tsr',
          '-CAfile',
          'x.pem',
        ]);
        expect(said.toString()).toContain('Verification: OK');
      }
    }
    await expectSound();
  });

  it('both gone: captures go on and wait over a restart; one is back: confirmed by it, honest about the other', async () => {
    await first.stop();
    await second.stop();
    try {
      const items = [await capture('one'), await capture('two')];
      await pass(6 * SECOND);
      expect(await locker.stampingFigures()).toMatchObject({ unstampedItemCount: 2, newestTimestamp: null });
      await restart();
      items.push(await capture('three'));
      await pass(10 * SECOND);
      for (const { id } of items) expect(await levelOf(id)).toBe('sealed-here');
      for (const id of ['first', 'second']) {
        expect(stamper.health(id)).toMatchObject({
          state: 'failing',
          lastFailure: { code: 'AUTHORITY_UNREACHABLE' },
          lastSuccessUtc: null,
        });
      }
      await second.resume();
      await pass(HOUR);
      for (const { id } of items) {
        expect(await levelOf(id)).toBe('timestamped');
        expect(await stampers(id)).toEqual([second.url]);
      }
      expect(await locker.stampingFigures()).toMatchObject({ unstampedItemCount: 0 });
      expect(stamper.health('second')).toMatchObject({ state: 'well', nextTryUtc: null });
      expect(stamper.health('first')).toMatchObject({ state: 'failing' });
      expect(stamper.health('first').nextTryUtc).not.toBeNull();
      await first.resume();
      await pass(2 * HOUR);
      expect(await stampers(items[2]?.id ?? '')).toEqual(bothUrls());
      await expectSound();
    } finally {
      await first.resume().catch(() => undefined);
      await second.resume().catch(() => undefined);
    }
  });

  it('turned off, nobody is connected to; turned on, what waited is stamped', async () => {
    on = [];
    const item = await capture('one');
    await pass(DAY);
    expect(await stamper.stampNow()).toMatchObject({ error: { code: 'STAMPING_OFF' } });
    await restart();
    await pass(DAY);
    expect(connections).toEqual([]);
    expect((await locker.getItemProof(item.id))?.checkpoint).not.toBeNull();
    on = [first];
    stamper.authoritiesChanged();
    await pass(0);
    expect(await stampers(item.id)).toEqual([first.url]);
    expect(connections).toEqual([first.url]);
    on = [];
    stamper.authoritiesChanged();
    await capture('two');
    await pass(DAY);
    expect(connections).toEqual([first.url]);
  });

  it('an empty ledger is left alone', async () => {
    await pass(DAY);
    expect(connections).toEqual([]);
    expect(await locker.figures()).toMatchObject({ treeSize: 1 });
  });
});

describe('an authority that misbehaves: its own code, no entry, no damage', () => {
  const hostile: readonly (readonly [Behaviour, string])[] = [
    ['refuses', 'TIMESTAMP_REFUSED'],
    ['other-nonce', 'TIMESTAMP_NONCE_MISMATCH'],
    ['other-imprint', 'TIMESTAMP_IMPRINT_MISMATCH'],
    ['self-signed', 'TIMESTAMP_ROOT_UNKNOWN'],
    ['wrong-issuer', 'TIMESTAMP_CHAIN_INVALID'],
    ['broken-signature', 'TIMESTAMP_SIGNATURE_INVALID'],
    ['truncated', 'TIMESTAMP_MALFORMED'],
    ['garbage', 'TIMESTAMP_MALFORMED'],
    ['html', 'AUTHORITY_WRONG_TYPE'],
    ['status-500', 'AUTHORITY_HTTP_STATUS'],
    ['huge', 'AUTHORITY_ANSWER_TOO_LARGE'],
    ['cuts-connection', 'AUTHORITY_UNREACHABLE'],
    ['drips', 'AUTHORITY_TIMEOUT'],
    ['hangs', 'AUTHORITY_TIMEOUT'],
  ];

  it('one after the other, while the sound one goes on stamping', async () => {
    for (const [behaviour, code] of hostile) {
      second.behave(behaviour);
      const item = await capture(behaviour);
      stamper.stampSoon({ isUrgent: true });
      await pass(0);
      expect([behaviour, stamper.health('second').lastFailure?.code]).toEqual([behaviour, code]);
      expect(await stampers(item.id)).toEqual([first.url]);
    }
    await expectSound();
  });

  it('a replayed answer, an expired certificate, and a root that nobody here trusts', async () => {
    on = [second];
    await capture('one');
    await pass(6 * SECOND);
    second.behave('replays');
    const items = [await capture('two')];
    stamper.stampSoon({ isUrgent: true });
    await pass(0);
    // An answer over another checkpoint.
    expect(stamper.health('second').lastFailure?.code).toBe('TIMESTAMP_IMPRINT_MISMATCH');
    const ended = { from: new Date(Date.now() - 900 * DAY), to: new Date(Date.now() - 300 * DAY) };
    const folder = join(place.folder, 'stranger');
    const expired = await startAuthority({ folder, key: 'ec-p256', signerValidity: ended });
    const stranger = await startAuthority({ folder: `${folder}-2`, key: 'ec-p256', name: '丙' });
    try {
      unwrap(await addTrustedRoot(place.options.stateFolder, Buffer.from(expired.rootPem)));
      for (const [authority, code] of [
        [expired, 'TIMESTAMP_CERTIFICATE_EXPIRED'],
        [stranger, 'TIMESTAMP_ROOT_UNKNOWN'],
      ] as const) {
        on = [authority];
        items.push(await capture(code));
        stamper.stampSoon({ isUrgent: true });
        await pass(0);
        expect(stamper.health('second').lastFailure?.code).toBe(code);
      }
      for (const { id } of items) expect(await stampers(id)).toEqual([]);
      await expectSound();
    } finally {
      await expired.stop();
      await stranger.stop();
    }
  });
});

it('stamps whose certificates end soon are renewed without new items, by an authority whose chain is longer', async () => {
  const short = await startAuthority({
    folder: join(place.folder, 'short'),
    key: 'ec-p256',
    name: '快到期',
    signerValidity: { from: new Date(Date.now() - DAY), to: new Date(Date.now() + 40 * DAY) },
  });
  try {
    unwrap(await addTrustedRoot(place.options.stateFolder, Buffer.from(short.rootPem)));
    on = [short];
    const item = await capture('one');
    await pass(6 * SECOND);
    expect(await stampers(item.id)).toEqual([short.url]);
    await pass(DAY);
    expect(stamper.health('second').lastFailure).toMatchObject({ code: 'TIMESTAMP_CHAIN_NOT_LONGER' });
    expect((await locker.listCheckpoints({ offset: 0, limit: 9 })).checkpoints).toHaveLength(2);
    on = [short, first];
    stamper.authoritiesChanged();
    await pass(DAY);
    const [newest] = (await locker.listCheckpoints({ offset: 0, limit: 1 })).checkpoints;
    expect(newest?.timestamps.map(({ authority }) => authority.url)).toContain(first.url);
    expect(newest?.size).toBeGreaterThan((await locker.getItemProof(item.id))?.stamped?.seq ?? Infinity);
    const asked = connections.length;
    await pass(10 * DAY);
    expect(connections).toHaveLength(asked);
    await expectSound();
  } finally {
    await short.stop();
  }
});
