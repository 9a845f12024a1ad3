import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeJournal, summariseJournal } from '../../../core/recording/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { checkLocker } from '../../../electron/verification/locker-verification.ts';
import { createSteps } from '../../../electron/verification/steps.ts';
import { chunkOf, momentAt, newRecordingId, startOf, stopAt } from './recording-samples.ts';
import { codeOfFailure, orderFacts, temporaryLocker, unwrap } from './samples.ts';

const steps = createSteps(
  () => false,
  () => undefined,
);
const nowhere = { orderId: null, assignedBy: 'user' } as const;

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
});
afterEach(async () => {
  await locker.close();
  place.remove();
});

const recordingFolder = () => join(place.options.directory, 'recording');
const objectPath = (sha256: string) => join(place.options.directory, 'objects', sha256.slice(0, 2), sha256);

describe('a recording that ends as it should (P11, P12)', () => {
  it('becomes an item whose object is the file as it was streamed', async () => {
    const order = unwrap(await locker.addOrder(orderFacts()));
    const recordingId = newRecordingId();
    const destination = { orderId: order.id, assignedBy: 'active-order', kind: 'E05' } as const;
    const recording = unwrap(await locker.beginRecording(startOf(recordingId), momentAt(0), destination));
    const whole = createHash('sha256');
    let sizeBytes = 0;
    for (let at = 0; at < 5; at += 1) {
      const chunk = chunkOf(at);
      whole.update(chunk);
      sizeBytes += chunk.length;
      expect(unwrap(await recording.append(chunk, momentAt(at + 1)))).toBe(sizeBytes);
    }
    const mark = { mediaMs: 2500, label: '卖家答应退款' };
    unwrap(await recording.note({ kind: 'marked', at: momentAt(2.5), is: mark }));
    const item = unwrap(await recording.seal(stopAt(5), momentAt(5)));
    const sha256 = whole.digest('hex');
    expect(item).toMatchObject({
      sha256,
      sizeBytes,
      mediaType: 'video/webm',
      source: 'recording',
      proofLevel: 'sealed-here',
      orderId: order.id,
      kind: 'E05',
      capturedAtUtc: startOf(recordingId).clock.utc,
    });
    expect(
      createHash('sha256')
        .update(readFileSync(objectPath(sha256)))
        .digest('hex'),
    ).toBe(sha256);
    expect(statSync(objectPath(sha256)).mode & 0o777).toBe(0o444);
    if (item.provenance.source !== 'recording') throw new Error('expected a recording');
    const facts = item.provenance.recording;
    expect(facts).toMatchObject({ recordingId, ending: 'user', mediaDurationMs: 5000, chunkCount: 5 });
    const journal = readFileSync(objectPath(facts.journal.sha256));
    expect(summariseJournal(unwrap(decodeJournal(journal)).lines, facts.journal)).toEqual(facts);
    expect(journal.toString()).not.toContain(order.id);
    expect(readdirSync(recordingFolder())).toEqual([]);
    expect((await locker.listItems({ search: '答应退款', offset: 0, limit: 9 })).total).toBe(1);
    expect((await locker.figures()).sizeBytes).toBe(sizeBytes + journal.length);
    expect(await locker.recoverRecordings()).toEqual([]);
    const checked = unwrap(checkLocker(place.options, steps));
    expect(checked.checks.filter(({ result }) => result === 'FAIL')).toEqual([]);
    expect(checked.checks.filter(({ code }) => code === 'OBJECT_UNKNOWN')).toEqual([]);
  });

  it('says when nothing was recorded, and leaves nothing behind', async () => {
    const recording = unwrap(await locker.beginRecording(startOf(newRecordingId()), momentAt(0), nowhere));
    expect(codeOfFailure(await recording.seal(stopAt(0), momentAt(1)))).toBe('RECORDING_EMPTY');
    expect(readdirSync(recordingFolder())).toEqual([]);
    expect(existsSync(recordingFolder())).toBe(true);
  });
});
