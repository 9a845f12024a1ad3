import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStampedLocker, type StampedLocker } from '../package/stamped.ts';
import { fact, letter, merchant, noting, reading, situation, submission } from './case-samples.ts';
import { unwrap } from './samples.ts';

let stamped: StampedLocker;
beforeAll(async () => {
  stamped = await openStampedLocker();
});
afterAll(() => stamped.end());

const secret = '不可外传的话';

it('a package says nothing of what was stated about the case, and keeps its bytes (P29)', async () => {
  const { locker, orderId } = stamped;
  const before = readFileSync(await stamped.exportPackage());
  const [item] = (await locker.listItems({ orderId, offset: 0, limit: 1 })).items;
  const stated = [
    situation(),
    fact(1, { text: secret }),
    reading(item?.id ?? '', { shownText: secret }),
    merchant(secret),
    letter(secret),
    submission(secret),
  ];
  unwrap(await locker.noteCase(orderId, noting(...stated)));
  unwrap(await locker.noteCase(orderId, { noted: [], withdrawn: [situation()] }));
  const ledger = await locker.orderLedger(orderId);
  const said = Buffer.concat(ledger?.entries.map(({ bytes }) => bytes) ?? []).toString();
  expect(said).toContain(orderId);
  for (const word of [secret, 'case-noted', 'case-withdrawn']) expect(said).not.toContain(word);
  expect(readFileSync(await stamped.exportPackage()).equals(before)).toBe(true);
});

it('a later stamp over records of the case changes no package either (P29)', async () => {
  const { locker, orderId } = stamped;
  const before = readFileSync(await stamped.exportPackage());
  unwrap(await locker.noteCase(orderId, noting(fact(2, { text: secret }))));
  await stamped.stamp(await stamped.checkpoint());
  expect(readFileSync(await stamped.exportPackage()).equals(before)).toBe(true);
});
