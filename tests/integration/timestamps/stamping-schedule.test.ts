import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, ok } from '../../../core/result.ts';
import { createCheckpointer, createSigning } from '../../../electron/signing/index.ts';
import { type AskAuthority, createStamper, type Stamper } from '../../../electron/timestamps/index.ts';
import { temporaryState } from '../signing/memory-ledger.ts';
import { StampingLedger, TestTime } from './stamping-ledger.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let ledger: StampingLedger;
let time: TestTime;
let state: ReturnType<typeof temporaryState>;
let stampers: Stamper[];
/** Who was asked, in order. */
let asked: string[];
let askedAtMs: number[];
let on: string[];
/** What an authority answers; a year and a half of chain unless it is said here. */
let broken: Set<string>;
let chainEnds: Map<string, string>;

beforeEach(() => {
  ledger = new StampingLedger();
  time = new TestTime();
  state = temporaryState();
  stampers = [];
  asked = [];
  askedAtMs = [];
  on = ['a', 'b'];
  broken = new Set();
  chainEnds = new Map();
});
afterEach(async () => {
  await Promise.all(stampers.map((stamper) => stamper.close()));
  state.remove();
});

const answer: AskAuthority = async ({ authority: { name } }) => {
  asked.push(name);
  askedAtMs.push(time.now());
  if (broken.has(name)) return fail('AUTHORITY_UNREACHABLE', '连不上。');
  const genTimeUtc = new Date(time.now()).toISOString();
  const chainExpiresUtc = chainEnds.get(name) ?? new Date(time.now() + 550 * DAY).toISOString();
  const token = {
    genTimeUtc,
    accuracyMs: null,
    serialHex: '1',
    policy: '1.2.3',
    signerSha256: '0'.repeat(64),
    rootSha256: '0'.repeat(64),
    chainExpiresUtc,
  };
  const bytes = new Uint8Array([1]);
  return ok({ token, requestBytes: bytes, responseBytes: bytes, chainPem: 'chain' });
};

async function started(askAuthority: AskAuthority = answer): Promise<Stamper> {
  const signing = createSigning({ locker: ledger, stateFolder: state.path });
  const stamper = createStamper({
    locker: ledger,
    checkpointer: createCheckpointer({ locker: ledger, signing }),
    authorities: () => on.map((id) => ({ id, name: id, url: `https://${id}.example` })),
    askAuthority,
    stateFolder: state.path,
    now: time.now,
    after: time.after,
    random: () => 0.5,
    onChanged: () => undefined,
    log: (line) => {
      throw new Error(line);
    },
  });
  stampers.push(stamper);
  await stamper.start();
  return stamper;
}

/** Files are real: whatever was begun is given the turns it needs. */
async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 20; ) {
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 1));
    quiet = stampers.some((stamper) => stamper.isWorking()) ? 0 : quiet + 1;
  }
}
const pass = (ms: number) => time.pass(ms, settle);

