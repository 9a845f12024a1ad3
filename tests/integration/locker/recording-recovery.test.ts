import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../../core/evidence/index.ts';
import type { RecordingFacts } from '../../../core/recording/index.ts';
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { openLocker } from '../../../electron/locker/index.ts';
import { createRecordings } from '../../../electron/locker/recordings/recordings.ts';
import { checkLocker } from '../../../electron/verification/locker-verification.ts';
import { createSteps } from '../../../electron/verification/steps.ts';
import { mountSmallDisk } from './read-only-disk.ts';
import { chunkOf, momentAt, newRecordingId, startOf, stopAt } from './recording-samples.ts';
import { captureOf, codeOfFailure, importOf, orderFacts, temporaryLocker, unwrap } from './samples.ts';

const steps = createSteps(
  () => false,
  () => undefined,
);
const nowhere = { orderId: null, assignedBy: 'user' } as const;
const foundAt = momentAt(3600);

let place: ReturnType<typeof temporaryLocker>;
beforeEach(() => {
  place = temporaryLocker();
  unwrap(openEngine(place.options)).close();
});
afterEach(() => place.remove());

const inLocker = (...names: string[]) => join(place.options.directory, ...names);
const recordingPath = (recordingId: string, ...names: string[]) =>
  inLocker('recording', recordingId, ...names);
const objectPath = (sha256: string) => inLocker('objects', sha256.slice(0, 2), sha256);

/** A recording of these chunks whose program died: everything as it was, the lock gone. */
function abandoned(sizes: readonly number[], isStopped = false) {
  const recordings = createRecordings(place.options.directory, () => foundAt);
  const recordingId = newRecordingId();
  unwrap(recordings.begin(startOf(recordingId), momentAt(0), nowhere));
  const chunks = sizes.map((size, at) => chunkOf(at, size));
  for (const [at, chunk] of chunks.entries()) unwrap(recordings.append(recordingId, chunk, momentAt(at + 1)));
  if (isStopped) unwrap(recordings.finish(recordingId, stopAt(sizes.length), momentAt(sizes.length)));
  recordings.close();
  return { recordingId, bytes: Buffer.concat(chunks) };
}

/** One recovery, as opening the app does it. */
async function recover() {
  const locker = unwrap(await openLocker(place.options));
  const recovered = await locker.recoverRecordings();
  expect(await locker.recoverRecordings()).toEqual(recovered.filter(({ sealed }) => isToBeToldAgain(sealed)));
  await locker.close();
  return recovered;
}

const isToBeToldAgain = (sealed: { ok: boolean; error?: { code: string } }) =>
  !sealed.ok && sealed.error?.code !== 'RECORDING_EMPTY';

async function recoverOne(): Promise<Item & { readonly facts: RecordingFacts }> {
  const [only, ...others] = await recover();
  expect(others).toEqual([]);
  if (only === undefined) throw new Error('nothing was recovered');
  const item = unwrap(only.sealed);
  if (item.provenance.source !== 'recording') throw new Error('expected a recording');
  return { ...item, facts: item.provenance.recording };
}

const failures = () =>
  unwrap(checkLocker(place.options, steps))
    .checks.filter(({ result }) => result === 'FAIL')
    .map(({ code }) => code);

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function expectNothingLeft(): void {
  expect(readdirSync(inLocker('recording'))).toEqual([]);
  expect(failures()).toEqual([]);
}

