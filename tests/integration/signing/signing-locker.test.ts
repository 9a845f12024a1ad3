import { afterEach, beforeEach, expect, it } from 'vitest';
import { isSignedBy, parseSignedCheckpoint } from '../../../core/checkpoints/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { createCheckpointer, createSigning } from '../../../electron/signing/index.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';
import { captureOf, temporaryLocker, unwrap } from '../locker/samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let lockers: Locker[];

beforeEach(async () => {
  place = temporaryLocker();
  // Two programs on one locker, as the window and the command line are.
  lockers = [unwrap(await openLocker(place.options)), unwrap(await openLocker(place.options))];
});
afterEach(async () => {
  await Promise.all(lockers.map((locker) => locker.close()));
  place.remove();
});

const programs = () =>
  lockers.map((locker) => {
    const signing = createSigning({ locker, stateFolder: place.options.stateFolder });
    return { locker, signing, checkpointer: createCheckpointer({ locker, signing }) };
  });

it('P25: two programs that seal, sign and rotate at once leave one sound chain of keys and checkpoints', async () => {
  const work = programs().map(async ({ locker, signing, checkpointer }, program) => {
    for (let round = 0; round < 8; round += 1) {
      unwrap(await locker.seal(captureOf(`${program} ${round}`)));
      unwrap(await checkpointer.makeCheckpoint());
      if (round % 4 === 3) unwrap(await signing.rotate());
    }
  });
  await Promise.all(work);
  const [first, second] = programs();
  if (first === undefined || second === undefined) throw new Error('two programs were begun');
  const held = unwrap(await first.checkpointer.makeCheckpoint());
  const key = await second.locker.signingKey();
  expect(key).toMatchObject({ earlierCount: 4, isEndorsed: true });
  expect(isSignedBy(unwrap(parseSignedCheckpoint(held.checkpoint)), key?.publicKey ?? '')).toBe(true);
  expect(await second.signing.currentKey()).toMatchObject({
    publicKeyHex: key?.publicKey,
    protection: 'file',
  });
  const { directory, stateFolder } = place.options;
  const { checks } = unwrap(await verifyLocker({ directory, stateFolder }));
  expect(checks.filter(({ result }) => result === 'FAIL')).toEqual([]);
});