describe('a checkpoint is made and stamped soon after each capture', () => {
  it('five seconds after the last', async () => {
    await started();
    await pass(10 * SECOND);
    ledger.seal();
    await pass(4 * SECOND);
    ledger.seal();
    await pass(4 * SECOND);
    expect(ledger.checkpoints).toEqual([]);
    await pass(2 * SECOND);
    expect(ledger.stamps()).toEqual(['4 a', '4 b']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('and a minute after the first at the latest, however many come', async () => {
    await started();
    await pass(10 * SECOND);
    for (let count = 0; count < 16; count += 1) {
      ledger.seal();
      await pass(4 * SECOND);
    }
    expect(ledger.checkpoints).toHaveLength(1);
    expect(asked).toEqual(['a', 'b']);
  });

  it('at once when it is urgent, whatever is debounced', async () => {
    const stamper = await started();
    ledger.seal();
    stamper.stampSoon({ isUrgent: true });
    stamper.stampSoon();
    await pass(0);
    expect(ledger.stamps()).toEqual(['3 a', '3 b']);
  });

  it('once: stamps, and a look at what has them, lead to nothing more', async () => {
    const stamper = await started();
    ledger.seal();
    await pass(DAY);
    stamper.stampSoon({ isUrgent: true });
    await pass(DAY);
    expect(asked).toEqual(['a', 'b']);
    expect(ledger.checkpoints).toHaveLength(1);
    expect(time.waiting).toBe(0);
  });

  it('also when it is what was left by the program before', async () => {
    ledger.seal();
    await started();
    await pass(MINUTE);
    expect(ledger.stamps()).toEqual(['3 a', '3 b']);
  });

  it('signed though trusted time is off; nobody is asked until it is on', async () => {
    on = [];
    const stamper = await started();
    ledger.seal();
    await pass(DAY);
    expect(ledger.checkpoints).toHaveLength(1);
    expect(asked).toEqual([]);
    expect(await stamper.stampNow()).toMatchObject({ error: { code: 'STAMPING_OFF' } });
    on = ['a'];
    stamper.authoritiesChanged();
    await pass(0);
    expect(ledger.stamps()).toEqual(['3 a']);
  });
});

describe('each authority is tried on its own', () => {
  it('one that fails does not keep the other from stamping, and is said to fail', async () => {
    broken.add('b');
    const stamper = await started();
    ledger.seal();
    await pass(6 * SECOND);
    expect(ledger.stamps()).toEqual(['3 a']);
    expect(stamper.health('a')).toMatchObject({ state: 'well', lastFailure: null, nextTryUtc: null });
    expect(stamper.health('b')).toMatchObject({
      state: 'failing',
      lastFailure: { code: 'AUTHORITY_UNREACHABLE' },
    });
    broken.clear();
    await pass(HOUR);
    expect(ledger.stamps()).toEqual(['3 a', '3 b']);
    expect(stamper.health('b')).toMatchObject({
      state: 'well',
      lastFailure: { code: 'AUTHORITY_UNREACHABLE' },
    });
  });

  it('after 30 seconds, doubled each time, an hour at most', async () => {
    on = ['b'];
    broken.add('b');
    await started();
    ledger.seal();
    const beganMs = time.now() + 5 * SECOND;
    await pass(6 * HOUR);
    // With the jitter at its middle: 30 s, 1, 2, 4, 8, 16, 32 minutes, then each hour.
    const minutes = askedAtMs.map((atMs) => (atMs - beganMs) / MINUTE);
    expect(minutes).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 63.5, 123.5, 183.5, 243.5, 303.5]);
  });

  it('new captures do not hasten it; urgency and the user do', async () => {
    on = ['b'];
    broken.add('b');
    const stamper = await started();
    ledger.seal();
    await pass(6 * SECOND);
    expect(asked).toHaveLength(1);
    for (let count = 0; count < 3; count += 1) {
      ledger.seal();
      await pass(6 * SECOND);
    }
    expect(asked).toHaveLength(1);
    stamper.stampSoon({ isUrgent: true });
    await pass(0);
    expect(asked).toHaveLength(2);
    await stamper.stampNow();
    expect(asked).toHaveLength(3);
  });

  it('back-off lasts over a restart; a damaged file begins anew; a clock set back does not lengthen it', async () => {
    on = ['b'];
    broken.add('b');
    const file = join(state.path, 'timestamps', `${ledger.lockerId}.json`);
    const first = await started();
    ledger.seal();
    await pass(20 * MINUTE);
    const count = asked.length;
    await first.close();
    expect(JSON.parse(readFileSync(file, 'utf8')).authorities.b.failures).toBe(count);
    const second = await started();
    await pass(6 * SECOND);
    expect(asked).toHaveLength(count);
    expect(second.health('b')).toMatchObject({ state: 'failing' });
    await second.close();
    for (const damage of ['{', '{"format":"liuhen-stamping/1","authorities":{"b":{}}}']) {
      writeFileSync(file, damage);
      const next = await started();
      expect(next.health('b')).toMatchObject({ state: 'unknown', lastFailure: null });
      await next.close();
    }
    await started();
    await pass(6 * SECOND);
    time.nowMs -= 3650 * DAY;
    const before = asked.length;
    stampers.at(-1)?.stampSoon();
    await pass(6 * SECOND);
    expect(asked).toHaveLength(before + 1);
  });

  it('a state folder that takes no writes stops nobody from stamping', async () => {
    mkdirSync(state.path, { recursive: true });
    writeFileSync(join(state.path, 'timestamps'), 'a file where the folder should be');
    const stamper = await started();
    ledger.seal();
    await pass(6 * SECOND);
    expect(ledger.stamps()).toEqual(['3 a', '3 b']);
    expect(stamper.health('a').state).toBe('well');
  });
});

describe('being turned off, and being closed', () => {
  const hanging: AskAuthority = ({ authority, signal }) => {
    asked.push(authority.name);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(fail('AUTHORITY_UNREACHABLE', '中断了。')));
    });
  };

  it('ends what is asked, enters nothing, and blames nobody', async () => {
    const stamper = await started(hanging);
    ledger.seal();
    await time.pass(6 * SECOND, async () => {
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    });
    expect(stamper.health('a').state).toBe('working');
    expect(stamper.isWorking()).toBe(true);
    on = ['b'];
    stamper.authoritiesChanged();
    while (stamper.health('a').state === 'working') await new Promise((resolve) => setTimeout(resolve, 1));
    expect(stamper.health('a')).toMatchObject({ state: 'unknown', lastFailure: null });
    expect(stamper.health('b').state).toBe('working');
    await stamper.close();
    expect(stamper.isWorking()).toBe(false);
    expect(ledger.stamps()).toEqual([]);
    ledger.seal();
    stamper.stampSoon({ isUrgent: true });
    await pass(DAY);
    expect(asked).toEqual(['a', 'b']);
    expect(ledger.checkpoints).toHaveLength(1);
  });

  it('a token that comes after the end is not entered', async () => {
    const stamper = await started(async (request) => {
      await new Promise<void>((resolve) => request.signal.addEventListener('abort', () => resolve()));
      return answer(request);
    });
    ledger.seal();
    await time.pass(6 * SECOND, async () => {
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    });
    await stamper.close();
    expect(asked).toEqual(['a', 'b']);
    expect(ledger.stamps()).toEqual([]);
  });
});