describe('a recording whose program died (P11)', () => {
  it('is sealed with every acknowledged byte, and says that it was interrupted', async () => {
    const { recordingId, bytes } = abandoned([9000, 8000, 7000]);
    const item = await recoverOne();
    expect(item).toMatchObject({ sha256: hashOf(bytes), sizeBytes: bytes.length, orderId: null });
    expect(item.facts).toMatchObject({
      recordingId,
      ending: 'interrupted',
      end: momentAt(3),
      mediaDurationMs: 3000,
      interruption: { foundAtUtc: expect.any(String), tailBytes: 0, missingBytes: 0 },
    });
    expectNothingLeft();
  });

  it('is sealed with bytes that no line names yet, which are stated', async () => {
    const { recordingId, bytes } = abandoned([9000, 8000]);
    const tail = chunkOf(2, 555);
    appendFileSync(recordingPath(recordingId, 'stream.webm'), tail);
    const item = await recoverOne();
    expect(item.sha256).toBe(hashOf(Buffer.concat([bytes, tail])));
    expect(item.facts).toMatchObject({
      end: momentAt(2),
      chunkCount: 3,
      interruption: { tailBytes: 555, missingBytes: 0 },
    });
    expectNothingLeft();
  });

  it('is sealed as it is when the disk lost bytes it had acknowledged, and the loss is stated', async () => {
    const { recordingId, bytes } = abandoned([9000, 8000, 7000]);
    truncateSync(recordingPath(recordingId, 'stream.webm'), 12_000);
    const item = await recoverOne();
    expect(item).toMatchObject({ sha256: hashOf(bytes.subarray(0, 12_000)), sizeBytes: 12_000 });
    expect(item.facts.end).toEqual(momentAt(1));
    expect(item.facts.interruption).toMatchObject({ tailBytes: 0, missingBytes: 12_000, damagedBytes: 3000 });
    expectNothingLeft();
  });

  it.each([false, true])(
    'is sealed as it is when bytes changed on the disk (stopped: %s)',
    async (isStopped) => {
      const { recordingId, bytes } = abandoned([9000, 8000, 7000], isStopped);
      const damaged = Buffer.from(bytes);
      damaged.fill(0, 10_000, 10_100);
      writeFileSync(recordingPath(recordingId, 'stream.webm'), damaged);
      const item = await recoverOne();
      expect(item.sha256).toBe(hashOf(damaged));
      expect(item.facts).toMatchObject({
        ending: 'interrupted',
        end: momentAt(1),
        interruption: { tailBytes: 0, missingBytes: 0, damagedBytes: 15_000 },
      });
      expectNothingLeft();
    },
  );

  it('goes to the order it was for, and to 收件箱 when that cannot be read', async () => {
    const engine = unwrap(openEngine(place.options));
    const order = unwrap(engine.orders.add(orderFacts()));
    engine.close();
    const destination = { orderId: order.id, assignedBy: 'active-order', kind: 'E05' };
    const first = abandoned([5000]);
    writeFileSync(recordingPath(first.recordingId, 'destination.json'), JSON.stringify(destination));
    expect(await recoverOne()).toMatchObject({ orderId: order.id, kind: 'E05' });
    const unknown = abandoned([5000]);
    const elsewhere = { ...destination, orderId: `o-${'0'.repeat(26)}` };
    writeFileSync(recordingPath(unknown.recordingId, 'destination.json'), JSON.stringify(elsewhere));
    expect(await recoverOne()).toMatchObject({ orderId: null, kind: 'E05' });
    const torn = abandoned([5000]);
    writeFileSync(recordingPath(torn.recordingId, 'destination.json'), '{"orderId":');
    expect(await recoverOne()).toMatchObject({ orderId: null, kind: null });
  });

  it('keeps the end that the program wrote', async () => {
    abandoned([9000], true);
    expect((await recoverOne()).facts).toMatchObject({ ending: 'user', mediaDurationMs: 1000 });
    expectNothingLeft();
  });

  it('recovers the same from a journal torn within its last line', async () => {
    const { recordingId } = abandoned([3000, 2000]);
    const journal = readFileSync(recordingPath(recordingId, 'journal.jsonl'));
    const template = join(place.folder, 'template');
    cpSync(recordingPath(recordingId), template, { recursive: true });
    const lastLine = journal.lastIndexOf('\n', journal.length - 2) + 1;
    rmSync(recordingPath(recordingId), { recursive: true });
    for (let length = lastLine; length < journal.length; length += 97) {
      const directory = join(place.folder, `torn-${length}`);
      unwrap(openEngine({ ...place.options, directory })).close();
      cpSync(template, join(directory, 'recording', recordingId), { recursive: true });
      truncateSync(join(directory, 'recording', recordingId, 'journal.jsonl'), length);
      const locker = unwrap(await openLocker({ ...place.options, directory }));
      const [recovered] = await locker.recoverRecordings();
      await locker.close();
      if (recovered === undefined) throw new Error('nothing was recovered');
      const { provenance, sizeBytes } = unwrap(recovered.sealed);
      expect(sizeBytes).toBe(5000);
      expect(provenance).toMatchObject({ recording: { interruption: { tailBytes: 2000, missingBytes: 0 } } });
      expect(unwrap(checkLocker({ ...place.options, directory }, steps)).verdict).toBe('integrity-only');
    }
  });
});

