import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../core/evidence/index.ts';
import type { Result } from '../../../core/result.ts';
import { timeQualityOf, timeSentence } from '../../../core/surroundings/index.ts';
import { type ClockWatch, createClockWatch } from '../../../electron/clock/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { createCheckpointer, createSigning } from '../../../electron/signing/index.ts';
import { type FakeClocks, fakeClocks } from '../../unit/electron/clock/fake-clocks.ts';
import { captureOf } from '../locker/samples.ts';
import { type Happening, type Scenario, scenarios } from './scenarios.ts';

/** A locker, the clocks of its machine, and the program that watches them. */
class Machine {
  readonly #clocks: FakeClocks = fakeClocks();
  readonly #locker: Locker;
  readonly #stateFolder: string;
  #watch: ClockWatch;
  #count = 0;
  /** How far the clock is from the truth. */
  #wrongMs = 0;
  readonly items: Item[] = [];

  constructor(locker: Locker, stateFolder: string) {
    this.#locker = locker;
    this.#stateFolder = stateFolder;
    this.#watch = this.#createWatch();
  }

  async live(happenings: readonly Happening[]): Promise<void> {
    // The ledger itself was begun with this computer's clock; the machine's begins where that is.
    this.#clocks.set(Date.now() - this.#clocks.now());
    this.#watch = this.#createWatch();
    await this.#watch.start();
    for (const happening of happenings) await this.#happen(happening);
    await this.#watch.close();
  }

  async #happen(happening: Happening): Promise<void> {
    if (happening === 'look') this.#watch.look();
    else if (happening === 'seal') await this.#seal();
    else if (happening === 'stamp') await this.#stamp();
    else if (happening === 'hold-up') this.#clocks.holdUpOnce(10_000);
    else if (happening === 'restart') await this.#restart();
    else if ('run' in happening) this.#clocks.run(happening.run);
    else if ('sleep' in happening) this.#clocks.sleep(happening.sleep);
    else if ('zone' in happening) this.#clocks.setZone(...happening.zone);
    else if ('compare' in happening) await this.#compare(happening.compare);
    else {
      this.#wrongMs += happening.set;
      this.#clocks.set(happening.set);
    }
  }

  async #seal(): Promise<void> {
    this.#count += 1;
    const request = captureOf(`picture ${this.#count}`);
    const { provenance } = request;
    const clock = this.#watch.clock.facts();
    this.items.push(unwrap(await this.#locker.seal({ ...request, provenance: { ...provenance, clock } })));
  }

  async #compare(offsetMs: number | null): Promise<void> {
    const clock = this.#watch.clock.facts();
    const servers = [{ outcome: 'failed' as const, host: 'h', problem: 'timeout' as const }];
    const uncertaintyMs = offsetMs === null ? null : 20;
    unwrap(await this.#locker.recordClockComparison({ clock, servers, offsetMs, uncertaintyMs }));
  }

  async #stamp(): Promise<void> {
    const signing = createSigning({
      locker: this.#locker,
      stateFolder: this.#stateFolder,
      onKeyMade: () => undefined,
    });
    const made = unwrap(await createCheckpointer({ locker: this.#locker, signing }).makeCheckpoint());
    const genTimeUtc = new Date(this.#clocks.now() - this.#wrongMs).toISOString();
    this.#count += 1;
    const bytes = (what: string) => Buffer.from(`${what} ${this.#count}`);
    const hash = 'ab'.repeat(32);
    unwrap(
      await this.#locker.recordTimestamp({
        checkpointSeq: made.seq,
        authority: { name: 'TSA', url: 'http://tsa.test' },
        requestBytes: bytes('request'),
        responseBytes: bytes('response'),
        chainPem: `chain ${this.#count}`,
        token: {
          genTimeUtc,
          accuracyMs: 1000,
          serialHex: '1',
          policy: '1.2.3',
          signerSha256: hash,
          rootSha256: hash,
          chainExpiresUtc: '2040-01-01T00:00:00.000Z',
        },
      }),
    );
  }

  async #restart(): Promise<void> {
    await this.#watch.close();
    this.#watch = this.#createWatch();
    await this.#watch.start();
  }

  #createWatch(): ClockWatch {
    return createClockWatch({
      locker: this.#locker,
      clocks: this.#clocks,
      log: (line) => {
        throw new Error(line);
      },
      repeat: () => () => undefined,
    });
  }
}

async function play(scenario: Scenario): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-clock-'));
  const stateFolder = join(folder, 'state');
  const locker = unwrap(await openLocker({ directory: join(folder, 'locker'), create: true, stateFolder }));
  try {
    const machine = new Machine(locker, stateFolder);
    await machine.live(scenario.happenings);
    const events = (await locker.listClockEvents(50)).toReversed();
    const steps = events.flatMap((event) => ('step' in event ? [event] : []));
    expect(steps.map(({ step }) => step.cause)).toEqual(scenario.recorded);
    await expectOrder(locker, machine.items);
    const last = machine.items.at(-1);
    const proof = last && (await locker.getItemProof(last.id));
    if (last === undefined || proof === undefined) throw new Error('an item was sealed');
    for (const { seq, step } of steps) {
      const isBefore = Date.parse(step.after.utc) <= Date.parse(last.provenance.clock.utc);
      if (isBefore) expect(seq).toBeLessThan(last.seq);
    }
    const time = timeQualityOf(last.provenance.clock, proof);
    expect(time).toMatchObject({
      quality: scenario.quality,
      stepCount: scenario.stepCount,
      isContradicted: scenario.isContradicted ?? false,
    });
    expect(timeSentence(time)).toMatch(scenario.words);
  } finally {
    await locker.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The order is that of sealing, whatever the clock said. */
async function expectOrder(locker: Locker, sealed: readonly Item[]): Promise<void> {
  const { items } = await locker.listItems({ offset: 0, limit: 50 });
  expect(items.map(({ id }) => id)).toEqual(sealed.map(({ id }) => id));
  const seqs = items.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
}

function unwrap<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('what happens to a clock (P06)', () => {
  it('is shown by 40 scenarios', () => expect(scenarios).toHaveLength(40));

  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    'leaves the order alone and is recorded: %s',
    async (_name, scenario) => await play(scenario),
  );
});