describe('renewal', () => {
  const inDays = (days: number) => new Date(time.now() + days * DAY).toISOString();

  it('a chain that ends within 90 days is renewed without new items, by one that ends later', async () => {
    on = ['a'];
    chainEnds.set('a', inDays(91));
    const stamper = await started();
    ledger.seal();
    await pass(MINUTE);
    expect(ledger.stamps()).toEqual(['3 a']);
    chainEnds.set('a', inDays(800));
    await pass(2 * DAY);
    stamper.stampSoon();
    await pass(MINUTE);
    expect(ledger.stamps()).toEqual(['3 a', '5 a']);
    await pass(2 * DAY);
    expect(asked).toHaveLength(2);
  });

  it('an authority whose chain ends no later is said to, asked once a day, and nothing is entered', async () => {
    on = ['a'];
    chainEnds.set('a', inDays(30));
    const stamper = await started();
    ledger.seal();
    await pass(10 * DAY);
    expect(ledger.stamps()).toEqual(['3 a']);
    expect(ledger.checkpoints).toHaveLength(2);
    expect(stamper.health('a').lastFailure).toMatchObject({ code: 'TIMESTAMP_CHAIN_NOT_LONGER' });
    expect(asked.length).toBeGreaterThanOrEqual(10);
    expect(asked.length).toBeLessThanOrEqual(12);
    ledger.seal();
    await pass(MINUTE);
    expect(ledger.stamps()).toEqual(['3 a', '7 a']);
  });

  it('another authority with a longer chain settles it', async () => {
    chainEnds.set('a', inDays(30));
    broken.add('b');
    await started();
    ledger.seal();
    await pass(2 * DAY);
    broken.clear();
    await pass(2 * DAY);
    const count = asked.length;
    await pass(5 * DAY);
    expect(asked).toHaveLength(count);
    expect(ledger.stamps().at(-1)).toMatch(/ [ab]$/);
    const figures = await ledger.stampingFigures();
    expect(figures.newestCheckpoint?.timestamps.map(({ authority }) => authority.name).sort()).toEqual([
      'a',
      'b',
    ]);
  });
});