describe('a recovery or a sealing that was itself cut short (P11)', () => {
  it('goes on after the file was moved and nothing was committed', async () => {
    const { recordingId, bytes } = abandoned([9000, 8000], true);
    const sha256 = hashOf(bytes);
    mkdirSync(inLocker('objects', sha256.slice(0, 2)), { recursive: true });
    cpSync(recordingPath(recordingId, 'stream.webm'), objectPath(sha256));
    rmSync(recordingPath(recordingId, 'stream.webm'));
    expect((await recoverOne()).sha256).toBe(sha256);
    expectNothingLeft();
  });

  it('only removes the folder after the commit', async () => {
    const { recordingId } = abandoned([9000], true);
    const copy = join(place.folder, 'copy');
    cpSync(recordingPath(recordingId), copy, { recursive: true });
    const { id } = await recoverOne();
    cpSync(copy, recordingPath(recordingId), { recursive: true });
    expect(await recoverOne()).toMatchObject({ id });
    const engine = unwrap(openEngine(place.options));
    expect(engine.listItems({ offset: 0, limit: 9 }).total).toBe(1);
    engine.close();
    expectNothingLeft();
  });

  it('goes on between the line of the tail and the line of the end', async () => {
    const { recordingId, bytes } = abandoned([9000, 8000]);
    const tail = chunkOf(2, 555);
    appendFileSync(recordingPath(recordingId, 'stream.webm'), tail);
    const recordings = createRecordings(place.options.directory, () => foundAt);
    unwrap(recordings.claim(recordingId));
    unwrap(recordings.mend(recordingId));
    recordings.close();
    const journal = readFileSync(recordingPath(recordingId, 'journal.jsonl'));
    const endOfTailLine = journal.lastIndexOf('\n', journal.length - 2) + 1;
    truncateSync(recordingPath(recordingId, 'journal.jsonl'), endOfTailLine + 10);
    const item = await recoverOne();
    expect(item.sha256).toBe(hashOf(Buffer.concat([bytes, tail])));
    expect(item.facts).toMatchObject({ chunkCount: 3, interruption: { tailBytes: 555 } });
    expectNothingLeft();
  });
});

describe('a recording that cannot be sealed (P11)', () => {
  it('without a byte is said and removed', async () => {
    const { recordingId } = abandoned([]);
    const [only] = await recover();
    expect(codeOfFailure(only?.sealed ?? ({ ok: true, value: only } as never))).toBe('RECORDING_EMPTY');
    expect(existsSync(recordingPath(recordingId))).toBe(false);
  });

  it('and was never begun wholly is removed', async () => {
    const { recordingId } = abandoned([]);
    truncateSync(recordingPath(recordingId, 'journal.jsonl'), 40);
    expect(codeOfFailure((await recover())[0]?.sealed as never)).toBe('RECORDING_EMPTY');
    expect(existsSync(recordingPath(recordingId))).toBe(false);
  });

  it.each([
    [
      'unreadable',
      'RECORDING_UNREADABLE',
      (id: string) => writeFileSync(recordingPath(id, 'journal.jsonl'), 'x\ny'),
    ],
    [
      'cut within its first line',
      'RECORDING_UNREADABLE',
      (id: string) => truncateSync(recordingPath(id, 'journal.jsonl'), 40),
    ],
    [
      'without its journal',
      'RECORDING_UNREADABLE',
      (id: string) => rmSync(recordingPath(id, 'journal.jsonl')),
    ],
    ['without its file', 'RECORDING_DAMAGED', (id: string) => rmSync(recordingPath(id, 'stream.webm'))],
    [
      'with its file emptied',
      'RECORDING_DAMAGED',
      (id: string) => truncateSync(recordingPath(id, 'stream.webm'), 0),
    ],
  ])('is kept as it is when found %s', async (_, code, damage) => {
    const { recordingId } = abandoned([9000, 8000]);
    damage(recordingId);
    rmSync(recordingPath(recordingId, 'reserve'));
    const content = () =>
      readdirSync(recordingPath(recordingId)).map((name) => [
        name,
        hashOf(readFileSync(recordingPath(recordingId, name))),
      ]);
    const before = content();
    const [only] = await recover();
    expect(codeOfFailure(only?.sealed as never)).toBe(code);
    if (only?.sealed.ok === false) expect(only.sealed.error.message).toContain(recordingPath(recordingId));
    expect(content()).toEqual(before);
    const lines = unwrap(checkLocker(place.options, steps)).checks;
    expect(lines).toContainEqual(
      expect.objectContaining({ code: 'RECORDING_UNFINISHED', result: 'NOT_CHECKED', subject: recordingId }),
    );
  });

  it('waits, untouched, on a disk that takes no writes', async (context) => {
    const disk = mountSmallDisk(join(place.folder, 'disk'), 64);
    if ('reason' in disk) return context.skip(disk.reason);
    const { recordingId } = abandoned([9000]);
    cpSync(place.options.directory, join(disk.path, 'locker'), { recursive: true });
    disk.makeReadOnly();
    try {
      const locker = unwrap(await openLocker({ ...place.options, directory: join(disk.path, 'locker') }));
      const recovered = await locker.recoverRecordings();
      expect(recovered.map(({ sealed, recordingId: id }) => [id, codeOfFailure(sealed)])).toEqual([
        [recordingId, 'LOCKER_READ_ONLY'],
      ]);
      const begun = await locker.beginRecording(startOf(newRecordingId()), momentAt(0), nowhere);
      expect(codeOfFailure(begun)).toBe('LOCKER_READ_ONLY');
      await locker.close();
    } finally {
      disk.unmount();
    }
  });
});

