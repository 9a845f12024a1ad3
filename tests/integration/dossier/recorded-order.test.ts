import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import type { DerivativeFacts, Item } from '../../../core/evidence/index.ts';
import { parseTranscript } from '../../../core/transcripts/index.ts';
import { currentEnvironment, randomId, systemClock } from '../../../electron/platform/index.ts';
import { verifyPackage } from '../../../electron/verification/index.ts';
import { failuresOf } from '../package/verdicts.ts';
import { newFolder, textOfPdf } from './export-sample.ts';
import { addOrder, openTestLocker } from './real-locker.ts';
import { evenPieces, sampleSource } from './sample-journal.ts';
import { sampleFile } from './sample-media.ts';
import { samplePicture } from './sample-order.ts';

let test_: Awaited<ReturnType<typeof openTestLocker>>;
let orderId: string;
let recording: Item;
beforeEach(async () => {
  test_ = await openTestLocker();
  orderId = (await addOrder(test_.locker, '2026112314021100')).id;
  recording = await record(orderId);
});
afterEach(() => test_.close());

/** Records the sample into the real locker, with a mark. */
async function record(into: string): Promise<Item> {
  const file = sampleFile('order-page.webm');
  const clock = systemClock.facts();
  const at = (ms: number) => ({
    utc: new Date(Date.parse(clock.utc) + ms).toISOString(),
    monotonicNs: String(BigInt(clock.monotonicNs) + BigInt(ms) * 1_000_000n),
  });
  const source = sampleSource(1920, 1080, []);
  const started = { recordingId: `r-${randomId()}`, clock, environment: currentEnvironment(), source };
  const destination = { orderId: into, assignedBy: 'user' as const, kind: 'E08' as const };
  const begun = await test_.locker.beginRecording(started, at(0), destination);
  invariant(begun.ok, `the recording begins: ${JSON.stringify(begun)}`);
  let from = 0;
  for (const [index, sizeBytes] of evenPieces(file.length, 13).entries()) {
    await begun.value.append(file.subarray(from, from + sizeBytes), at((index + 1) * 1000));
    from += sizeBytes;
  }
  const mark = { mediaMs: 9500, label: '商家回复' };
  await begun.value.note({ kind: 'marked', at: at(13_000), is: mark });
  const sealed = await begun.value.seal({ mediaMs: 13_000, ending: 'user' }, at(13_000));
  invariant(sealed.ok, `the recording is sealed: ${JSON.stringify(sealed)}`);
  return sealed.value;
}

async function sealStill(into: string): Promise<Item> {
  const derivative: DerivativeFacts = {
    how: 'frame',
    of: recording.id,
    ofSha256: recording.sha256,
    ofSource: 'recording',
    software: { name: 'test', version: '1' },
    mediaMs: 9407,
  };
  const sealed = await test_.locker.seal({
    content: { bytes: await samplePicture(640, 360, 7) },
    mediaType: 'image/png',
    provenance: {
      source: 'derivative',
      clock: systemClock.facts(),
      environment: currentEnvironment(),
      derivative,
    },
    assignment: { orderId: into, by: 'user' },
  });
  invariant(sealed.ok, `the still is sealed: ${JSON.stringify(sealed)}`);
  return sealed.value;
}

const exportOf = async (id: string) => {
  const exported = await test_.exporter.export({ orderId: id, outFolder: newFolder(), pdfOnly: false });
  invariant(exported.ok, `the export works: ${JSON.stringify(exported)}`);
  return { ...exported.value, packagePath: exported.value.packagePath ?? '' };
};

describe('an order with what was really recorded', () => {
  test('P12, P25: is exported and verified, alone and against its locker, and again to the same bytes (P29)', async () => {
    const { locker, directory } = test_;
    await locker.describeCall(recording.id, {
      counterpart: '客服',
      heldAt: null,
      wasOtherSideTold: 'unknown',
    });
    const parsed = parseTranscript('[00:09] 客服：稍等，马上补发。');
    invariant(parsed.ok, 'the words can be read');
    const transcript = { origin: 'typed' as const, file: null, cues: [...parsed.value.cues] };
    await locker.transcribe(recording.id, transcript);
    await sealStill(orderId);
    const first = await exportOf(orderId);
    expect(await failuresOf(first.packagePath)).toEqual([]);
    expect(await failuresOf(first.packagePath, directory)).toEqual([]);
    const text = textOfPdf(first.dossierPath);
    expect(text).toContain('标记：商家回复');
    expect(text).toContain('证据4-1附文字稿（由提交人提供，以录音原件为准）');
    expect(text).toContain('取自证据4-1的00:00:09.407');
    const second = await exportOf(orderId);
    expect(second.packageSha256).toBe(first.packageSha256);
  });

  test('words that were replaced or taken away are not in the dossier, and numbers stay', async () => {
    const { locker } = test_;
    const say = (text: string) =>
      locker.transcribe(recording.id, {
        origin: 'typed',
        file: null,
        cues: [{ startMs: null, endMs: null, text }],
      });
    await say('第一稿');
    await exportOf(orderId);
    await say('第二稿');
    const second = textOfPdf((await exportOf(orderId)).dossierPath);
    expect(second).toContain('第二稿');
    expect(second).not.toContain('第一稿');
    expect(second).toContain('4-1附');
    await locker.transcribe(recording.id, null);
    const third = await exportOf(orderId);
    expect(textOfPdf(third.dossierPath)).not.toMatch(/第二稿|4-1附/);
    expect(await failuresOf(third.packagePath)).toEqual([]);
  });

  test('P29: a still in another order shows its original’s hash and nothing else of it', async () => {
    const other = await addOrder(test_.locker, 'another');
    await sealStill(other.id);
    const { packagePath } = await exportOf(other.id);
    const result = await verifyPackage(packagePath, { stateFolder: newFolder() });
    invariant(result.ok, 'the package can be looked at');
    expect(result.value.verdict).toBe('integrity-only');
    expect(result.value.checks).toContainEqual(
      expect.objectContaining({ code: 'DERIVATIVE_ORIGINAL', result: 'NOT_CHECKED' }),
    );
    const bytes = readFileSync(packagePath);
    expect(bytes.includes(recording.sha256)).toBe(true);
    for (const text of [
      orderId,
      '商家回复',
      '2026112314021100',
      sampleFile('order-page.webm').subarray(0, 300),
    ]) {
      expect(bytes.includes(text)).toBe(false);
    }
  });
});