describe('a recording of a program that lives (P10, P11)', () => {
  const script = fileURLToPath(new URL('./recording-process.ts', import.meta.url));

  it('is left alone by every other program, and recovered at once when its program is killed', async () => {
    const child = spawn(process.execPath, [script, place.options.directory, place.options.stateFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(await recover()).toEqual([]);
    const lines = unwrap(checkLocker(place.options, steps)).checks;
    expect(lines.filter(({ code }) => code === 'RECORDING_UNFINISHED')).toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await recoverOne()).facts).toMatchObject({ ending: 'interrupted', chunkCount: 2 });
    expectNothingLeft();
  });

  it('is left alone by the recovery of the same program, and can be sealed afterwards', async () => {
    const locker = unwrap(await openLocker(place.options));
    const recording = unwrap(await locker.beginRecording(startOf(newRecordingId()), momentAt(0), nowhere));
    unwrap(await recording.append(chunkOf(0), momentAt(1)));
    expect(await locker.recoverRecordings()).toEqual([]);
    unwrap(await recording.seal(stopAt(1), momentAt(1)));
    await locker.close();
    expectNothingLeft();
  });

  it('is not held up by an import', async () => {
    const source = join(place.folder, 'large.bin');
    writeFileSync(source, '');
    truncateSync(source, Number(process.env.LIUHEN_IMPORT_BYTES ?? 300 * 1024 * 1024));
    const locker = unwrap(await openLocker(place.options));
    const recording = unwrap(await locker.beginRecording(startOf(newRecordingId()), momentAt(0), nowhere));
    const order: string[] = [];
    const imported = locker.seal(importOf(source)).then((sealed) => {
      order.push('import');
      return sealed;
    });
    // Asked behind the import in the same thread: answered only when that is through.
    const captured = locker.seal(captureOf('behind')).then(() => order.push('capture'));
    for (let at = 0; at < 5; at += 1) {
      unwrap(await recording.append(chunkOf(at), momentAt(at + 1)));
      order.push('chunk');
    }
    unwrap(await imported);
    await captured;
    expect(order[0]).toBe('chunk');
    expect(order.indexOf('capture')).toBeGreaterThan(order.indexOf('import'));
    unwrap(await recording.seal(stopAt(5), momentAt(5)));
    await locker.close();
    rmSync(source);
  });

  it('is damaged on the disk before it is sealed: said, nothing lost, sealed by the next recovery', async () => {
    const locker = unwrap(await openLocker(place.options));
    const recordingId = newRecordingId();
    const recording = unwrap(await locker.beginRecording(startOf(recordingId), momentAt(0), nowhere));
    unwrap(await recording.append(chunkOf(0), momentAt(1)));
    unwrap(await recording.append(chunkOf(1), momentAt(2)));
    const stream = recordingPath(recordingId, 'stream.webm');
    chmodSync(stream, 0o600);
    const bytes = readFileSync(stream);
    bytes.fill(7, bytes.length - 10);
    writeFileSync(stream, bytes);
    expect(codeOfFailure(await recording.seal(stopAt(2), momentAt(2)))).toBe('RECORDING_DAMAGED');
    expect(statSync(stream).size).toBe(bytes.length);
    const [only] = await locker.recoverRecordings();
    expect(unwrap(only?.sealed as never)).toMatchObject({ sha256: hashOf(bytes) });
    await locker.close();
    expectNothingLeft();
  });
});
